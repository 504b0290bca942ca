"""In which PLOVER sector a state acts or is dealt with, by the words for it: its government, its tanks, its people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.actors import is_plural
from kgraph.extraction.identity import minted
from kgraph.extraction.wordlists import words_of
from kgraph.model import Entity

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree
    from kgraph.extraction.types import DocMention, MentionIndex
    from kgraph.knowledge import Knowledge

_OWNING = frozenset({"amod", "compound", "nmod", "nmod:poss", "nmod:desc"})
_IN_TITLES = frozenset({"NOUN", "PROPN", "ADJ", "ADP"})
_TITLE = 6
_OF_PEOPLE = frozenset({"PROTEST", "ASSAULT", "COERCE"})


class Capacities:
    """Reads in which capacity the states of one article act.

    Args:
        tree: The document's trees.
        index: Its mentions; a pronoun is what it stands for.
        knowledge: Says which nouns name actors of which sector.
    """

    def __init__(self, tree: Tree, index: MentionIndex, knowledge: Knowledge) -> None:
        self._tree, self._index, self._knowledge = tree, index, knowledge

    def entity(self, mention: DocMention, event: str | None) -> Entity:
        """Return the entity of a mention with the sector that its words give it in an event.

        "The Syrian government" and "Damascus" are GOV, "Syrian tanks" MIL; "hundreds of Syrians" are CVL, and so are
        Syrians who protest, are attacked or are arrested.  A state that is only named has no sector.  Who formerly
        governed is of the elite.
        """
        entity = mention.entity
        if event is None:
            return entity
        if entity.type == "Person":
            return replace(entity, sector="ELI") if entity.sector == "GOV" and self._former(mention) else entity
        if entity.sector is not None:
            return entity
        sector = None
        if mention.kind == "demonym" and self._people(mention, "PROTEST") and self._ethnic(mention.root):
            return self._abroad(mention)
        if entity.type == "Country":
            sector = self._sector(self._meant(mention), event)
        elif entity.type == "Group" and mention.tag == "NORP" and self._people(mention, event):
            sector = "CVL"
        return replace(entity, sector=sector) if sector else entity

    def _former(self, mention: DocMention) -> bool:
        """Return whether a title before the name says that the office is over: "former President Carlos Menem"."""
        tree, at = self._tree, mention.start - 1
        while at >= max(tree.first[mention.start], mention.start - _TITLE) and tree.pos[at] in _IN_TITLES:
            if tree.lower[at] in words_of("role.former"):
                return True
            at -= 1
        return False

    def _meant(self, mention: DocMention) -> DocMention:
        """Return what a pronoun stands for: the last mention of the same state before it in the sentence."""
        if mention.kind != "pronoun":
            return mention
        before: DocMention | None = None
        for m in self._index:
            if m.start >= mention.start:
                break
            if m.start >= self._tree.first[mention.start] and m.entity.id == mention.entity.id:
                before = m if before is None or m.start > before.end - 1 else before
        return before or mention

    def _sector(self, mention: DocMention, event: str) -> str | None:
        tree, root = self._tree, mention.root
        if mention.place is not None or tree.lower[root] in words_of("noun.government"):
            return "GOV"
        if mention.kind == "demonym" and self._people(mention, event):
            return "CVL"
        if tree.dep[root] in _OWNING and mention.kind in ("name", "demonym"):
            return self._of_noun(tree.head[root])
        return None

    def _ethnic(self, root: int) -> bool:
        return any(self._tree.lower[c] == "ethnic" for c in self._tree.children[root])

    def _abroad(self, mention: DocMention) -> Entity:
        """Return the people of another state that a nation's name means: "ethnic Albanians in Macedonia"."""
        tree = self._tree
        label = f"ethnic {tree.doc[mention.root].text}"
        held = [self._index.at(c) for c in tree.children[mention.root] if tree.dep[c] in ("nmod", "obl")]
        home = next((m.entity.country for m in held if m is not None and m.entity.country), None)
        return Entity(minted("group", label), label, "Group", home, "CVL")

    def _people(self, mention: DocMention, event: str) -> bool:
        """Return whether a people's name means some of them, not their state or the whole of them as a side."""
        tree, root = self._tree, mention.root
        if tree.pos[root] not in ("NOUN", "PROPN") or not is_plural(tree.doc[root]):
            return False
        return event in _OF_PEOPLE or self._counted(root)

    def _counted(self, root: int) -> bool:
        """Return whether people are counted: "2,000 Libyans", "scores of Serbs"."""
        tree = self._tree
        head = tree.head[root]
        if tree.dep[root].startswith("nmod") and tree.lemma[head] in words_of("noun.measure"):
            return True
        return any(tree.dep[c] == "nummod" for c in tree.children[root])

    def _of_noun(self, noun: int) -> str | None:
        """Return the sector of those or that through which a state acts: "Israeli tanks", "officials from Iran"."""
        tree = self._tree
        if tree.lemma[noun] in words_of("noun.relational"):
            return None
        before = [f"{tree.lemma[c]} {tree.lemma[noun]}" for c in tree.children[noun] if tree.dep[c] == "compound"]
        for word in (*before[-1:], tree.lower[noun], tree.lemma[noun]):
            agent = self._knowledge.agent(word)
            if agent is not None:
                return agent.sector
        return "CVL" if tree.lemma[noun] in words_of("noun.ofpeople") else None
