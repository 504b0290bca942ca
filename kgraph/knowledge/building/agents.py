"""Agent nouns: curated ones, and the dictionary of the event-data community below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgraph.knowledge.building.common import CURATED, DATA, Sources, read_curated, write_table
from kgraph.knowledge.words import singular

NOTES = (
    "Nouns for those who act, with their PLOVER sector and whether they name a person, a group, a body or a thing.",
    "Sources: written for kgraph (CC0); CAMEO agents dictionary of the Open Event Data Alliance (MIT).",
    "Licence: MIT. Made by: python -m kgraph.knowledge.build",
)
# CAMEO's primary code for a role -> PLOVER's sector.
SECTORS = {
    "GOV": "GOV", "MIL": "MIL", "REB": "REB", "CRM": "CRM", "OPP": "OPP", "BUS": "BUS", "CVL": "CVL", "JUD": "JUD",
    "COP": "COP", "MED": "JRN", "LEG": "LEG", "HLH": "MED", "EDU": "EDU", "UAF": "UAF", "SPY": "SPY", "AGR": "AGR",
    "REL": "REL", "MUS": "REL", "CHR": "REL", "HIN": "REL", "JEW": "REL", "BUD": "REL", "LAB": "LAB", "REF": "REF",
    "PTY": "PTY", "ENV": "SOC", "NGO": "SOC", "HRI": "SOC", "DEV": "SOC", "ELI": "ELI", "PPL": "CVL",
}  # fmt: skip
_ENTRY = re.compile(r"^([A-Z][A-Z_'\-]+?)_?\s*(?:\{[^}]*\})?\s*\[~([A-Z]+)\]")
_PERSONAL = re.compile(r"(?:er|or|ist|ian|man|ant|ee|eer|ary|aut)$")


def dictionary(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield noun and PLOVER sector of each usable entry of the CAMEO agents dictionary."""
    path = sources.shared / "petrarch" / "Phoenix.agents.txt"
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        entry = _ENTRY.match(line.replace("!PERSON!", "MAN").replace("!MINIST!", "MINISTER"))
        if entry is None or entry.group(2)[:3] not in SECTORS:
            continue
        noun = entry.group(1).strip("_").replace("_", " ").lower()
        if 2 < len(noun) <= 40 and not noun.startswith(("pro ", "anti ")):
            yield noun, SECTORS[entry.group(2)[:3]]


def build(sources: Sources) -> int:
    """Write ``agents.tsv`` and return its number of rows."""
    found: dict[str, tuple[str, str]] = {}
    for sector, kind, nouns in read_curated(CURATED / "agents.txt", 3):
        for noun in nouns.split("|"):
            found.setdefault(noun, (sector, kind))
    listed = dict(dictionary(sources))
    for noun, sector in listed.items():
        if any(one in found or one in listed for one in singular(noun)[1:]):
            continue  # the dictionary lists plurals too, at times in another sector
        head = noun.rsplit(" ", 1)[-1]
        known = found.get(head)
        kind = known[1] if known else ("person" if _PERSONAL.search(head) else "body")
        found.setdefault(noun, (sector, kind))
    rows = [[noun, sector, kind] for noun, (sector, kind) in sorted(found.items())]
    return write_table(DATA / "agents.tsv", NOTES, ("noun", "sector", "kind"), rows)
