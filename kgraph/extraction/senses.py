"""Which sense of a trigger a passage has: the conditions of the lexicon, held against what fills the slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from kgraph.extraction.fillers import Fillers
    from kgraph.extraction.slots import Slots
    from kgraph.extraction.topics import Topics
    from kgraph.extraction.trees import Tree
    from kgraph.lexicon import Condition, Sense


class SenseReader:
    """Tests the conditions of senses.

    Args:
        tree: The document's trees.
        fillers: Says of what class a filler is.
        topics: Says what a passage is about.
    """

    def __init__(self, tree: Tree, fillers: Fillers, topics: Topics) -> None:
        self._tree, self._fillers, self._topics = tree, fillers, topics

    def fits(self, sense: Sense, slots: Slots, token: int) -> bool:
        """Return whether all conditions of a sense hold for a trigger."""
        options = sense.options
        if options.topic and not self._topics.near(token, options.topic):
            return False
        if options.theme and not any(self.named(t, options.theme) for t in self._theme(sense, slots)):
            return False
        return all(self._holds(condition, slots) for condition in options.conditions)

    def _theme(self, sense: Sense, slots: Slots) -> list[int]:
        return [t for alternative in sense.frame for slot in alternative.theme for t in slots.tokens(slot)]

    def _holds(self, condition: Condition, slots: Slots) -> bool:
        tokens = slots.tokens(condition.slot)
        if condition.op == "filled":
            return bool(tokens)
        if condition.op == "empty":
            return not tokens
        if condition.op == "in":
            return any(self.named(t, condition.values) for t in tokens)
        if condition.op == "not in":
            return not any(self.named(t, condition.values) for t in tokens)
        return any(condition.values & self._fillers.kind(t) for t in tokens)

    def named(self, token: int, values: frozenset[str]) -> bool:
        """Return whether a filler's head is one of the words; of "hundreds of troops" the noun counts."""
        tree = self._tree
        if tree.lemma[token] in values or tree.lower[token] in values:
            return True
        if token > 1 and tree.lower[token - 1] == "-":  # tokenizers part "cease-fire"
            first, last = tree.lower[token - 2], tree.lemma[token]
            if f"{first}-{last}" in values or f"{first}{last}" in values:
                return True
        if any(
            tree.dep[c] in ("compound", "amod") and c < token and f"{tree.lemma[c]}-{tree.lemma[token]}" in values
            for c in tree.children[token]
        ):
            return True
        if any(tree.dep[c] == "conj" and tree.lemma[c] in values for c in tree.children[token]):
            return True
        if tree.pos[token] == "NUM" or tree.lemma[token] in words_of("noun.measure"):
            return any(tree.lemma[c] in values for c in tree.children[token] if tree.dep[c].startswith("nmod"))
        return False
