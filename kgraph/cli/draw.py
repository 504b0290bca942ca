"""``kgraph draw``: a picture of a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.cli import common
from kgraph.model import LIKELY


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("draw")(draw)


def draw(
    graph: common.Graph,
    output: Annotated[Path, typer.Option("-o", "--output", help="Picture: .png, .svg or .pdf.")],
    focus: Annotated[list[str] | None, typer.Option(help="Only what surrounds this entity; may be repeated.")] = None,
    hops: Annotated[int, typer.Option(min=1, help="How many steps from the focus.")] = 1,
    relation: Annotated[
        list[str] | None, typer.Option(help="Only this relation or PLOVER event; may be repeated.")
    ] = None,
    min_confidence: common.MinConfidence = LIKELY,
    max_edges: Annotated[int, typer.Option(min=1, help="At most so many arrows; the most important stay.")] = 60,
    title: Annotated[str | None, typer.Option(help="Title of the picture.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the layout.")] = 0,
) -> None:
    """Draw a graph: who does what to whom."""
    from kgraph.draw import FORMATS
    from kgraph.opening import open_graph

    common.check_writable(output)
    common.check_suffix(output, FORMATS, "a picture")
    open_graph(graph, read_only=True).draw(
        output, focus=focus or None, hops=hops, relation=relation or None, min_confidence=min_confidence,
        max_edges=max_edges, title=title, seed=seed,
    )  # fmt: skip
    common.say(f"written: {output}")
