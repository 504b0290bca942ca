"""Boxes and curves in points, the origin at the lower left: where a line leaves a box, what overlaps."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Point = tuple[float, float]
#: How far aside of a box a line must come from to end at its side, in points.
_SIDEWAYS = 120.0


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle by its centre; `radius` rounds its corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0

    @property
    def left(self) -> float:
        """The left side's x."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """The right side's x."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower side's y."""
        return self.y - self.height / 2

    @property
    def top(self) -> float:
        """The upper side's y."""
        return self.y + self.height / 2

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether two boxes, seen as rectangles, come nearer than `gap`."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap
            and abs(self.y - other.y) < (self.height + other.height) / 2 + gap
        )

    def distance(self, point: Point) -> float:
        """Return how far a point is from the outline: negative inside (signed distance of a rounded rectangle).

        >>> Box(0, 0, 20, 10).distance((13, 0))
        3.0
        """
        dx = abs(point[0] - self.x) - self.width / 2 + self.radius
        dy = abs(point[1] - self.y) - self.height / 2 + self.radius
        outside = math.hypot(max(dx, 0.0), max(dy, 0.0))
        return outside + min(max(dx, dy), 0.0) - self.radius

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box at another place."""
        return Box(self.x + dx, self.y + dy, self.width, self.height, self.radius)


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic Bézier curve."""

    start: Point
    control: Point
    end: Point

    def at(self, t: float) -> Point:
        """Return the point of parameter t, 0 to 1."""
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )

    def part(self, t0: float, t1: float) -> Curve:
        """Return the stretch between two parameters (de Casteljau)."""
        u = 1 - t0
        control = tuple(
            u * (1 - t1) * s + (u * t1 + t0 * (1 - t1)) * c + t0 * t1 * e
            for s, c, e in zip(self.start, self.control, self.end, strict=True)
        )
        return Curve(self.at(t0), (control[0], control[1]), self.at(t1))

    def moved(self, dx: float, dy: float) -> Curve:
        """Return the curve at another place."""
        (a, b), (c, d), (e, f) = self.start, self.control, self.end
        return Curve((a + dx, b + dy), (c + dx, d + dy), (e + dx, f + dy))


def between(curve: Curve, source: Box, target: Box, gap: float = 0.0) -> Curve:
    """Return the stretch of a curve from the outline of one box to that of another, `gap` away from both."""
    t0 = _leaving(curve, source, gap)
    t1 = 1 - _leaving(Curve(curve.end, curve.control, curve.start), target, gap)
    return curve.part(t0, t1) if t0 < t1 else curve


def docks(centres: Floats, halves: Floats, towards: Floats) -> Floats:
    """Return the points inside boxes at which lines end, so that arrows from several sides do not meet in one spot.

    Args:
        centres: Centres of the boxes, shape (n, 2).
        halves: Their half sizes, shape (n, 2).
        towards: Where each line comes from: the farther left or right, the farther its end is from the centre.
    """
    shift = 0.75 * halves[:, 0] * np.clip((towards[:, 0] - centres[:, 0]) / _SIDEWAYS, -1.0, 1.0)
    return np.stack([centres[:, 0] + shift, centres[:, 1]], axis=1)


def controls(sources: Floats, targets: Floats, through: Floats) -> Floats:
    """Return the control points of curves from `sources` to `targets` that pass `through` points; all of shape (n, 2).

    A curve passes its point at the parameter where the point stands along the straight line, kept within 0.3–0.7 so
    that a label near one end does not make a hook.
    """
    line = targets - sources
    length = np.maximum((line**2).sum(axis=1), 1e-9)
    t = np.clip(((through - sources) * line).sum(axis=1) / length, 0.3, 0.7)[:, None]
    return np.asarray((through - (1 - t) ** 2 * sources - t * t * targets) / (2 * t * (1 - t)), dtype=np.float64)


def samples(sources: Floats, middles: Floats, targets: Floats, count: int) -> Floats:
    """Return points of curves at `count` even parameters, shape (n, count, 2)."""
    t = np.linspace(0.0, 1.0, count)[None, :, None]
    s, c, e = sources[:, None, :], middles[:, None, :], targets[:, None, :]
    return np.asarray((1 - t) ** 2 * s + 2 * t * (1 - t) * c + t * t * e, dtype=np.float64)


def crossings(lines: Floats) -> NDArray[np.bool_]:
    """Return which of several polylines (n, points, 2) cross each other, shape (n, n)."""
    n, points, _ = lines.shape
    a = lines[:, :-1].reshape(-1, 2)
    b = lines[:, 1:].reshape(-1, 2)

    def side(p: Floats, q: Floats, r: Floats) -> Floats:
        d, f = q - p, r[None, :, :] - p[:, None, :]
        return np.asarray(d[:, None, 0] * f[:, :, 1] - d[:, None, 1] * f[:, :, 0], dtype=np.float64)

    apart = side(a, b, a) * side(a, b, b) < 0
    both = apart & apart.T
    return np.asarray(both.reshape(n, points - 1, n, points - 1).any(axis=(1, 3)), dtype=np.bool_)


def _leaving(curve: Curve, box: Box, gap: float) -> float:
    """Return the parameter where a curve that starts inside a box last comes within `gap` of its outline."""
    near = [i / 32 for i in range(33) if box.distance(curve.at(i / 32)) <= gap]
    low = near[-1] if near else 0.0
    high = min(1.0, low + 1 / 32)
    for _ in range(25):
        middle = (low + high) / 2
        if box.distance(curve.at(middle)) <= gap:
            low = middle
        else:
            high = middle
    return high
