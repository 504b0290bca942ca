"""``kgraph evaluate factuality``: what happened and what did not, against predicates that people judged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kgraph.cli import common

if TYPE_CHECKING:
    from kgraph.evaluation.factuality import Scores

_MOST_CUES = 30


def factuality(
    gold: Annotated[Path, typer.Argument(help="Judged predicates in JSON Lines, with sent_id, token, factuality.")],
    treebank: Annotated[Path, typer.Option(help="CoNLL-U file with the sentences that gold names.")],
    gold_trees: Annotated[
        bool, typer.Option("--gold-trees", help="Take the treebank's trees; otherwise its text is parsed.")
    ] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List the predicates that are read wrong.")] = False,
    pipeline: common.Pipeline = None,
) -> None:
    """Say of how many predicates it is told right whether they happened."""
    from kgraph.evaluation.factuality import score
    from kgraph.pipelines import load_pipeline

    scores = score(gold, treebank, load_pipeline(pipeline), gold_trees=gold_trees)
    _print(scores)
    if errors:
        out = common.stdout()
        for judged in scores:
            if not judged.right:
                happened = "happened" if judged.happened else "did not"
                out.print(escape(f"{judged.form} ({happened}; {judged.status}, {judged.cues}): {judged.sentence}"))


def _print(scores: Scores) -> None:
    from kgraph.evaluation.factuality import counted, share

    total = counted(scores)
    table = common.new_table()
    for column in ("", "predicates", "right", "95 % between"):
        table.add_column(column, justify="left" if not column else "right")
    for name, what in (("happened or not", "right"), ("by status alone", "right_by_status")):
        low, high = scores.interval(what)
        table.add_row(name, str(total["all"]), f"{scores.accuracy(what):.3f}", f"{low:.3f} {high:.3f}")
    table.add_row("all taken to have happened", str(total["all"]), f"{share(total, 'happened'):.3f}", "")
    common.stdout().print(table)
    _print_groups("annotators' confidence", scores.by_agreement())
    _print_groups("status", scores.by("status"))
    cues = sorted(scores.by("cues").items(), key=lambda item: item[1]["right"] - item[1]["all"])
    _print_groups("deciding words, most errors first", dict(cues[:_MOST_CUES]))


def _print_groups(name: str, groups: dict[str, Counter[str]]) -> None:
    from kgraph.evaluation.factuality import share

    table = common.new_table()
    for column in (name, "predicates", "happened", "right", "by status"):
        table.add_column(column, justify="left" if column == name else "right")
    for key, counts in groups.items():
        rates = (f"{share(counts, what):.2f}" for what in ("happened", "right", "right_by_status"))
        table.add_row(escape(key), str(counts["all"]), *rates)
    common.stdout().print(table)
