"""``kgraph evaluate attribution``: who is said to say what, against attributions that people marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kgraph.cli import common

if TYPE_CHECKING:
    from kgraph.evaluation.attribution import AttributionScores
    from kgraph.model import Statement


def attribution(
    gold: Annotated[Path, typer.Argument(help="Articles with attributions in JSON Lines: source, cue and content.")],
    errors: Annotated[
        bool, typer.Option("--errors", help="List what lacks a source, has one too many or another than marked.")
    ] = False,
    pipeline: common.Pipeline = None,
) -> None:
    """Say how many statements are attributed where people marked that somebody says so, and how often to whom."""
    from kgraph.evaluation.attribution import read_attributions, score
    from kgraph.evaluation.gold import read_marked
    from kgraph.extraction import Reader

    articles = list(read_attributions(gold))
    with common.progress("reading") as note:
        scores = score(read_marked(Reader(pipeline), articles, note))
    _print(scores)
    if errors:
        _print_errors(scores)


def _print(scores: AttributionScores) -> None:
    total = scores.total
    table = common.new_table()
    for column in ("", "precision", "recall", "F1"):
        table.add_column(column, justify="left" if not column else "right")
    table.add_row("attributed", *(f"{scores.rate(name):.3f}" for name in ("precision", "recall", "F1")))
    table.add_row("  95 % between", *(_between(scores, name) for name in ("precision", "recall", "F1")))
    common.stdout().print(table)
    sources = common.new_table()
    for column in ("", "right", "95 % between", "of"):
        sources.add_column(column, justify="left" if not column else "right")
    right = f"{scores.rate('source'):.3f}"
    sources.add_row("source with a name", right, _between(scores, "source"), str(total["name"]))
    common.stdout().print(sources)


def _between(scores: AttributionScores, name: str) -> str:
    low, high = scores.interval(name)
    return f"{low:.3f} {high:.3f}"


def _print_errors(scores: AttributionScores) -> None:
    out = common.stdout()
    for heading, cases in (
        ("Without a source", scores.missed),
        ("With a source, but said by nobody", [(s, "") for s in scores.wrong]),
        ("With another source", scores.mistaken),
    ):
        out.print(f"[bold]{heading}[/bold]")
        for s, marked in cases:
            who = f" (marked: {marked})" if marked else ""
            out.print(escape(f"{s.document}: {_said(s)}{who}: {s.evidence.text}"))


def _said(s: Statement) -> str:
    """Return a statement in words: "Kerry: Russia bombs Aleppo"."""
    words = " ".join(x for x in (s.subject.label, s.predicate, s.object.label if s.object else "") if x)
    return f"{s.attributed_to.label}: {words}" if s.attributed_to is not None else words
