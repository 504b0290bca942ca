"""Who makes a claim: the subject of a word of speech, the owner of a statement, a source without a name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.extraction.identity import minted
from kgraph.extraction.reporting import attribution_words
from kgraph.extraction.types import DocMention, MentionIndex
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge import load_knowledge
from kgraph.knowledge.words import singular
from kgraph.model import Entity, EntityType

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree

_SUBJECT = ("nsubj", "nsubj:outer")
_ANY_SUBJECT = ("nsubj", "nsubj:outer", "nsubj:pass")
_OWNERS = frozenset({"by", "from", "of"})
_BESIDE = ("appos", "flat", "nmod:desc", "compound")
_LEFT = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "flat", "punct", "nmod", "nmod:unmarked"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SOME = frozenset({"some", "one", "many", "most", "several", "two", "both", "others"})
_FAR = 4
_LATELY = 80
_LIKELY: dict[str, tuple[EntityType, ...]] = {
    "he": ("Person",), "she": ("Person",), "it": ("Organization", "Country"), "they": ("Group",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a source, and the mention that they are, if any."""

    mention: DocMention | None
    start: int
    end: int
    confidence: float


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

    Args:
        tree: The article.
        index: Its mentions; sources without one ("analysts") get a mention of their own.
        document: The article's id: its "officials" are not another article's.
    """

    def __init__(self, tree: Tree, index: MentionIndex, document: str) -> None:
        self._tree, self._index, self._document = tree, index, document
        words = attribution_words()
        self._documents, self._media, self._vague = words["document"], words["media"], words["vague"]
        self._single = words_of("nominal.person") | words["person"].keys()
        self._people = self._single | words_of("nominal.group") | words_of("nominal.organization") | words["speaker"].keys() | self._media.keys()
        self._agents = load_knowledge().agent
        self._known: dict[int, Source] = {}
        self._spoken = [i for i in range(len(tree)) if tree.lemma[i] in words["say"] and tree.pos[i] == "VERB"]

    # --- of a verb

    def of_verb(self, v: int) -> Source:
        """Return who says what a verb of speech reports."""
        if self.passive(v):
            agent = self._agent(v)
            return self.of_phrase(agent) if agent is not None else self._nobody(v)
        subject = self._subject(v)
        if subject is None or self._no_speaker(subject):
            beside = self._beside(v, subject)
            if beside is not None:
                return self.of_phrase(beside)
        return self.of_phrase(subject) if subject is not None and not self._is_time(subject) else self._nobody(v)

    def of_quoted(self, v: int, as_saying: int) -> Source:
        """Return who is quoted: "quoted Mr. Yu as saying", "Mr. Yu was quoted as saying"."""
        tree = self._tree
        subject = tree.child(v, "nsubj:pass", "nsubj:outer")
        if subject is None and self.passive(v):
            subject = tree.head[v] if tree.dep[v] == "acl" else tree.child(tree.head[v], *_ANY_SUBJECT)
        if subject is None:
            inside = (c for c in tree.children[v] if v < c < as_saying and tree.pos[c] in ("NOUN", "PROPN", "PRON"))
            subject = next(inside, None)
        return self.of_phrase(subject) if subject is not None else self._nobody(v)

    def _no_speaker(self, subject: int) -> bool:
        """Return whether what the parser calls a subject can hardly be one: a date, a phrase with a preposition."""
        return self._is_time(subject) or self._tree.connector(subject) != "" or not self.speaks(subject)

    def _is_time(self, head: int) -> bool:
        return self._tree.doc[head].ent_type_ in ("DATE", "TIME")

    def _beside(self, v: int, subject: int | None) -> int | None:
        """Return who stands right before a verb, where the parser found no speaker: "In Kirkuk, police say ..."."""
        tree, i = self._tree, v - 1
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
        if tree.dep[head] == "conj" and tree.head[head] < head and self.speaks(tree.head[head]):
            head = tree.head[head]
        return head if self.speaks(head) or tree.pos[i] == "PRON" else None

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
            own = tree.child(v, *_ANY_SUBJECT)
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

    def _shares(self, v: int, h: int, subject: int) -> bool:
        """Return whether the subject of the verb above may be this one's: not a thing's, nor across finite and not."""
        tree = self._tree
        if tree.dep[v] == "conj" and tree.form(v) in ("past", "present") and tree.form(h) in ("infinitive", "ing"):
            return False
        return tree.pos[subject] == "PRON" or self.speaks(subject)

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
        human = mention is not None and mention.entity.type in ("Person", "Organization", "Country", "Group")
        return c if human or self._is_person(c) else None

    # --- of a noun phrase

    def of_phrase(self, head: int) -> Source:
        """Return the source that a noun phrase or pronoun names."""
        if head not in self._known:
            self._known[head] = self._phrase(head)
        return self._known[head]

    def _phrase(self, head: int) -> Source:
        tree = self._tree
        mention = self._set_off(head) or self._mention(head)
        if mention is not None:
            if mention.entity.type == "NamedEvent":
                return Source(None, mention.start, mention.end, 0.3)
            return Source(mention, mention.start, mention.end, mention.confidence)
        if tree.pos[head] in ("PRON", "DET", "NUM") or tree.lower[head] in _RELATIVE | _SOME:
            return self._taken_up(head)
        if tree.lemma[head] in self._documents:
            owner = self.owner(head)
            if owner is not None:
                return owner
        if tree.pos[head] == "PROPN" or (tree.pos[head] in ("NOUN", "ADJ") and self.speaks(head)):
            return self._unnamed(head)
        return Source(None, head, head + 1, 0.4)

    def _mention(self, head: int) -> DocMention | None:
        """Return the mention of a phrase: a name beside the noun first ("a spokesman, Sami Zuhri")."""
        tree, index = self._tree, self._index
        own = index.at(head)
        if own is not None and own.kind != "nominal":
            return own
        for c in tree.children[head]:
            if tree.dep[c] in _BESIDE:
                beside = index.at(c) or (index.covering(c) if tree.dep[c] == "flat" else None)
                if beside is not None and beside.kind == "name" and self._is_name_of(head, c, beside):
                    return beside
        if own is not None:
            return own
        covering = index.covering(head)
        return (
            covering
            if covering is not None and covering.kind == "name" and covering.end > head >= covering.end - 2
            else None
        )

    def _set_off(self, head: int) -> DocMention | None:
        """Return the name between commas behind a phrase, however parsed: "the mayor of Bonn, Katja Dörner, said"."""
        tree = self._tree
        v = tree.head[head]
        if (
            tree.pos[head] != "NOUN"
            or tree.pos[v] != "VERB"
            or v < head + 3
            or tree.lower[v - 1] != ","
            or not self._is_person(head)
        ):
            return None
        named = self.name_at(v - 2)
        if named is None or named.entity.type != "Person" or tree.lower[named.start - 1] != ",":
            return None
        return named if named.start > head else None

    def _is_name_of(self, head: int, c: int, mention: DocMention) -> bool:
        tree = self._tree
        if mention.entity.type == "Person":
            return tree.pos[head] == "PROPN" or c > head or self._is_person(head)
        return tree.lemma[head] in self._media and mention.entity.type == "Organization" and c > head

    def _taken_up(self, head: int) -> Source:
        """Return what a relative pronoun without a mention takes up, or what "some of" is part of."""
        tree = self._tree
        whole = next(
            (c for c in tree.children[head] if c > head and tree.dep[c] == "nmod" and tree.connector(c) == "of"), None
        )
        if whole is not None:
            return self.of_phrase(whole)
        v = tree.head[head]
        if tree.lower[head] in _LIKELY:
            return self._last_speaker(head)
        if tree.lower[head] in _RELATIVE and tree.dep[v].startswith("acl") and tree.head[v] < head:
            return self.of_phrase(tree.head[v])
        return Source(None, head, head + 1, 0.4)

    def _last_speaker(self, pronoun: int) -> Source:
        """Return who spoke last, for a pronoun that was not resolved: in news he goes on speaking."""
        first = bisect_left(self._spoken, pronoun)
        for v in reversed(self._spoken[max(0, first - _FAR) : first]):
            if pronoun - v > _LATELY:
                break
            if self._tree.head[pronoun] == v:
                continue
            source = self.of_verb(v)
            if source.mention is not None and source.mention.entity.type in _LIKELY[self._tree.lower[pronoun]]:
                return Source(source.mention, pronoun, pronoun + 1, 0.5 * source.confidence)
        return Source(None, pronoun, pronoun + 1, 0.4)

    def owner(self, noun: int) -> Source | None:
        """Return whose a claim or a document is: "Hamas's statement", "a statement by Hamas", "a Hamas statement"."""
        tree = self._tree
        for c in tree.children[noun]:
            if tree.dep[c] == "nmod:poss":
                return self.of_phrase(c)
        for c in tree.children[noun]:
            if c > noun and tree.dep[c].startswith(("nmod", "obl")) and tree.connector(c) in _OWNERS and self.speaks(c):
                return self.of_phrase(c)
        for c in tree.children[noun]:
            if c > noun and tree.dep[c] == "acl" and self._agent(c) is not None:
                return self.of_verb(c)
        for c in tree.children[noun]:
            if c < noun and tree.dep[c] in ("compound", "amod", "nmod:desc", "nmod") and self.speaks(c):
                return self.of_phrase(c)
        return None

    def speaks(self, head: int) -> bool:
        """Return whether a phrase names somebody who can make a claim, rather than a thing."""
        mention = self._mention(head)
        if mention is not None:
            return mention.entity.type in ("Person", "Organization", "Country", "Group")
        return self._is_person(head) or self._tree.lemma[head] in self._documents

    def name_at(self, token: int) -> DocMention | None:
        """Return the name that a token is part of."""
        mention = self._index.covering(token)
        return mention if mention is not None and mention.kind == "name" else None

    def _is_person(self, i: int) -> bool:
        """Return whether a noun is one for people or for a body of people, also where its lemma is wrong."""
        tree = self._tree
        word = tree.lower[i]
        if tree.lemma[i] in self._people or any(w in self._people for w in singular(word)):
            return True
        agent = self._agents(word)
        return agent is not None and agent.kind != "thing"

    def can_tell(self, source: Source) -> bool:
        """Return whether a source is somebody or a document, rather than a thing or a deed."""
        mention = source.mention
        if mention is None or mention.entity.type == "Place":
            return False
        return mention.kind != "nominal" or self.speaks(mention.root)

    # --- without a name

    def _unnamed(self, head: int) -> Source:
        tree = self._tree
        words = self._label(head) or [head]
        start = words[0]
        label = "".join(self._word(i) + tree.doc[i].whitespace_ for i in words).strip()
        single = tree.doc[head].morph.get("Number") == ["Sing"] and tree.lemma[head] in self._single
        kind: EntityType = "Person" if single else "Group"
        entity = Entity(minted(kind.lower(), label, self._document), label, kind)
        mention = DocMention(start, head + 1, head, "nominal", "", entity, None, 0.6)
        return Source(mention, start, head + 1, 0.6)

    def _label(self, head: int) -> list[int]:
        """Return the words of a phrase up to its head without determiners and numbers."""
        tree = self._tree
        kept = {head}
        for c in tree.children[head]:
            if c < head and tree.dep[c] in _LEFT and not self._is_vague(c):
                first, last = tree.subtree(c, 12)
                kept.update(i for i in range(first, min(last, head)) if not self._is_vague(i))
        run = sorted(kept)
        while run and tree.pos[run[0]] not in ("NOUN", "PROPN", "ADJ", "VERB", "X"):
            run.pop(0)
        return run

    def _is_vague(self, i: int) -> bool:
        return (
            self._tree.pos[i] in ("DET", "NUM", "PRON")
            or self._tree.lemma[i] in self._vague
            or self._tree.doc[i].is_space
            or self._is_time(i)
        )

    def _word(self, i: int) -> str:
        token = self._tree.doc[i]
        plain = token.is_sent_start and token.text.istitle() and (token.pos_ != "PROPN" or self._is_person(i))
        return token.lower_ if plain and self._index.covering(i) is None else token.text

    @staticmethod
    def _nobody(token: int) -> Source:
        return Source(None, token, token + 1, 0.5)
