"""``kgraph evaluate``: quality against gold data; each measure is a file."""

from __future__ import annotations

import typer

from kgraph.cli.evaluate import attribution, entities, events, factuality, pipeline, relations, statements


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(help="Measure quality against gold data.")
    group.command("statements")(statements.statements)
    group.command("attribution")(attribution.attribution)
    group.command("entities")(entities.entities)
    group.command("events")(events.events)
    group.command("pipeline")(pipeline.pipeline)
    group.command("relations")(relations.relations)
    group.command("factuality")(factuality.factuality)
    app.add_typer(group, name="evaluate")
