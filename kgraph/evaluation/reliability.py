"""Confidence that means something: of statements with a confidence of so much, how many are right."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.evaluation.counting import interval

if TYPE_CHECKING:
    from collections.abc import Iterable

BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the bands of confidence begin; the last ends with 1."""


@dataclass(frozen=True, slots=True)
class Band:
    """Statements whose confidence is at least `low` and below `high` (the last band has 1 as well).

    Attributes:
        low: Where it begins.
        high: Where it ends.
        number: How many statements there are.
        right: What share of them is right.
        between: A bootstrap interval of that share over documents.
    """

    low: float
    high: float
    number: int
    right: float
    between: tuple[float, float]


def bands(judged: Iterable[tuple[str, float, bool]]) -> list[Band]:
    """Return the bands of confidence with the share of statements in each that are right.

    Args:
        judged: Of each statement its document, its confidence and whether it is right.

    >>> [(b.low, b.number, b.right) for b in bands([("a", 0.95, True), ("a", 1.0, False), ("b", 0.3, False)])][::5]
    [(0.0, 1, 0.0), (0.9, 2, 0.5)]
    """
    rows: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for document, confidence, right in judged:
        rows[bisect_right(BOUNDS, confidence) - 1][document].update(number=1, right=int(right))
    found = []
    for i, low in enumerate(BOUNDS):
        counts = list(rows[i].values())
        total = sum(counts, Counter())
        high = BOUNDS[i + 1] if i + 1 < len(BOUNDS) else 1.0
        found.append(Band(low, high, total["number"], _share(total), interval(counts, _share)))
    return found


def _share(n: Counter[str]) -> float:
    return n["right"] / n["number"] if n["number"] else 0.0
