"""``kgraph evaluate``: quality against gold data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.cli import common


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(help="Measure quality against gold data.", no_args_is_help=True)
    group.command("events")(events)
    app.add_typer(group, name="evaluate")


def events(
    gold: Annotated[Path, typer.Argument(help="Sentences in JSON Lines, with id and text.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File for the PLOVER events found in each.")],
    pipeline: common.Pipeline = None,
) -> None:
    """Code sentences as PLOVER events (source, event, target), best first, in the form that event scorers read."""
    from kgraph.evaluation.events import code_file

    common.check_writable(output)
    number = code_file(gold, output, pipeline=pipeline)
    common.say(f"{number} sentences; written: {output}")
