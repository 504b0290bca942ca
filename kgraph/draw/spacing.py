"""Pushing boxes apart: nodes and labels find places where nothing overlaps and lines pass beside foreign boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kgraph.draw.geometry import Floats, controls, crossings, docks, samples

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kgraph.draw.layout import Parts

#: Free space between labels, between a label and a node (where an arrowhead must show) and between nodes, in points.
MARGIN = 5.0
ARROW_MARGIN = 13.0
_NODE_MARGIN = 16.0
#: How far apart the middles of several lines between the same two nodes want to be, at most, in points.
_APART = 38.0
#: Points looked at on each line, while boxes move and when a picture is judged.
_POINTS = 12
_FINE = 30
_ROUNDS = 140
#: Lines over foreign boxes are looked for in every so many rounds: it is what takes longest.
_SELDOM = 3
#: From this many boxes on, lines are no longer kept off foreign boxes: it would take minutes.
_MANY = 500


def settle(parts: Parts, nodes: Floats, roominess: float = 1.0) -> Floats:
    """Return positions of all boxes (nodes, then labels) near those of the nodes, without overlaps.

    A label is drawn to the middle of its line, which bends to pass through it; boxes that come too near push each
    other; a line that passes over a foreign box pushes it aside.

    Args:
        parts: The boxes.
        nodes: Where nodes would best be, were it not for their sizes, shape (nodes, 2).
        roominess: How long lines get as a multiple of what their own labels need.
    """
    home = nodes * roominess
    places = np.concatenate([home, spots(parts, home)])
    margins = _margins(parts)
    rounds = _affordable(parts)
    aside = np.zeros_like(places)
    for step in range(rounds):
        heat = 1.0 - step / rounds
        move = _springs(parts, places, roominess) + _homing(parts, places, home) * heat
        move += _box_pushes(parts.halves, places, margins + 6.0 * heat) * 0.8
        if step % _SELDOM == 0 and len(parts.halves) < _MANY:
            aside = _lines_aside(parts, places)
        move += aside * (0.7 if step % _SELDOM == 0 else 0.5)
        length = np.linalg.norm(move, axis=1, keepdims=True)
        limit = 3.0 + 27.0 * heat
        places = places + move * np.minimum(1.0, limit / np.maximum(length, 1e-9))
    return separate(parts, places)


def separate(parts: Parts, places: Floats) -> Floats:
    """Return positions where no two boxes overlap: pushed apart, and where that comes to no end, spread out."""
    margins = _margins(parts)
    for attempt in range(40):
        for _ in range(60 if len(parts.halves) < _MANY else 20):
            move = _box_pushes(parts.halves, places, margins)
            if np.abs(move).max() < 0.01:
                return places
            places = places + move * 1.05
        if attempt % 3 == 2:
            places = places * 1.06
    return places


def faults(parts: Parts, places: Floats) -> float:
    """Return how many boxes overlap another and how many foreign boxes lie on a line, weighted.

    An overlap counts five times, a node three times: a line under it reads as if it ended there.
    """
    overlaps = _box_pushes(parts.halves, places, np.zeros((1, 1))).any(axis=1).sum()
    if len(parts.halves) >= _MANY:
        return float(overlaps)
    over = covering(parts, places)
    return float(5 * overlaps + over.sum() + 2 * over[:, : parts.nodes].sum())


def covering(parts: Parts, places: Floats) -> NDArray[np.bool_]:
    """Return which foreign boxes lie on each line, shape (lines, boxes)."""
    return np.asarray(_hits(parts, places, _all_lines(parts, places, _FINE), 1.0).any(axis=1), dtype=np.bool_)


def untidiness(parts: Parts, places: Floats) -> float:
    """Return how much is wrong with a picture: faults, crossings, wasted space."""
    low, high = (places - parts.halves).min(axis=0), (places + parts.halves).max(axis=0)
    waste = float(np.prod(high - low)) / float((4 * parts.halves.prod(axis=1)).sum())
    crossed = 0.0 if len(parts.halves) >= _MANY else float(crossings(_all_lines(parts, places)[:, 1:-1]).sum()) / 2
    return 8 * faults(parts, places) + 3 * crossed + waste


def spots(parts: Parts, nodes: Floats) -> Floats:
    """Return where labels would best be: in the middle of their lines, those of one pair side by side."""
    low, high = nodes[parts.pairs.min(axis=1)], nodes[parts.pairs.max(axis=1)]
    line = high - low
    normal = np.stack([-line[:, 1], line[:, 0]], axis=1) / np.maximum(np.linalg.norm(line, axis=1, keepdims=True), 1e-9)
    apart = np.minimum(_APART, 2 * _extent(parts.halves[parts.nodes :], normal) + MARGIN)
    return np.asarray((low + high) / 2 + normal * (parts.lanes * apart)[:, None], dtype=np.float64)


def _margins(parts: Parts) -> Floats:
    """Return the free space that each two boxes should keep, shape (boxes, boxes)."""
    is_label = np.arange(len(parts.halves)) >= parts.nodes
    labels, mixed = is_label[:, None] & is_label[None, :], is_label[:, None] != is_label[None, :]
    return np.where(labels, MARGIN, np.where(mixed, ARROW_MARGIN, _NODE_MARGIN))


def _affordable(parts: Parts) -> int:
    """Return the number of rounds: few for few boxes, and for many, as each round compares every two."""
    boxes = len(parts.halves)
    return int(np.clip(3e7 / boxes**2, 30, min(_ROUNDS, 20 + 6 * boxes)))


def _springs(parts: Parts, places: Floats, roominess: float) -> Floats:
    """Return moves that draw labels to their lines' middles and give lines the length that their labels need."""
    n = parts.nodes
    move = np.zeros_like(places)
    sources, targets = parts.pairs[:, 0], parts.pairs[:, 1]
    towards = spots(parts, places[:n]) - places[n:]
    move[n:] += 0.25 * towards
    # The label takes its nodes along, gently, else crowded labels hang far off their lines.
    for side in (sources, targets):
        np.add.at(move, side, -0.04 * towards)
    line = places[targets] - places[sources]
    length = np.maximum(np.linalg.norm(line, axis=1), 1e-9)
    direction = line / length[:, None]
    room = _reach(parts.halves[sources], direction) + _reach(parts.halves[targets], direction)
    room += 2 * _reach(parts.halves[n:], direction)
    rest = roominess * (room + 2 * ARROW_MARGIN + 6.0 * np.sqrt(parts.degrees[parts.pairs].max(axis=1)))
    pull = (0.06 * (length - rest) / length)[:, None] * line
    np.add.at(move, sources, pull)
    np.add.at(move, targets, -pull)
    return move


def _reach(halves: Floats, direction: Floats) -> Floats:
    """Return how far it is from the centres of boxes to their outlines in a direction."""
    return np.asarray((halves / np.maximum(np.abs(direction), 1e-6)).min(axis=1), dtype=np.float64)


def _extent(halves: Floats, direction: Floats) -> Floats:
    """Return half the size of boxes as seen along a line of a direction."""
    return np.asarray((halves * np.abs(direction)).sum(axis=1), dtype=np.float64)


def _homing(parts: Parts, places: Floats, home: Floats) -> Floats:
    """Return moves of nodes towards the places that they came from."""
    move = np.zeros_like(places)
    nodes = places[: parts.nodes]
    move[: parts.nodes] = 0.05 * ((home - home.mean(axis=0)) - (nodes - nodes.mean(axis=0)))
    return move


def _box_pushes(halves: Floats, places: Floats, margins: Floats) -> Floats:
    """Return moves that take overlapping boxes apart along the shorter way, each by half."""
    touching = np.abs(places[:, None, 0] - places[:, 0]) < halves[:, None, 0] + halves[:, 0] + margins - 1e-6
    touching &= np.abs(places[:, None, 1] - places[:, 1]) < halves[:, None, 1] + halves[:, 1] + margins - 1e-6
    i, j = np.nonzero(touching)
    i, j = i[i != j], j[i != j]
    move = np.zeros_like(places)
    if not len(i):
        return move
    delta = places[i] - places[j]
    room = halves[i] + halves[j] + np.broadcast_to(margins, touching.shape)[i, j][:, None] - np.abs(delta)
    axis = room.argmin(axis=1)
    pairs = np.arange(len(i))
    side = np.sign(delta[pairs, axis])
    side = np.where(side == 0, np.where(i < j, 1.0, -1.0), side)
    np.add.at(move, (i, axis), side * room[pairs, axis] / 2)
    shared = np.bincount(i, minlength=len(places))
    return np.asarray(move / np.maximum(1.0, np.sqrt(shared))[:, None], dtype=np.float64)


def curves(parts: Parts, places: Floats, lines: NDArray[np.intp], through: Floats) -> tuple[Floats, Floats, Floats]:
    """Return start, control and end points of lines that pass given points, each of shape (lines, 2).

    Args:
        parts: The boxes.
        places: Where they are.
        lines: Indices of lines; one may be asked for several times.
        through: The point that each passes: the middle of its label.
    """
    a, b = parts.pairs[lines, 0], parts.pairs[lines, 1]
    starts = docks(places[a], parts.halves[a], through)
    ends = docks(places[b], parts.halves[b], through)
    return starts, controls(starts, ends, through), ends


def _all_lines(parts: Parts, places: Floats, points: int = _POINTS) -> Floats:
    every = np.arange(len(parts.pairs))
    return samples(*curves(parts, places, every, places[parts.nodes :]), points)


def _hits(parts: Parts, places: Floats, lines: Floats, margin: float) -> NDArray[np.bool_]:
    """Return which points of lines lie in foreign boxes, shape (lines, points, boxes)."""
    # Axis by axis, which is several times faster than on pairs of coordinates.
    inside: NDArray[np.bool_] = np.abs(lines[:, :, None, 0] - places[:, 0]) < parts.halves[:, 0] + margin
    inside &= np.abs(lines[:, :, None, 1] - places[:, 1]) < parts.halves[:, 1] + margin
    every = np.arange(len(parts.pairs))
    for own in (parts.pairs[:, 0], parts.pairs[:, 1], parts.nodes + every):
        inside[every, :, own] = False
    return inside


def _lines_aside(parts: Parts, places: Floats) -> Floats:
    """Return moves that take foreign boxes and lines apart: the box one way, the line's label and ends the other."""
    lines = _all_lines(parts, places)
    k, p, b = np.nonzero(_hits(parts, places, lines, 4.0))
    move = np.zeros_like(places)
    if not len(k):
        return move
    sources, targets = places[parts.pairs[k, 0]], places[parts.pairs[k, 1]]
    line = targets - sources
    normal = np.stack([-line[:, 1], line[:, 0]], axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    aside = ((places[b] - lines[k, p]) * normal).sum(axis=1)
    reach = (np.abs(normal) * (parts.halves[b] + 4.0)).sum(axis=1)
    push = np.where(aside >= 0, 1.0, -1.0) * np.maximum(reach - np.abs(aside), 0.0)
    step = normal * push[:, None]
    hits = np.bincount(k * len(places) + b, minlength=len(parts.pairs) * len(places))[k * len(places) + b]
    step /= hits[:, None]
    is_label = (b >= parts.nodes)[:, None]
    np.add.at(move, b, step * np.where(is_label, 0.5, 0.2))
    np.add.at(move, parts.nodes + k, -step * np.where(is_label, 0.25, 0.45))
    np.add.at(move, parts.pairs[k, 0], -step * 0.06)
    np.add.at(move, parts.pairs[k, 1], -step * 0.06)
    return move
