"""``kgraph evaluate statements``: who did what to whom, against gold statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kgraph.cli import common

if TYPE_CHECKING:
    from kgraph.evaluation.statements import Scores


def statements(
    gold: Annotated[list[Path], typer.Argument(help="Gold statements in JSON Lines; several files count together.")],
    source: Annotated[list[str], typer.Option("--on", help="The articles that the gold is about; may be repeated.")],
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what matches no gold.")] = False,
    pipeline: common.Pipeline = None,
    min_confidence: common.MinConfidence = 0.0,
) -> None:
    """Say how many gold statements are found in articles, and how many of those found are right."""
    from kgraph.evaluation.statements import read_gold, score
    from kgraph.extraction import extract_all

    records = [record for path in gold for record in read_gold(path)]
    with common.progress("reading") as note:
        found = []
        for extraction in extract_all(source, pipeline=pipeline, on_problem=common.note_problem):
            found += [s for s in extraction.statements if s.confidence >= min_confidence]
            note(extraction)
    scores = score(records, found)
    _print(scores)
    if errors:
        _print_errors(scores)


def _print(scores: Scores) -> None:
    rates = scores.rates()
    table = common.new_table()
    for column in ("", "recall", "precision", "F1"):
        table.add_column(column, justify="left" if not column else "right")
    table.add_row("who and whom", *(f"{rates[f'pair {x}']:.3f}" for x in ("recall", "precision", "F1")))
    table.add_row("with what was done", *(f"{rates[f'typed {x}']:.3f}" for x in ("recall", "precision", "F1")))
    if len(scores.counts) > 1:
        spans = (scores.interval(f"typed {x}") for x in ("recall", "precision", "F1"))
        table.add_row("  95 % between", *(f"{low:.3f} {high:.3f}" for low, high in spans))
    table.add_row("with status and source", f"{rates['full recall']:.3f}", "", "")
    common.stdout().print(table)
    kinds = common.new_table()
    for column in ("relation or event", "found", "of"):
        kinds.add_column(column, justify="left" if column.startswith("rel") else "right")
    for kind, n in sorted(scores.kinds.items(), key=lambda item: -item[1]["required"]):
        kinds.add_row(kind, str(n["found"]), str(n["required"]))
    common.stdout().print(kinds)


def _print_errors(scores: Scores) -> None:
    out = common.stdout()
    out.print("[bold]Missed[/bold]")
    for g in scores.missed:
        said = f"{g.subjects[0]} {'/'.join(sorted(g.relations))} {g.objects[0]}"
        out.print(escape(f"{g.document}: {said}: {g.quotation}"))
    out.print("[bold]Matching no gold[/bold]")
    for s in scores.wrong:
        said = " ".join(x for x in (s.subject.label, s.predicate, s.object.label if s.object else "") if x)
        out.print(escape(f"{s.document}: {said} ({s.confidence:.2f}): {s.evidence.text}"))
