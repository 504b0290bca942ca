"""Logistic regression on features by name, with a Gaussian prior, by Newton's method (Bishop 2006, section 4.3.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from kgraph.extraction.weights import log_odds as weighed

_RAREST = 8
_PRIOR = 0.1
_CLOSE = 1e-4
"""The fit ends when no weight changes by more."""

_ROUNDS, _EXACT = 500, 1e-16

_STEPS = 30
Example = tuple[Mapping[str, float], bool]
"""Features by name, and whether they go with what is right."""

Floats = npt.NDArray[np.float64]
_Map = Callable[[Floats], Floats]


def fit(data: Sequence[Example], *, rarest: int = _RAREST, prior: float = _PRIOR) -> dict[str, float]:
    """Return the weights of the features that occur often enough.

    Args:
        data: The examples.
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
        p = share(forth(w))
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


def share(odds: Floats) -> Floats:
    """Return the probabilities (n,) that log-odds (n,) stand for."""
    result: Floats = 1 / (1 + np.exp(-odds))
    return result


def log_odds(weights: Mapping[str, float], found: Iterable[Mapping[str, float]]) -> Floats:
    """Return the log-odds (n,) that weights give to n times features."""
    return np.array([weighed(weights, features) for features in found])


def calibrated(odds: Floats, right: Floats) -> tuple[float, float]:
    """Return factor and offset with which log-odds (n,) say best how often what they rate is right (Platt 1999)."""
    x = np.stack([odds, np.ones_like(odds)], axis=1)
    w = np.zeros(2)
    for _ in range(20):
        p = share(x @ w)
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2), x.T @ (p - right))
    return float(w[0]), float(w[1])
