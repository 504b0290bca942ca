"""Finding triggers: which words of a sentence may express an event, with the slots around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.extraction.slots import AdjectiveSlots, CompoundSlots, NounSlots, PhraseSlots, Slots, VerbSlots
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgraph.extraction.clauses import Clauses
    from kgraph.extraction.trees import Tree
    from kgraph.extraction.types import MentionIndex
    from kgraph.lexicon import Lexicon, Sense

_HYPHENS = frozenset({"-", "‑", "–"})
_SKIPPED = 3
_TRIGGER_WIDTH = 7


@dataclass(slots=True)
class Trigger:
    """A sense that the words of a place in the text may have.

    Attributes:
        sense: The lexicon's entry.
        token: Head of the trigger; its factuality, time and place are the event's.
        span: Token range of the trigger's words.
        slots: What stands around it.
        used: Tokens that are part of the trigger, so that they are none of their own.
    """

    sense: Sense
    token: int
    span: tuple[int, int]
    slots: Slots
    used: tuple[int, ...]


def _forms(first: str, second: str) -> tuple[str, ...]:
    """Return the two forms under which a word may be listed, or the one."""
    return (first,) if first == second else (first, second)


class TriggerFinder:
    """Finds the triggers of one document.

    Args:
        tree: The document's trees.
        clauses: Its clauses.
        index: Its mentions; words inside names trigger nothing.
        lexicon: The trigger lexicon.
    """

    def __init__(self, tree: Tree, clauses: Clauses, index: MentionIndex, lexicon: Lexicon) -> None:
        self._tree, self._clauses, self._lexicon = tree, clauses, lexicon
        self._index = index
        self._named = {i for m in index if m.kind in ("name", "demonym") for i in range(m.start, m.end)}
        # "in March" is no march.
        self._named |= {i for e in tree.doc.ents if e.label_ == "DATE" for i in range(e.start, e.end)}

    def at(self, token: int) -> Iterator[Trigger]:
        """Yield what a token may trigger, the most demanding sense first."""
        tree = self._tree
        if token in self._named:
            return
        pos = tree.pos[token]
        yield from self._phrases(token)
        yield from self._compounds(token)
        if pos in ("VERB", "AUX") and not self._nominal_verb(token):
            yield from self._verbs(token)
        elif pos in ("NOUN", "VERB", "PROPN"):
            yield from self._nouns(token)
        if pos in ("ADJ", "NOUN"):
            yield from self._adjectives(token)

    # ------------------------------------------------------------------ verbs

    def _nominal_verb(self, token: int) -> bool:
        """Return whether a gerund is used as a noun ("the bombing of Dresden")."""
        tree = self._tree
        if tree.form(token) != "ing":
            return False
        return any(tree.dep[c] in ("det", "nmod:poss", "amod") and c < token for c in tree.children[token])

    def _verbs(self, verb: int) -> Iterator[Trigger]:
        slots = VerbSlots(self._clauses, self._tree, verb)
        nouns: Mapping[str, Sequence[int]] | None = None
        for lemma in _forms(self._tree.lemma[verb], self._tree.lower[verb]):
            for sense in self._lexicon.senses("vo", lemma):
                nouns = self._nouns_of(verb) if nouns is None else nouns
                noun = self._object_noun(verb, sense, nouns.get(sense.words[-1], ()))
                if noun is not None:
                    yield Trigger(
                        sense,
                        verb,
                        self._span(verb, noun),
                        VerbSlots(self._clauses, self._tree, verb, noun),
                        (verb, noun),
                    )
            for sense in self._lexicon.senses("v", lemma):
                parts = self._particles(verb, sense.words[1:])
                if parts is not None:
                    used = (verb, *parts, *self._asked_for(verb, sense))
                    yield Trigger(sense, verb, self._span(verb, *parts), slots, used)

    def _nouns_of(self, verb: int) -> Mapping[str, Sequence[int]]:
        """Return the nouns that may make a construction with a verb, by lemma and form, likeliest first."""
        tree = self._tree
        found: dict[str, list[int]] = {}
        patients = self._clauses.patients(verb)
        others = [c for c in tree.children[verb] if tree.dep[c] != "nsubj" or self._clauses.passive(verb)]
        for c in (*patients, *others):
            for t in self._clauses.conjuncts(c):
                if t != verb and tree.pos[t] != "VERB":
                    for form in {tree.lemma[t], tree.lower[t]}:
                        found.setdefault(form, []).append(t)
        return found

    def _asked_for(self, verb: int, sense: Sense) -> Sequence[int]:
        """Return the object that a sense is about ("suspend aid"), which then is no event of its own."""
        asks = any(c.slot == "O" and c.op == "in" for c in sense.options.conditions)
        return self._clauses.patients(verb)[:1] if asks else ()

    def _object_noun(self, verb: int, sense: Sense, nouns: Iterable[int]) -> int | None:
        """Return the noun of a light-verb construction, if the words between are there."""
        tree = self._tree
        undone = words_of("particle.undoing").difference(sense.words)
        if any(tree.dep[c] == "compound:prt" and tree.lower[c] in undone for c in tree.children[verb]):
            return None  # who calls off a meeting does not call one
        for t in nouns:
            preposition = tree.connector(t) if tree.dep[t].startswith(("obl", "nmod")) else ""
            if preposition in ("", "by") or preposition in sense.words:
                near = {tree.lower[x] for x in (*tree.children[verb], *tree.children[t])}
                near |= {tree.lemma[x] for x in tree.children[t]}
                if near.issuperset(sense.words[1:-1]):
                    return t
        return None

    def _particles(self, verb: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
        """Return the tokens of a particle verb's other words; None if one is missing."""
        if not words:
            return ()
        tree = self._tree
        found: list[int] = []
        for word in words:
            own = (c for c in tree.children[verb] if tree.lower[c] == word and c not in found)
            # "by stopping boats" is no stopping by.
            c = next((c for c in own if c > verb or tree.dep[c] not in ("mark", "case")), None)
            if c is None:
                near = (c for c in range(verb + 1, min(verb + 3, len(tree))) if tree.dep[c] != "det")
                c = next((c for c in near if tree.lower[c] == word and not self._by_agent(verb, c)), None)
            if c is None:
                return None
            found.append(c)
        return tuple(found)

    def _by_agent(self, verb: int, word: int) -> bool:
        """Return whether a word is the "by" of who does what a passive says ("was stopped by the police")."""
        tree = self._tree
        return tree.lower[word] == "by" and tree.dep[word] == "case" and self._clauses.passive(verb)

    def _span(self, *tokens: int) -> tuple[int, int]:
        first, last = min(tokens), max(tokens)
        return (first, last + 1) if last - first < _TRIGGER_WIDTH else (tokens[0], tokens[0] + 1)

    # ------------------------------------------------------------------ nouns and adjectives

    def _nouns(self, noun: int) -> Iterator[Trigger]:
        tree = self._tree
        if tree.dep[noun] == "nmod" and tree.lemma[tree.head[noun]] in words_of("role.topic"):
            return  # "an expert on Japan-Russia relations"
        senses = [s for lemma in _forms(tree.lemma[noun], tree.lower[noun]) for s in self._lexicon.senses("n", lemma)]
        if not senses:
            return
        slots = NounSlots(self._clauses, tree, noun)
        left = [c for c in tree.children[noun] if c < noun]
        left += [g for c in left for g in tree.children[c] if g < noun]
        for sense in senses:
            parts = self._compound_parts(left, sense.words[:-1])
            if parts is not None:
                yield Trigger(sense, noun, self._span(noun, *parts), slots, (noun, *parts))

    def _compound_parts(self, left: Sequence[int], words: tuple[str, ...]) -> tuple[int, ...] | None:
        """Return which of the words before a noun are the other words of a trigger; None if one is missing."""
        tree = self._tree
        found: list[int] = []
        for word in words:
            c = next((c for c in left if word in (tree.lemma[c], tree.lower[c])), None)
            if c is None:
                return None
            found.append(c)
        return tuple(found)

    def _adjectives(self, word: int) -> Iterator[Trigger]:
        tree = self._tree
        for lemma in _forms(tree.lower[word], tree.lemma[word]):
            for sense in self._lexicon.senses("a", lemma):
                parts = self._particles(word, sense.words[1:])
                if parts is not None:
                    yield Trigger(
                        sense, word, self._span(word, *parts), AdjectiveSlots(self._clauses, tree, word), (word, *parts)
                    )

    # ------------------------------------------------------------------ compounds and phrases

    def _compounds(self, word: int) -> Iterator[Trigger]:
        """Yield compounds of a name and a participle, "U.S.-led", or of a prefix and a name, "pro-Syrian"."""
        tree = self._tree
        affix, hyphen, _ = tree.lower[word].partition("-")
        if hyphen and affix in words_of("affix"):
            yield from self._affixed(word, affix)
            return
        if word < 2 or tree.lower[word - 1] not in _HYPHENS or word - 2 not in self._named:
            return
        senses = [
            s for lemma in _forms(tree.lower[word], tree.lemma[word]) for s in self._lexicon.senses("c", lemma)
        ]
        described = self._described(word)
        if not senses or described is None:
            return
        before = next((m.root for m in self._index if m.end == word - 1 and m.kind in ("name", "demonym")), word - 2)
        for sense in senses:
            yield Trigger(sense, word, (word - 2, word + 1), CompoundSlots(before, described, before), (word,))

    def _affixed(self, word: int, affix: str) -> Iterator[Trigger]:
        described = self._described(word)
        if described is not None:
            for sense in self._lexicon.senses("c", affix):
                yield Trigger(sense, word, (word, word + 1), CompoundSlots(word, described, word), (word,))

    def _described(self, word: int) -> int | None:
        tree = self._tree
        head = tree.head[word]
        if head > word and tree.pos[head] in ("NOUN", "PROPN"):
            # "The Soviet-backed President Najibullah": a title stands for whoever it is of.
            return tree.head[head] if tree.dep[head] == "nmod:desc" and tree.head[head] > head else head
        return next((i for i in range(word + 1, min(word + 6, len(tree))) if tree.pos[i] in ("NOUN", "PROPN")
                     and tree.dep[i] != "compound"), None)  # fmt: skip

    def _phrases(self, noun: int) -> Iterator[Trigger]:
        """Yield multiword prepositions, "at the behest of X" or "at X's behest", and phrases like "on strike"."""
        tree = self._tree
        for lemma in _forms(tree.lemma[noun], tree.lower[noun]):
            for sense in self._lexicon.senses("pp", lemma):
                if (first := self._before(noun, sense.words[:-1])) is not None:
                    yield Trigger(sense, noun, (first, noun + 1), PhraseSlots(self._clauses, tree, noun), (noun,))
            for sense in self._lexicon.senses("p", lemma):
                first = self._before(noun, sense.words[:-2])
                complement = self._complement(noun, sense.words[-1])
                if first is not None and complement is not None:
                    yield Trigger(
                        sense, noun, (first, noun + 1), PhraseSlots(self._clauses, tree, noun, complement), (noun,)
                    )

    def _before(self, noun: int, words: tuple[str, ...]) -> int | None:
        """Return where the words before the noun of a phrase begin; articles and adjectives between are passed over."""
        tree, at = self._tree, noun
        for word in reversed([w for w in words if w != "the"]):
            found = next((c for c in tree.children[at] if tree.dep[c] == "case" and tree.lower[c] == word), None)
            if found is None:
                near = range(at - 1, max(-1, at - 2 - _SKIPPED), -1)
                found = next((i for i in near if tree.lower[i] == word), None)
            if found is None:
                return None
            at = found
        return at

    def _complement(self, noun: int, preposition: str) -> int | None:
        tree = self._tree
        found = next(iter(self._clauses.phrases(noun, preposition)), None)
        if found is None and preposition == "of":
            found = tree.child(noun, "nmod:poss")
        if found is None and noun + 1 < len(tree) and tree.lower[noun + 1] == preposition:
            head = tree.head[noun + 1]
            found = head if head > noun + 1 and tree.pos[head] in ("NOUN", "PROPN", "PRON") else None
        return found
