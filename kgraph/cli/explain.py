"""``kgraph explain``: who an entity of a graph is, and why words were taken to mean it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kgraph.cli import common

if TYPE_CHECKING:
    from rich.table import Table

    from kgraph.explaining import Explanation, Reading
    from kgraph.rdf import Source


class Format(StrEnum):
    """How an explanation is written."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("explain")(explain)


def explain(
    graph: common.Graph,
    entity: Annotated[str, typer.Argument(help="A name, an IRI, or a prefixed name such as wd:Q884.")],
    sentences: Annotated[int, typer.Option(min=0, help="Sentences shown of each article.")] = 3,
    format_: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.TEXT,
) -> None:
    """Say who an entity is, which words of which articles mean it, and why."""
    from kgraph.opening import open_graph

    found = open_graph(graph, read_only=True).explain(entity)
    if format_ is Format.JSON:
        records = [e.to_json() for e in found]
        common.stdout_for_data().write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        return
    for number, explanation in enumerate(found):
        if number:
            common.stdout().print()
        _print(explanation, sentences)


def _print(e: Explanation, sentences: int) -> None:
    from rich.markup import escape

    out = common.stdout()
    what = ", ".join(x for x in (e.entity.type, e.entity.country, *e.sectors) if x)
    out.print(f"[bold]{escape(e.entity.label)}[/bold] ({escape(what)})")
    lines = {
        "id": (e.entity.id,),
        "also called": e.names,
        "the same elsewhere": e.elsewhere,
        "merged into it": tuple(map(_short, e.same_as)),
        "another than": tuple(map(_short, e.different_from)),
    }
    for title, values in lines.items():
        if values:
            out.print(f"  {title}: {escape(', '.join(values))}", soft_wrap=True)
    if e.occurrences:
        out.print(_table(e.readings()))
    for source in e.sources:
        _print_source(e, source, sentences)


def _table(readings: list[Reading]) -> Table:
    from rich.markup import escape

    table = common.new_table()
    for column in ("words", "kind", "linked as", "times", "articles", "sure", "runner-up", "read as"):
        table.add_column(column, justify="right" if column in {"times", "articles", "sure"} else "left")
    for r in readings:
        other = max((o.runner_up for o in r.occurrences if o.runner_up), key=lambda x: x.confidence, default=None)
        sure = [o.confidence for o in r.occurrences if o.confidence is not None]
        table.add_row(
            escape(r.words), r.kind, _reason(r.reason), str(len(r.occurrences)),
            str(len({o.document for o in r.occurrences})), f"{max(sure):.2f}" if sure else "",
            escape(f"{other.label} {other.confidence:.2f}") if other else "",
            escape(_short(r.read_as)) if r.read_as else "",
        )  # fmt: skip
    if not any(r.read_as for r in readings):
        table.columns.pop()
    return table


def _short(iri: str) -> str:
    """Return an IRI as a prefixed name that the command takes as well."""
    from kgraph.vocabulary import KG, compact

    return f"kg:{iri.removeprefix(KG)}" if iri.startswith(KG) else compact(iri)


def _reason(notation: str) -> str:
    from kgraph.ontology import load_ontology
    from kgraph.vocabulary import kgo

    return load_ontology().label(kgo(f"identification-{notation}").value) or notation


def _print_source(e: Explanation, source: Source, sentences: int) -> None:
    from rich.markup import escape

    out = common.stdout()
    about = ", ".join(x for x in (source.title, source.publisher, source.date) if x)
    here = [o for o in e.occurrences if o.document == source.id]
    counts = f"{common.counted(len(here), 'mention')}, {common.counted(e.statements[source.id], 'statement')}"
    title = f"{source.id} ({about})" if about else source.id
    out.print(f"[bold]{escape(title)}[/bold]: {counts}", soft_wrap=True)
    shown = list(dict.fromkeys(" ".join(o.sentence.split()) for o in here if o.sentence))
    for sentence in shown[:sentences]:
        out.print(f"  {escape(sentence)}", soft_wrap=True)
    if len(shown) > sentences:
        out.print(f"  … and {common.counted(len(shown) - sentences, 'sentence')} more")
