"""``python -m kgraph.training.confidence ARTICLES GOLD``: fit the confidence of statements to annotated articles.

They are fitted to these articles and to those that the project wrote (`kgraph.training.reports`).  A statement counts
as right if gold has its subject, object, direction and type (see `kgraph.evaluation.statements`), and once more as a
reader judged it by itself (``items/judged.tsv``) or, where gold has it, as right: gold is strict and never complete,
readers are kind.  Of stories that nobody annotated, what was judged counts.

Rules were mended after what was judged in most of these texts, which therefore read better than any others.  How much
surer a statement looks by them than it is, untouched stories tell: nothing but this fit follows them.
The fit is a logistic regression with a Gaussian prior, by Newton's method (Bishop 2006, section 4.3.3).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kgraph.errors import FormatError
from kgraph.evaluation.reliability import Band, bands
from kgraph.evaluation.statements import acts, matches, name_of
from kgraph.extraction import Reader
from kgraph.extraction.confidence import FILE
from kgraph.resources import data_lines, lexicon_dir, training_items_dir
from kgraph.training.pairs import calibrated
from kgraph.training.reports import Report, annotated, reports, stories, untouched

if TYPE_CHECKING:
    from kgraph.model import Statement

_RAREST = 8
_PRIOR = 0.1
_CLOSE = 1e-4
"""The fit ends when no weight changes by more."""

_ROUNDS, _EXACT = 500, 1e-16

_STEPS = 30
Example = tuple[dict[str, float], bool]
Key = tuple[str, int, str, str, str]
"""Document, offset of the trigger, subject, relation and object of a statement."""

Floats = npt.NDArray[np.float64]
_Map = Callable[[Floats], Floats]


def examples(
    reader: Reader, annotated: Iterable[Report], verdicts: Mapping[Key, bool] | None = None
) -> Iterator[Example]:
    """Yield the features of each statement and whether gold has it, and once more whether it is right, if it is known.

    Gold knows statements between two things: one without an object counts as had where gold has its subject do the
    same to somebody. Those whose confidence is fitted by another model are left out (`kgraph.extraction.pairs`).

    Args:
        reader: Reads the articles.
        annotated: The articles with their gold.
        verdicts: What readers judged, by `key`; None to go by gold alone.
    """
    for report in annotated:
        for statement, found in reader.described(report.article):
            if statement.extractor != "pairs":
                listed = None
                if report.gold is not None:
                    same = matches if statement.object is not None else acts
                    listed = any(same(record, statement) for record in report.gold)
                    yield found, listed
                if verdicts is None:
                    continue
                right = verdicts.get(key(statement), True if listed and statement.object is not None else None)
                if right is not None:
                    yield found, right


def key(statement: Statement) -> Key:
    """Return by what a statement is known in the list of those that were judged."""
    offset = statement.trigger.start if statement.trigger else -1
    obj = statement.object.label if statement.object else "-"
    return name_of(statement.document), offset, statement.subject.label, statement.predicate, obj


def read_verdicts(path: Path) -> dict[Key, bool]:
    """Return which statements readers found right, and which wrong.

    Raises:
        FormatError: If a line is not in the format.
    """
    found: dict[Key, bool] = {}
    for number, line in data_lines(path, "document\t"):
        try:
            document, offset, subject, relation, obj, verdict, _ = line.split("\t")
            found[document, int(offset), subject, relation, obj] = {"right": True, "wrong": False}[verdict]
        except (ValueError, KeyError) as error:
            raise FormatError(f"{path}, line {number}: no verdict ({error})") from error
    return found


def fit(data: Sequence[Example], *, rarest: int = _RAREST, prior: float = _PRIOR) -> dict[str, float]:
    """Return the weights of the features that occur often enough.

    Args:
        data: Features by name, and whether they go with what is right.
        rarest: How often a feature must occur to get a weight.
        prior: Variance of the weights' prior.
    """
    counts = Counter(name for found, _ in data for name in found)
    names = sorted(name for name, n in counts.items() if n >= rarest)
    column = {name: i for i, name in enumerate(names)}
    cells = [
        (row, column[name], value)
        for row, (found, _) in enumerate(data) for name, value in found.items() if name in column
    ]  # fmt: skip
    rows, columns = (np.array([cell[k] for cell in cells], dtype=np.int64) for k in (0, 1))
    x: Floats = np.array([cell[2] for cell in cells], dtype=float)
    y: Floats = np.array([right for _, right in data], dtype=float)

    def forth(w: Floats) -> Floats:
        return np.bincount(rows, x * w[columns], len(data)).astype(float)

    def back(z: Floats) -> Floats:
        return np.bincount(columns, x * z[rows], len(names)).astype(float)

    w: Floats = np.zeros(len(names))
    for _ in range(_STEPS):
        p: Floats = 1 / (1 + np.exp(-forth(w)))
        step = _solved(partial(_curved, forth, back, p * (1 - p), prior), back(p - y) + w / prior)
        w = w - step
        if np.abs(step).max() < _CLOSE:
            break
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def _curved(forth: _Map, back: _Map, curvature: Floats, prior: float, v: Floats) -> Floats:
    """Return the product of the Hessian and a vector."""
    return back(curvature * forth(v)) + v / prior


def _solved(product: _Map, target: Floats) -> Floats:
    """Return what a positive definite matrix, known by its product with a vector, takes to a target.

    By conjugate gradients (Hestenes and Stiefel 1952): most features of most examples are absent.
    """
    found = np.zeros_like(target)
    rest, way = target.copy(), target.copy()
    size = rest @ rest
    for _ in range(_ROUNDS):
        if size <= _EXACT * (target @ target):
            break
        ahead = product(way)
        length = size / (way @ ahead)
        found, rest = found + length * way, rest - length * ahead
        size, before = rest @ rest, size
        way = rest + (size / before) * way
    return found


def log_odds(weights: Mapping[str, float], data: Iterable[Example]) -> Floats:
    """Return the log-odds (n,) that weights give to examples."""
    return np.array([sum(weights.get(name, 0.0) * value for name, value in found.items()) for found, _ in data])


def reliability(weights: Mapping[str, float], data: Sequence[Example]) -> list[Band]:
    """Return for each band of confidence how many statements have it, and what share is right."""
    shares = 1 / (1 + np.exp(-log_odds(weights, data)))
    return bands([(str(n), float(p), right) for n, (p, (_, right)) in enumerate(zip(shares, data, strict=True))])


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write the weights, and print how reliable they are on other articles if some are given."""
    parser = argparse.ArgumentParser(prog="python -m kgraph.training.confidence", description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--check", nargs=2, type=Path, metavar=("ARTICLES", "GOLD"), help="articles to check on")
    parser.add_argument("--pipeline", help="pipeline to read with; by default the one that ships")
    options = parser.parse_args(arguments)
    reader = Reader(options.pipeline)
    texts = [*annotated(options.articles, options.gold), *reports(), *stories()]
    verdicts = read_verdicts(training_items_dir() / "judged.tsv")
    data = list(examples(reader, texts, verdicts))
    fresh = list(examples(reader, untouched(), verdicts))
    factor, offset = calibrated(log_odds(fit(data), fresh), np.array([right for _, right in fresh], dtype=float))
    weights = {name: factor * value for name, value in fit([*data, *fresh]).items()}
    weights["bias"] += offset
    head = (
        "# Weights of a logistic model of whether a statement is right; see kgraph/extraction/confidence.py.\n"
        "# Source: fitted by python -m kgraph.training.confidence to annotated news articles in the public domain and "
        "to articles written for kgraph.\n"
        "# Licence: CC0-1.0.\n"
    )
    lines = "".join(f"{name}\t{value:.3f}\n" for name, value in weights.items())
    (lexicon_dir() / FILE).write_text(head + lines, encoding="utf-8")
    sys.stdout.write(f"{len(weights)} weights, log-odds cut to {factor:.2f} {offset:+.2f}\n")
    if options.check:
        for b in reliability(weights, list(examples(reader, annotated(*options.check)))):
            sys.stdout.write(f"confidence {b.low:.1f} to {b.high:.1f}: {b.number:5d} statements, {b.right:.2f} right\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
