"""Reading the data files: tab-separated, one row a line, with source and licence as comments on top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kgraph.errors import KnowledgeError


class Table:
    """A data file: column names and rows of strings, in file order."""

    def __init__(self, name: str, columns: tuple[str, ...], rows: list[list[str]]) -> None:
        self.name = name
        self.columns = columns
        self.rows = rows

    def column(self, name: str) -> list[str]:
        """Return all values of a column."""
        i = self.columns.index(name)
        return [row[i] for row in self.rows]

    def records(self) -> Iterator[dict[str, str]]:
        """Yield rows by column name."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def __len__(self) -> int:
        return len(self.rows)


def read_table(path: Path) -> Table:
    """Read a data file.

    Lines that start with ``# `` are comments; the first other line names the columns.

    Raises:
        KnowledgeError: If the file is missing or a row has not as many cells as there are columns.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read as a knowledge file: {error}") from error
    lines = [line for line in text.split("\n") if line and not line.startswith("# ")]
    if not lines:
        raise KnowledgeError(f"{path}: no line names the columns")
    columns = tuple(lines[0].split("\t"))
    rows = [line.split("\t") for line in lines[1:]]
    width = len(columns)
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            raise KnowledgeError(f"{path}: row {number} ({row[0]}) has {len(row)} cells, not {width}")
    return Table(path.stem, columns, rows)


def comments(path: Path) -> list[str]:
    """Return the comment lines on top of a data file, without their marks."""
    with path.open(encoding="utf-8") as file:
        return [line[2:].strip() for line in file if line.startswith("# ")]
