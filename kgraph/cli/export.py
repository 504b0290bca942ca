"""``kgraph export``: a graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.cli import common


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("export")(export)


def export(
    graph: common.Graph,
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write; its suffix says the format.")],
    identity: common.IdentityFile = None,
) -> None:
    """Write a graph in another format: Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML, GraphML, JSON Lines."""
    from kgraph.export import FORMATS
    from kgraph.opening import open_graph

    common.check_writable(output)
    common.check_suffix(output, FORMATS, "a graph")
    kg = open_graph(graph, read_only=True)
    if identity is not None:
        kg = kg.copy()
        for message in kg.identify(identity):
            common.complain(f"warning: {message}")
    kg.export(output)
    common.say(f"written: {output}")
