"""Peoples and faiths, and named events: hand-written lists with ids."""

from __future__ import annotations

from kgraph.errors import KnowledgeError
from kgraph.knowledge.building.common import CURATED, DATA, Sources, read_curated, slug, unique, write_table

GROUP_COLUMNS = ("id", "label", "names", "adjectives", "persons", "peoples", "country", "sector")
GROUP_NOTES = (
    "Peoples without a state of their own name, faiths, and followers of political creeds, with their adjectives.",
    "Source: written for kgraph; compared with the CAMEO lists of ethnic and religious groups (MIT).",
    "Licence: CC0-1.0. Made by: python -m kgraph.knowledge.build",
)
EVENT_COLUMNS = ("id", "label", "names", "start", "end", "country", "type")
EVENT_NOTES = (
    "Wars, treaties, conferences, attacks, revolutions, elections and disasters, with their dates (EDTF).",
    "Source: written for kgraph from general knowledge.",
    "Licence: CC0-1.0. Made by: python -m kgraph.knowledge.build",
)


def build_groups(_: Sources) -> int:
    """Write ``groups.tsv`` and return its number of rows."""
    rows = []
    for label, names, adjectives, persons, peoples, country, sector in read_curated(CURATED / "groups.txt", 7):
        spellings = "|".join(unique(names.split("|"), but=[label]))
        rows.append([f"group/{slug(label)}", label, spellings, adjectives, persons, peoples, country, sector])
    return write_table(DATA / "groups.tsv", GROUP_NOTES, GROUP_COLUMNS, _once(rows))


def build_events(_: Sources) -> int:
    """Write ``events.tsv`` and return its number of rows."""
    rows = []
    for label, names, kind, start, end, country in read_curated(CURATED / "events.txt", 6):
        spellings = "|".join(unique(names.split("|"), but=[label]))
        rows.append([f"event/{slug(label)}", label, spellings, start, end, country, kind])
    return write_table(DATA / "events.tsv", EVENT_NOTES, EVENT_COLUMNS, _once(rows))


def _once(rows: list[list[str]]) -> list[list[str]]:
    ids = [row[0] for row in rows]
    twice = sorted({x for x in ids if ids.count(x) > 1})
    if twice:
        raise KnowledgeError(f"listed twice: {', '.join(twice)}")
    return rows
