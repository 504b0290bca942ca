"""Bodies that act in world politics, and the buildings and streets that stand for some of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgraph.errors import KnowledgeError
from kgraph.knowledge.building.common import CURATED, DATA, Sources, read_curated, slug, unique, write_table
from kgraph.knowledge.names import fold, squeeze
from kgraph.knowledge.tables import read_table
from kgraph.knowledge.words import Words

COLUMNS = ("id", "label", "names", "type", "country", "sector", "parent", "wikidata", "mark")
METONYM_COLUMNS = ("id", "label", "names", "type", "country", "sector", "stands_for", "weight")
NOTES = (
    "Intergovernmental bodies, alliances, courts, banks, armed groups, parties, armies, agencies, companies, media.",
    "Mark: f, the name stands in a source at hand (World Factbook, CAMEO actors); k, from general knowledge only.",
    (
        "Sources: written for kgraph (CC0), names compared with the World Factbook (public domain) and the CAMEO actor"
        " dictionaries of the Open Event Data Alliance (MIT)."
    ),
    "Licence: CC0-1.0. Made by: python -m kgraph.knowledge.build",
)
METONYM_NOTES = (
    "Palaces, streets and quarters that stand for a government or another body.",
    "Source: written for kgraph from general knowledge.",
    "Licence: CC0-1.0. Made by: python -m kgraph.knowledge.build",
)
METONYM_WEIGHT = "0.85"
BARE_WEIGHT = 0.5
ACTORS = ("Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt", "Phoenix.Countries.actors.txt")


def words(name: str) -> str:
    """Return a name as lower-case words set apart by single spaces, with a space at both ends.

    >>> words("Al-Qa'ida (network)")
    ' al qaida network '
    """
    return f" {' '.join(re.sub(r'[^a-z0-9]+', ' ', fold(name).lower().replace(chr(39), '')).split())} "


def known_names(sources: Sources) -> str:
    """Return the text of the sources that name organisations, as `words`."""
    parts = [
        entry.get(key) or ""
        for entry in sources.factbook()
        for key in ("parties", "terrorist_groups", "forces", "background", "organizations")
    ]
    parts += [(sources.shared / "petrarch" / x).read_text(encoding="utf-8", errors="replace") for x in ACTORS]
    return words(" ; ".join(parts))


def spelled(label: str, names: Iterable[str], common: Words) -> list[str]:
    """Return the further names of a body; "Socialist Party (France)" is also doubtfully a "Socialist Party"."""
    found = unique(names, but=[label])
    shown = re.sub(r" \(.*", "", label)
    if shown != label and squeeze(shown) not in {squeeze(x.partition("=")[0]) for x in found}:
        found.append(f"{fold(shown)}={0.2 if common.is_common(shown) else BARE_WEIGHT}")
    return found


def build(sources: Sources) -> int:
    """Write ``organisations.tsv`` and ``metonyms.tsv``; return the number of organisations.

    Raises:
        KnowledgeError: If a label is there twice, or a parent or what a metonym stands for is unknown.
    """
    known = known_names(sources)
    common = Words(DATA)
    curated = list(read_curated(CURATED / "organisations.txt", 6))
    ids = {row[0]: f"organization/{slug(row[0])}" for row in curated}
    if len(set(ids.values())) != len(curated):
        labels = [row[0] for row in curated]
        raise KnowledgeError(f"organisations: twice: {sorted({x for x in labels if labels.count(x) > 1})}")
    rows = []
    for label, names, kind, country, sector, parent in curated:
        if parent and parent not in ids:
            raise KnowledgeError(f"organisations: {label} belongs to an unknown body: {parent}")
        spellings = spelled(label, [x for x in names.split("|") if x.lower() != f"the {label.lower()}"], common)
        found = any(words(x.partition("=")[0]) in known for x in (label, *spellings))
        rows.append([
            ids[label], label, "|".join(spellings), kind, country, sector, ids.get(parent, ""), "",
            "f" if found else "k",
        ])  # fmt: skip
    _build_metonyms(ids, common)
    return write_table(DATA / "organisations.tsv", NOTES, COLUMNS, rows)


def _build_metonyms(ids: dict[str, str], common: Words) -> None:
    codes = set(read_table(DATA / "countries.tsv").column("iso3"))
    rows = []
    for label, names, kind, country, sector, target in read_curated(CURATED / "metonyms.txt", 6):
        if target not in codes and target not in ids:
            raise KnowledgeError(f"metonyms: {label} stands for an unknown body: {target}")
        prefix = "organization" if kind == "Organization" else "place"
        rows.append([
            f"{prefix}/{slug(label)}", label, "|".join(spelled(label, names.split("|"), common)), kind,
            country, sector, ids.get(target, target), METONYM_WEIGHT,
        ])  # fmt: skip
    write_table(DATA / "metonyms.tsv", METONYM_NOTES, METONYM_COLUMNS, rows)
