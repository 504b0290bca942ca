"""Putting the separate parts of a picture side by side, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.draw.geometry import Point

#: Width of a page as a multiple of its height.
_ASPECT = 1.55


def pack(sizes: Sequence[tuple[float, float]], gap: float, least: float = 0.0) -> list[Point]:
    """Return the lower left corner of each rectangle so that none overlap and all fill a page of usual shape.

    Of several page widths the one whose page comes nearest to the usual shape is taken; rectangles go, the highest
    first, to the lowest free place on a skyline, as words go into lines but also under and beside each other.

    Args:
        sizes: Widths and heights.
        gap: Least distance between rectangles.
        least: Width that the page has anyway.
    """
    widest = max([least, *(w for w, _ in sizes)])
    area = sum((w + gap) * (h + gap) for w, h in sizes)
    options = [max(widest, (area * _ASPECT * share) ** 0.5) for share in (0.8, 1.0, 1.2, 1.5, 1.9)]
    packed = [(_on_skyline(sizes, gap, option), option) for option in [widest, *options]]
    best, _ = min(packed, key=lambda p: _emptiness(p[0], sizes))
    top = max(y + h for (_, y), (_, h) in zip(best, sizes, strict=True))
    return [(x, top - y - h) for (x, y), (_, h) in zip(best, sizes, strict=True)]


def _on_skyline(sizes: Sequence[tuple[float, float]], gap: float, page: float) -> list[Point]:
    """Return upper left corners, y downwards."""
    order = sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], -sizes[i][0], i))
    placed: dict[int, Point] = {}
    for i in order:
        wide, high = sizes[i]
        spots = [(0.0, 0.0)]
        for j, (x, y) in placed.items():
            w, h = sizes[j]
            spots += [(x + w + gap, y), (x, y + h + gap), (x + w + gap, 0.0), (0.0, y + h + gap)]
        free = [s for s in spots if s[0] + wide <= page + 1e-6 and _is_free(s, (wide, high), placed, sizes, gap)]
        placed[i] = min(free, key=lambda s: (s[1] + high, s[0]))
    return [placed[i] for i in range(len(sizes))]


def _is_free(
    spot: Point,
    size: tuple[float, float],
    placed: dict[int, Point],
    sizes: Sequence[tuple[float, float]],
    gap: float,
) -> bool:
    return not any(
        spot[0] < x + sizes[j][0] + gap - 1e-6
        and x < spot[0] + size[0] + gap - 1e-6
        and spot[1] < y + sizes[j][1] + gap - 1e-6
        and y < spot[1] + size[1] + gap - 1e-6
        for j, (x, y) in placed.items()
    )


def _emptiness(corners: Sequence[Point], sizes: Sequence[tuple[float, float]]) -> float:
    wide = max(x + w for (x, _), (w, _) in zip(corners, sizes, strict=True))
    high = max(y + h for (_, y), (_, h) in zip(corners, sizes, strict=True))
    return max(wide, high * _ASPECT)
