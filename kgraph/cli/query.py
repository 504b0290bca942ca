"""``kgraph query``: SPARQL on a graph."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgraph.cli import common
from kgraph.errors import QueryError, SourceError

if TYPE_CHECKING:
    from rich.table import Table

    from kgraph.rows import Rows


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("query")(query)


def query(
    graph: common.OptionalGraph = None,
    sparql: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="SPARQL; prefixes are known, kg:South_Korea is the entity.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="File with the query.")] = None,
    named: Annotated[str | None, typer.Option(help="A query that kgraph ships; --list names them.")] = None,
    param: Annotated[
        list[str] | None, typer.Option(help="A parameter as name=value, such as actor='North Korea'.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How the answer is written.")] = Format.TABLE,
    list_: Annotated[bool, typer.Option("--list", help="List the queries that kgraph ships.")] = False,
) -> None:
    """Ask a graph in SPARQL, or by a query that kgraph ships."""
    if list_:
        _list_queries()
        return
    from kgraph.opening import open_graph

    if graph is None:
        raise QueryError("name a graph and a query: kgraph query graph.ttl 'SELECT ...' (--list shows named queries)")
    text = _text(sparql, file, named)
    rows = open_graph(graph, read_only=True).query(text, _parameters(param or []))
    for warning in rows.warnings:
        common.complain(f"warning: {warning}")
    _print(rows, format_)


def _text(sparql: str | None, file: Path | None, named: str | None) -> str:
    given = [x for x in (sparql, file, named) if x is not None]
    if len(given) != 1:
        raise QueryError("give one query: as text, with --file, or with --named")
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return named if named is not None else sparql or ""


def _parameters(given: list[str]) -> dict[str, str]:
    found = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise QueryError(f"a parameter is written name=value, not {one!r}")
        found[name.strip()] = value.strip()
    return found


def _print(rows: Rows, format_: Format) -> None:
    from kgraph.rows import rows_to_csv, rows_to_json

    if format_ is Format.CSV:
        common.stdout_for_data().write(rows_to_csv(rows))
    elif format_ is Format.JSON:
        common.stdout_for_data().write(rows_to_json(rows))
    else:
        common.stdout().print(table(rows))
        common.say(common.counted(len(rows), "row"))


def table(rows: Rows) -> Table:
    """Return an answer as a table for people."""
    from rich.markup import escape

    made = common.new_table()
    for column in rows.columns:
        made.add_column(column, overflow="fold")
    for row in rows.texts():
        made.add_row(*map(escape, row))
    return made


def _list_queries() -> None:
    from rich.markup import escape

    from kgraph.named_queries import named_queries

    made = common.new_table()
    for column in ("name", "asks", "parameters"):
        made.add_column(column, overflow="fold")
    for name, known in named_queries().items():
        parameters = ", ".join(p.name if p.required else f"[{p.name}]" for p in known.parameters)
        made.add_row(name, known.title, escape(parameters))
    common.stdout().print(made)
