"""``kgraph evaluate pipeline``: trees, tags, lemmas and names, against treebanks and annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kgraph.cli import common
from kgraph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.evaluation.counting import Count
    from kgraph.evaluation.pipeline import NameScores, PipelineScores, TreebankScores


def pipeline(
    treebank: Annotated[
        list[Path] | None, typer.Option(help="CoNLL-U file with gold trees, tags and lemmas; may be repeated.")
    ] = None,
    names: Annotated[
        list[Path] | None, typer.Option(help="JSON Lines with the names of whole articles; may be repeated.")
    ] = None,
    relations: Annotated[bool, typer.Option("--relations", help="Show each relation of the trees.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List the names missed and wrongly found.")] = False,
    pipeline: common.Pipeline = None,
) -> None:
    """Say how well a pipeline reads: sentences, tags, lemmas and trees, and names, from raw text."""
    from kgraph.evaluation.pipeline import evaluate_pipeline
    from kgraph.pipelines import load_pipeline

    files = [*(treebank or ()), *(names or ())]
    if not files:
        raise SourceError("nothing to measure against: give --treebank or --names")
    for path in files:
        if not path.is_file():
            raise SourceError(f"{path} cannot be read: no such file")
    scores = evaluate_pipeline(
        load_pipeline(pipeline),
        treebanks={path.stem: path for path in treebank or ()},
        names={path.stem: path for path in names or ()},
    )
    _print_treebanks(scores.treebanks)
    if relations:
        for name, scored in scores.treebanks.items():
            _print_counts(f"relations of {name}", scored.relations)
    for name, found in scores.names.items():
        _print_counts(f"names of {name}", {"all": found.total} | found.by_type)
    if errors:
        _print_errors(scores)
    common.say(f"{scores.words_per_second:,.0f} words a second, the scoring included")


def _print_treebanks(scores: Mapping[str, TreebankScores]) -> None:
    if not scores:
        return
    table = common.new_table()
    columns = {
        "tokens": "words", "sentences": "sentences", "upos": "UPOS", "lemmas": "lemmas", "uas": "UAS", "las": "LAS",
        "las_words": "LAS, words only",
    }  # fmt: skip
    table.add_column("treebank")
    for label in columns.values():
        table.add_column(label, justify="right")
    for name, scored in scores.items():
        figures = scored.figures()
        table.add_row(escape(name), *(f"{100 * figures[column]:.1f}" for column in columns))
    common.stdout().print(table)


def _print_counts(title: str, counts: Mapping[str, Count]) -> None:
    """Print precision, recall and F1 of each kind, the frequent kinds first."""
    table = common.new_table(title)
    table.add_column("")
    for label in ("precision", "recall", "F1", "of"):
        table.add_column(label, justify="right")
    for name, count in sorted(counts.items(), key=lambda item: -item[1].gold):
        rates = (f"{100 * rate:.1f}" for rate in (count.precision, count.recall, count.f1))
        table.add_row(escape(name), *rates, str(count.gold))
    common.stdout().print(table)


def _print_errors(scores: PipelineScores) -> None:
    for name, found in scores.names.items():
        _print_list(f"Missed in {name}", found, "missed")
        _print_list(f"Wrongly found in {name}", found, "wrong")


def _print_list(title: str, found: NameScores, which: str) -> None:
    out = common.stdout()
    out.print(f"[bold]{escape(title)}[/bold]")
    for label, words, context in getattr(found, which):
        out.print(escape(f"{label}: {words}: {context}"))
