"""``kgraph build``: articles to a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgraph.cli import common
from kgraph.errors import OutputError, SelectionError

if TYPE_CHECKING:
    from kgraph.graph import KnowledgeGraph

_SHOWN = 60


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("build")(build)


def build(
    sources: common.Sources,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Graph file; its suffix says the format.")
    ] = None,
    image: Annotated[Path | None, typer.Option(help="Picture of the graph as well: .png, .svg or .pdf.")] = None,
    store: Annotated[Path | None, typer.Option(help="Folder of a graph store on disk to add the articles to.")] = None,
    date: common.Date = None,
    publisher: common.Publisher = None,
    pipeline: common.Pipeline = None,
    knowledge: common.KnowledgeFile = None,
    identity: common.IdentityFile = None,
    reconcile: common.ReconcileUrl = None,
    cache: common.CacheFolder = None,
    min_confidence: common.MinConfidence = 0.0,
) -> None:
    """Read articles into a graph, and show what was found."""
    from kgraph.building import build as build_graph
    from kgraph.export import FORMATS
    from kgraph.graph import KnowledgeGraph
    from kgraph.opening import open_or_new_store

    if output is None and store is None:
        raise OutputError("name where the graph goes: -o graph.ttl, or --store FOLDER")
    common.check_writable(output, image)
    common.check_suffix(output, FORMATS, "a graph")
    if image is not None:
        from kgraph.draw import FORMATS as PICTURES  # heavy, and rarely asked for

        common.check_suffix(image, PICTURES, "a picture")
    reconciler = common.reconciler(reconcile, cache)
    kg = open_or_new_store(store) if store is not None else KnowledgeGraph()
    with common.progress("reading") as note:
        build_graph(
            sources, date=date, publisher=publisher, pipeline=pipeline, knowledge=knowledge, identity=identity,
            reconciler=reconciler, graph=kg, min_confidence=min_confidence, on_problem=common.note_problem,
            on_article=note,
        )  # fmt: skip
    if output is not None:
        kg.export(output)
    drawn = image if image is not None and _draw(kg, image) else None
    common.show_statements(kg.statements(), most=_SHOWN)
    written = ", ".join(str(p) for p in (output, drawn, store) if p is not None)
    read = f"{common.counted(len(kg), 'statement')} from {common.counted(len(kg.articles()), 'article')}"
    common.say(f"{read}; written: {written}")


def _draw(kg: KnowledgeGraph, image: Path) -> bool:
    """Draw the graph and return whether there was anything to draw."""
    try:
        kg.draw(image)
    except SelectionError as error:  # articles that say nothing are no mistake of the user's
        common.complain(f"warning: {image} is not drawn: {error}")
        return False
    return True
