"""Pushing boxes apart: nodes and labels find places where nothing overlaps and lines pass beside foreign boxes."""

from __future__ import annotations

import numpy as np

from kgraph.draw.geometry import Floats, controls, crossings, samples
from kgraph.draw.layout import Parts

#: Free space between boxes, in points.
MARGIN = 5.0
_POINTS = 15
_ROUNDS = 260


def settle(parts: Parts, nodes: Floats) -> Floats:
    """Return positions of all boxes (nodes, then labels) near those of the nodes, without overlaps.

    A label is drawn to the middle of its line, which bends to pass through it; boxes that come too near push each other;
    a line that passes over a foreign box pushes it aside.
    """
    places = np.concatenate([nodes, _middles(parts, nodes)])
    places[parts.nodes :] += _spread(parts, nodes)
    rest = _rest_lengths(parts, nodes)
    for step in range(_ROUNDS):
        heat = 1.0 - step / _ROUNDS
        move = _springs(parts, places, nodes, rest) * (0.3 + 0.7 * heat)
        move += _pushes(parts, places, MARGIN + 6.0 * heat)
        move += _lines_aside(parts, places) * 0.7
        length = np.linalg.norm(move, axis=1, keepdims=True)
        limit = 4.0 + 26.0 * heat
        places = places + move * np.minimum(1.0, limit / np.maximum(length, 1e-9))
    return separate(parts.halves, places)


def separate(halves: Floats, places: Floats, rounds: int = 600) -> Floats:
    """Return positions where no two boxes come nearer than the margin, moved as little as pushing needs."""
    for _ in range(rounds):
        move = _box_pushes(halves, places, MARGIN)
        if not move.any():
            break
        places = places + move * 1.02
    return places


def untidiness(parts: Parts, places: Floats) -> float:
    """Return how much is wrong with a picture: overlaps, lines over boxes, crossings, wasted space."""
    lines = _curves(parts, places)
    overlaps = float(np.count_nonzero(_box_pushes(parts.halves, places, 0.0).any(axis=1)))
    over = float(_hits(parts, places, lines, 1.0).any(axis=1).sum())
    crossed = float(crossings(lines[:, 1:-1]).sum()) / 2
    low, high = (places - parts.halves).min(axis=0), (places + parts.halves).max(axis=0)
    area = float(np.prod(high - low)) / max(1.0, float((4 * parts.halves.prod(axis=1)).sum()))
    return 40 * overlaps + 8 * over + 3 * crossed + area


def _middles(parts: Parts, nodes: Floats) -> Floats:
    return np.asarray(nodes[parts.pairs].mean(axis=1), dtype=np.float64)


def _spread(parts: Parts, nodes: Floats) -> Floats:
    """Return offsets that set the labels of one pair's lines apart, to the sides of the straight line."""
    seen: dict[tuple[int, int], int] = {}
    offsets = np.zeros((len(parts.pairs), 2))
    for i, (a, b) in enumerate(parts.pairs.tolist()):
        low, high = min(a, b), max(a, b)
        rank = seen.get((low, high), 0)
        seen[low, high] = rank + 1
        line = nodes[high] - nodes[low]
        normal = np.array([-line[1], line[0]]) / max(float(np.hypot(*line)), 1e-9)
        offsets[i] = normal * (rank % 2 * 2 - 1) * (rank + 1) // 2 * 14.0 if rank else normal * -14.0
    alone = np.array([seen[min(p), max(p)] == 1 for p in parts.pairs.tolist()])
    offsets[alone] = 0.0
    return offsets


def _rest_lengths(parts: Parts, nodes: Floats) -> Floats:
    line = nodes[parts.pairs[:, 1]] - nodes[parts.pairs[:, 0]]
    return np.asarray(np.linalg.norm(line, axis=1), dtype=np.float64)


def _springs(parts: Parts, places: Floats, home: Floats, rest: Floats) -> Floats:
    """Return moves that draw labels to their lines' middles and nodes to their lines' lengths."""
    n = parts.nodes
    move = np.zeros_like(places)
    sources, targets = parts.pairs[:, 0], parts.pairs[:, 1]
    towards = _middles(parts, places[:n]) - places[n:]
    move[n:] += 0.25 * towards
    # The label takes its nodes along, gently, else crowded labels hang far off their lines.
    for side in (sources, targets):
        np.add.at(move, side, -0.04 * towards)
    line = places[targets] - places[sources]
    length = np.maximum(np.linalg.norm(line, axis=1), 1e-9)
    pull = (0.06 * (length - rest) / length)[:, None] * line
    np.add.at(move, sources, pull)
    np.add.at(move, targets, -pull)
    drift = (home - home.mean(axis=0)) - (places[:n] - places[:n].mean(axis=0))
    move[:n] += 0.03 * drift
    return move


def _pushes(parts: Parts, places: Floats, margin: float) -> Floats:
    return _box_pushes(parts.halves, places, margin) * 0.8


def _box_pushes(halves: Floats, places: Floats, margin: float) -> Floats:
    """Return moves that take overlapping boxes apart along the shorter way, each by half."""
    delta = places[:, None] - places[None, :]
    room = halves[:, None] + halves[None, :] + margin - np.abs(delta)
    touching = (room > 1e-6).all(axis=2)
    np.fill_diagonal(touching, val=False)
    i, j = np.nonzero(touching)
    move = np.zeros_like(places)
    if not len(i):
        return move
    axis = room[i, j].argmin(axis=1)
    side = np.sign(delta[i, j, axis])
    side = np.where(side == 0, np.where(i < j, 1.0, -1.0), side)
    np.add.at(move, (i, axis), side * room[i, j, axis] / 2)
    shared = np.bincount(i, minlength=len(places))
    return move / np.maximum(1.0, np.sqrt(shared))[:, None]


def _curves(parts: Parts, places: Floats) -> Floats:
    sources, targets = places[parts.pairs[:, 0]], places[parts.pairs[:, 1]]
    return samples(sources, controls(sources, targets, places[parts.nodes :]), targets, _POINTS)


def _hits(parts: Parts, places: Floats, lines: Floats, margin: float) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return which points of lines lie in foreign boxes, shape (lines, points, boxes)."""
    inside = (np.abs(lines[:, :, None, :] - places) < parts.halves + margin).all(axis=3)
    every = np.arange(len(parts.pairs))
    for own in (parts.pairs[:, 0], parts.pairs[:, 1], parts.nodes + every):
        inside[every, :, own] = False
    return np.asarray(inside, dtype=np.bool_)


def _lines_aside(parts: Parts, places: Floats) -> Floats:
    """Return moves that take foreign boxes and lines apart: the box one way, the line's label and ends the other."""
    lines = _curves(parts, places)
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
