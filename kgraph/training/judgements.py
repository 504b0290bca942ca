"""Which statements are right: as gold has it, and as readers judged them one by one.

A statement counts as right if gold has its subject, object, direction and type (see `kgraph.evaluation.statements`),
and once more as a reader judged it by itself (``items/judged.tsv``, ``items/judged_passages.tsv``) or, where gold has
it, as right: gold is strict and never complete, readers are kind.  Where nobody annotated anything, what was judged
counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.errors import FormatError
from kgraph.evaluation.statements import acts, matches, name_of
from kgraph.resources import data_lines

if TYPE_CHECKING:
    from pathlib import Path

    from kgraph.extraction import Reader
    from kgraph.extraction.confidence import Basis
    from kgraph.model import Statement
    from kgraph.training.reports import Report

Key = tuple[str, int, str, str, str]
"""Document, offset of the trigger, subject, relation and object of a statement."""


@dataclass(frozen=True, slots=True)
class Example:
    """What the confidence in a statement rests on, in which article, and whether it is right."""

    document: str
    basis: Basis
    right: bool


def examples(
    reader: Reader, annotated: Iterable[Report], verdicts: Mapping[Key, bool] | None = None
) -> Iterator[Example]:
    """Yield each statement with whether gold has it, and once more with whether it is right, if that is known.

    Gold knows statements between two things: one without an object counts as had where gold has its subject do the
    same to somebody. Those whose confidence is fitted by another model are left out (`kgraph.extraction.pairs`).

    Args:
        reader: Reads the articles.
        annotated: The articles with their gold.
        verdicts: What readers judged, by `key`; None to go by gold alone.
    """
    for report in annotated:
        for statement, basis in reader.described(report.article):
            if statement.extractor != "pairs":
                listed = None
                if report.gold is not None:
                    same = matches if statement.object is not None else acts
                    listed = any(same(record, statement) for record in report.gold)
                    yield Example(report.article.id, basis, listed)
                if verdicts is None:
                    continue
                right = verdicts.get(key(statement), True if listed and statement.object is not None else None)
                if right is not None:
                    yield Example(report.article.id, basis, right)


def key(statement: Statement) -> Key:
    """Return by what a statement is known in the list of those that were judged."""
    offset = statement.trigger.start if statement.trigger else -1
    obj = statement.object.label if statement.object else "-"
    return name_of(statement.document), offset, statement.subject.label, statement.predicate, obj


def read_verdicts(*paths: Path) -> dict[Key, bool]:
    """Return which statements readers found right, and which wrong.

    Raises:
        FormatError: If a line is not in the format.
    """
    found: dict[Key, bool] = {}
    for path in paths:
        for number, line in data_lines(path, "document\t"):
            try:
                document, offset, subject, relation, obj, verdict, _ = line.split("\t")
                found[document, int(offset), subject, relation, obj] = {"right": True, "wrong": False}[verdict]
            except (ValueError, KeyError) as error:
                raise FormatError(f"{path}, line {number}: no verdict ({error})") from error
    return found
