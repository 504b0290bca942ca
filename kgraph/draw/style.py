"""The look of pictures: colours, outlines, sizes and families of relations, read from ``data/style.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgraph.ontology import load_ontology

_FILE = Path(__file__).parent / "data" / "style.toml"


@dataclass(frozen=True, slots=True)
class EntityStyle:
    """How entities of a type look; `corner` is the corners' radius as a share of half the box's height."""

    type: str
    label: str
    fill: str
    line: str
    corner: float


@dataclass(frozen=True, slots=True)
class Family:
    """Relations of one colour; a family without events is that of the states."""

    key: str
    label: str
    colour: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """How a relation's label is written when it is not a plain fact; ``{}`` stands for the label."""

    claimed: str
    possible: str
    planned: str
    negated: str
    more: str


@dataclass(frozen=True, slots=True)
class Text:
    """Font and sizes in points."""

    font: str
    node: float
    label: float
    legend: float
    title: float
    colour: str
    quiet: str


@dataclass(frozen=True, slots=True)
class Wrap:
    """Characters a line in node boxes and labels, and most lines of a node or label."""

    node: int
    label: int
    lines: int


@dataclass(frozen=True, slots=True)
class Line:
    """Widths and dashes of lines and the size of arrowheads, in points."""

    width: float
    claimed: float
    arrow_length: float
    arrow_width: float
    dashed: tuple[float, float]
    dotted: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """Everything about the look of a picture."""

    text: Text
    wrap: Wrap
    line: Line
    marks: Marks
    negated: str
    entities: tuple[EntityStyle, ...]
    families: tuple[Family, ...]

    def entity(self, type_name: str) -> EntityStyle:
        """Return the style of an entity type; of an unknown one, that of groups."""
        held = {e.type: e for e in self.entities}
        return held.get(type_name, held["Group"])

    def family(self, predicate: str) -> Family:
        """Return the family of a relation.

        >>> load_style().family("suppliesArmsTo").key
        'help'
        """
        ontology = load_ontology()
        event = ontology[predicate].event if predicate in ontology else None
        for family in self.families:
            if event in family.events:
                return family
        return next(f for f in self.families if not f.events)


@lru_cache(maxsize=1)
def load_style() -> Style:
    """Return the style that kgraph ships, read once."""
    values = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Style(
        text=Text(**values["text"]),
        wrap=Wrap(**values["wrap"]),
        line=Line(**_tuples(values["line"])),
        marks=Marks(**values["marks"]),
        negated=values["negated"]["colour"],
        entities=tuple(EntityStyle(**e) for e in values["entities"]),
        families=tuple(Family(**_tuples(f)) for f in values["families"]),
    )


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(x) if isinstance(x, list) else x for k, x in values.items()}
