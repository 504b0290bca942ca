"""One parsed article with what several of its readers go by: clauses, fillers, senses, triggers, ways through trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.clauses import Clauses
from kgraph.extraction.fillers import Fillers
from kgraph.extraction.paths import Paths
from kgraph.extraction.senses import SenseReader
from kgraph.extraction.topics import Topics
from kgraph.extraction.triggers import TriggerFinder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.extraction.trees import Tree
    from kgraph.extraction.triggers import Trigger
    from kgraph.extraction.types import MentionIndex
    from kgraph.knowledge import Knowledge
    from kgraph.lexicon import Lexicon


class Document:
    """What is read from an article once and used by many.

    Args:
        tree: The document's trees.
        index: Its mentions.
        knowledge: Says which nouns name actors.
        lexicon: The trigger lexicon.
    """

    def __init__(self, tree: Tree, index: MentionIndex, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.tree, self.index, self.knowledge = tree, index, knowledge
        self.clauses = Clauses(tree)
        self.fillers = Fillers(tree, index, self.clauses, knowledge)
        self.topics = Topics(tree)
        self.senses = SenseReader(tree, self.fillers, self.topics)
        self.paths = Paths(tree)
        self._finder = TriggerFinder(tree, self.clauses, index, lexicon)
        self._triggers: dict[int, Sequence[Trigger]] = {}
        self._fits: dict[int, bool] = {}

    def triggers(self, token: int) -> Sequence[Trigger]:
        """Return what a token may trigger, the most demanding sense first; what films tell triggers nothing."""
        held = self._triggers.get(token)
        if held is None:
            found = () if self.topics.told(token) else self._finder.at(token)
            held = self._triggers[token] = tuple(found)
        return held

    def fits(self, trigger: Trigger) -> bool:
        """Return whether the conditions of a trigger's sense hold."""
        held = self._fits.get(id(trigger))  # `triggers` keeps it, so that no other has its id
        if held is None:
            held = self._fits[id(trigger)] = self.senses.fits(trigger.sense, trigger.slots, trigger.token)
        return held
