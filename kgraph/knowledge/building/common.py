"""What the build steps share: reading curated files, ids, writing tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph.errors import KnowledgeError
from kgraph.knowledge.names import fold, slug
from kgraph.resources import data_lines

__all__ = ["CURATED", "DATA", "Sources", "read_curated", "read_json_lines", "slug", "unique", "write_table"]

CURATED = Path(__file__).resolve().parent.parent / "curated"
DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the sources lie.

    Attributes:
        shared: Folder with ``knowledge/`` (World Factbook, REIGN, travels, visits), ``petrarch/`` and ``text/``.
        country_coder: ``borders.json`` of the npm package ``@rapideditor/country-coder``.
    """

    shared: Path
    country_coder: Path

    def factbook(self) -> list[dict[str, Any]]:
        """Return the entries of the World Factbook."""
        return list(read_json_lines(self.shared / "knowledge" / "factbook.jsonl"))


def read_json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_curated(path: Path, cells: int) -> Iterator[list[str]]:
    """Yield rows of a hand-written file: cells set apart by semicolons, ``#`` comments.

    Raises:
        KnowledgeError: If a row has another number of cells.
    """
    for number, line in data_lines(path):
        row = [x.strip() for x in line.split(";")]
        if len(row) != cells:
            raise KnowledgeError(f"{path}:{number}: {len(row)} cells, not {cells}: {line[:60]}")
        yield row


def unique(names: Iterable[str], *, but: Sequence[str] = ()) -> list[str]:
    """Return ASCII forms of `names`, each once, without empty ones and those in `but`."""
    dropped = {fold(x) for x in but}
    return [x for x in dict.fromkeys(fold(n).strip() for n in names) if x and x not in dropped]


def write_table(path: Path, notes: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a data file with its source and licence on top; return the number of rows."""
    lines = [f"# {x}" for x in notes]
    lines.append("\t".join(columns))
    body = ["\t".join(row) for row in rows]
    path.write_text("\n".join(lines + body) + "\n", encoding="utf-8")
    return len(body)
