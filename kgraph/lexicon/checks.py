"""Faults of the trigger files: what breaks the schema, and entries that others keep from ever being read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.lexicon.relations import load_relations
from kgraph.lexicon.triggers import PARTS_OF_SPEECH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgraph.lexicon.frames import Condition
    from kgraph.lexicon.plover import Plover
    from kgraph.lexicon.triggers import Lexicon, Sense

_FILLED = frozenset({"filled", "in", "is"})


def problems(lexicon: Lexicon, plover: Plover) -> Iterator[str]:
    """Check every sense against the schema and the others, and yield one line for each fault.

    Args:
        lexicon: The senses to check.
        plover: Says which modes each event has, and which contexts there are.
    """
    sound: dict[tuple[str, tuple[str, ...]], list[Sense]] = defaultdict(list)
    for sense in lexicon:
        faults = list(_faults(sense, plover))
        yield from (f"{sense.where}: {' '.join(sense.words)}: {fault}" for fault in faults)
        if not faults:
            sound[sense.pos, sense.words].append(sense)
            if (parted := sense.apart()) is not None:
                sound[sense.pos, parted.words].append(parted)
    for senses in sound.values():
        if len(senses) > 1:
            yield from _clashes(sorted(senses, key=lambda s: s.demand, reverse=True))


def _clashes(senses: Sequence[Sense]) -> Iterator[str]:
    """Yield which senses of the same words another leaves nothing to, and where only the order of files decides.

    Args:
        senses: The senses in the order in which they are tried.
    """
    for i, sense in enumerate(senses):
        name = f"{sense.where}: {' '.join(sense.words)}"
        before = [s for s in senses[:i] if s.where != sense.where]
        hiding = next((s for s in before if _hides(s, sense, last=i == len(senses) - 1)), None)
        if hiding is not None:
            yield f"{name}: never read, since {hiding.where} fits before it"
            continue
        for other in before:
            if other.demand == sense.demand and _file(other) != _file(sense) and (words := _common(other, sense)):
                yield f"{name}: {', '.join(sorted(words))}: only the order of files puts {other.where} before it"


def _hides(first: Sense, second: Sense, *, last: bool) -> bool:
    """Return whether a sense leaves nothing to one that is tried after it.

    An event without an actor is passed over, so one with other actors may follow; and "no event" may then bar what
    comes after it, if anything does.
    """
    if first.options.topic not in ("", second.options.topic) or first.options.parties > second.options.parties:
        return False
    if not (all(_implied(c, second) for c in first.options.conditions) and _same_theme(first, second)):
        return False
    if first.blocks:
        return True
    return last if second.blocks else _actors(first) >= _actors(second)


def _implied(condition: Condition, sense: Sense) -> bool:
    """Return whether the conditions of a sense are never met unless the given one is."""
    same = [c for c in sense.options.conditions if c.slot == condition.slot]
    if condition.op == "filled":
        return any(c.op in _FILLED for c in same)
    if condition.op == "empty":
        return any(c.op == "empty" for c in same)
    if condition.op == "not in":
        return any(c.op == "empty" or (c.op == "not in" and c.values >= condition.values) for c in same)
    return any(c.op == condition.op and c.values <= condition.values for c in same)


def _same_theme(first: Sense, second: Sense) -> bool:
    themes = first.options.theme, second.options.theme
    return not themes[0] or (bool(themes[1]) and themes[1] <= themes[0])


def _actors(sense: Sense) -> set[str]:
    return {slot for alternative in sense.frame for slot in alternative.actor}


def _common(first: Sense, second: Sense) -> set[str]:
    """Return the words under which both senses fit, if what else they ask for is the same."""
    one, other = ({c.slot: c for c in s.options.conditions} for s in (first, second))
    if first.options.topic != second.options.topic:
        return set()
    if one.keys() != other.keys() or bool(first.options.theme) != bool(second.options.theme):
        return set()
    found = set(first.options.theme & second.options.theme)
    if first.options.theme and not found:
        return set()
    for slot, condition in one.items():
        if condition == other[slot]:
            continue
        words = condition.values & other[slot].values if condition.op == other[slot].op == "in" else frozenset()
        if not words:
            return set()
        found |= words
    return found


def _file(sense: Sense) -> str:
    return sense.where.partition(":")[0]


def _faults(sense: Sense, plover: Plover) -> Iterator[str]:
    """Yield what is wrong with one sense."""
    if sense.pos not in PARTS_OF_SPEECH:
        yield f"unknown part of speech {sense.pos!r}"
    if sense.pos != "c" and any(word != word.lower() for word in sense.words):
        yield "triggers are lemmas in lower case"
    try:
        frame, options = sense.frame, sense.options
    except (KnowledgeError, ValueError) as error:
        yield str(error)
        return
    if sense.blocks:
        return
    if not frame:
        yield "no frame"
    relations = load_relations()
    if sense.relation not in relations:
        yield f"unknown relation {sense.relation!r}"
    elif relations[sense.relation].event != sense.event:
        yield f"{sense.relation} does not belong to {sense.event or 'states'}"
    if sense.mode is not None and (sense.event is None or sense.mode not in plover.events[sense.event].modes):
        yield f"{sense.event} has no mode {sense.mode!r}"
    yield from (f"unknown context {context!r}" for context in options.contexts if context not in plover.contexts)
