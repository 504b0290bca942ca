"""``python -m kgraph.training.confidence ARTICLES GOLD``: fit the confidence of statements to annotated articles.

A statement counts as right if gold has its subject, object, direction and type, one without an object if gold has its
subject and type (see `kgraph.evaluation.statements`).
The fit is a logistic regression with a Gaussian prior, by Newton's method (Bishop 2006, section 4.3.3).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgraph.articles import read_articles
from kgraph.evaluation.reliability import Band, bands
from kgraph.evaluation.statements import Gold, matches, name_of, read_gold
from kgraph.extraction import Reader
from kgraph.extraction.confidence import FILE
from kgraph.resources import lexicon_dir

_RAREST = 8
"""How often a feature must occur to get a weight."""

_PRIOR = 1.0
"""Variance of the weights' prior."""

_STEPS = 30
Example = tuple[dict[str, float], bool]
Floats = npt.NDArray[np.float64]


def examples(reader: Reader, articles: Path, gold: Iterable[Gold]) -> Iterator[Example]:
    """Yield the features of each statement, and whether it is right."""
    expected: dict[str, list[Gold]] = defaultdict(list)
    for record in gold:
        expected[record.document].append(record)
    for article in read_articles(articles):
        records = expected.get(name_of(article.id))
        if records is None:
            continue
        for statement, found in reader.described(article):
            yield found, any(matches(record, statement) for record in records)


def fit(data: Sequence[Example]) -> dict[str, float]:
    """Return the weights of the features that occur often enough."""
    counts = Counter(name for found, _ in data for name in found)
    names = sorted(name for name, n in counts.items() if n >= _RAREST)
    column = {name: i for i, name in enumerate(names)}
    x: Floats = np.zeros((len(data), len(names)))
    for row, (found, _) in zip(x, data, strict=True):
        for name, value in found.items():
            if name in column:
                row[column[name]] = value
    y: Floats = np.array([right for _, right in data], dtype=float)
    w: Floats = np.zeros(len(names))
    precision = np.eye(len(names)) / _PRIOR
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + precision @ w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + precision
        w = w - np.linalg.solve(hessian, gradient)
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def reliability(weights: dict[str, float], data: Iterable[Example]) -> list[Band]:
    """Return for each band of confidence how many statements have it, and what share is right."""
    judged = []
    for number, (found, right) in enumerate(data):
        total = sum(weights.get(name, 0.0) * value for name, value in found.items())
        judged.append((str(number), float(1 / (1 + np.exp(-total))), right))
    return bands(judged)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write the weights, and print how reliable they are on other articles if some are given."""
    parser = argparse.ArgumentParser(prog="python -m kgraph.training.confidence", description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--check", nargs=2, type=Path, metavar=("ARTICLES", "GOLD"), help="articles to check on")
    parser.add_argument("--pipeline", help="pipeline to read with; by default the one that ships")
    options = parser.parse_args(arguments)
    reader = Reader(options.pipeline)
    weights = fit(list(examples(reader, options.articles, read_gold(options.gold))))
    head = (
        "# Weights of a logistic model of whether a statement is right; see kgraph/extraction/confidence.py.\n"
        "# Source: fitted by python -m kgraph.training.confidence to annotated news articles in the public domain.\n"
        "# Licence: CC0-1.0.\n"
    )
    lines = "".join(f"{name}\t{value}\n" for name, value in weights.items())
    (lexicon_dir() / FILE).write_text(head + lines, encoding="utf-8")
    sys.stdout.write(f"{len(weights)} weights\n")
    if options.check:
        for b in reliability(weights, examples(reader, options.check[0], read_gold(options.check[1]))):
            sys.stdout.write(f"confidence {b.low:.1f} to {b.high:.1f}: {b.number:5d} statements, {b.right:.2f} right\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
