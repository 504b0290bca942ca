"""``kgraph evaluate events``: sentences coded as PLOVER events."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.cli import common


def events(
    gold: Annotated[Path, typer.Argument(help="Sentences or stories in JSON Lines: id, text, maybe title and event.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File for the PLOVER events found in each.")],
    pipeline: common.Pipeline = None,
) -> None:
    """Code sentences as PLOVER events (source, event, target), best first, in the form that event scorers read.

    Where the records name their event, say how often it is among those found.
    """
    from kgraph.evaluation.events import code_file

    common.check_writable(output)
    coded = code_file(gold, output, pipeline=pipeline)
    common.say(f"{common.counted(coded.number, 'sentence')}; written: {output}")
    if not coded.types:
        return
    table = common.new_table()
    for column in ("event", "found", "of", "share"):
        table.add_column(column, justify="left" if column == "event" else "right")
    for event, n in sorted(coded.types.items()):
        table.add_row(event, str(n.right), str(n.gold), f"{n.recall:.3f}")
    right, of = sum(n.right for n in coded.types.values()), sum(n.gold for n in coded.types.values())
    table.add_row("all", str(right), str(of), f"{right / of:.3f}")
    common.stdout().print(table)
