"""People and their offices: hand-written ones first, then what several sources say of others."""

from __future__ import annotations

from kgraph.knowledge.building.common import DATA, Sources, slug, write_table
from kgraph.knowledge.building.person_merging import Merger, days, plain, settle
from kgraph.knowledge.building.person_names import spellings, surname
from kgraph.knowledge.building.person_sources import (
    Record,
    actors,
    country_codes,
    curated,
    factbook,
    met,
    reign,
    visits,
)  # fmt: skip
from kgraph.knowledge.names import fold, squeeze
from kgraph.knowledge.tables import read_table

COLUMNS = ("id", "label", "names", "surnames", "gender", "country", "sector", "weight", "offices", "mark")
NOTES = (
    "People of world politics with their offices: role@country or body@first day@last day, joined by semicolons.",
    (
        "Sources, marked by a letter in each row: m, written for kgraph from memory (CC0); f, World Factbook"
        " (public domain); r, REIGN (MIT); v and t, visits and travels of the US Office of the Historian (CC0);"
        " c, CAMEO actors of the Open Event Data Alliance (MIT)."
    ),
    (
        "A term ends in 2021-03 (REIGN) or 2014-01 (CAMEO) where the source ends; 'official' where it names no office;"
        " years alone where a source attests an office only then."
    ),
    "Licence: MIT. Made by: python -m kgraph.knowledge.build",
)
SURNAME_FROM = 0.5
FIRST_YEAR = "1945"
MINISTER_WEIGHT = 0.42
LEAST_DAYS = 600


def build(sources: Sources) -> int:
    """Write ``people.tsv`` and return its number of rows."""
    bodies = _bodies()
    countries = {r["iso3"]: r["kind"] for r in read_table(DATA / "countries.tsv").records() if r["iso3"]}
    codes = country_codes()
    merger = Merger()
    for record in curated(bodies):
        merger.add_new(record)
    for record in visits(sources, codes):
        merger.add(record)
    for record in factbook(sources):
        merger.add(record)
    for record in actors(sources):
        if _kept(record, countries):
            merger.add(record)
    for record in met(sources, codes):
        merger.add(record, alone=" " in record.name and record.terms[0].start > FIRST_YEAR)
    for record in reign(sources):
        merger.add(record)
    rows = [_row(person, merger) for person in merger.people]
    return write_table(DATA / "people.tsv", NOTES, COLUMNS, _numbered(rows))


def _bodies() -> dict[str, str]:
    """Return ids of organisations, regions and cities by label and acronym, for hand-written offices."""
    found: dict[str, str] = {}
    for name in ("organisations", "metonyms", "places"):
        rows = list(read_table(DATA / f"{name}.tsv").records())
        for row in sorted(rows, key=lambda r: -float(r.get("weight") or 0)):
            for label in (row["label"], *row["names"].split("|")):
                if label:
                    found.setdefault(label, row["id"])
    return found


def _kept(record: Record, countries: dict[str, str]) -> bool:
    """Whether an official of the actor dictionary is worth a row: of a state, since 1945."""
    kind = countries.get(record.country)
    state = kind in {"country", "historical"} or record.country in {"HKG", "TWN", "PSE", "XKX"}
    if not state or max(t.end or t.start for t in record.terms) < FIRST_YEAR:
        return False
    served = sum(days(t.end) - days(t.start) for t in record.terms if t.start and t.end)
    return record.weight > MINISTER_WEIGHT or served >= LEAST_DAYS


def _row(person: Record, merger: Merger) -> list[str]:
    terms = person.terms if person.mark[0] == "m" else settle(person.terms, merger.evidence.get(id(person), []))
    if person.weight <= SURNAME_FROM and not terms:
        person.weight = 0.4
    names = [person.name, *person.names]
    names = plain([*names, *(x for n in names if "=" not in n for x in spellings(n))])
    own = person.surnames or ([surname(person.name, person.country)] if person.weight >= SURNAME_FROM else [])
    return [
        f"person/{slug(person.name)}", fold(person.name), "|".join(names[1:]), "|".join(plain(own)), person.gender,
        person.country,
        person.sector, f"{person.weight:.2f}".rstrip("0"), ";".join(t.cell() for t in terms), person.mark,
    ]  # fmt: skip


def _numbered(rows: list[list[str]]) -> list[list[str]]:
    """Tell people of one name apart: by country, then by number."""
    taken: set[str] = set()
    for row in sorted(rows, key=lambda r: -float(r[7])):
        wanted = [row[0], f"{row[0]}-{row[5].lower()}", *(f"{row[0]}-{row[5].lower()}-{i}" for i in range(2, 99))]
        row[0] = next(x for x in wanted if x not in taken)
        taken.add(row[0])
    return sorted(rows, key=lambda r: squeeze(r[1]))
