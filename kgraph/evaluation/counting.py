"""What all measures share: counts of what was right, found and there to find, and bootstrap intervals."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    drawn = random.Random(0)  # noqa: S311 - no secret
    values = sorted(rate(sum((drawn.choice(counts) for _ in counts), Counter())) for _ in range(_ROUNDS))
    cut = round(_ROUNDS * (1 - share) / 2)
    return values[cut], values[-1 - cut]
