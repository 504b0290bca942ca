"""Statements as PLOVER event codings: who (country and sector) did what (event) to whom."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgraph.evaluation.counting import Count
from kgraph.evaluation.event_actors import Actors
from kgraph.evaluation.gold import read_records
from kgraph.extraction import Reader
from kgraph.extraction.wordlists import words_of
from kgraph.files import new_file
from kgraph.lexicon.inflections import verb_lemma
from kgraph.lexicon.plover import load_plover
from kgraph.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kgraph.model import Argument, Entity, Statement

_WORDS_OF_GOOD_WILL = frozenset({"CONSULT", "CONCEDE", "SUPPORT"})
_AT_HOME = frozenset({"PROTEST", "COERCE", "ASSAULT", "CONCEDE"})
_ABROAD = frozenset({"ASSAULT", "COERCE"})
_ABOUT_DEEDS = frozenset({"AGREE", "THREATEN", "REJECT", "REQUEST", "PROTEST", "CONCEDE", "SUPPORT"})
_DEMANDS = frozenset({"REQUEST", "PROTEST", "ACCUSE"})
_MAY_COME = frozenset({"SANCTION", "COERCE", "PROTEST", "MOBILIZE"})
_TO_PEOPLE = frozenset({"ASSAULT", "COERCE", "AID", "SANCTION", "MOBILIZE"})
# By how many characters later in its sentence an event might as well stand.
_CERTAINTY = {"asserted": 0, "planned": 20, "possible": 40}
_NOBODY, _DOUBT, _NEGATED, _INSIDE = 40, 30, 20, 60
_NEAR = 40
_LEAST = 0.2
"""How sure a statement must be to be an event of its sentence."""
_NO_TARGET = (None, None)


@dataclass(slots=True)
class Coded:
    """What a file's records came to.

    Attributes:
        number: How many there were.
        types: By event, for records that name theirs: how often it is among the events found.
    """

    number: int = 0
    types: dict[str, Count] = field(default_factory=dict)


def code_file(gold: Path, output: Path, *, pipeline: str | None = None) -> Coded:
    """Code the sentences or stories of a JSON Lines file (``id``, ``text``, maybe ``title`` and the gold ``event``).

    Raises:
        SourceError: If the file cannot be read.
        FormatError: If a line is no such record.
        OutputError: If the output cannot be written.
    """
    reader = Reader(pipeline)
    coded = Coded()
    with new_file(output) as aside, aside.open("w", encoding="utf-8") as out:
        for record in read_records(gold, _record, "a record needs id and text"):
            extraction = reader.read(_article(record))
            countries = {m.entity.country for m in extraction.mentions}
            found = codings(extraction.statements, countries)
            out.write(json.dumps({"id": record["id"], "events": found}) + "\n")
            coded.number += 1
            if event := record.get("event"):
                types = {e["event"] for e in found} | {s.event.type for s in extraction.statements if s.event}
                coded.types.setdefault(event, Count()).add({event}, types & {event})
    return coded


def _article(record: Mapping[str, Any]) -> Article:
    """Return a record as an article that begins with its title."""
    title = record.get("title") or record.get("headline")
    text = f"{title}\n\n{record['text']}" if title else record["text"]
    return Article(str(record["id"]), text, date=record.get("date"))


def codings(statements: Iterable[Statement], countries: Iterable[str | None] = ()) -> list[dict[str, Any]]:
    """Return the events of a sentence as records, the likeliest main event first.

    What a sentence is about comes early in it; what lacks a target, is planned, possible, negated or unsure is ranked
    as if it came later.

    Args:
        statements: What the sentence says.
        countries: Codes of the countries that it names; if it is one, those of no known country are at home there.
    """
    known = [s for s in statements if s.confidence >= _LEAST]
    events = sorted((s for s in known if s.event is not None), key=_begin)
    actors = Actors(known, countries)
    targets = {s.id: _target(s, events, actors) for s in events}
    events.sort(key=lambda s: _rank(s, aimless=targets[s.id] == _NO_TARGET) + _INSIDE * _within(s, events))
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for s in events:
        kind, (target, sector) = _kind(s, events), targets[s.id]
        source = actors.country(s.subject.entity) or actors.home(s.subject.entity)
        if source is None and kind in _AT_HOME:
            source = target
        if target is None:
            target = actors.other(source, kind)
            sector = sector or actors.sector(target, source)
        key = (_begin(s), source, s.subject.entity.sector, kind)
        record = found.setdefault(
            key,
            {
                "source": source, "source_sector": s.subject.entity.sector,
                "event": kind, "mode": _mode(s, kind), "target": target, "target_sector": sector,
            },
        )  # fmt: skip
        _add_target(record, target)
    return list(found.values())


def _kind(s: Statement, events: Iterable[Statement]) -> str | None:
    """Return the event of a statement in its sentence: to promise harm is to threaten ("vowed to resume attacks")."""
    kind = event_type(s)
    if kind != "AGREE" or s.event is None or s.event.type != "AGREE":
        return kind
    for d in events:
        if d.event is not None and d.modality != "asserted" and d.subject.id == s.subject.id:
            near = 0 < _begin(d) - _begin(s) < _NEAR
            if near and load_plover().events[d.event.type].quad == "MX":
                return "THREATEN"
    return kind


def _mode(s: Statement, kind: str | None) -> str | None:
    """Return the mode of a statement's event as one of the kind that it is coded as."""
    if s.event is None or kind == s.event.type:
        return s.event.mode if s.event else None
    if kind != "THREATEN":
        return None
    threats = load_plover().threats
    return threats.get(f"{s.event.type} {s.event.mode}") or threats.get(s.event.type)


def _add_target(record: dict[str, Any], target: str | None) -> None:
    """Let one event be aimed at several: the target of its record becomes a list."""
    held = record["target"] if isinstance(record["target"], list) else [record["target"]]
    if target not in held:
        several = [t for t in (*held, target) if t is not None]
        record["target"] = several if len(several) > 1 else several[0]


def event_type(s: Statement) -> str | None:
    """Return the PLOVER event of a statement as coders see it: what is only planned is a promise, or a threat.

    PLOVER codes deeds and words apart (Open Event Data Alliance, PLOVER manual): "will send aid", "agreed to meet" are
    AGREE, "will attack" is THREATEN, where a statement keeps the type of the deed and calls it planned.  Likewise
    cooperation that somebody does not grant is REJECT, and pressure that may come ("could suspend relations") is a
    threat; possible violence is mostly alleged, and stays what it is.  To sign a formal agreement is SUPPORT there.
    """
    if s.event is None:
        return None
    quad = load_plover().events[s.event.type].quad
    if s.polarity == "negative":
        return "REJECT" if quad in ("VC", "MC") else s.event.type
    if s.modality == "possible" and s.event.type in _MAY_COME:
        return "THREATEN"
    if s.predicate == "signsAgreementWith" and s.trigger is not None and s.modality == "asserted":
        form = s.trigger.text.split(maxsplit=1)[0].lower() if s.trigger.text else ""
        return "SUPPORT" if verb_lemma(form, form) in words_of("verb.signing") else s.event.type
    if s.modality != "planned":
        return s.event.type
    if quad == "MX":
        return "THREATEN"
    return "AGREE" if quad == "MC" or s.event.type in _WORDS_OF_GOOD_WILL else s.event.type


def _begin(s: Statement) -> int:
    return s.trigger.start if s.trigger else 0


def _rank(s: Statement, *, aimless: bool) -> float:
    late = _begin(s) + _CERTAINTY[s.modality] - _DOUBT * s.confidence
    lost = aimless and s.subject.entity.country is None
    return late + _NOBODY * (aimless + lost) + _NEGATED * (s.polarity == "negative")


def _within(s: Statement, events: Iterable[Statement]) -> bool:
    """Return whether an event is only told by the words for somebody in another: "prisoners rioted"."""
    parties = [a.span for e in events for a in (e.subject, e.object) if a is not None and a.span is not None]
    return s.trigger is not None and any(p.start <= s.trigger.start and s.trigger.end <= p.end for p in parties)


def _target(s: Statement, events: Iterable[Statement], actors: Actors) -> tuple[str | None, str | None]:
    """Return country and sector of whom an event is aimed at.

    That is its object, else whom the deed that it is about is aimed at ("threatened to shell Iraqi towns", "struck to
    demand of the president").  The country is else the one where it happens; at home if nothing else is said.
    """
    target = s.object or next((d.object for d in events if _content(d, s)), None) or _suspect(s, events)
    if target is not None and (country := actors.country(target.entity)) is not None:
        return country, target.entity.sector or _of_place(s, target.entity)
    kind = s.event.type if s.event else None
    where = s.place
    country = where.entity.country if where else None
    if country is None and kind in _AT_HOME:
        at_home = actors.country(s.subject.entity) or actors.home(s.subject.entity)
        country = actors.other(at_home, None) if kind in _ABROAD else None
        if country is None:
            where, country = s.subject, at_home
    if target is not None:
        return country, target.entity.sector
    return country, _of_place(s, where.entity) if where else None


def _of_place(s: Statement, place: Entity) -> str | None:
    """Return the sector of what happens to a place: a town that is attacked is its people; protests are to rulers."""
    if s.event is None:
        return None
    if s.event.type == "PROTEST":
        return "GOV"
    return "CVL" if place.type == "Place" and s.event.type in _TO_PEOPLE else None


def _suspect(s: Statement, events: Iterable[Statement]) -> Argument | None:
    """Return who did what is complained of or looked into: "opened an inquiry into killings by rebels"."""
    if s.event is None or s.event.type != "ACCUSE":
        return None
    after = [d for d in events if d.event is not None and _begin(d) > _begin(s) and d.subject.id != s.subject.id]
    return next((d.subject for d in after if load_plover().events[d.event.type].quad == "MX"), None)  # type: ignore[union-attr]


def _content(deed: Statement, word: Statement) -> bool:
    """Return whether a deed that has an object may be what somebody's promise, threat or protest is about."""
    if word.event is None or word.event.type not in _ABOUT_DEEDS or deed.event is None or deed.object is None:
        return False
    if _begin(deed) <= _begin(word) or deed.subject.entity.id != word.subject.entity.id:
        return False
    return deed.modality != "asserted" or deed.event.type in _DEMANDS or word.event.type == "REJECT"


def _record(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record that has what is read of it."""
    _ = record["id"], record["text"]
    return record
