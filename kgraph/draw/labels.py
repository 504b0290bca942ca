"""What labels say, and sliding each along and beside its line to the best place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kgraph.draw.geometry import Floats, controls, samples
from kgraph.draw.layout import Parts
from kgraph.draw.measuring import block, wrapped
from kgraph.draw.merging import Link, Relation
from kgraph.draw.spacing import MARGIN
from kgraph.draw.style import load_style

_ALONG = (0.35, 0.42, 0.5, 0.58, 0.65)
_ASIDE = (0.0, -10.0, 10.0, -20.0, 20.0, -32.0, 32.0, -46.0, 46.0, -62.0, 62.0)
_POINTS = 13
_SWEEPS = 3
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
    shown = link.relations[:most] if len(link.relations) > most else link.relations
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
    places = places.copy()
    for _ in range(_SWEEPS):
        before = places.copy()
        for k in range(len(parts.pairs)):
            options = _options(parts, places, k)
            places[parts.nodes + k] = options[_costs(parts, places, k, options).argmin()]
        if np.array_equal(before, places):
            break
    return places


def _options(parts: Parts, places: Floats, k: int) -> Floats:
    source, target = places[parts.pairs[k]]
    line = target - source
    normal = np.array([-line[1], line[0]]) / max(float(np.hypot(*line)), 1e-9)
    along = np.array([source + t * line for t in _ALONG])
    aside = np.array([a * normal for a in _ASIDE])
    held = places[parts.nodes + k][None]
    return np.concatenate([held, (along[:, None] + aside[None]).reshape(-1, 2)])


def _costs(parts: Parts, places: Floats, k: int, options: Floats) -> Floats:
    """Return what is wrong with each place for label k, shape (options,)."""
    own = parts.nodes + k
    a, b = parts.pairs[k]
    half = parts.halves[own]
    others = np.arange(len(places)) != own
    near = np.abs(options[:, None] - places[others]) < half + parts.halves[others] + MARGIN - 0.01
    overlaps = near.all(axis=2).sum(axis=1)

    count = len(options)
    source, target = np.repeat(places[a][None], count, 0), np.repeat(places[b][None], count, 0)
    mine = samples(source, controls(source, target, options), target, _POINTS)
    foreign = others.copy()
    foreign[[a, b]] = False
    covered = (np.abs(mine[:, :, None] - places[foreign]) < parts.halves[foreign] + 2.0).all(axis=3)

    rest = np.arange(len(parts.pairs)) != k
    ends = parts.pairs[rest]
    lines = samples(
        places[ends[:, 0]],
        controls(places[ends[:, 0]], places[ends[:, 1]], places[parts.nodes :][rest]),
        places[ends[:, 1]],
        _POINTS,
    )
    under = (np.abs(options[:, None, None] - lines) < half + 2.0).all(axis=3)
    middle = (places[a] + places[b]) / 2
    away = np.linalg.norm(options - middle, axis=1) / 40.0
    crossed = _crossed(mine, lines)
    return np.asarray(
        100.0 * overlaps + 8.0 * covered.any(axis=1).sum(axis=1) + 4.0 * under.any(axis=2).sum(axis=1)
        + 3.0 * crossed + away,
        dtype=np.float64,
    )  # fmt: skip


def _crossed(mine: Floats, lines: Floats) -> Floats:
    """Return how many segments of other lines each of several curves crosses, shape (curves,)."""
    p, q = mine[:, 1:-2, None, :], mine[:, 2:-1, None, :]
    r, s = lines[:, 1:-2].reshape(-1, 2), lines[:, 2:-1].reshape(-1, 2)

    def side(a: Floats, b: Floats, c: Floats) -> Floats:
        d, f = b - a, c - a
        return np.asarray(d[..., 0] * f[..., 1] - d[..., 1] * f[..., 0], dtype=np.float64)

    apart = (side(p, q, r) * side(p, q, s) < 0) & (side(r, s, p) * side(r, s, q) < 0)
    return np.asarray(apart.sum(axis=(1, 2)), dtype=np.float64)
