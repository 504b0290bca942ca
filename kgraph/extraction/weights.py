"""Logistic models whose weights are data: from the features of something to a probability."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.resources import data_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_FAR = 500.0
"""Where the exponential function is as good as 0 or beyond all bounds."""


def read_weights(path: Path) -> Mapping[str, float]:
    """Return the weights of a model's features.

    Raises:
        KnowledgeError: If a line is not ``feature<TAB>weight``.
    """
    found: dict[str, float] = {}
    for number, line in data_lines(path):
        name, tab, value = line.partition("\t")
        try:
            found[name] = float(value)
        except ValueError as error:
            raise KnowledgeError(
                f"{path.name}, line {number}: a feature and its weight are wanted ({error})"
            ) from error
        if not tab:
            raise KnowledgeError(f"{path.name}, line {number}: a feature and its weight are wanted")
    return found


def summed(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Return the sum of the weights of some features; what has no weight counts nothing."""
    return sum(filter(None, map(weights.get, features)))


def log_odds(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """Return the log-odds that something with these features is so."""
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def share(odds: float) -> float:
    """Return the probability that log-odds stand for, 0 to 1."""
    return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, odds))))


def probability(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """Return the probability that something with these features is so, 0 to 1.

    >>> probability({"old": -1.0, "new": 1.0}, {"new": 1.0, "unknown": 1.0}) > 0.7
    True
    """
    return share(log_odds(weights, found))
