"""Where an event is said to take place, as distinct from who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree
    from kgraph.extraction.types import DocMention, MentionIndex
    from kgraph.model import Entity

_PHRASES = ("obl", "nmod")


class EventPlaces:
    """Reads where what predicates say takes place.

    Args:
        tree: The document's trees.
        index: Its mentions.
    """

    def __init__(self, tree: Tree, index: MentionIndex) -> None:
        self._tree, self._index = tree, index

    def at(self, token: int) -> tuple[Entity, DocMention] | None:
        """Return the place of the predicate at a token with the mention that names it.

        A phrase of its own counts first, then one of the words it stands under: "a blast in Beirut killed", "held talks
        in Vienna".
        """
        tree = self._tree
        for host in self._hosts(token):
            for c in tree.children[host]:
                if tree.dep[c].startswith(_PHRASES) and tree.dep[c] != "nmod:poss":
                    found = self._place(c)
                    if found is not None:
                        return found
        return None

    def _hosts(self, token: int) -> list[int]:
        tree = self._tree
        hosts = [token]
        hosts += [
            c for c in tree.children[token] if tree.dep[c] in ("obj", "nsubj", "nsubj:pass") and tree.pos[c] == "NOUN"
        ]
        head = tree.head[token]
        if (
            tree.pos[token] in ("NOUN", "PROPN")
            and tree.pos[head] == "VERB"
            and tree.dep[token] in ("obj", "obl", "nsubj", "nsubj:pass")
        ):
            hosts.append(head)
        if tree.dep[token] in ("xcomp", "conj") and head != token:
            hosts.append(head)
        return hosts

    def _place(self, phrase: int) -> tuple[Entity, DocMention] | None:
        """Return the place that a phrase names: behind "in" or "at", a city, region, country or building."""
        tree = self._tree
        if tree.connector(phrase).replace("_", " ") not in words_of("case.place"):
            return None
        mention = self._index.at(phrase)
        if mention is None:
            # "in the Russian city of Vladivostok", "at the port of Aden"
            inner = next(
                (
                    c
                    for c in tree.children[phrase]
                    if tree.dep[c].startswith("nmod") and tree.connector(c) in ("of", "in")
                ),
                None,
            )
            inner = inner if inner is not None else tree.child(phrase, "appos", "flat")
            mention = self._index.at(inner) if inner is not None else None
        if mention is None or mention.kind == "pronoun":
            return None
        place = mention.place or mention.entity
        return (place, mention) if place.type in ("Place", "Country") else None
