"""How sure a statement is: from its trigger, its arguments and its circumstances to a probability.

A logistic model over features that have names (``confidence.tsv``), and a small network that reads the vectors which
the pipeline gives to the words of the trigger, the subject and the object in their context (``confidence.npz``): a word
that means something else there looks different.  The network knows one pipeline's vectors; with any other the logistic
model stands alone.  Both are fitted by ``python -m kgraph.training.confidence`` to annotated articles and to statements
that readers judged, so that of statements with confidence 0.8 about four in five are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kgraph.extraction.types import STATE_SECTORS
from kgraph.extraction.weights import log_odds, read_weights, share
from kgraph.resources import lexicon_dir

if TYPE_CHECKING:
    from kgraph.extraction.document import Document
    from kgraph.extraction.types import Attribution, Candidate, DocMention, Factuality

FILE, VECTORS_FILE = "confidence.tsv", "confidence.npz"
_LEAST, _MOST = 0.02, 0.98
_POLITICAL = STATE_SECTORS | {"REB", "OPP", "PTY", "UAF", "IGO"}
_DENSE = 15.0
"""Every fifteenth word begins a mention of a state or a body of one: as dense as articles on world politics are."""
_FAR, _OFTEN = 6, 4
_STEEP = 80.0
"""Where the exponential function of a float32 is near its bounds."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the confidence in a statement rests on.

    Args:
        features: What speaks for and against it, by name.
        relation: The statement's.
        vectors: Of the words of the trigger, the subject and the object (None for no object), each (width,); empty if
            the pipeline gives none.
    """

    features: Mapping[str, float]
    relation: str
    vectors: tuple[Floats | None, ...] = ()


class Grounds:
    """What speaks for and against the statements of one document."""

    def __init__(self, document: Document) -> None:
        self._tree, self._knowledge, self._paths = document.tree, document.knowledge, document.paths
        tree, index = document.tree, document.index
        self._counts = Counter(m.entity.id for m in index)
        political = sum(m.entity.type == "Country" or m.entity.sector in _POLITICAL for m in index)
        self._political = min(1.0, _DENSE * political / max(1, len(tree)))

    def basis(self, candidate: Candidate, factuality: Factuality, attribution: Attribution | None) -> Basis:
        """Return what the confidence in a statement rests on.

        Args:
            candidate: The statement as it was found.
            factuality: Of its anchor.
            attribution: Whose claim it is, if somebody's.
        """
        vectors: tuple[Floats | None, ...] = ()
        given = self._tree.doc.tensor
        if len(given) == len(self._tree):
            obj = candidate.object
            vectors = (
                given[candidate.anchor], given[candidate.subject.root], None if obj is None else given[obj.root]
            )  # fmt: skip
        return Basis(self._features(candidate, factuality, attribution), candidate.predicate, vectors)

    def _features(
        self, candidate: Candidate, factuality: Factuality, attribution: Attribution | None
    ) -> dict[str, float]:
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


class VectorNetwork:
    """One hidden layer over the words' vectors, which corrects the logistic model's log-odds.

    Args:
        arrays: ``mean`` and ``scale`` (3, width) of the vectors that it was fitted to; ``hidden`` (3, width, h);
            ``relations`` (r, h) what each of the ``names`` (r,) adds to the hidden layer, the first row for any other;
            ``out`` (h,); ``slope`` and ``offset`` of the log-odds; ``reader``, the fingerprint of the pipeline whose
            vectors these are.
    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        mean, scale, hidden, relations, out = (
            arrays[name].astype(np.float32) for name in ("mean", "scale", "hidden", "relations", "out")
        )
        # The vectors' mean and scale go into the weights.
        self._hidden, self._out = hidden * scale[:, :, None], out
        self._centre = np.einsum("rw,rwh->rh", mean, self._hidden)
        self._other, *rows = relations
        self._relations = dict(zip(map(str, arrays["names"]), rows, strict=True))
        self._slope, self._offset = float(arrays["slope"]), float(arrays["offset"])
        self.reader = str(arrays["reader"])

    def log_odds(self, odds: float, basis: Basis) -> float:
        """Return the log-odds of a statement.

        Args:
            odds: What the logistic model gives it.
            basis: With its vectors.
        """
        inner = self._relations.get(basis.relation, self._other).copy()
        for role, vector in enumerate(basis.vectors):
            if vector is not None:
                inner += vector @ self._hidden[role] - self._centre[role]
        # GELU (Hendrycks and Gimpel 2016) in its sigmoid form.
        inner /= 1 + np.exp(np.minimum(-1.702 * inner, _STEEP))
        return self._slope * odds + float(inner @ self._out) + self._offset


class Confidence:
    """Says how sure statements are.

    Args:
        weights: Of the features.
        network: Reads the vectors; None where no vectors are given that one knows.
    """

    def __init__(self, weights: Mapping[str, float], network: VectorNetwork | None = None) -> None:
        self._weights, self._network = weights, network

    def of(self, basis: Basis) -> float:
        """Return the probability that a statement is right, 0.02 to 0.98."""
        odds = log_odds(self._weights, basis.features)
        if self._network is not None and basis.vectors:
            odds = self._network.log_odds(odds, basis)
        return round(min(max(share(odds), _LEAST), _MOST), 2)


def load_confidence(reader: str | None = None) -> Confidence:
    """Return the model that ships.

    Args:
        reader: Fingerprint of the pipeline's network (`kgraph.pipelines.reader.Reader.fingerprint`), if it has one.

    Raises:
        KnowledgeError: If a line of its weights is not ``feature<TAB>weight``.
    """
    network = _network()
    return Confidence(_weights(), network if network.reader == reader else None)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return read_weights(lexicon_dir() / FILE)


@lru_cache(maxsize=1)
def _network() -> VectorNetwork:
    with np.load(lexicon_dir() / VECTORS_FILE) as stored:
        return VectorNetwork({name: stored[name] for name in stored.files})
