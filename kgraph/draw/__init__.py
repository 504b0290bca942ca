"""Pictures of a graph: who does what to whom, as boxes and labelled arrows in a PNG, SVG or PDF file.

In reading order: `selection` (which statements), `merging` (parallel ones as one link), `layout`, `spacing`, `labels`
and `packing` (where everything goes), `drawing` and `page` (the picture as values), `painting` (matplotlib);
`style` reads colours and sizes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.draw.drawing import arrange
from kgraph.draw.merging import Link, merge, most_important
from kgraph.draw.page import Drawing, compose
from kgraph.draw.painting import paint
from kgraph.draw.selection import centre_ids, ends, select
from kgraph.errors import FormatError, SelectionError
from kgraph.files import new_file
from kgraph.model import LIKELY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kgraph.graph import KnowledgeGraph
    from kgraph.model import Statement

__all__ = ["FORMATS", "Drawing", "draw", "picture"]

FORMATS = ("png", "svg", "pdf")


def draw(
    kg: KnowledgeGraph,
    path: str | Path,
    *,
    focus: str | Sequence[str] | None = None,
    hops: int = 1,
    relation: str | Sequence[str] | None = None,
    min_confidence: float = LIKELY,
    max_edges: int | None = 60,
    title: str | None = None,
    size: tuple[float, float] | None = None,
    seed: int = 0,
) -> Drawing:
    """Draw a graph into a file, in the format of its suffix (.png, .svg or .pdf).

    Entities are boxes, all relations from one to another a single labelled arrow; entities without a relation to
    another are left out.  A relation is drawn once, as firmly as its firmest statement has it.

    Args:
        kg: The graph.
        path: The file to write; if anything fails, none is written and an older one stays.
        focus: Labels or ids of entities; only what is reached from them within `hops` steps is drawn.
        hops: Steps from the focus: with 1, only relations of the focus itself.
        relation: Relations by name or label, or PLOVER events (``AID``); sub-relations count too.
        min_confidence: Least confidence of statements, 0 to 1; by default that of plain triples.
        max_edges: How many arrows at most; the most important stay, and the title says so.  None draws all.
        title: The title; by default it names the focus.
        size: Width and height in inches that the page is scaled into; by default as large as its contents need.
        seed: Seed of the layout; the same graph, options and seed give the same picture.

    Returns:
        What was drawn, with all places.

    Raises:
        FormatError: If the suffix is unknown.
        SelectionError: If the focus or relation is unknown, or nothing is left to draw.
        OutputError: If the path cannot be written.
    """
    file_format = _format(Path(path))
    if size is not None and min(size) <= 0:
        raise SelectionError(f"a page needs a width and a height above 0, not {size}")
    present = {int(a.date[:4]) for a in kg.articles() if a.date and a.date[:4].isdigit()}
    drawing = picture(
        kg.statements(), focus=focus, hops=hops, relation=relation, min_confidence=min_confidence,
        max_edges=max_edges, title=title, seed=seed, present=present,
    )  # fmt: skip
    with new_file(path) as aside:
        paint(drawing, aside, file_format, size)
    return drawing


def picture(
    statements: Iterable[Statement],
    *,
    focus: str | Sequence[str] | None = None,
    hops: int = 1,
    relation: str | Sequence[str] | None = None,
    min_confidence: float = LIKELY,
    max_edges: int | None = 60,
    title: str | None = None,
    seed: int = 0,
    present: Iterable[int] = (),
) -> Drawing:
    """Return the picture of statements as values, without painting it.

    Args:
        statements: What to draw.
        present: Years that labels need not mention.
        focus: As in `draw`, like all other options.
        hops: As in `draw`.
        relation: As in `draw`.
        min_confidence: As in `draw`.
        max_edges: As in `draw`.
        title: As in `draw`.
        seed: As in `draw`.

    Raises:
        SelectionError: If the focus or relation is unknown, or nothing is left to draw.
    """
    if max_edges is not None and max_edges < 1:
        raise SelectionError(f"max_edges must be 1 or more, not {max_edges}")
    every = list(statements)
    chosen = select(every, focus=focus, hops=hops, relation=relation, min_confidence=min_confidence)
    centres = centre_ids(every, focus)
    links = merge(chosen, frozenset(present))
    shown = most_important(links, max_edges, centres)
    names = sorted({e.label for s in chosen for e in ends(s) if e.id in centres})
    heading = title if title is not None else " and ".join(names) if names else None
    return compose(arrange(shown, focus=centres, seed=seed), heading, _subtitle(shown, len(links)))


def _subtitle(shown: Sequence[Link], all_links: int) -> str:
    entities = len({e.id for k in shown for e in (k.source, k.target)})
    if len(shown) < all_links:
        return f"The {len(shown)} most important of {all_links} links, between {entities} entities"
    return f"{_count(len(shown), 'link')} between {entities} entities"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _format(path: Path) -> str:
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        known = ", ".join(f".{f}" for f in FORMATS)
        raise FormatError(f"{path.name}: pictures are written as {known}; name a file that ends so")
    return suffix
