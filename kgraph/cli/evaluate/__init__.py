"""``kgraph evaluate``: quality against gold data; each measure is a file."""

from __future__ import annotations

import typer

from kgraph.cli.evaluate import events, factuality, statements


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(help="Measure quality against gold data.")
    group.command("statements")(statements.statements)
    group.command("events")(events.events)
    group.command("factuality")(factuality.factuality)
    app.add_typer(group, name="evaluate")
