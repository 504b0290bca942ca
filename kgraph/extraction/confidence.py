"""How sure a statement is: from its trigger, its arguments and its circumstances to a probability.

A logistic model; its weights are data (``confidence.tsv``), fitted by ``python -m kgraph.training.confidence`` to
annotated articles, so that of statements with confidence 0.8 about four in five are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.extraction.types import STATE_SECTORS
from kgraph.extraction.weights import probability, read_weights
from kgraph.resources import lexicon_dir

if TYPE_CHECKING:
    from kgraph.extraction.document import Document
    from kgraph.extraction.types import Attribution, Candidate, DocMention, Factuality

FILE = "confidence.tsv"
_LEAST, _MOST = 0.02, 0.98
_POLITICAL = STATE_SECTORS | {"REB", "OPP", "PTY", "UAF", "IGO"}
_DENSE = 15.0
"""Every fifteenth word begins a mention of a state or a body of one: as dense as articles on world politics are."""
_FAR, _OFTEN = 6, 4


class Grounds:
    """What speaks for and against the statements of one document."""

    def __init__(self, document: Document) -> None:
        self._tree, self._knowledge, self._paths = document.tree, document.knowledge, document.paths
        tree, index = document.tree, document.index
        self._counts = Counter(m.entity.id for m in index)
        political = sum(m.entity.type == "Country" or m.entity.sector in _POLITICAL for m in index)
        self._political = min(1.0, _DENSE * political / max(1, len(tree)))

    def features(
        self, candidate: Candidate, factuality: Factuality, attribution: Attribution | None
    ) -> dict[str, float]:
        """Return what speaks for and against a statement, by name.

        Args:
            candidate: The statement as it was found.
            factuality: Of its anchor.
            attribution: Whose claim it is, if somebody's.
        """
        of, by = candidate.event or candidate.predicate, candidate.extractor
        found = {"bias": 1.0, f"by.{by}": 1.0, f"of.{of}": 1.0, f"by.{by}.{of}": 1.0}
        found[f"is.{candidate.predicate}"] = 1.0
        found[f"word.{self._tree.lemma[candidate.anchor]}"] = 1.0
        found["rank"] = candidate.features.get("rank", candidate.confidence)
        found["happened"] = factuality.happened
        found["political"] = self._political
        found |= {name: value for name, value in candidate.features.items() if name != "rank" and value}
        found |= self._argument("subject", candidate.subject, candidate)
        if candidate.object is not None:
            found |= self._argument("object", candidate.object, candidate)
            found[f"types.{candidate.subject.entity.type}.{candidate.object.entity.type}"] = 1.0
        else:
            kind, word = candidate.subject.entity.type, self._tree.lemma[candidate.anchor]
            of_none = (of, by, self._tree.dep[candidate.anchor], f"{of}.{kind}", word)
            found |= dict.fromkeys(("object.none", *(f"object.none.{x}" for x in of_none)), 1.0)
        if attribution is not None:
            found["attributed"] = attribution.confidence
        if candidate.polarity == "negative" or factuality.polarity == "negative":
            found["negative"] = 1.0
        found[f"modality.{candidate.modality or factuality.modality}"] = 1.0
        return found

    def _argument(self, role: str, mention: DocMention, candidate: Candidate) -> dict[str, float]:
        entity = mention.entity
        named = any(c.isupper() for c in entity.label)
        unnamed = entity.type in ("Group", "Person") and mention.kind == "nominal" and not named
        found = {
            f"{role}.sure": mention.confidence,
            f"{role}.{mention.kind}": 1.0,
            f"{role}.{entity.type}": 1.0,
            f"{role}.unnamed": float(unnamed),
            f"{role}.known": float(self._knowledge.entity(entity.id) is not None),
            f"{role}.sector.{entity.sector}": 1.0,
            f"{role}.count.{min(self._counts[entity.id], _OFTEN)}": 1.0,
        }
        return found | dict.fromkeys(self._way(role, mention, candidate), 1.0)

    def _way(self, role: str, mention: DocMention, candidate: Candidate) -> Iterator[str]:
        """Yield how a mention hangs together with the word that tells of it."""
        anchor = candidate.anchor
        way = self._paths.between(mention.root, anchor)[1]
        yield f"{role}.way.{candidate.extractor}.{way}"
        yield f"{role}.steps.{min(self._paths.steps(mention.root, anchor), _FAR)}"
        yield f"{role}.behind" if mention.root > anchor else f"{role}.before"


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
