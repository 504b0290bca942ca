"""What a passage is about, where that decides what its words mean.

On a pitch countries "beat", "host" and "attack" each other; what happens in a film happens nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree

_REACH, _ENOUGH = 80, 2


class Topics:
    """Tells what is spoken of around the tokens of one document.

    Args:
        tree: The document's trees.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._places: dict[str, list[tuple[int, str]]] = {}

    def near(self, token: int, topic: str) -> bool:
        """Return whether enough different words of a topic stand near a token."""
        places = self._places.get(topic)
        if places is None:
            tree, words = self._tree, words_of(f"topic.{topic}")
            places = self._places[topic] = [
                (i, tree.lemma[i]) for i in range(len(tree)) if tree.lemma[i].lower() in words or tree.lower[i] in words
            ]
        return len({word for i, word in places if abs(i - token) <= _REACH}) >= _ENOUGH

    def told(self, token: int) -> bool:
        """Return whether a token belongs to what a film, a novel or a play is said to tell."""
        tree = self._tree
        while tree.head[token] != token:
            head = tree.head[token]
            if self._content(token, head) or self._story(token, head):
                return True
            token = head
        return False

    def _content(self, token: int, work: int) -> bool:
        """Return whether words behind a work are what happens in it ("a film about", "a novel in which")."""
        tree = self._tree
        if tree.lemma[work] not in words_of("noun.fiction"):
            return False
        if tree.dep[token] == "nmod":
            return tree.connector(token) == "about"
        return tree.dep[token] == "acl:relcl" and any(
            tree.lower[c] == "where" or (tree.lower[c] == "which" and tree.connector(c) == "in")
            for c in tree.children[token]
        )

    def _story(self, token: int, verb: int) -> bool:
        """Return whether words are what a work tells of ("the novel tells of", "it tells the story of")."""
        tree = self._tree
        if tree.lemma[verb] not in words_of("verb.telling") or tree.dep[token] not in ("obj", "obl"):
            return False
        subject = tree.child(verb, "nsubj")
        if subject is None:
            return False
        works = words_of("noun.fiction")
        of = tree.dep[token] == "obl" and tree.connector(token) == "of"
        if tree.lemma[subject] in works:
            return of or tree.dep[token] == "obj"
        return tree.lower[subject] == "it" and (of or tree.lemma[token] in words_of("noun.told"))
