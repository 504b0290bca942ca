"""How sure a statement is: from its trigger, its arguments and its circumstances to a probability.

A logistic model; its weights are data (``confidence.tsv``), fitted by ``python -m kgraph.training.confidence`` to
annotated articles, so that of statements with confidence 0.8 about four in five are right.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.extraction.weights import probability, read_weights
from kgraph.resources import lexicon_dir

if TYPE_CHECKING:
    from kgraph.extraction.types import Attribution, Candidate, DocMention, Factuality

FILE = "confidence.tsv"
_LEAST, _MOST = 0.02, 0.98


def features(candidate: Candidate, factuality: Factuality, attribution: Attribution | None) -> dict[str, float]:
    """Return what speaks for and against a statement, by name.

    Args:
        candidate: The statement as it was found.
        factuality: Of its anchor.
        attribution: Whose claim it is, if somebody's.
    """
    found = {"bias": 1.0, f"by.{candidate.extractor}": 1.0, f"of.{candidate.event or candidate.predicate}": 1.0}
    found["rank"] = candidate.features.get("rank", candidate.confidence)
    found["happened"] = factuality.happened
    found |= {name: value for name, value in candidate.features.items() if name != "rank" and value}
    found |= _argument("subject", candidate.subject)
    if candidate.object is not None:
        found |= _argument("object", candidate.object)
    else:
        found["object.none"] = 1.0
    if attribution is not None:
        found["attributed"] = attribution.confidence
    if candidate.polarity == "negative" or factuality.polarity == "negative":
        found["negative"] = 1.0
    found[f"modality.{candidate.modality or factuality.modality}"] = 1.0
    return found


def _argument(role: str, mention: DocMention) -> dict[str, float]:
    entity = mention.entity
    unnamed = (
        entity.type in ("Group", "Person") and mention.kind == "nominal" and not any(c.isupper() for c in entity.label)
    )
    return {
        f"{role}.sure": mention.confidence,
        f"{role}.{mention.kind}": 1.0,
        f"{role}.{entity.type}": 1.0,
        f"{role}.unnamed": float(unnamed),
    }


def confidence(found: Mapping[str, float]) -> float:
    """Return the probability that a statement with these features is right, 0 to 1."""
    return round(min(max(probability(weights(), found), _LEAST), _MOST), 2)


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return the weights of the features.

    Raises:
        KnowledgeError: If a line is not ``feature<TAB>weight``.
    """
    return read_weights(lexicon_dir() / FILE)
