"""``kgraph evaluate events``: sentences coded as PLOVER events."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.cli import common


def events(
    gold: Annotated[Path, typer.Argument(help="Sentences in JSON Lines, with id and text.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File for the PLOVER events found in each.")],
    pipeline: common.Pipeline = None,
) -> None:
    """Code sentences as PLOVER events (source, event, target), best first, in the form that event scorers read."""
    from kgraph.evaluation.events import code_file

    common.check_writable(output)
    number = code_file(gold, output, pipeline=pipeline)
    common.say(f"{common.counted(number, 'sentence')}; written: {output}")
