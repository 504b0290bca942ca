"""``kgraph train``: from corpora to a pipeline."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from kgraph.cli import common
from kgraph.errors import PipelineError, SourceError


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("train")(train)


def train(
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the pipeline.")],
    folder: Annotated[
        Path | None,
        typer.Option("--corpora", help="Corpora laid out as ud/ ner/ voa/ re3d/ docred/; what it lacks is left out."),
    ] = None,
    treebank: Annotated[list[Path] | None, typer.Option(help="Further CoNLL-U file; may be repeated.")] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="Corpus of the folder to leave out (ewt, gmb, …); may be repeated.")
    ] = None,
    names: Annotated[list[Path] | None, typer.Option(help="Further JSON Lines with names; may be repeated.")] = None,
    dev: Annotated[
        list[Path] | None, typer.Option(help="CoNLL-U file to watch while training; may be repeated.")
    ] = None,
    start: Annotated[
        Path | None, typer.Option("--from", help="Folder of a pipeline to go on from, instead of the bare encoder.")
    ] = None,
    words: Annotated[int | None, typer.Option(min=1000, help="Words of training in all, over all passes.")] = None,
    hours: Annotated[float | None, typer.Option(min=0.01, help="Stop after so many hours.")] = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Processor threads.")] = None,
    tables: Annotated[
        bool,
        typer.Option("--tables", help="With --from: keep the network, and make only its tokenizer and tables anew."),
    ] = False,
) -> None:
    """Train a pipeline as the shipped one was, on its corpora and your own; goes on where it was broken off."""
    if tables:
        common.say(f"written: {_rebuilt(output, start, folder, treebank or [], without or [])}")
        return
    try:
        from kgraph.training.command import Recipe
        from kgraph.training.command import train as run
    except ImportError as error:
        raise PipelineError(f"training needs {error.name}; install it with: pip install 'kgraph[train]'") from error
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    seconds = None if hours is None else hours * 3600
    made = run(
        output, folder=folder, treebanks=treebank or (), names=names or (), without=without or (),
        development=dev or (), start=start, recipe=Recipe() if words is None else Recipe(words=words), seconds=seconds,
        threads=threads,
    )  # fmt: skip
    common.say(f"written: {made}; use it with --pipeline {made}")


def _rebuilt(output: Path, start: Path | None, folder: Path | None, treebanks: list[Path], without: list[str]) -> Path:
    """Write a pipeline with its tables made anew."""
    from kgraph.training.rebuild import rebuild

    if start is None:
        raise SourceError("--tables needs the pipeline whose network is kept: give its folder with --from")
    return rebuild(output, start=start, folder=folder, treebanks=treebanks, without=without)
