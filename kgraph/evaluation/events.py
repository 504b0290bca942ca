"""Statements as PLOVER event codings: who (country and sector) did what (event) to whom."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kgraph.errors import FormatError, SourceError
from kgraph.extraction import Reader
from kgraph.files import new_file
from kgraph.model import Argument, Article, Statement

_CERTAINTY = {"asserted": 0, "planned": 1, "possible": 2}


def code_file(gold: Path, output: Path, *, pipeline: str | None = None) -> int:
    """Code the sentences of a JSON Lines file (``id``, ``text``); return how many there were.

    Raises:
        SourceError: If the file cannot be read.
        FormatError: If a line is no such record.
        OutputError: If the output cannot be written.
    """
    reader = Reader(pipeline)
    number = 0
    with new_file(output) as aside, aside.open("w", encoding="utf-8") as out:
        for record in _records(gold):
            extraction = reader.read(Article(str(record["id"]), record["text"], date=record.get("date")))
            out.write(json.dumps({"id": record["id"], "events": codings(extraction.statements)}) + "\n")
            number += 1
    return number


def codings(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Return the events of a sentence as records, the likeliest main event first.

    What the sentence itself says happened goes before what it only reports or plans, what has both parties named before
    what has one, and of equals the surer and earlier.
    """
    events = [s for s in statements if s.event is not None]
    events.sort(key=_rank)
    found: list[dict[str, Any]] = []
    for s in events:
        record = {
            "source": _country(s.subject), "source_sector": s.subject.entity.sector,
            "event": s.event.type if s.event else None, "mode": s.event.mode if s.event else None,
            "target": _country(s.object), "target_sector": s.object.entity.sector if s.object else None,
        }  # fmt: skip
        if record not in found:
            found.append(record)
    return found


def _rank(s: Statement) -> tuple[float, ...]:
    return (
        s.polarity == "negative", s.object is None, _CERTAINTY[s.modality], -round(s.confidence, 1), s.trigger.start if s.trigger else 0,
    )  # fmt: skip


def _country(argument: Argument | None) -> str | None:
    return argument.entity.country if argument is not None else None


def _records(path: Path) -> Iterable[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            record["id"], record["text"]  # noqa: B018 - both are needed
        except (ValueError, KeyError, TypeError) as error:
            raise FormatError(f"{path}, line {number}: a record needs id and text ({error})") from error
        yield record
