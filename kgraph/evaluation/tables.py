"""``python -m kgraph.evaluation.tables FOLDER [--readme README.md]``: the tables of quality in the README.

Prints how well statements are found, how much confidence means, and how many marked relations are found, measured on
the evaluation data in FOLDER (``data/quality.tsv`` names them).  With ``--readme`` the tables take the place of those
between ``<!-- quality -->`` and ``<!-- /quality -->`` in that file.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.articles import read_articles
from kgraph.errors import FormatError, KnowledgeError, SourceError
from kgraph.evaluation.relations import RELATIONS, TOTAL, RelationScores, read_relations
from kgraph.evaluation.relations import score as score_relations
from kgraph.evaluation.reliability import Band, bands
from kgraph.evaluation.statements import Scores, read_gold, score
from kgraph.extraction import Reader
from kgraph.files import new_file
from kgraph.resources import PACKAGE, data_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kgraph.model import Extraction

_FILE = PACKAGE / "evaluation" / "data" / "quality.tsv"
_RE3D = "data/re3d/re3d_train.jsonl"
_BEGIN, _END = "<!-- quality -->", "<!-- /quality -->"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what is measured on which files, as ``quality.tsv`` says."""

    label: str
    least_confidence: float
    gold: tuple[Path, ...]
    articles: tuple[Path, ...]
    for_reliability: bool


def rows(folder: Path) -> Iterator[Row]:
    """Yield the rows of the table of quality.

    Raises:
        SourceError: If the folder lacks one of the files.
        KnowledgeError: If a line of the table is wrong.
    """
    for number, line in data_lines(_FILE, "label\t"):
        try:
            label, confidence, gold, articles, reliability = line.split("\t")
            least = float(confidence)
        except ValueError as error:
            raise KnowledgeError(f"{_FILE.name}, line {number}: five columns are wanted ({error})") from error
        yield Row(label, least, _files(folder, gold), _files(folder, articles), reliability == "yes")


def _files(folder: Path, pattern: str) -> tuple[Path, ...]:
    found = tuple(sorted(folder.glob(pattern)))
    if not found:
        raise SourceError(f"{folder} has no {pattern}")
    return found


def tables(folder: Path, reader: Reader) -> str:
    """Return the tables in Markdown, measured on the evaluation data of a folder.

    Raises:
        SourceError: If the folder lacks a file.
    """
    read: dict[tuple[Path, ...], list[Extraction]] = {}
    measured: list[tuple[Row, Scores]] = []
    judged: list[tuple[str, float, bool]] = []
    for row in rows(folder):
        if row.articles not in read:
            read[row.articles] = list(reader.read_all(read_articles([str(path) for path in row.articles])))
        found = (s for e in read[row.articles] for s in e.statements if s.confidence >= row.least_confidence)
        scores = score((record for path in row.gold for record in read_gold(path)), found)
        measured.append((row, scores))
        if row.for_reliability:
            judged += [(j.statement.document, j.statement.confidence, j.right) for j in scores.judged]
    documents = list(read_relations(folder / _RE3D))
    extractions = reader.read_all(article for article, _ in documents)
    related = score_relations((e, marked) for e, (_, marked) in zip(extractions, documents, strict=True))
    return "\n\n".join((_quality(measured), _reliability(bands(judged)), _relations(related)))


def _quality(measured: Iterable[tuple[Row, Scores]]) -> str:
    head = ("annotated articles", "required statements", "pair recall", "typed recall", "typed precision", "typed F1")
    lines = []
    for row, scores in measured:
        rates = scores.rates()
        cells = [_with_interval(rates[name], scores, name) for name in head[2:]]
        lines.append((row.label, str(sum(n["required"] for n in scores.counts.values())), *cells))
    return _markdown(head, lines)


def _with_interval(rate: float, scores: Scores, name: str) -> str:
    """Return a rate, with the interval over documents where there are enough to draw from."""
    if len(scores.counts) < 2:
        return f"{rate:.2f}"
    low, high = scores.interval(name)
    return f"{rate:.2f} ({low:.2f}–{high:.2f})"


def _reliability(found: Iterable[Band]) -> str:
    lines = [(f"{b.low:.1f}–{b.high:.1f}", str(b.number), f"{b.right:.2f}") for b in found]
    return _markdown(("confidence", "statements", "share that is right"), lines)


def _relations(scores: RelationScores) -> str:
    lines = [
        (kind, str(scores.number(kind)), f"{scores.rate('related', kind):.2f}", f"{scores.rate('typed', kind):.2f}")
        for kind in (*RELATIONS, TOTAL)
    ]
    return _markdown(("marked relation (re3d)", "pairs", "related", "related as marked"), lines)


def _markdown(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines))


def filled(readme: str, content: str) -> str:
    r"""Return a text with other content between the marks of the quality tables.

    Raises:
        FormatError: If the marks are not there.

    >>> filled("a <!-- quality -->old<!-- /quality --> b", "new")
    'a <!-- quality -->\nnew\n<!-- /quality --> b'
    """
    found = re.sub(f"{_BEGIN}.*?{_END}", lambda _: f"{_BEGIN}\n{content}\n{_END}", readme, count=1, flags=re.DOTALL)
    if _BEGIN not in found or _END not in found:
        raise FormatError(f"there is no {_BEGIN} … {_END} to fill")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and put them into a README."""
    parser = argparse.ArgumentParser(prog="python -m kgraph.evaluation.tables", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the evaluation data")
    parser.add_argument("--readme", type=Path, help="file with the marks between which the tables go")
    options = parser.parse_args(arguments)
    content = tables(options.folder, Reader())
    sys.stdout.write(content + "\n")
    if options.readme is not None:
        text = filled(options.readme.read_text(encoding="utf-8"), content)
        with new_file(options.readme) as aside:
            aside.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
