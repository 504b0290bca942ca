"""The words around a picture: title, what colours and lines mean, and the key of numbered lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kgraph.draw.measuring import width
from kgraph.draw.style import load_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kgraph.draw.drawing import Edge, Network

Swatch = Literal["entity", "line", "none"]

_SWATCH = 26.0
_BETWEEN = 16.0
_ROW = 15.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample with its meaning; x and y are the lower left corner of its row."""

    kind: Swatch
    text: str
    colour: str
    x: float = 0.0
    y: float = 0.0
    fill: str = "#FFFFFF"
    corner: float = 0.0
    dash: Literal["solid", "dashed", "dotted"] = "solid"
    thin: bool = False
    heads: int = 0

    def width(self) -> float:
        """Return the width in points."""
        swatch = 0.0 if self.kind == "none" else _SWATCH + 6.0
        return swatch + width(self.text, load_style().text.legend)


@dataclass(frozen=True, slots=True)
class Words:
    """Placed entries, in points from the lower left corner, and their height."""

    entries: tuple[Entry, ...]
    height: float


def legend(network: Network) -> list[list[Entry]]:
    """Return the meanings of what the picture shows, in rows: entities, families, kinds of line."""
    style = load_style()
    types = {n.style.type for n in network.nodes}
    kinds = [Entry("entity", e.label, e.line, fill=e.fill, corner=e.corner) for e in style.entities if e.type in types]
    used = {r.family.key for e in network.edges for r in e.link.relations if r.status != "negated"}
    families = [Entry("line", f.label, f.colour, heads=1) for f in style.families if f.key in used]
    return [kinds, families, list(_lines(network.edges))]


def key(edges: Iterable[Edge]) -> list[Entry]:
    """Return what the numbered lines say."""
    held = sorted((e for e in edges if e.label.number is not None), key=lambda e: e.label.number or 0)
    return [
        Entry("none", f"{e.label.number}  {e.link.source.label} {'–' if e.link.mutual else '→'} {e.link.target.label}: "
              + "; ".join(r.text for r in e.link.relations), e.colour)
        for e in held
    ]  # fmt: skip


def flow(rows: Sequence[Sequence[Entry]], page: float) -> Words:
    """Return entries placed in rows from the top of a page's width, each group on a new row."""
    placed: list[tuple[Entry, float, int]] = []
    row = -1
    for group in rows:
        x = page
        for entry in group:
            wide = entry.width()
            if x + wide > page or entry is group[0]:
                row += 1
                x = 0.0
            placed.append((entry, x, row))
            x += wide + _BETWEEN
    return _from_top(placed, row + 1)


def columns(entries: Sequence[Entry], page: float) -> Words:
    """Return entries placed in as many columns as the page holds, read downwards."""
    if not entries:
        return Words((), 0.0)
    count = max(1, int((page + _BETWEEN) // (max(e.width() for e in entries) + _BETWEEN)))
    rows = -(-len(entries) // count)
    step = (page + _BETWEEN) / count
    return _from_top([(e, i // rows * step, i % rows) for i, e in enumerate(entries)], rows)


def _from_top(placed: Sequence[tuple[Entry, float, int]], rows: int) -> Words:
    return Words(tuple(replace(e, x=x, y=(rows - 1 - row) * _ROW) for e, x, row in placed), rows * _ROW)


def _lines(edges: Sequence[Edge]) -> Iterable[Entry]:
    style = load_style()
    grey = style.text.quiet
    relations = [r for e in edges for r in e.link.relations]
    if any(e.dash == "solid" and not e.is_claim for e in edges):
        yield Entry("line", "stated as fact", grey, heads=1)
    if any(r.is_claim for r in relations):
        yield Entry("line", style.marks.claimed.format("someone’s claim"), grey, thin=True, heads=1)
    if any(r.status in ("possible", "planned") for r in relations):
        yield Entry("line", "possible or planned", grey, dash="dashed", heads=1)
    if any(r.status == "negated" for r in relations):
        yield Entry("line", "not: denied", style.negated, dash="dotted", heads=1)
    if any(e.link.mutual for e in edges):
        yield Entry("line", "mutual", grey, heads=2)
