"""How sure a statement is: from its trigger, its arguments and its circumstances to a probability."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.extraction.types import Attribution, Candidate, Factuality


def confidence(candidate: Candidate, factuality: Factuality, attribution: Attribution | None) -> float:
    """Return the confidence of a statement, 0 to 1."""
    value = candidate.confidence * (0.7 + 0.3 * factuality.confidence)
    if attribution is not None:
        value *= 0.8 + 0.2 * attribution.confidence
    return round(min(max(value, 0.01), 0.99), 2)
