"""Who makes a claim: the subject of a word of speech, whoever is quoted, whoever spoke last."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.extraction.reporting import attribution_words, reliability
from kgraph.extraction.sourcephrases import SOME, Source, SourcePhrases
from kgraph.extraction.types import ACTING

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree
    from kgraph.extraction.types import MentionIndex
    from kgraph.knowledge import Knowledge
    from kgraph.model import EntityType

_SUBJECT = ("nsubj", "nsubj:outer")
_ANY_SUBJECT = ("nsubj", "nsubj:outer", "nsubj:pass")
_FAR = 4
_WINDOW = 30
_LATELY = 80
_NEAR = 8
_SET_OFF = frozenset({",", "”", '"', "''", "’"})
_LIKELY: dict[str, tuple[EntityType, ...]] = {
    "he": ("Person",), "she": ("Person",), "it": ("Organization", "Country"), "they": ("Group", "Organization"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """Who reports, by which word, and how surely.

    `wide` tells whether all that hangs on what is reported is reported with it.  What somebody wants or regrets is not:
    in "urged Israel to end the siege that began in May" only the ending is of their saying.
    """

    source: Source
    cue: int
    confidence: float
    wide: bool = True


class Sources:
    """Finds the sources of one article's claims.

    `quoting` gives the word of speech behind "as" by the verb before it: "quoted him as saying".

    Args:
        tree: The article.
        index: Its mentions; sources without one ("analysts") get a mention of their own.
        knowledge: Its agent nouns tell who can speak.
        document: The article's id: its "officials" are not another article's.
    """

    def __init__(self, tree: Tree, index: MentionIndex, knowledge: Knowledge, document: str) -> None:
        self._tree, self._index = tree, index
        self.phrases = SourcePhrases(tree, index, knowledge, document)
        self.quoting = self._find_quoting()
        self._by_word = {word: v for v, word in self.quoting.items()}
        said = attribution_words()["say"]
        self._spoken = [i for i in range(len(tree)) if tree.lemma[i] in said and tree.pos[i] == "VERB"]
        self._speakers: list[Source] = []
        self._listening = False

    def of_phrase(self, head: int) -> Source:
        """Return the source that a noun phrase or pronoun names; a pronoun that was not resolved is who spoke last."""
        source = self.phrases.of_phrase(head)
        if source.mention is None and self._tree.lower[head] in _LIKELY:
            return self._last_speaker(head)
        return source

    def of_verb(self, v: int) -> Source:
        """Return who says what a verb of speech reports."""
        if v in self._by_word:
            return self._quoted(self._by_word[v])
        if self.passive(v):
            agent = self._agent(v)
            return self.of_phrase(agent) if agent is not None else self._nobody(v)
        subject = self._subject(v)
        if subject is None or self._no_speaker(subject):
            beside = self._behind(v) or self._beside(v, subject)
            if beside is not None:
                return self.of_phrase(beside)
        return self.of_phrase(subject) if subject is not None and not self._is_time(subject) else self._nobody(v)

    def _find_quoting(self) -> dict[int, int]:
        """Return the words of speech behind "as", by the verb "quote" or "cite" before them: "quoted him as saying"."""
        tree, found = self._tree, {}
        for i in range(1, len(tree)):
            if tree.lower[i - 1] == "as" and tree.lower[i].endswith("ing") and reliability(tree, i, "say") is not None:
                before = range(i - 1, max(i - _WINDOW, tree.first[i]) - 1, -1)
                v = next((k for k in before if tree.lemma[k] in ("quote", "cite") and tree.pos[k] == "VERB"), None)
                if v is not None:
                    found[v] = i
        return found

    def _quoted(self, v: int) -> Source:
        """Return who is quoted: "quoted Mr. Yu as saying", "Mr. Yu was quoted as saying"."""
        tree = self._tree
        subject = tree.child(v, "nsubj:pass", "nsubj:outer")
        if subject is None and self.passive(v):
            subject = tree.head[v] if tree.dep[v] == "acl" else tree.child(tree.head[v], *_ANY_SUBJECT)
        if subject is None:
            quoted = range(v + 1, self.quoting[v])
            subject = next(
                (c for c in tree.children[v] if c in quoted and tree.pos[c] in ("NOUN", "PROPN", "PRON")), None
            )
        return self.of_phrase(subject) if subject is not None else self._nobody(v)

    def _no_speaker(self, subject: int) -> bool:
        """Return whether what the parser calls a subject can hardly be one: a date, a phrase with a preposition."""
        if self._tree.lower[subject] in SOME:
            return True
        return self._is_time(subject) or self._tree.connector(subject) != "" or not self.phrases.speaks(subject)

    def _is_time(self, head: int) -> bool:
        return self._tree.doc[head].ent_type_ in ("DATE", "TIME")

    def _behind(self, v: int) -> int | None:
        """Return who stands right behind a verb that something ends with: "..., said one source in Paris"."""
        tree = self._tree
        if v == 0 or tree.lower[v - 1] not in _SET_OFF or tree.form(v) not in ("past", "present"):
            return None
        i = v + 1
        while i < min(tree.last[v], v + _NEAR) and tree.pos[i] in ("DET", "NUM", "ADJ", "NOUN", "PROPN"):
            i += 1
        head = i - 1
        if head <= v or tree.pos[head] not in ("NOUN", "PROPN"):
            return None
        covering = self._index.covering(head)
        head = covering.root if covering is not None and covering.kind == "name" else head
        return head if self.phrases.speaks(head) else None

    def _beside(self, v: int, subject: int | None) -> int | None:
        """Return who stands right before a verb, where the parser found no speaker: "In Kirkuk, police say ..."."""
        tree, i = self._tree, v - 1
        if i > 0 and tree.lower[i] == ",":
            set_off = self.phrases.before_apposition(v)
            return set_off.root if set_off is not None else None
        while i > 0 and (tree.pos[i] in ("ADV", "AUX") or self._is_time(i)):
            i -= 1
        if i < 0 or tree.pos[i] not in ("NOUN", "PROPN", "PRON"):
            return None
        covering = self._index.covering(i)
        head = covering.root if covering is not None and covering.kind == "name" and covering.end == i + 1 else i
        if (
            subject is not None
            and tree.subtree(subject)[0] <= i < tree.subtree(subject)[1]
            and tree.connector(subject) == ""
        ):
            return None
        if (
            tree.dep[head] == "conj"
            and tree.child(head, "cc") is not None
            and tree.head[head] < head
            and self.phrases.speaks(tree.head[head])
        ):
            head = tree.head[head]
        return head if self.phrases.speaks(head) or tree.pos[i] == "PRON" else None

    def passive(self, v: int) -> bool:
        """Return whether a verb is in the passive, or a participle said of a noun ("accused of spying")."""
        tree = self._tree
        if tree.child(v, "aux:pass", "obl:agent") is not None:
            return True
        if tree.child(v, "nsubj:pass", "csubj:pass") is not None:
            # "An official who was there said": without an auxiliary it is the past tense.
            return tree.child(v, "aux") is not None
        if tree.child(v, "aux", *_SUBJECT) is not None or tree.form(v) not in ("participle", "past"):
            return False
        if tree.dep[v] == "acl" and (tree.child(v, "obj") is not None or tree.dep[tree.head[v]] in ("ROOT", "root")):
            # "Russia's lower house accused Ukraine": a past tense that was taken for a participle.
            return False
        if tree.dep[v] == "conj" and tree.head[v] != v:
            return tree.child(v, "obj") is None and tree.child(tree.head[v], "nsubj:pass") is not None
        return tree.form(v) == "participle" and tree.dep[v] in ("acl", "amod", "advcl", "xcomp")

    def _agent(self, v: int) -> int | None:
        tree = self._tree
        agent = tree.child(v, "obl:agent")
        if agent is not None:
            return agent
        return next((c for c in tree.children[v] if tree.dep[c].startswith("obl") and tree.connector(c) == "by"), None)

    def _subject(self, v: int) -> int | None:
        """Return the subject of an active verb, also where it is another verb's: "came out and said", "..., saying"."""
        tree = self._tree
        for _ in range(_FAR):
            own = self._own_subject(v)
            clause = tree.child(v, "csubj")
            if own is None and clause is not None:
                # "A report issued this week said": the participle was taken for the subject.
                own = tree.child(clause, *_ANY_SUBJECT)
            if own is not None:
                return own
            inverted = self._inverted(v)
            if inverted is not None:
                return inverted
            dep, h = tree.dep[v], tree.head[v]
            if dep in ("acl", "amod"):
                return h
            if h == v or dep not in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "dep"):
                return None
            if dep in ("conj", "xcomp", "advcl", "parataxis"):
                shared = tree.child(h, *_ANY_SUBJECT)
                if shared is not None and self._shares(v, h, shared):
                    return shared
            v = h
        return None

    def _own_subject(self, v: int) -> int | None:
        """Return the subject of a verb; of two the nearer, for the other is that of the clause around it."""
        subjects = [c for c in self._tree.children[v] if self._tree.dep[c] in _ANY_SUBJECT]
        return max((c for c in subjects if c < v), default=subjects[0] if subjects else None)

    def _shares(self, v: int, h: int, subject: int) -> bool:
        """Return whether the subject of the verb above may be this one's: not a thing's, nor across finite and not."""
        tree = self._tree
        if tree.dep[v] == "conj" and tree.form(v) in ("past", "present") and tree.form(h) in ("infinitive", "ing"):
            return False
        return tree.pos[subject] == "PRON" or self.phrases.speaks(subject)

    def _inverted(self, v: int) -> int | None:
        """Return a speaker that the parser took for an object: "..., says Sergei Markov"."""
        tree = self._tree
        if (
            tree.form(v) not in ("past", "present")
            or v == 0
            or tree.doc[v - 1].pos_ in ("NOUN", "PROPN", "PRON", "ADV", "AUX")
        ):
            return None
        c = tree.child(v, "obj", "obl:unmarked", "dep", "nmod", "ccomp", "xcomp")
        if c is None or not v < c <= v + 6 or tree.pos[c] not in ("NOUN", "PROPN", "PRON"):
            return None
        mention = self._index.at(c) or self._index.covering(c)
        human = mention is not None and mention.entity.type in ACTING
        return c if human or self.phrases.is_person(c) else None

    # --- of a noun phrase

    def _last_speaker(self, pronoun: int) -> Source:
        """Return who spoke last, for a pronoun that was not resolved: in news he goes on speaking."""
        first = bisect_left(self._spoken, pronoun)
        self._listen(first)
        for n in reversed(range(max(0, first - _FAR), min(first, len(self._speakers)))):
            v, source = self._spoken[n], self._speakers[n]
            if pronoun - v > _LATELY:
                break
            if self._tree.head[pronoun] == v:
                continue
            if source.mention is not None and source.mention.entity.type in _LIKELY[self._tree.lower[pronoun]]:
                return Source(source.mention, pronoun, pronoun + 1, 0.5 * source.confidence)
        return Source(None, pronoun, pronoun + 1, 0.4)

    def _listen(self, until: int) -> None:
        """Find who speaks by the first words of speech, each once and in their order: a pronoun looks back at them."""
        while len(self._speakers) < until and not self._listening:
            self._listening = True
            source = self.of_verb(self._spoken[len(self._speakers)])
            self._listening = False
            self._speakers.append(source)

    @staticmethod
    def _nobody(token: int) -> Source:
        return Source(None, token, token + 1, 0.5)
