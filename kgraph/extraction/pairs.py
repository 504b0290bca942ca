"""Statements that no frame gives: two mentions in a sentence and a word that may tell of an event between them.

A logistic model weighs how the two stand to the word (`kgraph.extraction.pairfeatures`); its weights are data
(``pairs.tsv``), fitted by ``python -m kgraph.training.pairs`` to annotated articles.  What it gives is less sure than
what frames give, and the statement's confidence is lower than its probability.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from kgraph.extraction.pairfeatures import PairFeatures, Passage, Side, Whose, of_slot, of_source
from kgraph.extraction.pairtriggers import ALL_SLOTS, Cue, Cues
from kgraph.extraction.types import ACTING, Candidate
from kgraph.extraction.weights import read_weights, summed
from kgraph.resources import lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgraph.extraction.attribution import AttributionReader
    from kgraph.extraction.document import Document
    from kgraph.extraction.types import DocMention

FILE = "pairs.tsv"
_LEAST = 0.12
"""The least probability of what is stated: for those who look for all that may be meant, far below what is likely."""
_COMPLETES = 0.5
"""How likely a pair must be to take the place of a statement that names nobody as object."""
_WORD, _ACTING, _APART = -1.8, -1.25, -1.5
"""Log-odds that the word, the word with who acts, and both sides by themselves must give for a pair to be looked at.

What was likely enough in the annotated articles had more, and nine in ten of the others have less.
"""
_LONGEST = 120
_ELSEWHERE = 0.65
"""What share of the probability is stated: on news of other kinds than what it was fitted to, far fewer were right."""
_FARTHEST = 5
_FIT, _FIRED = 2, 3
_ENDS = ACTING | {"Place", "NamedEvent"}
_INSIDE = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "flat", "appos"})
_ABROAD = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "SANCTION", "SUPPORT"})
"""What those of one country seldom do to each other in the news, but with words for it that frames read."""
_WORDS = frozenset({"VERB", "NOUN", "ADJ", "AUX", "PROPN"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions and the word between them: who may have done what to whom."""

    a: DocMention
    b: DocMention
    cue: Cue


class PairReader:
    """Proposes pairs in one document.

    Args:
        document: The article.
        attribution: Says whose claims its predicates are.
        found: What was stated already.
    """

    def __init__(self, document: Document, attribution: AttributionReader, found: Sequence[Candidate]) -> None:
        self._tree, self._index, self._paths, self._found = document.tree, document.index, document.paths, found
        self._cues = Cues(document)
        self._features = PairFeatures(document, self._cues, attribution, found)

    def described(self) -> Iterator[tuple[Pair, list[str]]]:
        """Yield every pair that nothing is stated of yet, with its features."""
        f = self._features
        for pair, passage in self._pairs():
            a, b, cue = pair.a, pair.b, pair.cue
            sides = (*f.of_side("a", a, cue), *f.of_side("b", b, cue))
            yield pair, [*f.of_cue(cue), *sides, *f.of_pair(a, b, cue, passage)]

    def likely(self) -> Iterator[tuple[Pair, float]]:
        """Yield the pairs that are likely enough, each with its confidence, the likeliest first.

        Of two mentions only the likeliest event is told, of the names within one phrase the likeliest acts, and a word
        tells of one pair, or of one with each of a series: further ones are hardly ever right.
        """
        scores = _Scores(self._features)
        least = math.log(_LEAST / (1 - _LEAST))
        likely: list[tuple[float, Pair]] = []
        for pair, passage in self._pairs():
            odds = scores.apart(pair)
            if odds > _APART:
                odds += scores.together(pair, passage)
                if odds > least:
                    likely.append((odds, pair))
        likely.sort(key=lambda x: -x[0])
        # What frames say of two phrases is said: neither backwards, nor of a name within one of them.
        taken: set[object] = {
            (c.event, frozenset((self._phrase(c.subject), self._phrase(c.object))))
            for c in self._found
            if c.object is not None
        }
        told: dict[int, frozenset[int]] = {}
        for odds, pair in likely:
            ends = frozenset((pair.a.entity.id, pair.b.entity.id))
            phrases = (pair.cue.event, frozenset((self._phrase(pair.a), self._phrase(pair.b))))
            sides = frozenset((self._phrase(pair.a, series=True), self._phrase(pair.b, series=True)))
            if not {ends, phrases} & taken and told.setdefault(pair.cue.token, sides) == sides:
                taken |= {ends, phrases}
                yield pair, _ELSEWHERE / (1 + math.exp(-odds))

    def _phrase(self, mention: DocMention, *, series: bool = False) -> int:
        """Return the head of the noun phrase that a mention is part of, or of the series that the phrase is in."""
        tree, at = self._tree, mention.root
        while (tree.dep[at] in _INSIDE or (series and tree.dep[at] == "conj")) and tree.head[at] != at:
            at = tree.head[at]
        return at

    # ------------------------------------------------------------------ pairs

    def _pairs(self) -> Iterator[tuple[Pair, Passage]]:
        """Yield the pairs of each sentence with each event that a word near them may tell of."""
        for passage in self._passages():
            cues = {
                t: [(cue, self._gain(cue)) for cue in found.values()]
                for t in passage.words if (found := self._cues.at(t))
            }  # fmt: skip
            near = [self._near(m, cues) for m in passage.mentions]
            for a, near_a in zip(passage.mentions, near, strict=True):
                if near_a and a.entity.type in ACTING:
                    for b, near_b in zip(passage.mentions, near, strict=True):
                        if near_b and a.entity.id != b.entity.id:
                            own = a.entity.country is not None and a.entity.country == b.entity.country
                            stated = passage.stated.get((a.entity.id, b.entity.id), ())
                            for cue in self._nearest(near_a, near_b, cues):
                                if cue.event not in stated and not (own and cue.event in _ABROAD):
                                    yield Pair(a, b, cue), passage

    def _passages(self) -> Iterator[Passage]:
        tree = self._tree
        mentions: dict[int, list[DocMention]] = defaultdict(list)
        for m in self._index:
            if m.entity.type in _ENDS:
                mentions[tree.first[m.root]].append(m)
        stated: dict[int, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
        for c in self._found:
            if c.object is not None:
                ends = (c.subject.entity.id, c.object.entity.id)
                stated[tree.first[c.anchor]][ends].add(c.event or c.predicate)
        for first, inside in mentions.items():
            last = tree.last[first]
            if len(inside) > 1 and last - first <= _LONGEST:
                words = [t for t in range(first, last) if tree.pos[t] in _WORDS]
                yield Passage(inside, sorted(m.root for m in inside), words, stated[first])

    def _gain(self, cue: Cue) -> int:
        """Return how many steps farther than others a word may lie that fits, or that frames read."""
        return _FIT * cue.fits + _FIRED * bool(self._features.fired(cue))

    def _near(self, mention: DocMention, tokens: Iterable[int]) -> dict[int, int]:
        """Return which of some tokens are near a mention and no part of it, each with how many steps lie between."""
        outside = (t for t in tokens if not mention.start <= t < mention.end)
        return {t: steps for t in outside if (steps := self._paths.steps(mention.root, t)) < _FARTHEST}

    def _nearest(
        self, a: Mapping[int, int], b: Mapping[int, int], cues: Mapping[int, Iterable[tuple[Cue, int]]]
    ) -> Iterable[Cue]:
        """Return for each event the word that likeliest tells of it between two: near both, fitting, and fired."""
        best: dict[str, tuple[int, Cue]] = {}
        for token, steps in a.items():
            far = steps + b.get(token, _FARTHEST)
            if far > _FARTHEST:
                continue
            for cue, gain in cues[token]:
                held = best.get(cue.event)
                if held is None or far - gain < held[0]:
                    best[cue.event] = (far - gain, cue)
        return [cue for _, cue in best.values()]


class _Scores:
    """Log-odds of pairs; what does not depend on both sides is summed once.

    Mentions and cues are known by their identity: both live as long as the document is read.
    """

    def __init__(self, features: PairFeatures) -> None:
        self._features = features
        self._cues: dict[int, float] = {}
        self._acting: dict[tuple[int, int], float] = {}
        self._mentions: dict[tuple[Side, int], float] = {}
        self._places: dict[tuple[Side, int, int, str], float] = {}
        self._known: dict[tuple[int, int], float] = {}
        self._parts: dict[tuple[int, int], float] = {}

    def apart(self, pair: Pair) -> float:
        """Return what the word, and each side by itself, give; minus infinity where that is little from the start.

        The part that a side has in the event takes longest to find, so what most it can give is asked first.
        """
        a, b, cue = pair.a, pair.b, pair.cue
        key = (id(a), id(cue))
        acting = self._acting.get(key)
        if acting is None:
            acting = self._acting[key] = self._with_actor(a, cue)
        if acting <= _ACTING:
            return -math.inf
        key = (id(b), id(cue))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._kind("b", b, cue)
        if acting + known + self._at_most("b", cue) <= _APART:
            return -math.inf
        part = self._parts.get(key)
        if part is None:
            part = self._parts[key] = _sum(self._features.of_part("b", b, cue))
        return acting + known + part

    def _with_actor(self, mention: DocMention, cue: Cue) -> float:
        """Return what the word gives with who acts."""
        word = self._cues.get(id(cue))
        if word is None:
            word = self._cues[id(cue)] = _sum(self._features.of_cue(cue))
        if word <= _WORD:
            return -math.inf
        known = word + self._kind("a", mention, cue)
        if known + self._at_most("a", cue) <= _ACTING:
            return -math.inf
        return known + _sum(self._features.of_part("a", mention, cue))

    def _kind(self, side: Side, mention: DocMention, cue: Cue) -> float:
        """Return what a side gives but for its part in the event."""
        f, key, place = self._features, (side, id(mention)), (side, id(mention), cue.token, cue.pos)
        of_mention, of_place = self._mentions.get(key), self._places.get(place)
        if of_mention is None:
            of_mention = self._mentions[key] = _sum(f.of_mention(side, mention))
        if of_place is None:
            of_place = self._places[place] = _sum(f.of_place(side, mention, cue))
        return of_mention + of_place + _sum(f.of_kind(side, mention, cue))

    def _at_most(self, side: Side, cue: Cue) -> float:
        return _at_most(side, cue.event, cue.pos, passive=self._features.passive(cue))

    def together(self, pair: Pair, passage: Passage) -> float:
        """Return what the two sides give together."""
        return _sum(self._features.of_pair(pair.a, pair.b, pair.cue, passage))


def _sum(features: Iterable[str]) -> float:
    return summed(weights(), features)


@lru_cache(maxsize=1000)
def _at_most(side: Side, event: str, pos: str, *, passive: bool) -> float:
    """Return the most that any part in an event can give a side."""
    slot = max(_sum(of_slot(side, slot, event, pos, passive=passive)) for slot in ALL_SLOTS)
    return slot + max(_sum([of_source(side, whose, event)]) for whose in get_args(Whose))


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return the weights of the features.

    Raises:
        KnowledgeError: If a line is not ``feature<TAB>weight``.
    """
    return read_weights(lexicon_dir() / FILE)


def with_pairs(candidates: Sequence[Candidate], reader: PairReader) -> Iterator[Candidate]:
    """Yield the candidates, and those that are only likely; what names nobody gives way where somebody is found.

    Args:
        candidates: What frames and noun phrases say.
        reader: Proposes pairs in the same document.
    """
    likely = [_candidate(pair, sure) for pair, sure in reader.likely()]
    completed = {(c.anchor, c.event, c.subject.entity.id) for c in likely if c.confidence >= _COMPLETES}
    for c in candidates:
        if c.object is not None or (c.anchor, c.event, c.subject.entity.id) not in completed:
            yield c
    yield from likely


def _candidate(pair: Pair, sure: float) -> Candidate:
    cue = pair.cue
    return Candidate(
        subject=pair.a, predicate=cue.relation, object=pair.b, anchor=cue.token, trigger=cue.span, event=cue.event,
        confidence=sure, fitted=True, extractor="pairs",
    )  # fmt: skip
