"""Moving single nodes elsewhere where lines run over them, or where their own lines run over others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kgraph.draw.spacing import covering, faults, separate, spots, untidiness

if TYPE_CHECKING:
    from kgraph.draw.geometry import Floats
    from kgraph.draw.layout import Parts

_ANGLES = 16
#: Distances of places from the node itself in points, and from its neighbours' middle as multiples of the present one.
_STEPS = (30.0, 60.0, 100.0)
_RADII = (0.8, 1.25)
#: How many nodes are tried, and how many of a node's places are looked at in full.
_NODES = 8
_FEW = 4
#: How many lines times boxes may be looked at: large pictures get fewer tries.
_EFFORT = 27_000


def untangle(parts: Parts, places: Floats) -> Floats:
    """Return positions in which nodes with few lines stand where these and others' lines cover the least.

    A node that lies on a foreign line, or whose line runs over a foreign box, is tried at places around those it is
    linked to; it moves where the picture as a whole gets tidier.
    """
    best = untidiness(parts, places)
    affordable = min(_NODES, _EFFORT // (len(parts.pairs) * len(parts.halves)))
    for node in _troubled(parts, places)[:affordable]:
        options = [_with(parts, places, node, spot) for spot in _around(parts, places, node)]
        faulty = np.array([faults(parts, option) for option in options])
        for i in faulty.argsort(kind="stable")[:_FEW]:
            moved = separate(parts, options[i])
            cost = untidiness(parts, moved)
            if cost < best - 1.0:
                best, places = cost, moved
    return places


def _troubled(parts: Parts, places: Floats) -> list[int]:
    """Return the nodes to try: those on foreign lines, then the ends of such lines, those with few lines first."""
    lines, boxes = np.nonzero(covering(parts, places))
    nodes = {int(b) for b in boxes if b < parts.nodes}
    ends = {int(n) for n in parts.pairs[lines].ravel()}
    return sorted(nodes | ends, key=lambda n: (n not in nodes, int(parts.degrees[n]), n))


def _around(parts: Parts, places: Floats, node: int) -> Floats:
    """Return places near a node, and others around the middle of its neighbours, shape (places, 2)."""
    at = (parts.pairs == node).any(axis=1)
    ends = parts.pairs[at].ravel()
    middle = places[ends[ends != node]].mean(axis=0)
    distance = max(float(np.linalg.norm(places[node] - middle)), 90.0)
    angles = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    rings = [places[node] + step * ring[::2] for step in _STEPS]
    return np.concatenate([*rings, *(middle + distance * radius * ring for radius in _RADII)])


def _with(parts: Parts, places: Floats, node: int, spot: Floats) -> Floats:
    """Return positions with a node moved, the labels of its lines with it."""
    moved = places.copy()
    moved[node] = spot
    own = np.flatnonzero((parts.pairs == node).any(axis=1))
    moved[parts.nodes + own] = spots(parts, moved[: parts.nodes])[own]
    return moved
