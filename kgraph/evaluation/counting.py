"""What all measures share: counts of what was right, found and there to find, and bootstrap intervals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ROUNDS = 300


@dataclass(slots=True)
class Count:
    """How many were right, found, and there to find."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, gold: set[Any], found: set[Any]) -> None:
        """Count one passage's items."""
        self.right += len(gold & found)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was there that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 0.0


def interval(
    counts: Sequence[Counter[str]], rate: Callable[[Counter[str]], float], *, share: float = 0.95
) -> tuple[float, float]:
    """Return a bootstrap interval of a rate over documents (Efron 1979), the same at each call.

    Args:
        counts: of each document.
        rate: what is measured of their sum, or of the sum of as many drawn with replacement.
        share: of the draws that lie inside.
    """
    if not counts:
        return rate(Counter()), rate(Counter())
    names = sorted({name for count in counts for name in count})
    table = np.array([[count[name] for name in names] for count in counts], dtype=int)
    drawn = np.random.default_rng(0).multinomial(len(counts), [1 / len(counts)] * len(counts), size=_ROUNDS)
    values = sorted(rate(Counter(dict(zip(names, row, strict=True)))) for row in (drawn @ table).tolist())
    cut = round(_ROUNDS * (1 - share) / 2)
    return values[cut], values[-1 - cut]
