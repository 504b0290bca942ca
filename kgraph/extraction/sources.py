"""Who makes a claim: the subject of a word of speech, the owner of a statement, a source without a name."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.extraction.identity import minted
from kgraph.extraction.reporting import attribution_words
from kgraph.extraction.trees import Tree
from kgraph.extraction.types import DocMention, MentionIndex
from kgraph.extraction.wordlists import words_of
from kgraph.model import Entity, EntityType

_SUBJECT = ("nsubj", "nsubj:outer")
_ANY_SUBJECT = ("nsubj", "nsubj:outer", "nsubj:pass")
_OWNERS = frozenset({"by", "from", "of"})
_BESIDE = ("appos", "flat", "nmod:desc", "compound")
_LEFT = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "flat", "punct", "case", "nmod", "nmod:unmarked"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FAR = 4


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a source, and the mention that they are, if any."""

    mention: DocMention | None
    start: int
    end: int
    confidence: float


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
        self._people = frozenset(words["speaker"]) | words_of("nominal.group") | words_of("nominal.person") | frozenset(self._media)
        self._known: dict[int, Source] = {}

    # --- of a verb

    def of_verb(self, v: int) -> Source:
        """Return who says what a verb of speech reports."""
        tree = self._tree
        if self.passive(v):
            agent = self._agent(v)
            return self.of_phrase(agent) if agent is not None else self._nobody(v)
        subject = self._subject(v)
        return self.of_phrase(subject) if subject is not None else self._nobody(v)

    def passive(self, v: int) -> bool:
        """Return whether a verb is in the passive, or a participle said of a noun ("accused of spying")."""
        tree = self._tree
        if tree.child(v, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") is not None:
            return True
        return tree.form(v) == "participle" and tree.child(v, "aux", *_SUBJECT) is None and tree.dep[v] in ("acl", "amod", "advcl", "xcomp")

    def _agent(self, v: int) -> int | None:
        tree = self._tree
        agent = tree.child(v, "obl:agent")
        if agent is not None:
            return agent
        return next((c for c in tree.children[v] if tree.dep[c].startswith("obl") and tree.connector(c) == "by"), None)

    def _subject(self, v: int) -> int | None:
        """Return the subject of an active verb, also where it is another verb's ("came out and said", "..., saying")."""
        tree = self._tree
        for _ in range(_FAR):
            own = tree.child(v, *_SUBJECT)
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
                if shared is not None:
                    return shared
            v = h
        return None

    def _inverted(self, v: int) -> int | None:
        """Return a speaker that the parser took for an object: "..., says Sergei Markov"."""
        tree = self._tree
        if tree.form(v) not in ("past", "present") or v == 0 or tree.doc[v - 1].pos_ in ("NOUN", "PROPN", "PRON", "ADV", "AUX"):
            return None
        c = tree.child(v, "obj", "obl:unmarked", "dep", "nmod", "ccomp", "xcomp")
        if c is None or not v < c <= v + 6 or tree.pos[c] not in ("NOUN", "PROPN", "PRON"):
            return None
        mention = self._index.at(c) or self._index.covering(c)
        human = mention is not None and mention.entity.type in ("Person", "Organization", "Country", "Group")
        return c if human or tree.lemma[c] in self._people else None

    # --- of a noun phrase

    def of_phrase(self, head: int) -> Source:
        """Return the source that a noun phrase or pronoun names."""
        if head not in self._known:
            self._known[head] = self._phrase(head)
        return self._known[head]

    def _phrase(self, head: int) -> Source:
        tree = self._tree
        mention = self._mention(head)
        if mention is not None:
            if mention.entity.type == "NamedEvent":
                return Source(None, mention.start, mention.end, 0.3)
            return Source(mention, mention.start, mention.end, mention.confidence)
        if tree.pos[head] in ("PRON", "DET", "NUM") or tree.lower[head] in _RELATIVE:
            return self._taken_up(head)
        if tree.lemma[head] in self._documents:
            owner = self.owner(head)
            if owner is not None:
                return owner
        if tree.pos[head] in ("NOUN", "PROPN", "ADJ"):
            return self._unnamed(head)
        return self._nobody(head)

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
        return covering if covering is not None and covering.kind == "name" and covering.end > head >= covering.end - 2 else None

    def _is_name_of(self, head: int, c: int, mention: DocMention) -> bool:
        tree = self._tree
        if mention.entity.type == "Person":
            return tree.pos[head] == "PROPN" or c > head or tree.lemma[head] in self._people
        return tree.lemma[head] in self._media and mention.entity.type == "Organization" and c > head

    def _taken_up(self, head: int) -> Source:
        """Return what a relative pronoun without a mention takes up."""
        tree = self._tree
        v = tree.head[head]
        if tree.lower[head] in _RELATIVE and tree.dep[v].startswith("acl") and tree.head[v] < head:
            return self.of_phrase(tree.head[v])
        return Source(None, head, head + 1, 0.4)

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
            if c < noun and tree.dep[c] in ("compound", "amod", "nmod:desc", "nmod") and self.speaks(c):
                return self.of_phrase(c)
        return None

    def speaks(self, head: int) -> bool:
        """Return whether a phrase names somebody who can make a claim, rather than a thing."""
        mention = self._mention(head)
        if mention is not None:
            return mention.entity.type in ("Person", "Organization", "Country", "Group")
        return self._tree.lemma[head] in self._people or self._tree.lemma[head] in self._documents

    def name_at(self, token: int) -> DocMention | None:
        """Return the name that a token is part of."""
        mention = self._index.covering(token)
        return mention if mention is not None and mention.kind == "name" else None

    # --- without a name

    def _unnamed(self, head: int) -> Source:
        tree = self._tree
        words = self._label(head) or [head]
        start = words[0]
        label = "".join(self._word(i) + tree.doc[i].whitespace_ for i in words).strip()
        single = tree.doc[head].morph.get("Number") == ["Sing"] and tree.lemma[head] in words_of("nominal.person") | {"analyst", "witness", "source"}
        kind: EntityType = "Person" if single else "Group"
        entity = Entity(minted(kind.lower(), label, self._document), label, kind)
        mention = DocMention(start, head + 1, head, "nominal", "", entity, None, 0.6)
        return Source(mention, start, head + 1, 0.6 if self.speaks(head) else 0.4)

    def _label(self, head: int) -> list[int]:
        """Return the words of a phrase up to its head without determiners and numbers."""
        tree = self._tree
        kept = {head}
        for c in tree.children[head]:
            if c < head and tree.dep[c] in _LEFT and not self._is_vague(c):
                first, last = tree.subtree(c, 12)
                kept.update(i for i in range(first, min(last, head)) if not self._is_vague(i))
        run = sorted(kept)
        while run and tree.pos[run[0]] in ("PUNCT", "PART", "ADP", "CCONJ"):
            run.pop(0)
        return run

    def _is_vague(self, i: int) -> bool:
        return self._tree.pos[i] in ("DET", "NUM", "PRON") or self._tree.lemma[i] in self._vague or self._tree.doc[i].is_space

    def _word(self, i: int) -> str:
        token = self._tree.doc[i]
        return token.text if token.pos_ == "PROPN" or token.text.isupper() or not token.text.istitle() or not token.is_sent_start else token.lower_

    @staticmethod
    def _nobody(token: int) -> Source:
        return Source(None, token, token + 1, 0.5)
