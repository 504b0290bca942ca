"""Which countries lie side by side: "neighboring Afghanistan", "the Pakistani border", "its border with Ecuador"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kgraph.extraction.types import STATES, Candidate, DocMention
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from kgraph.extraction.nounphrases import Phrases
    from kgraph.knowledge import Knowledge

_REACH = 12


class BorderReader:
    """Reads common borders in one article.

    One of the two countries is often left out ("the nearby Afghan border").  It is then the nearest or most mentioned
    one of the article that the knowledge base knows to be a neighbour; without it nothing is said.

    Args:
        doc: The parsed article.
        phrases: Its noun phrases with their mentions.
        knowledge: Knows which countries are neighbours.
    """

    def __init__(self, doc: Doc, phrases: Phrases, knowledge: Knowledge) -> None:
        self.doc, self.phrases, self.knowledge = doc, phrases, knowledge
        self.countries = [m for m in phrases.index if m.entity.type == "Country" and m.entity.country]
        self.counts = Counter(m.entity.id for m in self.countries)

    def read(self) -> Iterator[Candidate]:
        """Yield a statement for each mention of a border or a neighbour."""
        for token in self.doc:
            word = token.lower_
            if word == "crossing":
                yield from self._crossing(token.i)
            elif word in words_of("adjective.neighbor"):
                yield from self._between(token.i, self._country_at(token.i + 1))
            elif word in words_of("noun.border") and token.i not in self.phrases.named:
                yield from self._border(token.i)

    def _country_at(self, token: int) -> DocMention | None:
        mention = self.phrases.mention(token)
        return mention if mention is not None and mention.entity.type == "Country" else None

    def _border(self, noun: int) -> Iterator[Candidate]:
        """Read the countries named before a border, or behind "with"; the trigger lexicon reads those that own it."""
        first = self.phrases.begin(noun - 1)
        before = [m for m in self.phrases.inside(first, noun - 1) if m.entity.type == "Country"]
        if self.phrases.word(noun + 1) in {"dividing", "separating"}:
            one = self._country_at(noun + 2)
            yield from self._between(noun, one)
        elif self.phrases.word(noun + 1) == "with" and not before:
            behind = self.phrases.behind(noun + 2)
            yield from self._between(noun, behind.mention if behind is not None else None)
        elif before and self.phrases.word(noun) != "borders":  # "beyond German borders" are those with all
            yield from self._between(noun, before[0])

    def _crossing(self, noun: int) -> Iterator[Candidate]:
        """Read "a crossing point between Afghanistan and Pakistan"."""
        i = noun + (2 if self.phrases.word(noun + 1) in {"point", "points"} else 1)
        if self.phrases.word(i) == "between":
            yield from self._between(noun, self._country_at(i + 1))

    def _between(self, trigger: int, one: DocMention | None) -> Iterator[Candidate]:
        other = self._neighbour(one) if one is not None and one.entity.type == "Country" else None
        if one is None or other is None:
            return
        yield Candidate(
            other, "borders", one, trigger, (trigger, trigger + 1), polarity="positive", modality="asserted",
            confidence=0.7, extractor=STATES, features={"state.border": 1.0},
        )  # fmt: skip

    def _neighbour(self, one: DocMention) -> DocMention | None:
        """Return the country beside which another lies: near by in the sentence, else the most mentioned neighbour."""
        known = {e.id for e in self.knowledge.neighbours(one.entity.country or "")}
        fitting = [m for m in self.countries if m.entity.id in known]
        near = [m for m in fitting if self.phrases.same_sentence(m.root, one.root) and abs(m.root - one.root) <= _REACH]
        if near:
            return min(near, key=lambda m: abs(m.root - one.root))
        if not fitting:
            return None
        most = max(fitting, key=lambda m: self.counts[m.entity.id]).entity.id
        return min((m for m in fitting if m.entity.id == most), key=lambda m: abs(m.root - one.root))
