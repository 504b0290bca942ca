"""``kgraph evaluate relations``: pairs of things that people marked as related."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kgraph.cli import common

if TYPE_CHECKING:
    from kgraph.evaluation.relations import RelationScores


def relations(
    gold: Annotated[Path, typer.Argument(help="Documents with entities and relations, in the format of re3d.")],
    errors: Annotated[
        bool, typer.Option("--errors", help="List the pairs that were missed or related wrongly.")
    ] = False,
    pipeline: common.Pipeline = None,
) -> None:
    """Say how many pairs that people marked as related some statement relates, and how many it relates as they do."""
    from kgraph.evaluation.gold import read_marked
    from kgraph.evaluation.relations import read_relations, score
    from kgraph.extraction import Reader

    documents = list(read_relations(gold))
    with common.progress("reading") as note:
        scores = score(read_marked(Reader(pipeline), documents, note))
    _print(scores)
    if errors:
        _print_errors(scores)


def _print(scores: RelationScores) -> None:
    from kgraph.evaluation.relations import ANYTHING, RELATIONS, TOTAL

    table = common.new_table()
    for column in ("relation", "marked", "related", "95 % between", "as marked", "95 % between"):
        table.add_column(column, justify="left" if column == "relation" else "right")
    for kind in (*RELATIONS, TOTAL, ANYTHING):
        cells = []
        for what in ("related", "typed"):
            low, high = scores.interval(what, kind)
            cells += [f"{scores.rate(what, kind):.3f}", f"{low:.3f} {high:.3f}"]
        table.add_row(kind, str(scores.number(kind)), *cells)
    common.stdout().print(table)


def _print_errors(scores: RelationScores) -> None:
    out = common.stdout()
    out.print("[bold]Missed[/bold]")
    for r in sorted(scores.missed, key=lambda r: r.kind):
        out.print(escape(f"{r.kind}: {r.head_text} | {r.tail_text}: {r.passage}"))
    out.print("[bold]Related otherwise[/bold]")
    for r, statements in sorted(scores.mistyped, key=lambda item: item[0].kind):
        said = sorted({s.predicate for s in statements})
        out.print(escape(f"{r.kind}: {r.head_text} | {r.tail_text}: {', '.join(said)}: {r.passage}"))
