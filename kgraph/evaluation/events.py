"""Statements as PLOVER event codings: who (country and sector) did what (event) to whom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgraph.errors import FormatError, SourceError
from kgraph.extraction import Reader
from kgraph.files import new_file
from kgraph.lexicon.plover import load_plover
from kgraph.model import Article, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_CERTAINTY = {"asserted": 0, "planned": 1, "possible": 2}
_WORDS_OF_GOOD_WILL = frozenset({"CONSULT", "CONCEDE", "SUPPORT"})
_AT_HOME = frozenset({"PROTEST", "COERCE", "ASSAULT", "CONCEDE"})


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
            "source": s.subject.entity.country, "source_sector": s.subject.entity.sector,
            "event": event_type(s), "mode": s.event.mode if s.event else None,
            "target": _target(s), "target_sector": s.object.entity.sector if s.object else None,
        }  # fmt: skip
        if record not in found:
            found.append(record)
    return found


def event_type(s: Statement) -> str | None:
    """Return the PLOVER event of a statement as coders see it: what is only planned is a promise, or a threat.

    PLOVER codes deeds and words apart (Open Event Data Alliance, PLOVER manual): "will send aid", "agreed to meet" are
    AGREE, "will attack" is THREATEN, where a statement keeps the type of the deed and calls it planned.
    """
    if s.event is None:
        return None
    if s.modality != "planned" or s.polarity == "negative":
        return s.event.type
    quad = load_plover().events[s.event.type].quad
    if quad == "MX":
        return "THREATEN"
    return "AGREE" if quad == "MC" or s.event.type in _WORDS_OF_GOOD_WILL else s.event.type


def _rank(s: Statement) -> tuple[float, ...]:
    begins = s.trigger.start if s.trigger else 0
    return s.polarity == "negative", s.object is None, _CERTAINTY[s.modality], -round(s.confidence, 1), begins


def _target(s: Statement) -> str | None:
    """Return the country acted on: the object's, else the one where it happens; at home if nothing else is said."""
    if s.object is not None:
        return s.object.entity.country
    if s.place is not None:
        return s.place.entity.country
    return s.subject.entity.country if s.event is not None and s.event.type in _AT_HOME else None


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
            record["id"], record["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise FormatError(f"{path}, line {number}: a record needs id and text ({error})") from error
        yield record
