"""Check the data files of the knowledge base: sources, schemas, dates, duplicates, references that lead nowhere.

    python -m kgraph.knowledge.check [FOLDER]

prints each fault on a line and exits with 1 if there is any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kgraph.errors import KnowledgeError
from kgraph.knowledge.names import squeeze
from kgraph.knowledge.store import TABLES
from kgraph.knowledge.tables import Table, comments, read_table
from kgraph.resources import knowledge_dir

Row = Mapping[str, str]

SCHEMAS: Mapping[str, tuple[str, ...]] = {
    "countries": (
        "id", "iso3", "country", "label", "names", "adjectives", "persons", "peoples", "neighbours", "lat", "lon",
        "start", "end", "successors", "kind",
    ),
    "places": (
        "id", "label", "names", "type", "country", "adjectives", "persons", "peoples", "lat", "lon", "weight",
        "stands_for", "geonames", "wikidata",
    ),
    "organisations": ("id", "label", "names", "type", "country", "sector", "parent", "wikidata", "mark"),
    "groups": ("id", "label", "names", "adjectives", "persons", "peoples", "country", "sector"),
    "events": ("id", "label", "names", "start", "end", "country", "type"),
    "people": ("id", "label", "names", "surnames", "gender", "country", "sector", "weight", "offices", "mark"),
    "metonyms": ("id", "label", "names", "type", "country", "sector", "stands_for", "weight"),
    "memberships": ("body", "iso3", "start", "end"),
    "roles": ("noun", "forms", "relation", "sector", "title", "gender", "office"),
    "agents": ("noun", "sector", "kind"),
    "kinship": ("noun", "relation", "inverse"),
    "bodies": ("names", "kind", "sector"),
    "combining": ("form", "iso3"),
    "parliaments": ("iso3", "body", "names"),
    "courts": ("name", "countries"),
    "first_names": ("gender", "names"),
    "common_words": ("words",),
}  # fmt: skip
SECTORS = frozenset({
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "REB", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO",
})  # fmt: skip
_ID = re.compile(r"Q[1-9]\d*|[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?~?")
_FORMS = ("names", "adjectives", "persons", "peoples", "surnames")


def check(folder: Path | None = None) -> list[str]:
    """Return what is wrong with the data files of a folder (default: those that ship), a line each."""
    folder = folder or knowledge_dir()
    faults: list[str] = []
    tables: dict[str, Table] = {}
    for name, columns in SCHEMAS.items():
        path = folder / f"{name}.tsv"
        try:
            table = tables[name] = read_table(path)
        except KnowledgeError as error:
            faults.append(str(error))
            continue
        notes = " ".join(comments(path))
        faults += [f"{path.name}: no {word} on top" for word in ("Source", "Licence") if word not in notes]
        if table.columns != columns:
            faults.append(f"{path.name}: the columns are not {' '.join(columns)}")
            del tables[name]
    return faults + list(_rows(tables))


def _rows(tables: Mapping[str, Table]) -> Iterator[str]:
    references = _References(tables)
    seen: dict[str, str] = {}
    for name, table in tables.items():
        for number, row in enumerate(table.records(), 1):
            where = f"{name}.tsv: row {number} ({next(iter(row.values()))})"
            if name in TABLES:
                if row["id"] in seen:
                    yield f"{where}: the id stands in {seen[row['id']]} too"
                seen[row["id"]] = f"{name}.tsv"
                yield from (f"{where}: {fault}" for fault in _entity(row))
            for test in (_dates, _weights, _sector, references.faults):
                yield from (f"{where}: {fault}" for fault in test(row))


def _entity(row: Row) -> Iterator[str]:
    if not _ID.fullmatch(row["id"]):
        yield "the id is neither a Wikidata item nor a path"
    if not row["label"].strip():
        yield "no label"
    for column in _FORMS:
        forms = row.get(column, "").split("|")
        keys = [x.strip() for x in forms]
        if any(not x for x in keys) and row.get(column):
            yield f"an empty form among the {column}"
        if len(set(keys)) != len(keys):
            yield f"a form twice among the {column}"
        for form in forms:
            spelled, _, weight = form.partition("=")
            if weight and not _is_weight(weight):
                yield f"{form}: its weight is no number from 0 to 1"
            if form and (not squeeze(spelled) or not spelled.isascii()):
                yield f"{form}: not a name in ASCII"


def _dates(row: Row) -> Iterator[str]:
    spans = [(row["start"], row["end"])] if "start" in row else []
    spans += [tuple(x.split("@")[2:4]) for x in row.get("offices", "").split(";") if x.count("@") == 3]  # type: ignore[misc]
    for start, end in spans:
        if any(x and not _DATE.fullmatch(x) for x in (start, end)):
            if not (re.fullmatch(r"-?\d{3,4}", start) or not start):
                yield f"{start}/{end}: not dates as YYYY, YYYY-MM or YYYY-MM-DD"
        elif start and end and start[: len(end)] > end[: len(start)]:
            yield f"{start}/{end}: ends before it begins"


def _weights(row: Row) -> Iterator[str]:
    if row.get("weight") and not _is_weight(row["weight"]):
        yield f"{row['weight']}: no number from 0 to 1"
    if row.get("gender", "") not in {"", "m", "f"}:
        yield f"{row['gender']}: gender is m, f or empty"


def _sector(row: Row) -> Iterator[str]:
    if row.get("sector") and row["sector"] not in SECTORS:
        yield f"{row['sector']}: not a PLOVER sector"


def _is_weight(text: str) -> bool:
    return re.fullmatch(r"0(?:\.\d+)?|1(?:\.0+)?", text) is not None


class _References:
    """What cells of the tables may point to."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        countries = tables.get("countries")
        self._codes = {x for x in countries.column("iso3") if x} if countries else set()
        self._ids = {x for name in TABLES if name in tables for x in tables[name].column("id")}
        self._known = self._codes | self._ids
        self._of: Mapping[str, Callable[[str], bool]] = {
            "country": lambda x: x in self._codes or x == "IGO", "iso3": self._codes.__contains__,
            "parent": self._ids.__contains__, "body": self._ids.__contains__,
            "stands_for": self._known.__contains__,
        }  # fmt: skip

    def faults(self, row: Row) -> Iterator[str]:
        for column, known in self._of.items():
            if row.get(column) and not known(row[column]):
                yield f"{column} {row[column]} is unknown"
        for column in ("neighbours", "successors"):
            for code in row.get(column, "").split("|"):
                if code and code not in self._codes:
                    yield f"{column}: {code} is unknown"
        for office in row.get("offices", "").split(";"):
            parts = office.split("@")
            if office and (len(parts) != 4 or not parts[0]):
                yield f"{office}: an office is role@country@start@end"
            elif office and parts[1] and parts[1] not in self._known:
                yield f"{office}: {parts[1]} is unknown"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a folder and print its faults."""
    names = list(sys.argv[1:] if arguments is None else arguments)
    faults = check(Path(names[0]) if names else None)
    sys.stdout.writelines(f"{x}\n" for x in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
