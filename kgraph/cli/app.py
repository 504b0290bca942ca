"""The program ``kgraph``: its commands, and how it fails."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

import kgraph
from kgraph.cli import build, demo, draw, evaluate, export, extract, info, query, train
from kgraph.cli.common import complain
from kgraph.errors import KgraphError

app = typer.Typer(
    name="kgraph",
    help="Reads news on world politics into a knowledge graph: who did what to whom, when, where, according to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (demo, build, extract, query, draw, export, info, evaluate, train):
    module.register(app)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the option's value
    if wanted:
        typer.echo(f"kgraph {kgraph.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Reads news on world politics into a knowledge graph."""


def main() -> None:
    """Run the program; a user's mistake is one line on standard error and exit status 1."""
    try:
        app()
    except KgraphError as error:
        complain(str(error))
        sys.exit(1)
    except BrokenPipeError:
        # Whoever reads our output has seen enough ("| head"); closing it again must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except MemoryError:
        complain("there is not enough memory for this; read fewer or shorter articles at a time")
        sys.exit(1)
