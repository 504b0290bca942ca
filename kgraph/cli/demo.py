"""``kgraph demo``: the example article, from text to table, graph, picture and answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.cli import common
from kgraph.errors import OutputError

QUERIES = (
    (
        "Who gives arms or other help to whom, as the article itself states it?",
        "SELECT ?giver ?receiver WHERE { ?giver kgo:aids ?receiver } ORDER BY ?giver ?receiver",
    ),
    (
        "What is only somebody's claim, and whose?",
        """SELECT ?source ?who ?does ?whom ?polarity WHERE {
  ?statement kgo:attributedTo ?source ; kgo:polarity ?polarity ;
    rdf:subject ?who ; rdf:predicate ?does ; rdf:object ?whom .
} ORDER BY ?source ?who""",
    ),
)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[Path, typer.Option(help="Where graph.ttl and graph.png go.")] = Path(),
    pipeline: common.Pipeline = None,
) -> None:
    """Read the example article that ships with kgraph; write graph.ttl and graph.png, and ask two questions."""
    from kgraph.building import build
    from kgraph.cli.query import table
    from kgraph.resources import examples_dir

    if not folder.is_dir():
        raise OutputError(f"{folder} is no folder; make it first, or name another with --folder")
    ttl, png = folder / "graph.ttl", folder / "graph.png"
    common.check_writable(ttl, png)
    kg = build(examples_dir() / "article.jsonl", pipeline=pipeline)
    out = common.stdout()
    article = kg.articles()[0]
    common.show_statements(kg.statements(), title=f"{article.title} ({article.date})")
    kg.export(ttl)
    kg.draw(png)
    for question, sparql in QUERIES:
        out.print(f"[bold]{question}[/bold]")
        out.print(sparql, style="dim", markup=False, soft_wrap=True)
        out.print(table(kg.query(sparql)))
    common.say(f"{common.counted(len(kg), 'statement')}; written: {ttl}, {png}")
