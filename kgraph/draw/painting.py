"""Painting a drawing with matplotlib: one axes whose unit is the point, no state outside the figure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from kgraph.draw.geometry import Box, Curve, Point
from kgraph.draw.measuring import LEADING, font, unknown_glyphs
from kgraph.draw.style import load_style

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from matplotlib.axes import Axes

    from kgraph.draw.drawing import Edge, Node
    from kgraph.draw.legend import Entry
    from kgraph.draw.page import Drawing

_DOTS_PER_INCH = 150.0
#: Neither side of a PNG gets more pixels than this.
_MOST_PIXELS = 12_000.0
#: What makes two runs write the same bytes.
_UNDATED: dict[str, dict[str, Any]] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}}


def paint(drawing: Drawing, path: FilePath, file_format: str, size: tuple[float, float] | None = None) -> None:
    """Write a drawing to a file.

    Args:
        drawing: What to paint.
        path: Where to.
        file_format: ``png``, ``svg`` or ``pdf``.
        size: Width and height in inches that the page is scaled into; by default the page's own size.
    """
    # Text stays text in SVG and PDF, so that it can be searched.
    settings = mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "kgraph", "pdf.fonttype": 42})
    with settings, unknown_glyphs():
        figure = figure_of(drawing, size)
        dots = min(_DOTS_PER_INCH, _MOST_PIXELS / max(figure.get_size_inches()))
        figure.savefig(path, format=file_format, dpi=dots, metadata=_UNDATED[file_format])


def figure_of(drawing: Drawing, size: tuple[float, float] | None = None) -> Figure:
    """Return the drawing as a matplotlib figure."""
    scale = 1.0 if size is None else min(size[0] * 72 / drawing.width, size[1] * 72 / drawing.height)
    page = (drawing.width * scale / 72, drawing.height * scale / 72) if size is None else size
    figure = Figure(figsize=page, facecolor="white")
    FigureCanvasAgg(figure)
    wide, high = drawing.width * scale / page[0] / 72, drawing.height * scale / page[1] / 72
    axes = figure.add_axes(((1 - wide) / 2, (1 - high) / 2, wide, high))
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(0, drawing.height)
    axes.set_axis_off()
    painter = _Painter(axes, scale)
    for edge in drawing.edges:
        painter.line(edge)
    for edge in drawing.edges:
        painter.label(edge)
    for node in drawing.nodes:
        painter.node(node)
    for entry in (*drawing.legend, *drawing.key):
        painter.entry(entry)
    for heading in drawing.headings:
        painter.text(heading.x, heading.y, heading.text, heading.size, load_style().text.colour, bold=heading.bold)
    return figure


class _Painter:
    """Puts shapes on axes; `scale` is how many points of the page a point of the drawing takes."""

    def __init__(self, axes: Axes, scale: float) -> None:
        self._axes = axes
        self._scale = scale
        self._style = load_style()

    def line(self, edge: Edge) -> None:
        heads = 2 if edge.link.mutual else 1
        self._stroke(edge.curve, edge.colour, edge.dash, heads, thin=edge.is_claim)

    def label(self, edge: Edge) -> None:
        box = edge.label_box
        if edge.label.number is None:
            self._box(box, "white", "none", 0.0)
        else:
            self._box(Box(box.x, box.y, box.width, box.height, box.height / 2.5), "white", edge.colour, 0.8)
        self._lines(box, [(t.text, t.colour) for t in edge.label.lines], self._style.text.label,
                    bold=edge.label.number is not None)  # fmt: skip

    def node(self, node: Node) -> None:
        self._box(node.box, node.style.fill, node.style.line, 2.2 if node.in_focus else 1.1)
        lines = [(line, self._style.text.colour) for line in node.lines]
        self._lines(node.box, lines, self._style.text.node, bold=node.in_focus)

    def entry(self, entry: Entry) -> None:
        x, middle = entry.x, entry.y + 6.5
        colour = entry.colour if entry.kind == "none" else self._style.text.colour
        if entry.kind == "entity":
            self._box(Box(x + 13, middle, 26, 11, entry.corner * 5.5), entry.fill, entry.colour, 1.1)
        elif entry.kind == "line":
            curve = Curve((x, middle), (x + 13, middle), (x + 26, middle))
            self._stroke(curve, entry.colour, entry.dash, entry.heads, thin=entry.thin)
        self.text(x if entry.kind == "none" else x + 32, middle, entry.text, self._style.text.legend, colour,
                  vertical="center_baseline")  # fmt: skip

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        horizontal: str = "left",
        vertical: str = "bottom",
    ) -> None:
        self._axes.text(
            x, y, text, fontproperties=font(size * self._scale, bold=bold), color=colour,
            ha=horizontal, va=vertical, parse_math=False, zorder=5,
        )  # fmt: skip

    def _lines(self, box: Box, lines: list[tuple[str, str]], size: float, *, bold: bool) -> None:
        step = size * LEADING
        top = box.y + step * (len(lines) - 1) / 2
        for i, (text, colour) in enumerate(lines):
            self.text(box.x, top - i * step, text, size, colour, bold=bold, horizontal="center",
                      vertical="center_baseline")  # fmt: skip

    def _box(self, box: Box, fill: str, line: str, width: float) -> None:
        radius = box.radius
        style = f"round,pad=0,rounding_size={radius}" if radius else "square,pad=0"
        self._axes.add_patch(
            FancyBboxPatch(
                (box.left, box.bottom), box.width, box.height, boxstyle=style,
                facecolor=fill, edgecolor=line, linewidth=width * self._scale, zorder=4,
            )
        )  # fmt: skip

    def _stroke(self, curve: Curve, colour: str, dash: str, heads: int, *, thin: bool) -> None:
        line = self._style.line
        t0 = 1 - _before_end(_reversed(curve), line.arrow_length) if heads == 2 else 0.0
        t1 = _before_end(curve, line.arrow_length) if heads else 1.0
        shaft = curve.part(t0, t1) if t0 < t1 else curve
        width = line.claimed if thin else line.width
        pattern = {"solid": "solid", "dashed": (0, line.dashed), "dotted": (0, line.dotted)}[dash]
        self._axes.add_patch(
            PathPatch(
                Path([shaft.start, shaft.control, shaft.end], [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
                facecolor="none", edgecolor=colour, linewidth=width * self._scale, linestyle=pattern,
                capstyle="butt", zorder=2,
            )
        )  # fmt: skip
        if heads:
            self._head(curve.at(t1), curve.end, colour)
        if heads == 2:
            self._head(curve.at(t0), curve.start, colour)

    def _head(self, base: Point, tip: Point, colour: str) -> None:
        length = math.dist(base, tip) or 1.0
        half = self._style.line.arrow_width / 2
        nx, ny = -(tip[1] - base[1]) / length * half, (tip[0] - base[0]) / length * half
        # The base reaches back a little, so that no gap shows between it and the line.
        corners = [tip, (base[0] + nx, base[1] + ny), (base[0] - nx, base[1] - ny)]
        self._axes.add_patch(Polygon(corners, closed=True, facecolor=colour, edgecolor="none", zorder=3))


def _reversed(curve: Curve) -> Curve:
    return Curve(curve.end, curve.control, curve.start)


def _before_end(curve: Curve, distance: float) -> float:
    """Return the parameter at which a curve is a distance from its end."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        if math.dist(curve.at(middle), curve.end) > distance:
            low = middle
        else:
            high = middle
    return low
