"""``kgraph build``: articles to a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.cli import common
from kgraph.errors import OutputError

_SHOWN = 40


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("build")(build)


def build(
    sources: common.Sources,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Graph file; its suffix says the format.")] = None,
    image: Annotated[Path | None, typer.Option(help="Picture of the graph as well: .png, .svg or .pdf.")] = None,
    store: Annotated[Path | None, typer.Option(help="Folder of a graph store on disk to add the articles to.")] = None,
    date: common.Date = None,
    publisher: common.Publisher = None,
    pipeline: common.Pipeline = None,
    knowledge: common.KnowledgeFile = None,
    min_confidence: common.MinConfidence = 0.0,
) -> None:
    """Read articles into a graph, and show what was found."""
    from kgraph.building import build as build_graph
    from kgraph.draw import FORMATS as PICTURES
    from kgraph.export import FORMATS
    from kgraph.graph import KnowledgeGraph
    from kgraph.opening import open_or_new_store

    if output is None and store is None:
        raise OutputError("name where the graph goes: -o graph.ttl, or --store FOLDER")
    common.check_writable(output, image)
    common.check_suffix(output, FORMATS, "a graph")
    common.check_suffix(image, PICTURES, "a picture")
    kg = open_or_new_store(store) if store is not None else KnowledgeGraph()
    with common.progress("reading") as note:
        build_graph(
            sources, date=date, publisher=publisher, pipeline=pipeline, knowledge=knowledge, graph=kg,
            min_confidence=min_confidence, on_problem=common.note_problem, on_article=note,
        )  # fmt: skip
    if output is not None:
        kg.export(output)
    if image is not None:
        kg.draw(image)
    found = sorted(kg.statements(), key=lambda s: -s.confidence)
    common.stdout().print(common.statement_table([s for s in found if s.object][:_SHOWN]))
    written = ", ".join(str(p) for p in (output, image, store) if p is not None)
    common.say(f"{common.counted(len(found), 'statement')} from {common.counted(len(kg.articles()), 'article')}; written: {written}")
