"""Sizes of text in points, from the font that matplotlib ships, and breaking text into lines."""

from __future__ import annotations

import textwrap
import warnings
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from kgraph.draw.style import load_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Distance of baselines as a multiple of the font size.
LEADING = 1.22


def font(size: float, *, bold: bool = False) -> FontProperties:
    """Return the font of all text in pictures."""
    return FontProperties(family=load_style().text.font, size=size, weight="bold" if bold else "normal")


@contextmanager
def unknown_glyphs() -> Iterator[None]:
    """Let pass without a warning what the font has no shape for: names in other scripts, which show as boxes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in points."""
    with unknown_glyphs():
        wide, _, _ = text_to_path.get_text_width_height_descent(text, font(size, bold=bold), ismath=False)
    return float(wide)


def block(lines: Sequence[str], size: float, *, bold: bool = False) -> tuple[float, float]:
    """Return width and height of lines of text in points."""
    return max(width(line, size, bold=bold) for line in lines), len(lines) * size * LEADING


def wrapped(text: str, characters: int, most: int) -> list[str]:
    """Return text in lines of about even length; what exceeds the most lines ends in an ellipsis.

    >>> wrapped("cooperates militarily with", 17, 3)
    ['cooperates', 'militarily with']
    """
    lines = textwrap.wrap(text, characters) or [text]
    for narrower in range(characters - 1, 5, -1):
        attempt = textwrap.wrap(text, narrower, break_long_words=False)
        if len(attempt) != len(lines) or max(map(len, attempt)) > characters:
            break
        if max(map(len, attempt)) < max(map(len, lines)):
            lines = attempt
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], textwrap.shorten(" ".join(lines[most - 1 :]), characters, placeholder=" …")]
