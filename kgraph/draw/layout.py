"""Where nodes go: stress majorization (Gansner, Koren and North 2004) from several starts, the best one kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from kgraph.draw.geometry import Floats, crossings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_STARTS = 12
_ROUNDS = 80
#: From this many nodes on, one start has to do.
_MANY = 200


@dataclass(frozen=True, slots=True)
class Parts:
    """The boxes of a connected picture: nodes first, then the label of each line.

    Attributes:
        halves: Half widths and heights in points, shape (nodes + lines, 2).
        pairs: Source and target node of each line, shape (lines, 2).
        lanes: Which of several lines between the same two nodes each is, counted from the middle: -0.5 and 0.5 of two.
    """

    halves: Floats
    pairs: NDArray[np.intp]
    lanes: Floats

    @property
    def nodes(self) -> int:
        """The number of nodes."""
        return len(self.halves) - len(self.pairs)

    @property
    def degrees(self) -> NDArray[np.intp]:
        """The number of lines at each node, shape (nodes,)."""
        return np.bincount(self.pairs.ravel(), minlength=self.nodes)


def parts_of(sizes: Sequence[tuple[float, float]], pairs: Sequence[tuple[int, int]]) -> Parts:
    """Return the parts of a picture, given the widths and heights of nodes, then labels, and the nodes of each line."""
    members: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (a, b) in enumerate(pairs):
        members[min(a, b), max(a, b)].append(i)
    lanes = np.zeros(len(pairs))
    for lines in members.values():
        lanes[lines] = np.arange(len(lines)) - (len(lines) - 1) / 2
    return Parts(np.array(sizes) / 2, np.array(pairs, dtype=np.intp), lanes)


def positions(parts: Parts, seed: int, keep: int = 3) -> list[Floats]:
    """Return the best positions found for the nodes, the best first, each of shape (nodes, 2), in points.

    Fewest crossings of straight lines are best, then least stress.  The result depends on the seed alone.
    """
    if parts.nodes == 2:
        gap = _lengths(parts).max()
        return [np.array([[0.0, 0.0], [gap, 0.0]])]
    random = np.random.default_rng(seed)
    distances = _distances(parts)
    found: list[tuple[int, float, int, Floats]] = []
    for start in range(_STARTS if parts.nodes < _MANY else 1):
        first = random.normal(size=(parts.nodes, 2)) * distances.max() / 3
        placed = _lying(_majorize(first, distances))
        straight = np.stack([placed[parts.pairs[:, 0]], placed[parts.pairs[:, 1]]], axis=1)
        found.append((int(crossings(straight).sum()), _stress(placed, distances), start, placed))
    return [placed for *_, placed in sorted(found, key=lambda f: f[:3])[:keep]]


def _distances(parts: Parts) -> Floats:
    """Return how far apart nodes should be: the shortest way along lines of the length that their labels need."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(parts.nodes))
    for (a, b), length in zip(parts.pairs.tolist(), _lengths(parts), strict=True):
        held = graph.get_edge_data(a, b, {"length": 0.0})["length"]
        graph.add_edge(a, b, length=max(float(length), held))
    result = np.zeros((parts.nodes, parts.nodes))
    for a, reached in nx.all_pairs_dijkstra_path_length(graph, weight="length"):
        for b, distance in reached.items():
            result[a, b] = distance
    return result


def _lengths(parts: Parts) -> Floats:
    """Return the length each line should have: room for its label between its boxes, more at busy nodes."""
    nodes = parts.halves[: parts.nodes]
    labels = parts.halves[parts.nodes :]
    busy = np.sqrt(parts.degrees[parts.pairs].prod(axis=1))
    boxes = nodes[parts.pairs].mean(axis=2).sum(axis=1)
    return np.asarray(30.0 + boxes + labels[:, 0] + 1.2 * labels[:, 1] + 7.0 * busy, dtype=np.float64)


def _majorize(placed: Floats, distances: Floats) -> Floats:
    n = len(placed)
    with np.errstate(divide="ignore"):
        weights = np.where(distances > 0, distances**-2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian + 1.0 / n) - 1.0 / n
    for _ in range(_ROUNDS):
        actual = np.linalg.norm(placed[:, None] - placed[None, :], axis=2)
        ratio = np.where(actual > 1e-9, weights * distances / np.maximum(actual, 1e-9), 0.0)
        pull = np.diag(ratio.sum(axis=1)) - ratio
        placed = inverse @ (pull @ placed)
    return placed


def _stress(placed: Floats, distances: Floats) -> float:
    actual = np.linalg.norm(placed[:, None] - placed[None, :], axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(distances > 0, (actual - distances) / distances, 0.0)
    return float((share**2).sum())


def _lying(placed: Floats) -> Floats:
    """Return the positions turned so that they are widest from left to right, as pages and screens are."""
    centred = placed - placed.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T
    # The signs of singular vectors are arbitrary; the first node goes to the upper left.
    return np.asarray(turned * np.where(turned[0] * [-1.0, 1.0] < 0, -1.0, 1.0), dtype=np.float64)
