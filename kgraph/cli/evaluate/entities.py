"""``kgraph evaluate entities``: who and what is named, and who is meant, against gold mentions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kgraph.cli import common

if TYPE_CHECKING:
    from kgraph.evaluation.entities import Error, Scores
    from kgraph.model import Mention

_TITLES = {"missed": "Missed names", "spurious": "Spurious names", "wrong": "Wrong links"}


def entities(
    gold: Annotated[list[Path], typer.Argument(help="Gold mentions in JSON Lines; several files count together.")],
    source: Annotated[list[str], typer.Option("--on", help="The articles that the gold is about; may be repeated.")],
    errors: Annotated[
        bool, typer.Option("--errors", help="List missed and spurious names, and wrong links, with their sentences.")
    ] = False,
    pipeline: common.Pipeline = None,
    knowledge: common.KnowledgeFile = None,
) -> None:
    """Say how well names are found in articles, put together into entities, and linked to who is meant."""
    from kgraph.evaluation.entities import read_gold, score
    from kgraph.extraction import extract_all

    documents = [document for path in gold for document in read_gold(path)]
    with common.progress("reading") as note:
        found: list[Mention] = []
        for extraction in extract_all(source, pipeline=pipeline, knowledge=knowledge, on_problem=common.note_problem):
            found += extraction.mentions
            note(extraction)
    scores = score(documents, found)
    _print(scores)
    if errors:
        _print_errors(scores.errors)


def _print(scores: Scores) -> None:
    from kgraph.evaluation.clusters import MEASURES
    from kgraph.evaluation.entities import KINDS, rates

    total = scores.total()
    found = rates(total)
    several = len(scores.counts) > 1

    def shown(name: str) -> list[str]:
        spread = "{:.3f} {:.3f}".format(*scores.interval(name)) if several else ""
        return [f"{found[name]:.3f}", spread]

    names = common.new_table()
    for column in ("names", "recall", "precision", "F1", "95 % between"):
        names.add_column(column, justify="left" if column == "names" else "right")
    parts = (f"{found['names recall']:.3f}", f"{found['names precision']:.3f}", *shown("names F1"))
    names.add_row("people, bodies, places", *parts)
    common.stdout().print(names)
    together = common.new_table()
    for column in ("coreference", "CoNLL", "95 % between", *MEASURES):
        together.add_column(column, justify="left" if column == "coreference" else "right")
    for over, title in (("names", "over names"), ("all", "over all mentions")):
        if total[f"{over} B3 gold"]:
            together.add_row(title, *shown(f"{over} CoNLL"), *(f"{found[f'{over} {m}']:.3f}" for m in MEASURES))
    common.stdout().print(together)
    links = common.new_table()
    for column in ("linked to", "right", "95 % between", "to another", "of"):
        links.add_column(column, justify="left" if column == "linked to" else "right")
    for kind in KINDS:
        if total[f"{kind} gold"]:
            links.add_row(kind, *shown(f"{kind} link"), f"{found[f'{kind} other']:.3f}", str(total[f"{kind} gold"]))
    common.stdout().print(links)


def _print_errors(errors: list[Error]) -> None:
    out = common.stdout()
    for kind, title in _TITLES.items():
        out.print(f"[bold]{title}[/bold]")
        for e in errors:
            if e.kind == kind:
                out.print(escape(f"{e.document}: {e.words}: {e.sentence}"))
