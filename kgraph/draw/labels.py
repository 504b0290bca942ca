"""What labels say, and sliding each along and beside its line to the best place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kgraph.draw.geometry import Floats, samples
from kgraph.draw.measuring import block, wrapped
from kgraph.draw.spacing import ARROW_MARGIN, MARGIN, curves, spots
from kgraph.draw.style import load_style

if TYPE_CHECKING:
    from kgraph.draw.layout import Parts
    from kgraph.draw.merging import Link, Relation

_ALONG = (0.35, 0.42, 0.5, 0.58, 0.65)
_ASIDE = (0.0, -10.0, 10.0, -20.0, 20.0, -32.0, 32.0, -46.0, 46.0, -62.0, 62.0)
_POINTS = 25
_SWEEPS = 2
_FEW = 8
#: With more labels than this each stays where it was pushed to.
_MANY = 200
_PADDING = 3.0


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line of a label's text and its colour."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Label:
    """The text of a label; `number` is given instead of the relations where these stand in the key."""

    lines: tuple[LabelLine, ...]
    number: int | None = None

    def size(self) -> tuple[float, float]:
        """Return width and height in points."""
        wide, high = block([line.text for line in self.lines], load_style().text.label, bold=self.number is not None)
        if self.number is not None:
            return max(wide, high) + _PADDING, high + _PADDING
        return wide + 2 * _PADDING, high + _PADDING


def colour_of(relation: Relation) -> str:
    """Return the colour of a relation: its family's, or that of what is denied."""
    return load_style().negated if relation.status == "negated" else relation.family.colour


def label(link: Link) -> Label:
    """Return the label of a link: its relations, the most important first, a few at most."""
    style = load_style()
    most = style.wrap.lines
    # A line that says "1 more" has room for that one.
    shown = link.relations[:most] if len(link.relations) > most + 1 else link.relations
    lines = [
        LabelLine(line, colour_of(relation))
        for relation in shown
        for line in wrapped(relation.text, style.wrap.label, 3)
    ]
    if len(shown) < len(link.relations):
        lines.append(LabelLine(style.marks.more.format(len(link.relations) - len(shown)), style.text.quiet))
    return Label(tuple(lines))


def numbered(link: Link, number: int) -> Label:
    """Return a label that is only a number, to be looked up in the key."""
    return Label((LabelLine(str(number), colour_of(link.relations[0])),), number)


def slide(parts: Parts, places: Floats) -> Floats:
    """Return positions with each label where it and its line cover the least, near the middle of its line."""
    if len(parts.pairs) > _MANY:
        return places
    places = places.copy()
    for _ in range(_SWEEPS):
        before = places.copy()
        for k in range(len(parts.pairs)):
            places[parts.nodes + k] = _best(parts, places, k)
        if np.array_equal(before, places):
            break
    return places


def _best(parts: Parts, places: Floats, k: int) -> Floats:
    """Return the best place for label k, all others staying where they are."""
    options = _options(parts, places, k)
    mine, others = _line_through(parts, places, k, options), _other_lines(parts, places, k)
    costs = _cover_costs(parts, places, k, options, mine) + 8.0 * _covered_lines(
        parts.halves[parts.nodes + k], options, others
    )
    # Crossings take long to count: only where the rest looks well.
    few = costs.argsort(kind="stable")[:_FEW]
    crossed = _crossed(mine[few][:, ::3], others[:, ::3])
    best: Floats = options[few[(costs[few] + 3.0 * crossed).argmin()]]
    return best


def _options(parts: Parts, places: Floats, k: int) -> Floats:
    source, target = places[parts.pairs[k]]
    line = target - source
    normal = np.array([-line[1], line[0]]) / max(float(np.hypot(*line)), 1e-9)
    along = np.array([source + t * line for t in _ALONG])
    aside = np.array([a * normal for a in _ASIDE])
    held = places[parts.nodes + k][None]
    return np.concatenate([held, (along[:, None] + aside[None]).reshape(-1, 2)])


def _line_through(parts: Parts, places: Floats, k: int, options: Floats) -> Floats:
    """Return the points of line k as it would pass each option, shape (options, points, 2)."""
    return samples(*curves(parts, places, np.full(len(options), k), options), _POINTS)


def _other_lines(parts: Parts, places: Floats, k: int) -> Floats:
    rest = np.flatnonzero(np.arange(len(parts.pairs)) != k)
    return samples(*curves(parts, places, rest, places[parts.nodes + rest]), _POINTS)


def _cover_costs(parts: Parts, places: Floats, k: int, options: Floats, mine: Floats) -> Floats:
    """Return what is wrong with each option: overlaps, foreign boxes on the line, distance from its spot."""
    own = parts.nodes + k
    a, b = parts.pairs[k]
    others = np.arange(len(places)) != own
    room = np.where(np.arange(len(places)) < parts.nodes, ARROW_MARGIN, MARGIN)[:, None] - 0.05
    away = np.abs(options[:, None] - places[others])
    near = away < (parts.halves[own] + parts.halves + room)[others]
    upon = away < (parts.halves[own] + parts.halves + 1.0)[others]
    foreign = others.copy()
    foreign[[a, b]] = False
    under = np.abs(mine[:, :, None, 0] - places[foreign, 0]) < parts.halves[foreign, 0] + 2.0
    under &= np.abs(mine[:, :, None, 1] - places[foreign, 1]) < parts.halves[foreign, 1] + 2.0
    weights = np.where(np.arange(len(places)) < parts.nodes, 24.0, 8.0)[foreign]
    covered = under.any(axis=1) @ weights
    crowding = 30.0 * (near[..., 0] & near[..., 1]).sum(axis=1) + 1000.0 * (upon[..., 0] & upon[..., 1]).sum(axis=1)
    return np.asarray(crowding + covered + _astray(parts, places, k, options), dtype=np.float64)


def _astray(parts: Parts, places: Floats, k: int, options: Floats) -> Floats:
    """Return what it costs to stand away from the spot; more so beside the line where others share its ends.

    Else two lines between the same nodes would run into one, their labels behind each other.
    """
    a, b = parts.pairs[k]
    line = places[max(a, b)] - places[min(a, b)]
    direction = line / max(float(np.hypot(*line)), 1e-9)
    away = options - spots(parts, places)[k]
    along, aside = np.abs(away @ direction), np.abs(away @ np.array([-direction[1], direction[0]]))
    is_shared = np.isin(parts.pairs, (a, b)).all(axis=1).sum() > 1
    return np.asarray(along / 40.0 + aside / (5.0 if is_shared else 40.0), dtype=np.float64)


def _covered_lines(half: Floats, options: Floats, lines: Floats) -> Floats:
    """Return over how many lines a label of this half size would lie at each option."""
    inside = np.abs(options[:, None, None, 0] - lines[..., 0]) < half[0] + 2.0
    inside &= np.abs(options[:, None, None, 1] - lines[..., 1]) < half[1] + 2.0
    return np.asarray(inside.any(axis=2).sum(axis=1), dtype=np.float64)


def _crossed(mine: Floats, lines: Floats) -> Floats:
    """Return how many segments of other lines each of several curves crosses, shape (curves,)."""
    p, q = mine[:, 1:-2, None, :], mine[:, 2:-1, None, :]
    r, s = lines[:, 1:-2].reshape(-1, 2), lines[:, 2:-1].reshape(-1, 2)

    def side(a: Floats, b: Floats, c: Floats) -> Floats:
        d, f = b - a, c - a
        return np.asarray(d[..., 0] * f[..., 1] - d[..., 1] * f[..., 0], dtype=np.float64)

    apart = (side(p, q, r) * side(p, q, s) < 0) & (side(r, s, p) * side(r, s, q) < 0)
    return np.asarray(apart.sum(axis=(1, 2)), dtype=np.float64)
