"""The picture as values: boxes, curves, labels and legend with their places, before anything is painted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import networkx as nx
import numpy as np

from kgraph.draw.geometry import Box, Curve, Floats, Point, between
from kgraph.draw.labels import Label, colour_of, label, numbered, slide
from kgraph.draw.layout import Parts, parts_of, positions
from kgraph.draw.measuring import block, wrapped
from kgraph.draw.packing import pack
from kgraph.draw.spacing import curves, faults, settle, untidiness
from kgraph.draw.style import EntityStyle, load_style
from kgraph.draw.untangling import untangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.draw.merging import Link
    from kgraph.model import Entity

Dash = Literal["solid", "dashed", "dotted"]

#: Space between the separate parts of a picture, in points.
_GAP = 26.0
_ROOMINESS = (1.0, 1.25, 1.6)
_SWEEPS = 2
#: Space between an arrow's tip and the outline it points at, in points.
TIP_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Node:
    """An entity's box."""

    entity: Entity
    style: EntityStyle
    lines: tuple[str, ...]
    box: Box
    in_focus: bool = False

    def moved(self, dx: float, dy: float) -> Node:
        """Return the node at another place."""
        return replace(self, box=self.box.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Edge:
    """A link's line, from outline to outline, and its label.

    Attributes:
        curve: The visible stretch; an arrow's tip is its end (and, of mutual links, its start).
        dash: Solid where any relation is stated to be so, dashed where at most possible or planned, dotted where all
            are denied.
        is_claim: Whether all its relations are only someone's claims.
    """

    link: Link
    curve: Curve
    label: Label
    label_box: Box
    colour: str
    dash: Dash
    is_claim: bool

    def moved(self, dx: float, dy: float) -> Edge:
        """Return the edge at another place."""
        return replace(self, curve=self.curve.moved(dx, dy), label_box=self.label_box.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges with their places; the lower left corner of all is the origin."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float


def arrange(links: Sequence[Link], *, focus: frozenset[str] = frozenset(), seed: int = 0, labels: int = 45) -> Network:
    """Return the boxes and lines of links, each connected part laid out by itself, the parts side by side.

    Args:
        links: What to draw.
        focus: Ids of entities to emphasise.
        seed: Seed of the layout; the same links and seed give the same picture.
        labels: How many links of a connected part have their relations written out; the others get numbers.
    """
    graph: nx.Graph[str] = nx.Graph()
    for link in links:
        graph.add_edge(link.source.id, link.target.id)
    parts: list[Network] = []
    numbered_before = 0
    for members in nx.connected_components(graph):
        texts = _texts([k for k in links if k.source.id in members], labels, numbered_before)
        numbered_before += sum(t.number is not None for _, t in texts)
        parts.append(_component(texts, focus, seed))
    parts.sort(key=lambda p: (-len(p.edges), p.nodes[0].entity.label))
    corners = pack([(p.width, p.height) for p in parts], _GAP)
    nodes = tuple(n.moved(*at) for p, at in zip(parts, corners, strict=True) for n in p.nodes)
    edges = tuple(e.moved(*at) for p, at in zip(parts, corners, strict=True) for e in p.edges)
    width = max(x + p.width for p, (x, _) in zip(parts, corners, strict=True))
    height = max(y + p.height for p, (_, y) in zip(parts, corners, strict=True))
    return Network(nodes, edges, width, height)


def _texts(links: Sequence[Link], most: int, numbered_before: int) -> list[tuple[Link, Label]]:
    """Return links with their labels: relations for the most important ones, numbers for the rest."""
    order = sorted(range(len(links)), key=lambda i: -links[i].weight)
    written = set(order[:most])
    texts: list[tuple[Link, Label]] = []
    number = numbered_before
    for i, link in enumerate(links):
        if i in written:
            texts.append((link, label(link)))
        else:
            number += 1
            texts.append((link, numbered(link, number)))
    return texts


def _component(own: list[tuple[Link, Label]], focus: frozenset[str], seed: int) -> Network:
    entities = sorted({e.id: e for k, _ in own for e in (k.source, k.target)}.values(), key=lambda e: (e.label, e.id))
    nodes = [_node(e, in_focus=e.id in focus) for e in entities]
    index = {e.id: i for i, e in enumerate(entities)}
    sizes = [(n.box.width, n.box.height) for n in nodes] + [t.size() for _, t in own]
    parts = parts_of(sizes, [(index[k.source.id], index[k.target.id]) for k, _ in own])
    return _placed(nodes, own, parts, _places(parts, seed))


def _places(parts: Parts, seed: int) -> Floats:
    """Return the tidiest places found; where the first tries leave faults, lines get longer and boxes more room."""
    starts = positions(parts, seed)
    found: list[tuple[float, int, Floats]] = []
    for roominess in _ROOMINESS:
        tries = [(untidiness(parts, p), i, p) for i, p in enumerate(settle(parts, s, roominess) for s in starts)]
        cost, first, places = min(tries, key=lambda t: t[:2])
        found.append((cost, len(found), places))
        if faults(parts, places) == 0:
            break
        starts = [starts[first]]
    best = min(found, key=lambda f: f[:2])[2]
    for _ in range(_SWEEPS):
        before, best = best, slide(parts, untangle(parts, best))
        if faults(parts, best) == 0 or np.allclose(best, before):
            break
    return best


def _node(entity: Entity, *, in_focus: bool) -> Node:
    style = load_style()
    look = style.entity(entity.type)
    lines = tuple(wrapped(entity.label, style.wrap.node, style.wrap.lines))
    wide, high = block(lines, style.text.node, bold=in_focus)
    height = high + 8.0
    radius = look.corner * min(height / 2, 14.0)
    return Node(entity, look, lines, Box(0.0, 0.0, wide + 14.0 + radius / 2, height, radius), in_focus)


def _placed(nodes: list[Node], own: list[tuple[Link, Label]], parts: Parts, places: Floats) -> Network:
    boxes = [replace(n.box, x=float(x), y=float(y)) for n, (x, y) in zip(nodes, places[: parts.nodes], strict=True)]
    starts, middles, ends = curves(parts, places, np.arange(len(own)), places[parts.nodes :])
    edges: list[Edge] = []
    for i, ((link, text), (a, b)) in enumerate(zip(own, parts.pairs.tolist(), strict=True)):
        whole = Curve(_point(starts[i]), _point(middles[i]), _point(ends[i]))
        x, y = places[parts.nodes + i]
        box = Box(float(x), float(y), *text.size())
        edges.append(_edge(link, between(whole, boxes[a], boxes[b], TIP_GAP), text, box))
    extents = _extents(boxes, edges)
    dx, dy = -extents[0], -extents[1]
    return Network(
        tuple(replace(n, box=b.moved(dx, dy)) for n, b in zip(nodes, boxes, strict=True)),
        tuple(e.moved(dx, dy) for e in edges),
        extents[2] - extents[0],
        extents[3] - extents[1],
    )


def _edge(link: Link, curve: Curve, text: Label, box: Box) -> Edge:
    first = link.relations[0]
    states = {r.status for r in link.relations}
    dash: Dash = "solid" if states & {"fact", "claimed"} else "dashed" if states & {"possible", "planned"} else "dotted"
    shown = next((r for r in link.relations if dash == "dotted" or r.status != "negated"), first)
    return Edge(link, curve, text, box, colour_of(shown), dash, all(r.is_claim for r in link.relations))


def _extents(boxes: list[Box], edges: list[Edge]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of all that is drawn."""
    every = [*boxes, *(e.label_box for e in edges)]
    points = [e.curve.at(t / 8) for e in edges for t in range(9)]
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return (
        min([b.left for b in every] + xs),
        min([b.bottom for b in every] + ys),
        max([b.right for b in every] + xs),
        max([b.top for b in every] + ys),
    )


def _point(values: Floats) -> Point:
    return float(values[0]), float(values[1])
