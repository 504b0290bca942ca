"""``kgraph extract``: articles to statements in JSON Lines."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from kgraph.cli import common

if TYPE_CHECKING:
    from kgraph.model import Mention, Statement


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("extract")(extract)


def extract(
    sources: common.Sources,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File for the statements (JSON Lines); else standard output.")
    ] = None,
    mentions: Annotated[Path | None, typer.Option(help="File for every mention of an entity (JSON Lines).")] = None,
    date: common.Date = None,
    publisher: common.Publisher = None,
    pipeline: common.Pipeline = None,
    knowledge: common.KnowledgeFile = None,
    reconcile: common.ReconcileUrl = None,
    cache: common.CacheFolder = None,
    min_confidence: common.MinConfidence = 0.0,
) -> None:
    """Read articles into statements, without a graph."""
    from kgraph.extraction import extract_all

    common.check_writable(output, mentions)
    with ExitStack() as stack:
        into = _open(stack, output) if output is not None else common.stdout_for_data()
        aside = _open(stack, mentions) if mentions is not None else None
        note = stack.enter_context(common.progress("reading"))
        for extraction in extract_all(
            sources, date=date, publisher=publisher, pipeline=pipeline, knowledge=knowledge,
            reconciler=common.reconciler(reconcile, cache), on_problem=common.note_problem,
        ):  # fmt: skip
            for s in extraction.statements:
                if s.confidence >= min_confidence:
                    _write(into, s)
            if aside is not None:
                for m in extraction.mentions:
                    _write(aside, m)
            note(extraction)


def _open(stack: ExitStack, path: Path) -> TextIO:
    """Open a file that takes its place only when all is written."""
    from kgraph.files import new_file

    aside = stack.enter_context(new_file(path))
    return stack.enter_context(aside.open("w", encoding="utf-8"))


def _write(into: TextIO, record: Statement | Mention) -> None:
    into.write(json.dumps(record.to_json(), ensure_ascii=False) + "\n")
