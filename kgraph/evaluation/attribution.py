"""Whether statements are attributed where people marked that somebody says so, and to whom.

A gold record is an article with ``id``, ``text`` and ``attributions``, each with ``source``, ``cue`` and ``content``:
lists of character ranges ([start, end], end exclusive), as in PolNeAR (Newell, Margolin and Ruths 2018).  A statement
whose trigger lies inside some content should be attributed, one outside of all should not.  Of those rightly
attributed, the source is right where it shares a word of a name with the words marked as source; only sources with a
name count.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kgraph.evaluation.counting import Count, interval
from kgraph.evaluation.gold import read_records
from kgraph.model import Article
from kgraph.resources import PACKAGE, data_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kgraph.model import Extraction, Statement

RATES = ("precision", "recall", "F1", "source")
_FILE = PACKAGE / "evaluation" / "data" / "nonames.tsv"
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")
_WORD = re.compile(r"[\w’'-]+")
Characters = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A gold attribution: the words that name the source, if any, and where its content stands."""

    source: str
    content: tuple[Characters, ...]

    def holds(self, position: int) -> bool:
        """Return whether a character is part of the content."""
        return any(start <= position < end for start, end in self.content)


@dataclass(slots=True)
class AttributionScores:
    """Counts over articles, and what was wrong.

    Attributes:
        counts: By article, statements that are rightly attributed (``right``), attributed (``found``) and should be
            (``gold``); of those right, those whose gold source has a ``name``, and whose source shares one (``named``).
        missed: Statements without a source where there is one, with the words that name it.
        wrong: Statements with a source where nobody is marked as saying so.
        mistaken: Statements with another source than the words that are marked.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[tuple[Statement, str]] = field(default_factory=list)
    wrong: list[Statement] = field(default_factory=list)
    mistaken: list[tuple[Statement, str]] = field(default_factory=list)

    @property
    def total(self) -> Counter[str]:
        """Counts over all articles."""
        return sum(self.counts.values(), Counter())

    def rate(self, name: str) -> float:
        """Return one of `RATES`: of being attributed, or the share of named sources that are right."""
        return _rate(self.total, name)

    def interval(self, name: str) -> tuple[float, float]:
        """Return a bootstrap interval of a rate over articles."""
        return interval(list(self.counts.values()), lambda n: _rate(n, name))


def _rate(n: Counter[str], name: str) -> float:
    if name == "source":
        return n["named"] / n["name"] if n["name"] else 0.0
    count = Count(n["right"], n["found"], n["gold"])
    return {"precision": count.precision, "recall": count.recall, "F1": count.f1}[name]


def read_attributions(path: Path) -> Iterator[tuple[Article, list[Marked]]]:
    """Yield the articles of a file with their attributions.

    Raises:
        SourceError: If it cannot be read.
        FormatError: If a line is no such article.
    """
    return read_records(path, _article, "no text with attributions")


def _article(row: Mapping[str, Any]) -> tuple[Article, list[Marked]]:
    article = Article(str(row["id"]), str(row["text"]), date=row.get("date"))
    marked = [
        Marked(" ".join(article.text[start:end] for start, end in _spans(a["source"])), tuple(_spans(a["content"])))
        for a in row["attributions"]
    ]
    return article, marked


def _spans(ranges: Iterable[Sequence[int]]) -> list[Characters]:
    return [(int(start), int(end)) for start, end in ranges]


def score(articles: Iterable[tuple[Extraction, list[Marked]]]) -> AttributionScores:
    """Compare the sources of statements with gold, article by article."""
    scores = AttributionScores()
    for extraction, marked in articles:
        counts: Counter[str] = Counter()
        for s in extraction.statements:
            _compare(s, marked, counts, scores)
        scores.counts[extraction.article.id] = counts
    return scores


def _compare(s: Statement, marked: Iterable[Marked], counts: Counter[str], scores: AttributionScores) -> None:
    if s.trigger is None:
        return
    around = [m for m in marked if m.holds(s.trigger.start)]
    found, said = s.attributed_to is not None, " ".join(m.source for m in around)
    counts.update(gold=bool(around), found=found, right=bool(around) and found)
    if around and not found:
        scores.missed.append((s, said))
    elif found and not around:
        scores.wrong.append(s)
    names = {word.lower() for word in _CAPITALISED.findall(said)} - _no_names()
    if not (names and found):
        return
    right = bool(names & _words(s))
    counts.update(name=1, named=right)
    if not right:
        scores.mistaken.append((s, said))


def _words(s: Statement) -> set[str]:
    """Return the words of a statement's source, as it is called and as the article names it."""
    source = s.attributed_to
    if source is None:
        return set()
    mention = source.span.text if source.span is not None else ""
    return {word.lower() for word in _WORD.findall(f"{source.label} {mention}")}


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset(line for _, line in data_lines(_FILE, "word"))
