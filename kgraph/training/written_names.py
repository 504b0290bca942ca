"""News items written for this project, with every name marked, and what fills their slots.

An item is one line of ``items/news_*.txt``. Names stand in brackets with their label, ``[PERSON Angela Merkel]``, or
with those that usage leaves open, ``[ORG|EVENT Bundesliga]``. Slots in braces are filled anew each time:
``{kind.form 1 a}`` is a form of the kind's first thing, of country ``a`` (``{capital a}`` is short for
``{country.capital a}``)::

    {country.adj a} Foreign Minister {person 1 a} met {person 2 b} of {country b} in [GPE Geneva] on {weekday}.

A slot without a digit is always another thing. A slot inside brackets is a part of that name: ``[ORG FC {city}]``.
``a(n)`` becomes "a" or "an". A line that begins with ``H:`` is a headline in title case.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.errors import FormatError
from kgraph.resources import data_lines, training_items_dir
from kgraph.training.corpora import ALL_LABELS, Marked
from kgraph.training.slots import Country, Entity, World, draw, world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PART = re.compile(
    r"\[(?P<label>[A-Z|]+) (?P<inside>[^\[\]]+)\]|\{(?P<slot>[^{}]+)\}|(?P<text>[^\[\]{}]+)|(?P<stray>.)"
)
_SLOT = re.compile(r"(?P<kind>[a-z]+)(?:\.(?P<form>[a-z]+))?(?: (?P<digit>\d))?(?: (?P<letter>[a-z]))?")
_TRIES = 8
"""How often another thing is drawn where one that stands in the item already comes up."""

_VOWEL = re.compile(r"(?i)(?!eu|uk|uni|ug|uru|us)[aeiou]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in an item that is filled."""

    kind: str
    form: str
    digit: str
    letter: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an item: plain text (no label), a name, or a slot by itself (label ``*``)."""

    label: str
    pieces: tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it was written.

    Args:
        where: file and line.
        parts: its text, names and slots in order.
        headline: whether it is in title case.
    """

    where: str
    parts: tuple[Part, ...]
    headline: bool


@cache
def items() -> tuple[Item, ...]:
    """Return all written items, in the order of the files.

    Raises:
        FormatError: an item is not well formed.
    """
    files = sorted(path for path in training_items_dir().glob("news_*.txt"))
    return tuple(item for path in files for item in read(path))


def read(path: Path) -> Iterator[Item]:
    """Yield the items of a file.

    Raises:
        FormatError: a stray bracket, an unknown label, or a slot that is not one.
    """
    for number, line in data_lines(path):
        where = f"{path.name}, line {number}"
        headline = line.startswith("H: ")
        yield Item(where, tuple(_parts(line.removeprefix("H: "), where)), headline)


def _parts(text: str, where: str) -> Iterator[Part]:
    for match in _PART.finditer(text):
        if match["stray"]:
            raise FormatError(
                f"{where}: a bracket without its other half at {text[match.start() : match.start() + 20]!r}"
            )
        if match["text"]:
            yield Part("", (match["text"],))
        elif match["slot"]:
            yield Part("*", (_slot(match["slot"], where),))
        elif ALL_LABELS.issuperset(match["label"].split("|")):
            pieces = re.split(r"(\{[^{}]+\})", match["inside"])
            yield Part(match["label"], tuple(_slot(p[1:-1], where) if p[:1] == "{" else p for p in pieces if p))
        else:
            raise FormatError(f"{where}: no label is called {match['label']!r}")


def _slot(text: str, where: str) -> Slot:
    match = _SLOT.fullmatch(text)
    if not match:
        raise FormatError(f"{where}: {{{text}}} is not a slot: {{kind.form 1 a}}")
    if match["kind"] == "capital" and not match["form"]:
        return Slot("country", "capital", match["digit"] or "", match["letter"] or "")
    return Slot(match["kind"], match["form"] or "", match["digit"] or "", match["letter"] or "")


class _Scene:
    """What the slots of one item stand for this time."""

    def __init__(self, item: Item, everything: World, rng: random.Random) -> None:
        self.world = everything
        self.rng = rng
        self.countries: dict[str, Country] = {}
        self.things: dict[tuple[str, str], Entity] = {}
        self.used: set[str] = set()
        self.forms: dict[tuple[str, str], set[str]] = {}
        for slot in (p for part in item.parts for p in part.pieces if isinstance(p, Slot)):
            if slot.digit:
                self.forms.setdefault((slot.kind, slot.digit), set()).add(slot.form)

    def country(self, letter: str) -> Country:
        """Return the country of a letter, another for each letter, any for none."""
        if letter not in self.countries or not letter:
            taken = [c.code for key, c in self.countries.items() if key]
            free = [c for c in self.world.countries if c.code not in taken]
            # Countries with more people in the news are in the news more often.
            self.countries[letter] = self.rng.choices(free, [len(c.people) ** 0.5 for c in free])[0]
        return self.countries[letter]

    def thing(self, slot: Slot) -> Entity:
        """Return what a slot stands for; slots that need not agree stand for different things where they can."""
        key = (slot.kind, slot.digit)
        if slot.digit and key in self.things:
            return self.things[key]
        forms = self.forms.get(key, set()) | {slot.form}
        country = self.country(slot.letter)
        for _ in range(_TRIES):
            entity = draw(slot.kind, self.world, country, self.rng, forms=forms - {""}, local=bool(slot.letter))
            if slot.kind == "country" or entity.forms[""] not in self.used:
                break
        self.used.add(entity.forms[""])
        if slot.digit:
            self.things[key] = entity
        return entity


def fill(item: Item, rng: random.Random) -> Marked:
    """Fill the slots of an item.

    Args:
        item: the item.
        rng: draws what stands in the slots.

    Returns:
        Its text with the spans of its names. Awards, works and products are marked ``MISC`` where an item marks them,
        but not everywhere.

    Raises:
        FormatError: a slot asks for what there is not.
    """
    scene = _Scene(item, world(), rng)
    text = ""
    spans: list[tuple[int, int, frozenset[str]]] = []
    for part in item.parts:
        label = part.label
        if label == "*":
            (slot,) = part.pieces
            lead, name, label = _named(slot, scene, text) if isinstance(slot, Slot) else ("", slot, "")
        else:
            lead, name = "", "".join(_bare(piece, scene) for piece in part.pieces)
        text = _joined(text, lead or name) + (name if lead else "")
        if label:
            spans.append((len(text) - len(name), len(text), frozenset(label.split("|"))))
    return Marked(text, spans, "written", ALL_LABELS - {"MISC"})


def written(rng: random.Random) -> Iterator[Marked]:
    """Yield every item once, filled anew."""
    for item in items():
        yield fill(item, rng)


def _named(slot: Slot, scene: _Scene, before: str) -> tuple[str, str, str]:
    """Return the article before a slot's name, the name, and its label."""
    entity = scene.thing(slot)
    name, label = _form(entity, slot.form), entity.labels.get(slot.form, entity.label)
    opening = before.rstrip(" \"'“‘")
    # A dateline ends with a dash.
    starts = not opening or opening[-1] in ".?!—–" or opening.endswith(" -")
    if entity.definite and not slot.form:
        return "The " if starts else "the ", name, label
    return "", name[0].upper() + name[1:] if starts else name, label


def _bare(piece: str | Slot, scene: _Scene) -> str:
    """Return a part of a name."""
    return piece if isinstance(piece, str) else _form(scene.thing(piece), piece.form)


def _form(entity: Entity, form: str) -> str:
    """Return a form of a name; every name can stand without its article and in the capitals of a dateline."""
    if form == "upper":
        return entity.forms[""].upper()
    return entity.forms["" if form == "bare" else form]


def _joined(text: str, following: str) -> str:
    """Add to a text, choosing between "a" and "an" where it ends with ``a(n)``."""
    if text.endswith(("a(n) ", "A(n) ")):
        text = text.removesuffix("(n) ") + ("n " if _VOWEL.match(following) else " ")
    return text + following
