"""Who a noun phrase names as a source: somebody mentioned, whose statement it is, or people without a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.extraction.identity import minted
from kgraph.extraction.reporting import attribution_words
from kgraph.extraction.trees import features
from kgraph.extraction.types import ACTING, DocMention, MentionIndex
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.words import singular
from kgraph.model import Entity, EntityType

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree
    from kgraph.knowledge import Knowledge

_OWNERS = frozenset({"by", "from", "of"})
_BESIDE = ("appos", "flat", "nmod:desc", "compound")
_LEFT = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "flat", "punct", "nmod", "nmod:unmarked"})
_BEFORE = frozenset({"compound", "amod", "nmod:desc", "nmod"})
SOME = frozenset({"some", "one", "many", "most", "several", "two", "both", "others"})
"""Pronouns for a part of those whom "of" names."""
_PEOPLE = frozenset({"some", "many", "most", "several", "others"})
_OFFICE = frozenset({"for", "with", "from", "of", "at"})


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a source, and the mention that they are, if any."""

    mention: DocMention | None
    start: int
    end: int
    confidence: float


class SourcePhrases:
    """Reads the noun phrases of one article as sources.

    Args:
        tree: The article.
        index: Its mentions; sources without one ("analysts") get a mention of their own.
        knowledge: Its agent nouns tell who can speak.
        document: The article's id: its "officials" are not another article's.
    """

    def __init__(self, tree: Tree, index: MentionIndex, knowledge: Knowledge, document: str) -> None:
        self._tree, self._index, self._document = tree, index, document
        words = attribution_words()
        self._documents, self._media, self._vague = words["document"], words["media"], words["vague"]
        self._single = words_of("nominal.person") | words["person"].keys()
        groups = words_of("nominal.group") | words_of("nominal.organization")
        self._people = self._single | groups | words["speaker"].keys() | self._media.keys()
        self._agents = knowledge.agent
        self._known: dict[int, Source] = {}

    def of_phrase(self, head: int) -> Source:
        """Return the source that a noun phrase or pronoun names."""
        if head not in self._known:
            self._known[head] = self._phrase(head)
        return self._known[head]

    def _phrase(self, head: int) -> Source:
        tree = self._tree
        mention = self._set_off(head) or self._titled(head) or self._mention(head)
        if mention is not None:
            if mention.entity.type == "NamedEvent":
                return Source(None, mention.start, mention.end, 0.3)
            return Source(mention, mention.start, mention.end, mention.confidence)
        if tree.pos[head] in ("PRON", "DET", "NUM") or tree.lower[head] in words_of("pronoun.relative") | SOME:
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
            or not self.is_person(head)
        ):
            return None
        named = self.name_at(v - 2)
        if named is None or named.entity.type != "Person" or tree.lower[named.start - 1] != ",":
            return None
        return named if named.start > head else None

    def _titled(self, head: int) -> DocMention | None:
        """Return the name behind a title of several words that was parsed apart: "Secretary of State John Kerry"."""
        tree, i = self._tree, head + 1
        if (
            i + 2 >= len(tree)
            or tree.lower[i] != "of"
            or not self.is_person(head)
            or not tree.doc[head].text[0].isupper()
        ):
            return None
        i += 1
        while i < min(head + 5, len(tree) - 1) and tree.doc[i].text[0].isupper() and self._index.covering(i) is None:
            i += 1
        named = self.name_at(i) if i > head + 2 else None
        return named if named is not None and named.start == i and named.entity.type == "Person" else None

    def _is_name_of(self, head: int, c: int, mention: DocMention) -> bool:
        tree = self._tree
        if mention.entity.type == "Person":
            return tree.pos[head] == "PROPN" or c > head or self.is_person(head)
        return tree.lemma[head] in self._media and mention.entity.type == "Organization" and c > head

    def _taken_up(self, head: int) -> Source:
        """Return what a relative pronoun without a mention takes up, or what "some of" is part of."""
        tree = self._tree
        whole = next(
            (c for c in tree.children[head] if c > head and tree.dep[c] == "nmod" and tree.connector(c) == "of"), None
        )
        if whole is not None:
            return self.of_phrase(whole)
        if tree.lower[head] in words_of("pronoun.relative"):
            taken = self._antecedent(head)
            return self.of_phrase(taken) if taken is not None else Source(None, head, head + 1, 0.4)
        if tree.lower[head] in _PEOPLE or tree.lemma[head] in self._single:
            return self._unnamed(head)
        return Source(None, head, head + 1, 0.4)

    def _antecedent(self, pronoun: int) -> int | None:
        """Return whom a relative pronoun takes up; of "listeners to the program who said" not the program."""
        tree, v = self._tree, self._tree.head[pronoun]
        while tree.dep[v] == "conj":
            v = tree.head[v]
        noun = tree.head[v]
        if tree.dep[v].startswith("advcl"):
            # "..., said Kamin, who added": the clause hangs on the verb.
            before = pronoun - 2 if tree.lower[pronoun - 1] == "," else pronoun - 1
            named = self._index.covering(before) if before >= 0 else None
            return named.root if named is not None and named.entity.type in ACTING else None
        if not tree.dep[v].startswith("acl") or noun >= pronoun:
            return None
        while tree.lower[pronoun] == "who" and tree.dep[noun] == "nmod" and not self.speaks(noun):
            noun = tree.head[noun]
        return noun

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
            if c < noun and tree.lemma[c] not in self._vague and tree.dep[c] in _BEFORE and self.speaks(c):
                return self.of_phrase(c)
        return next((self.of_phrase(a) for c in tree.children[noun] if (a := self._issuer(noun, c)) is not None), None)

    def _issuer(self, noun: int, clause: int) -> int | None:
        """Return by whom a document was issued: "a statement released by the embassy"."""
        tree = self._tree
        if clause < noun or tree.dep[clause] != "acl":
            return None
        by = (c for c in tree.children[clause] if tree.dep[c].startswith("obl") and tree.connector(c) == "by")
        return next(by, None)

    def speaks(self, head: int) -> bool:
        """Return whether a phrase names somebody who can make a claim, rather than a thing."""
        mention = self._mention(head)
        if mention is not None:
            return mention.entity.type in ACTING
        return self.is_person(head) or self._tree.lemma[head] in self._documents

    def name_at(self, token: int) -> DocMention | None:
        """Return the name that a token is part of."""
        mention = self._index.covering(token)
        return mention if mention is not None and mention.kind == "name" else None

    def is_person(self, i: int) -> bool:
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

    def before_apposition(self, v: int) -> DocMention | None:
        """Return the name that a description in commas stands behind: "Sergei Strokan, a columnist for ..., says"."""
        tree = self._tree
        for i in range(tree.first[v], v - 2):
            named = self.name_at(i)
            if (
                named is not None
                and named.end < v - 1
                and tree.lower[named.end] == ","
                and tree.pos[named.end + 1] != "CCONJ"
                and named.entity.type in ACTING
            ):
                return named
        return None

    def _unnamed(self, head: int) -> Source:
        tree = self._tree
        words = self._label(head) or [head]
        start = words[0]
        label = "".join(self._word(i) + tree.doc[i].whitespace_ for i in words).strip() + self._office(head)
        single = features(tree.doc[head]).get("Number") == "Sing" and tree.lemma[head] in self._single
        kind: EntityType = "Person" if single else "Group"
        entity = Entity(minted(kind.lower(), label, self._document), label, kind)
        mention = DocMention(start, head + 1, head, "nominal", "", entity, None, 0.6)
        return Source(mention, start, head + 1, 0.6)

    def _office(self, head: int) -> str:
        """Return for whom a person without a name speaks: " for Hamas" of "a spokesman for Hamas"."""
        tree, i = self._tree, head + 1
        if i >= len(tree) or tree.lower[i] not in _OFFICE or not self.is_person(head):
            return ""
        c = next((c for c in tree.children[head] if c > i and tree.dep[c].startswith("nmod")), None)
        named = self._index.at(c) if c is not None else None
        if named is None or named.kind != "name" or named.entity.type not in ACTING or named.start > i + 2:
            return ""
        return f" {tree.lower[i]} {named.entity.label}"

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
            or self._tree.doc[i].ent_type_ in ("DATE", "TIME")
        )

    def _word(self, i: int) -> str:
        token = self._tree.doc[i]
        plain = token.is_sent_start and token.text.istitle() and (token.pos_ != "PROPN" or self.is_person(i))
        return token.lower_ if plain and self._index.covering(i) is None else token.text
