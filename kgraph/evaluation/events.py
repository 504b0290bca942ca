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

_WORDS_OF_GOOD_WILL = frozenset({"CONSULT", "CONCEDE", "SUPPORT"})
_AT_HOME = frozenset({"PROTEST", "COERCE", "ASSAULT", "CONCEDE"})
_ABOUT_DEEDS = frozenset({"AGREE", "THREATEN", "REJECT", "REQUEST", "PROTEST", "CONCEDE", "SUPPORT"})
_DEMANDS = frozenset({"REQUEST", "PROTEST", "ACCUSE"})
_MAY_COME = frozenset({"SANCTION", "COERCE", "PROTEST", "MOBILIZE"})
# By how many characters later in its sentence an event might as well stand.
_CERTAINTY = {"asserted": 0, "planned": 20, "possible": 40}
_NOBODY, _DOUBT, _NEGATED = 40, 30, 20
_NO_TARGET = (None, None)


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

    What a sentence is about comes early in it; what lacks a target, is planned, possible, negated or unsure is ranked
    as if it came later.
    """
    events = sorted((s for s in statements if s.event is not None), key=_begin)
    targets = {s.id: _target(s, events) for s in events}
    events.sort(key=lambda s: _rank(s, aimless=targets[s.id] == _NO_TARGET))
    found: list[dict[str, Any]] = []
    for s in events:
        kind, (target, sector) = event_type(s), targets[s.id]
        source = s.subject.entity.country
        if source is None and kind in _AT_HOME:
            source = target
        record = {
            "source": source, "source_sector": s.subject.entity.sector,
            "event": kind, "mode": s.event.mode if s.event else None, "target": target, "target_sector": sector,
        }  # fmt: skip
        if record not in found:
            found.append(record)
    return found


def event_type(s: Statement) -> str | None:
    """Return the PLOVER event of a statement as coders see it: what is only planned is a promise, or a threat.

    PLOVER codes deeds and words apart (Open Event Data Alliance, PLOVER manual): "will send aid", "agreed to meet" are
    AGREE, "will attack" is THREATEN, where a statement keeps the type of the deed and calls it planned.  Likewise
    cooperation that somebody does not grant is REJECT, and pressure that may come ("could suspend relations") is a
    threat; possible violence is mostly alleged, and stays what it is.
    """
    if s.event is None:
        return None
    quad = load_plover().events[s.event.type].quad
    if s.polarity == "negative":
        return "REJECT" if quad in ("VC", "MC") else s.event.type
    if s.modality == "possible" and s.event.type in _MAY_COME:
        return "THREATEN"
    if s.modality != "planned":
        return s.event.type
    if quad == "MX":
        return "THREATEN"
    return "AGREE" if quad == "MC" or s.event.type in _WORDS_OF_GOOD_WILL else s.event.type


def _begin(s: Statement) -> int:
    return s.trigger.start if s.trigger else 0


def _rank(s: Statement, *, aimless: bool) -> float:
    late = _begin(s) + _CERTAINTY[s.modality] - _DOUBT * s.confidence
    return late + _NOBODY * aimless + _NEGATED * (s.polarity == "negative")


def _target(s: Statement, events: Iterable[Statement]) -> tuple[str | None, str | None]:
    """Return country and sector of whom an event is aimed at.

    That is its object, else whom the deed that it is about is aimed at ("threatened to shell Iraqi towns", "struck to
    demand of the president").  The country is else the one where it happens; at home if nothing else is said.
    """
    target = s.object or next((d.object for d in events if _content(d, s)), None)
    if target is not None and target.entity.country is not None:
        return target.entity.country, target.entity.sector
    at_home = s.event is not None and s.event.type in _AT_HOME
    where = s.place or (s.subject if at_home else None)
    return where.entity.country if where else None, target.entity.sector if target else None


def _content(deed: Statement, word: Statement) -> bool:
    """Return whether a deed that has an object may be what somebody's promise, threat or protest is about."""
    if word.event is None or word.event.type not in _ABOUT_DEEDS or deed.event is None or deed.object is None:
        return False
    if _begin(deed) <= _begin(word) or deed.subject.entity.id != word.subject.entity.id:
        return False
    return deed.modality != "asserted" or deed.event.type in _DEMANDS


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
