"""What words between two mentions may tell of: triggers with every event that the lexicon knows for them, fits or not.

`kgraph.extraction.events` takes the one sense whose conditions hold and whose frame is filled.  Here all of them count,
with how well they fit, so that a model may weigh them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.lexicon import load_relations

if TYPE_CHECKING:
    from kgraph.extraction.document import Document
    from kgraph.extraction.slots import Slots
    from kgraph.extraction.triggers import Trigger

_SLOTS = (
    "S", "O", "I", "C", "X", "P", "M", "H", "by", "of", "against", "with", "to", "on", "in", "from", "at", "for",
    "between", "over", "into", "about", "toward", "towards", "as", "among",
)  # fmt: skip
NO_SLOT = "-"
ALL_SLOTS = (NO_SLOT, *_SLOTS, *(slot + "+" for slot in _SLOTS))
"""What `Cues.roles` may say of somebody, and what stands for those of whom it says nothing."""
_COMPOUNDS = frozenset({"c", "p"})


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
    """The cues of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._relations = load_relations()
        self._known: dict[int, dict[str, Cue]] = {}
        self._roles: dict[tuple[int, str], dict[str, str]] = {}

    def at(self, token: int) -> dict[str, Cue]:
        """Return what a token may tell of, by event: for each event the first sense that fits, else the first."""
        held = self._known.get(token)
        if held is None:
            held = self._known[token] = self._read(token)
        return held

    def _read(self, token: int) -> dict[str, Cue]:
        found: dict[str, Cue] = {}
        rank = 0
        for trigger in self._document.triggers(token):
            sense = trigger.sense
            if sense.pos in _COMPOUNDS or sense.event is None:
                continue
            rank += 1
            held = found.get(sense.event)
            if held is not None and held.fits:
                continue
            fits = self._document.fits(trigger)
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
                    for filler in self._document.fillers.of(tokens, acting=False):
                        held.setdefault(filler.mention.entity.id, slot + "+" * filler.direct)
        return held
