"""Whether a first name is a man's or a woman's: a hand-written list, and the people of the knowledge base."""

from __future__ import annotations

from collections import Counter

from kgraph.knowledge.building.common import CURATED, DATA, Sources, read_curated, write_table
from kgraph.knowledge.names import fold
from kgraph.knowledge.tables import read_table

NOTES = (
    "First names that are nearly always a man's or a woman's; lower case, without accents.",
    "Source: written for kgraph (CC0); first names of the people of people.tsv whose gender is known (REIGN, MIT).",
    "Licence: MIT. Made by: python -m kgraph.knowledge.build",
)
A_LINE = 60
SHORTEST = 2
# Where the family name comes first, the first word says nothing.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "MAC", "KHM", "LAO", "MMR"})
_NOT_NAMES = frozenset(
    {"king", "queen", "prince", "princess", "sultan", "emperor", "pope", "crown", "mullah", "patriarch", "archbishop"}
)


def build(_: Sources) -> int:
    """Write ``first_names.tsv`` and return its number of lines."""
    genders: dict[str, str] = {}
    both: set[str] = set()
    for gender, names in read_curated(CURATED / "first_names.txt", 2):
        for name in names.split():
            if genders.setdefault(fold(name), gender) != gender:
                both.add(fold(name))
    for name, counts in _of_people().items():
        gender, number = counts.most_common(1)[0]
        if number == counts.total() and name not in genders:
            genders[name] = gender
        elif genders.get(name, gender) != gender:
            both.add(name)
    rows = []
    for gender in ("f", "m"):
        found = sorted(x for x, g in genders.items() if g == gender and x not in both)
        rows += [[gender, " ".join(found[i : i + A_LINE])] for i in range(0, len(found), A_LINE)]
    return write_table(DATA / "first_names.tsv", NOTES, ("gender", "names"), rows)


def _of_people() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for row in read_table(DATA / "people.tsv").records():
        words = row["label"].lower().split()
        told = row["gender"] and len(words) > 1 and row["country"] not in _FAMILY_FIRST
        if told and words[0] not in _NOT_NAMES and len(words[0]) > SHORTEST and "." not in words[0]:
            found.setdefault(words[0], Counter())[row["gender"]] += 1
    return found
