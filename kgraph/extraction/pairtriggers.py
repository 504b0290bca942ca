"""What words between two mentions may tell of: triggers with every event that the lexicon knows for them, fits or not.

`kgraph.extraction.events` takes the one sense whose conditions hold and whose frame is filled.  Here all of them count,
with how well they fit, so that a model may weigh them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.lexicon import load_relations

if TYPE_CHECKING:
    from kgraph.extraction.fillers import Fillers
    from kgraph.extraction.senses import SenseReader
    from kgraph.extraction.slots import Slots
    from kgraph.extraction.trees import Tree
    from kgraph.extraction.triggers import Trigger, TriggerFinder

_SLOTS = (
    "S", "O", "I", "C", "X", "P", "M", "H", "by", "of", "against", "with", "to", "on", "in", "from", "at", "for",
    "between", "over", "into", "about", "toward", "towards", "as", "among",
)  # fmt: skip
_COMPOUNDS = frozenset({"c", "p"})
_NO_WAY = 99


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that may tell of an event.

    Attributes:
        token: Head of the trigger.
        event: The PLOVER event.
        relation: The event's broadest relation.
        span: Token range of the trigger's words.
        pos: v, vo, n or a.
        fits: Whether the conditions of a sense hold.
        rank: How many senses of the word come before it.
        slots: What stands around it.
    """

    token: int
    event: str
    relation: str
    span: tuple[int, int]
    pos: str
    fits: bool
    rank: int
    slots: Slots


class Cues:
    """The cues of one document.

    Args:
        finder: Finds the triggers.
        senses: Tests their conditions.
        fillers: Says who fills their slots.
    """

    def __init__(self, finder: TriggerFinder, senses: SenseReader, fillers: Fillers) -> None:
        self._finder, self._senses, self._fillers = finder, senses, fillers
        self._relations = load_relations()
        self._roles: dict[tuple[int, str], dict[str, str]] = {}

    def at(self, token: int) -> dict[str, Cue]:
        """Return what a token may tell of, by event: for each event the first sense that fits, else the first."""
        found: dict[str, Cue] = {}
        rank = 0
        for trigger in self._finder.at(token):
            sense = trigger.sense
            if sense.pos in _COMPOUNDS:
                continue
            rank += 1
            held = found.get(sense.event) if sense.event is not None else None
            if sense.event is None or (held is not None and held.fits):
                continue
            fits = self._senses.fits(sense, trigger.slots)
            if held is None or fits:
                found[sense.event] = self._cue(trigger, sense.event, fits=fits, rank=rank)
        return found

    def _cue(self, trigger: Trigger, event: str, *, fits: bool, rank: int) -> Cue:
        sense = trigger.sense
        broad = self._relations.chain(sense.relation)[-1]
        return Cue(trigger.token, event, broad, trigger.span, sense.pos, fits, rank, trigger.slots)

    def roles(self, cue: Cue) -> dict[str, str]:
        """Return by entity id the slot that somebody fills, with ``+`` where the phrase itself is the mention."""
        key = (cue.token, cue.pos)
        held = self._roles.get(key)
        if held is None:
            held = self._roles[key] = {}
            for slot in _SLOTS:
                tokens = cue.slots.tokens(slot)
                if tokens:
                    for filler in self._fillers.of(tokens, acting=False):
                        held.setdefault(filler.mention.entity.id, slot + "+" * filler.direct)
        return held


class Paths:
    """Ways through the trees of a document, as labels that do not depend on words but for prepositions."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._above: dict[int, dict[int, int]] = {}
        self._labels: dict[int, str] = {}
        self._ways: dict[tuple[int, int], tuple[str, str]] = {}

    def steps(self, start: int, end: int) -> int:
        """Return how many steps the way from one token to another takes; many if there is none."""
        up, down = self._ancestors(start), self._ancestors(end)
        return min((steps + down[t] for t, steps in up.items() if t in down), default=_NO_WAY)

    def between(self, start: int, end: int) -> tuple[str, str]:
        """Return the way from one token to another: with prepositions, and without them."""
        held = self._ways.get((start, end))
        if held is None:
            held = self._ways[start, end] = self._read(start, end)
        return held

    def _read(self, start: int, end: int) -> tuple[str, str]:
        above, below = self._ancestors(start), self._ancestors(end)
        meeting = next((t for t in above if t in below), None)
        if meeting is None:
            return "none", "none"
        up = [t for t, steps in above.items() if steps < above[meeting] and self.label(t)]
        down = [t for t, steps in below.items() if steps < below[meeting] and self.label(t)][::-1]
        full = "<".join(map(self.label, up)) + "^" + ">".join(map(self.label, down))
        return full, "<".join(map(self._plain, up)) + "^" + ">".join(map(self._plain, down))

    def _ancestors(self, token: int) -> dict[int, int]:
        """Return a token and those above it, each with how far above it is."""
        held = self._above.get(token)
        if held is None:
            held = self._above[token] = {token: 0}
            at = token
            while self._tree.head[at] != at:
                at = self._tree.head[at]
                held[at] = len(held)
        return held

    def _plain(self, token: int) -> str:
        return self._tree.dep[token].partition(":")[0]

    def label(self, token: int) -> str:
        """Return a token's relation with its preposition; "" for what is coordinated with, or part of, its head."""
        held = self._labels.get(token)
        if held is None:
            held = self._labels[token] = self._read_label(token)
        return held

    def _read_label(self, token: int) -> str:
        dep = self._tree.dep[token]
        if dep in ("conj", "flat"):
            return ""
        if dep in ("nmod:poss", "acl:relcl") or not dep.startswith(("obl", "nmod", "advcl", "acl")):
            return dep
        connector = self._tree.connector(token)
        return dep.partition(":")[0] + ("." + connector if connector else "")
