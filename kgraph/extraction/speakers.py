"""Who speaks in each quotation, from the words around its marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph.extraction.quotes import Quotation, label_end, quotation_at, words_after, words_before
from kgraph.extraction.reporting import attribution_words
from kgraph.extraction.sourcephrases import Source
from kgraph.extraction.types import DocMention
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgraph.extraction.sources import Sources
    from kgraph.extraction.trees import Tree

_NEAR, _WIDE = 25, 40
_SHORT = 6
_TOLD = 0.55
_DASHES = frozenset({"—", "–", "―", "--", "-"})
_INTERRUPTED = frozenset({",", "?", "!", "—", "–", "--", "…"})


@dataclass(frozen=True, slots=True)
class Speech:
    """What is known of a quotation's speaker: the source, and the word of speech (-1 if there is none)."""

    source: Source | None
    cue: int
    confidence: float


class Speakers:
    """Finds the speakers of one article's quotations, in order: who spoke last may go on.

    Args:
        tree: The article.
        quotations: From `find_quotations`.
        sources: Tells who a subject is.
    """

    def __init__(self, tree: Tree, quotations: Sequence[Quotation], sources: Sources) -> None:
        self._tree, self._doc, self._sources = tree, tree.doc, sources
        self._quotations = quotations
        self.number = quotation_at(tree.doc, quotations)
        words = attribution_words()
        self._speech = {**words["think"], **words["quote"], **words["say"]}
        self.speech: list[Speech | None] = []
        for n in range(len(quotations)):
            self.speech.append(self._speaker(n))

    def claims(self, n: int) -> bool:
        """Return whether a quotation says something, rather than marks a title or a doubtful word."""
        q = self._quotations[n]
        if q.end - q.start >= _SHORT:
            return True
        tree = self._tree
        return any(
            tree.pos[i] in ("VERB", "AUX") and tree.dep[i] not in ("amod", "compound") for i in range(q.start, q.end)
        )

    def first_persons(self) -> Iterator[DocMention]:
        """Yield "I" and "my" as mentions of the one person who says so; where it is not told who does, of nobody."""
        for i, n in enumerate(self.number):
            speech = self.speech[n] if n >= 0 and self._tree.lower[i] in words_of("pronoun.first") else None
            who = speech.source.mention if speech is not None and speech.source is not None else None
            if speech is None or who is None or speech.confidence < _TOLD or who.entity.type != "Person":
                continue
            sure = 0.8 * speech.confidence * who.confidence
            yield DocMention(i, i + 1, i, "pronoun", who.tag, who.entity, None, sure)

    def _speaker(self, n: int) -> Speech | None:
        if not self.claims(n):
            return None
        q = self._quotations[n]
        labelled = self._labelled(q)
        if labelled is not None:
            return labelled
        if q.continues and n and self.speech[n - 1] is not None:
            return self.speech[n - 1]
        last = self._doc[q.end - 1].text
        sides = (self._after, self._before) if last in _INTERRUPTED else (self._before, self._after)
        for side in sides:
            speech = side(q)
            if speech is not None:
                return speech
        return self._unmarked(n)

    def _labelled(self, q: Quotation) -> Speech | None:
        """Return who is named before a colon at the beginning of a paragraph: "KERRY: ...", "Poll: ..."."""
        start = q.start
        while start and "\n" not in self._doc[start - 1].text and q.start - start < _NEAR:
            start -= 1
        first = start if self._doc[start].text[0].isalnum() else start + 1
        colon = label_end(self._doc, first)
        if colon is None or not (q.start - 1 <= colon + 1 or first == q.start):
            return None
        phrases, last = self._sources.phrases, colon - 1
        named = phrases.name_at(last)
        if named is not None:
            tells = named.entity.type in ("Person", "Organization", "Group") and named.end == colon
            return Speech(Source(named, named.start, named.end, named.confidence), -1, 0.8) if tells else None
        head = next((i for i in range(first, colon) if not first <= self._tree.head[i] < colon), last)
        return Speech(phrases.of_phrase(head), -1, 0.7) if phrases.speaks(head) else None

    # --- beside the quotation

    def _before(self, q: Quotation) -> Speech | None:
        """Return the speaker that the words before name: "Kerry said: ..."."""
        for i in words_before(self._doc, q.start - 2, _WIDE):
            if self.number[i] >= 0:
                return None
            if self._is_cue(i):
                return self._spoken(i)
        return None

    def _after(self, q: Quotation) -> Speech | None:
        """Return the speaker that the words after name: "..., said Kerry"."""
        if q.open_ended:
            return None
        first = q.end + 1
        if first < len(self._doc) and (signed := {self._doc[first].text, self._doc[q.end].text[-1]} & _DASHES):
            return self._signed(first + (self._doc[first].text in signed))
        if not self._goes_on(q, first):
            return None
        for i in words_after(self._doc, first, _NEAR):
            if self.number[i] >= 0:
                return None
            if self._is_cue(i):
                return self._spoken(i)
        return None

    def _goes_on(self, q: Quotation, first: int) -> bool:
        """Return whether the sentence goes on after the closing mark."""
        if first >= len(self._doc) or "\n" in self._doc[first].text:
            return False
        if self._doc[q.end - 1].text != ".":
            return True
        return self._doc[first].text[0].islower() and not self._doc[first].is_punct

    def _signed(self, first: int) -> Speech | None:
        """Return the speaker who stands behind a dash: "... — Winston Churchill"."""
        for i in range(first, min(first + 4, len(self._doc))):
            mention = self._sources.phrases.name_at(i)
            if mention is not None:
                return Speech(Source(mention, mention.start, mention.end, mention.confidence), -1, 0.8)
        return Speech(None, -1, 0.4) if first < len(self._doc) and self._doc[first].pos_ == "PROPN" else None

    def _is_cue(self, i: int) -> bool:
        tree = self._tree
        return (
            tree.lemma[i] in self._speech and tree.pos[i] in ("VERB", "AUX") and tree.dep[i] not in ("amod", "compound")
        )

    def _spoken(self, cue: int) -> Speech:
        source = self._sources.of_verb(cue)
        if source.mention is None or self.number[source.start] >= 0:
            source = self._adjacent(cue) or replace(source, mention=None)
        return Speech(source, cue, 0.95 * self._speech[self._tree.lemma[cue]])

    def _adjacent(self, cue: int) -> Source | None:
        """Return the person named right beside a verb whose subject the parser did not find."""
        if cue > 0 and self._tree.lower[cue - 1] == ",":
            named = self._sources.phrases.before_apposition(cue)
            if named is not None and self.number[named.start] < 0:
                return Source(named, named.start, named.end, 0.9 * named.confidence)
        for i in (*range(cue + 1, cue + 4), *range(cue - 1, cue - 4, -1)):
            if 0 <= i < len(self._doc) and self.number[i] < 0:
                mention = self._sources.phrases.name_at(i)
                if mention is not None and mention.entity.type in ("Person", "Organization"):
                    return Source(mention, mention.start, mention.end, 0.8 * mention.confidence)
        return None

    # --- without a word of speech beside it

    def _unmarked(self, n: int) -> Speech | None:
        """Return who goes on speaking: in this paragraph, or whom the sentence or paragraph before brings in."""
        q = self._quotations[n]
        before = self._same_paragraph(n)
        if before is not None:
            return before
        introduced = self._introduced(q)
        if introduced is not None:
            return introduced
        previous = next((s for s in reversed(self.speech) if s is not None and s.source is not None), None)
        if previous is not None and self._fills_paragraph(q):
            return Speech(previous.source, -1, 0.5)
        return Speech(None, -1, 0.3) if q.end - q.start >= _SHORT else None

    def _same_paragraph(self, n: int) -> Speech | None:
        for k in range(n - 1, -1, -1):
            if any("\n" in self._doc[i].text for i in range(self._quotations[k].end, self._quotations[k + 1].start)):
                return None
            speech = self.speech[k]
            if speech is not None and speech.source is not None:
                return Speech(speech.source, speech.cue, 0.85 * speech.confidence)
        return None

    def _introduced(self, q: Quotation) -> Speech | None:
        """Return the subject of the sentence before: "Kerry was blunt. ..."."""
        tree = self._tree
        for i in self._backwards(q.start - 2):
            if self._is_cue(i) and self.number[i] < 0:
                source = self._sources.of_verb(i)
                if source.mention is not None and self.number[source.start] < 0:
                    return Speech(source, i, 0.6)
            if tree.dep[i].startswith("nsubj") and tree.dep[tree.head[i]] == "ROOT" and self.number[i] < 0:
                source = self._sources.of_phrase(i)
                if source.mention is not None and source.mention.entity.type == "Person":
                    return Speech(source, -1, 0.5)
        return None

    def _backwards(self, start: int) -> Iterator[int]:
        """Yield the tokens of the sentence before, or of the last sentence of the paragraph before."""
        i = start
        while i >= 0 and (self._doc[i].is_space or self._doc[i].is_punct):
            i -= 1
        yield from words_before(self._doc, i, _WIDE)

    def _fills_paragraph(self, q: Quotation) -> bool:
        doc = self._doc
        first = q.start - 1
        last = q.end + (0 if q.open_ended else 1)
        return (first <= 0 or "\n" in doc[first - 1].text) and (last >= len(doc) or "\n" in doc[last].text)
