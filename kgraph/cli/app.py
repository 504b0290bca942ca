"""The program ``kgraph``: its commands, and how it fails."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, Any, cast

import typer

import kgraph
from kgraph.cli import build, demo, draw, evaluate, explain, export, extract, info, query, train
from kgraph.cli.common import complain
from kgraph.errors import KgraphError

_HELP = "Reads news on world politics into a knowledge graph: who did what to whom, when, where, according to whom."
# Base of what typer raises when a command is called wrongly: click's in older versions, in newer ones its own.
_USAGE = cast("tuple[type[Exception], ...]", typer.BadParameter.__bases__)
_INTERRUPTED = 130

app = typer.Typer(
    name="kgraph",
    help=_HELP,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (demo, build, extract, query, explain, draw, export, info, evaluate, train):
    module.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kgraph {kgraph.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, help=_HELP)
def _options(
    context: typer.Context,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the program; a user's mistake is one line on standard error and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark for it
    sys.exit(_run())


def _run() -> int:
    """Run the program and return its exit status."""
    try:
        return app(prog_name="kgraph", standalone_mode=False) or 0
    except KgraphError as error:
        complain(str(error))
    except _USAGE as error:
        complain(_usage_message(error))
    except BrokenPipeError:
        # Whoever reads our output has seen enough ("| head"); closing it again must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        complain(f"{named}{error.strerror or error}")
    except MemoryError:
        complain("there is not enough memory for this; read fewer or shorter articles at a time")
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted")
        return _INTERRUPTED
    return 1


def _usage_message(error: Any) -> str:
    hint = f"; see {error.ctx.command_path} --help" if error.ctx is not None else ""
    message = str(error.format_message())
    return message.replace("Value error, ", "").rstrip(".") + hint
