"""The one way in which gold files (JSON Lines) are read, and gold articles with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from kgraph.errors import FormatError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kgraph.extraction import Reader
    from kgraph.model import Article, Extraction

Record = TypeVar("Record")
Marked = TypeVar("Marked")


def read_records(path: Path, make: Callable[[Mapping[str, Any]], Record], what: str) -> Iterator[Record]:
    """Yield what is made of each line of a gold file.

    Args:
        path: The file.
        make: Makes a record of a line's object.
        what: What a line that cannot be made one lacks, for the message ("no gold statement").

    Raises:
        SourceError: If the file cannot be read.
        FormatError: If a line is no such record.
    """
    try:
        # Not `splitlines`: JSON leaves other line separators as they are.
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = make(json.loads(line))
            except json.JSONDecodeError as error:
                raise FormatError(f"{path}, line {number}: not JSON ({error})") from error
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                raise FormatError(f"{path}, line {number}: {what} ({error})") from error
            yield record


def read_marked(
    reader: Reader, articles: Sequence[tuple[Article, Marked]], note: Callable[[Extraction], None]
) -> Iterable[tuple[Extraction, Marked]]:
    """Return what is read of articles, each with what people marked in it.

    Args:
        reader: Reads them.
        articles: The articles, each with its marks.
        note: Is told of each that was read.
    """
    read = []
    for extraction, (_, marked) in zip(reader.read_all(a for a, _ in articles), articles, strict=True):
        read.append((extraction, marked))
        note(extraction)
    return read
