"""``python -m kgraph.training.pairs ARTICLES GOLD``: fit which pairs of mentions are the two sides of an event.

They are fitted to these articles and to those that the project wrote (`kgraph.training.reports`).

A pair counts as right if gold has its subject, object, direction and event (see `kgraph.evaluation.statements`).  The
fit is a logistic regression with a Gaussian prior, by Adam (Kingma and Ba 2015).  How far the model is too sure of
itself is measured on articles that it was not fitted to, each part of them in turn, and taken from the weights
(Platt 1999).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgraph.evaluation.statements import tells
from kgraph.extraction import Reader
from kgraph.extraction.pairs import FILE
from kgraph.resources import lexicon_dir
from kgraph.training.logistic import Floats, calibrated, share
from kgraph.training.reports import Report, annotated, reports

_RAREST = 10
"""How often a feature must occur to get a weight."""

_PRIOR = 0.05
"""Variance of the weights' prior."""

_SMALLEST = 0.03
"""Weights nearer to zero are not written."""

_STEPS, _RATE, _PARTS = 150, 0.1, 4
_DECAY, _DECAY_SQUARES, _TINY = 0.9, 0.99, 1e-8

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: its article, its features, and whether gold has it."""

    document: str
    features: tuple[str, ...]
    right: bool


def examples(reader: Reader, annotated: Iterable[Report]) -> Iterator[Example]:
    """Yield the pairs of annotated articles."""
    for report in annotated:
        known: dict[tuple[str, str, str], bool] = {}
        for pair, found in reader.pairs(report.article):
            said = (pair.a.entity.label, pair.cue.event, pair.b.entity.label)
            if said not in known:
                known[said] = any(tells(record, *said) for record in report.gold or ())
            yield Example(report.article.id, tuple(map(sys.intern, found)), known[said])


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as numbers: entry ``i`` says that example ``rows[i]`` has feature ``names[columns[i]]``."""

    names: Sequence[str]
    rows: Ints
    columns: Ints
    right: Floats

    @classmethod
    def of(cls, data: Sequence[Example]) -> Table:
        """Return the examples with those features that occur often enough."""
        counts = Counter(name for e in data for name in e.features)
        names = sorted(name for name, n in counts.items() if n >= _RAREST)
        column = {name: i for i, name in enumerate(names)}
        found = [[column[name] for name in e.features if name in column] for e in data]
        rows = np.repeat(np.arange(len(data)), [len(columns) for columns in found])
        columns = np.fromiter((c for columns in found for c in columns), dtype=np.int64, count=len(rows))
        return cls(names, rows, columns, np.array([e.right for e in data], dtype=float))

    def odds(self, weights: Floats) -> Floats:
        """Return the log-odds (n,) of the examples under weights (k,)."""
        return np.bincount(self.rows, weights[self.columns], minlength=len(self.right)).astype(np.float64)

    def slopes(self, errors: Floats) -> Floats:
        """Return the sum (k,) of errors (n,) over the examples that have each feature."""
        return np.bincount(self.columns, errors[self.rows], minlength=len(self.names)).astype(np.float64)


def fit(table: Table, counted: Floats | None = None) -> Floats:
    """Return the weights (k,) of the features.

    Args:
        table: The examples.
        counted: (n,) 1 for examples that count, 0 for those that are left out; None for all.
    """
    used = np.ones_like(table.right) if counted is None else counted
    weights, mean, square = (np.zeros(len(table.names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        gradient = table.slopes(used * (share(table.odds(weights)) - table.right)) + weights / _PRIOR
        mean = _DECAY * mean + (1 - _DECAY) * gradient
        square = _DECAY_SQUARES * square + (1 - _DECAY_SQUARES) * gradient**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        weights -= rate * (mean / (1 - _DECAY**step)) / (np.sqrt(square / (1 - _DECAY_SQUARES**step)) + _TINY)
    return weights


def modesty(table: Table, documents: Sequence[str]) -> tuple[float, float]:
    """Return by what factor the log-odds of a model must be cut on new articles, and what must be added then.

    Args:
        table: The examples.
        documents: The article of each (n,).
    """
    part = {name: i % _PARTS for i, name in enumerate(sorted(set(documents)))}
    parts = np.array([part[name] for name in documents])
    odds = np.zeros(len(documents))
    for k in range(_PARTS):
        held = parts == k
        odds[held] = table.odds(fit(table, (~held).astype(float)))[held]
    return calibrated(odds, table.right)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(prog="python -m kgraph.training.pairs", description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pipeline", help="pipeline to read with; by default the one that ships")
    options = parser.parse_args(arguments)
    data = list(examples(Reader(options.pipeline), [*annotated(options.articles, options.gold), *reports()]))
    table = Table.of(data)
    factor, offset = modesty(table, [e.document for e in data])
    weights = {name: factor * value for name, value in zip(table.names, fit(table).tolist(), strict=True)}
    weights["bias"] += offset
    kept = {name: value for name, value in weights.items() if abs(value) >= _SMALLEST}
    head = (
        "# Weights of a logistic model of which mentions are the sides of an event; see kgraph/extraction/pairs.py.\n"
        "# Source: fitted by python -m kgraph.training.pairs to annotated news articles in the public domain and to "
        "articles written for kgraph.\n"
        "# Licence: CC0-1.0.\n"
    )
    lines = "".join(f"{name}\t{value:.2f}\n" for name, value in kept.items())
    (lexicon_dir() / FILE).write_text(head + lines, encoding="utf-8")
    sys.stdout.write(f"{len(data)} pairs, {len(kept)} weights, log-odds cut to {factor:.2f} {offset:+.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
