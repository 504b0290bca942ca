"""Argument frames: the notation in the trigger files, parsed.

A frame is a list of alternatives, each saying which syntactic slots may fill the actor, the recipient, the theme and
the place of an event::

    S>to theme=O ; S>O theme=with      supply arms to Ukraine; supply Ukraine with arms
    P/M/of<>with                       Moscow's talks with Tehran: mutual

Slots: ``S`` deep subject, ``O`` deep object, ``I`` indirect object, ``C`` subject of the clausal complement, ``X``
head of the clausal complement, ``W`` word that opens it, ``P`` possessor, ``M`` modifier before the noun, ``H`` head
that a compound modifies, ``N`` complement of a multiword preposition; anything in lower case is a preposition.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError

if TYPE_CHECKING:
    from kgraph.model import Modality

UPPER_SLOTS = frozenset("SOICXWPMHN")
_MODALITIES: dict[str, Modality] = {"possible": "possible", "planned": "planned"}
CLASSES = frozenset({"actor", "person", "country", "organization", "group", "place", "thing", "event"})


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to fill the roles; each role lists slots in the order in which they are tried."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...] = ()
    mutual: bool = False
    theme: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a slot's filler for a sense to apply.

    ``op`` is ``in`` or ``not in`` (the filler's lemma among `values`), ``is`` (its class among `values`), ``filled``
    or ``empty``.
    """

    slot: str
    op: str
    values: frozenset[str] = frozenset()


Frame = tuple[Alternative, ...]


@cache
def parse_frame(text: str) -> Frame:
    """Parse the frame notation.

    Raises:
        KnowledgeError: If the notation is broken.

    >>> parse_frame("S>to theme=O")
    (Alternative(actor=('S',), recipient=('to',), mutual=False, theme=('O',), place=()),)
    >>> parse_frame("P/M<>with")[0].mutual
    True
    """
    return tuple(_alternative(part) for part in text.split(";") if part.strip())


def _alternative(text: str) -> Alternative:
    roles: dict[str, tuple[str, ...]] = {}
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mutual = False
    for i, word in enumerate(text.split()):
        if "=" in word:
            role, slots = word.split("=", 1)
            if role not in {"theme", "place"}:
                raise KnowledgeError(f"unknown role {role!r} in frame {text!r}")
            roles[role] = _slots(slots, text)
        elif i == 0:
            mutual = "<>" in word
            left, _, right = word.partition("<>" if mutual else ">")
            actor, recipient = _slots(left, text), _slots(right, text)
        else:
            raise KnowledgeError(f"cannot read {word!r} in frame {text!r}")
    return Alternative(actor, recipient, mutual, roles.get("theme", ()), roles.get("place", ()))


def _slots(text: str, frame: str) -> tuple[str, ...]:
    slots = tuple(s for s in text.split("/") if s)
    for slot in slots:
        if not (slot in UPPER_SLOTS or (slot.replace("-", "").isalpha() and slot.islower())):
            raise KnowledgeError(f"unknown slot {slot!r} in frame {frame!r}")
    return slots


@dataclass(frozen=True, slots=True)
class Options:
    """What the last column of a sense says.

    `parties` is how many must be known to take part: with 2, the sense is passed over where only one is.
    """

    conditions: tuple[Condition, ...] = ()
    theme: frozenset[str] = frozenset()
    topic: str = ""
    contexts: tuple[str, ...] = ()
    priority: int = 0
    modality: Modality | None = None
    rank: float = 0.9
    parties: int = 1


@cache
def parse_options(text: str) -> Options:
    """Parse the options column of a trigger file.

    Raises:
        KnowledgeError: If an option is unknown.

    >>> parse_options("O=deal,accord ctx=military rank=0.5").rank
    0.5
    """
    conditions: list[Condition] = []
    known: dict[str, str] = {}
    for word in text.split():
        name, _, value = word.partition("=")
        if name in {"ctx", "prio", "mod", "rank", "theme", "topic", "parties"} and value:
            known[name] = value
        else:
            conditions.append(_condition(word))
    return Options(
        conditions=tuple(conditions),
        theme=frozenset(known["theme"].split(",")) if "theme" in known else frozenset(),
        topic=known.get("topic", ""),
        contexts=tuple(known["ctx"].split(",")) if "ctx" in known else (),
        priority=int(known.get("prio", 0)),
        modality=_modality(known["mod"]) if "mod" in known else None,
        rank=float(known.get("rank", 0.9)),
        parties=int(known.get("parties", 1)),
    )


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Parse only the conditions of an options column.

    >>> parse_conditions("+to")
    (Condition(slot='to', op='filled', values=frozenset()),)
    """
    return parse_options(text).conditions


def _modality(word: str) -> Modality:
    found = _MODALITIES.get(word)
    if found is None:
        raise KnowledgeError(f"unknown modality {word!r}; known: {', '.join(_MODALITIES)}")
    return found


def _condition(word: str) -> Condition:
    if word[0] in "+-" and len(word) > 1:
        return Condition(_slots(word[1:], word)[0], "filled" if word[0] == "+" else "empty")
    for mark, op in (("!=", "not in"), ("=", "in"), (":", "is")):
        slot, found, values = word.partition(mark)
        if found and values:
            chosen = frozenset(values.split(","))
            if op == "is" and not chosen <= CLASSES:
                raise KnowledgeError(f"unknown class in condition {word!r}; known: {', '.join(sorted(CLASSES))}")
            return Condition(_slots(slot, word)[0], op, chosen)
    raise KnowledgeError(f"unknown option {word!r}")
