"""The whole page: title above, the network, legend and key below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph.draw.legend import Entry, Words, columns, flow, key, legend
from kgraph.draw.measuring import LEADING, width
from kgraph.draw.style import load_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.draw.drawing import Edge, Network, Node

_MARGIN = 22.0
_GAP = 14.0
_LEAST_WIDTH = 430.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the title; x and y are its lower left corner."""

    text: str
    size: float
    bold: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as it was painted, in points (1/72 inch) from the lower left corner.

    Attributes:
        width: Width of the page.
        height: Height of the page.
        nodes: The boxes of entities.
        edges: The lines with their labels.
        legend: What colours and lines mean.
        key: What numbered lines say.
        headings: Title and subtitle.
    """

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    legend: tuple[Entry, ...]
    key: tuple[Entry, ...]
    headings: tuple[Heading, ...]

    @property
    def title(self) -> str:
        """All lines of the title."""
        return "\n".join(h.text for h in self.headings)


def compose(network: Network, title: str | None, subtitle: str) -> Drawing:
    """Return the page of a network."""
    texts = [(t, size, bold) for t, size, bold in _titles(title, subtitle) if t]
    inner = max([_LEAST_WIDTH, network.width, *(width(t, size, bold=bold) for t, size, bold in texts)])
    below = columns(key(network.edges), inner)
    meanings = flow(legend(network), inner)
    y = _MARGIN
    keys, y = _stacked(below, y)
    meaning, y = _stacked(meanings, y)
    dx = _MARGIN + (inner - network.width) / 2
    nodes = tuple(n.moved(dx, y) for n in network.nodes)
    edges = tuple(e.moved(dx, y) for e in network.edges)
    y += network.height + _GAP
    headings: list[Heading] = []
    for text, size, bold in reversed(texts):
        headings.insert(0, Heading(text, size, bold, _MARGIN, y))
        y += size * LEADING
    return Drawing(inner + 2 * _MARGIN, y + _MARGIN, nodes, edges, meaning, keys, tuple(headings))


def _titles(title: str | None, subtitle: str) -> Sequence[tuple[str, float, bool]]:
    text = load_style().text
    return [(title or "", text.title, True), (subtitle, text.legend, False)]


def _stacked(words: Words, y: float) -> tuple[tuple[Entry, ...], float]:
    placed = tuple(replace(e, x=e.x + _MARGIN, y=e.y + y) for e in words.entries)
    return placed, y + words.height + (_GAP if placed else 0.0)
