"""Statements as PLOVER codings: which event is the main one, and whom it is aimed at."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from kgraph.evaluation.events import codings, event_type
from kgraph.model import Argument, Entity, Event, Modality, Polarity, Span, Statement


@dataclass
class Country:
    """A party to an event."""

    code: str | None
    sector: str | None = None

    def argument(self) -> Argument:
        return Argument(Entity(f"x:{self.code}{self.sector}", str(self.code), "Country", self.code, self.sector))


IRAN, IRAQ = Country("IRN"), Country("IRQ")
CROWD = Country(None, "CVL")


def statement(
    subject: Country,
    event: str,
    obj: Country | None = None,
    *,
    at: int = 0,
    modality: Modality = "asserted",
    polarity: Polarity = "positive",
    place: Country | None = None,
) -> Statement:
    return Statement(
        str(at), "a", subject.argument(), "does", ("does",), obj.argument() if obj else None, Event(event),
        Span("", 0, 0), Span("", at, at + 1), polarity, modality, place=place.argument() if place else None,
    )  # fmt: skip


def first(*statements: Statement) -> tuple[object, ...]:
    record = codings(statements)[0]
    return record["source"], record["event"], record["target"]


@pytest.mark.parametrize(
    ("event", "modality", "polarity", "coded"),
    [
        ("AID", "asserted", "positive", "AID"),
        ("AID", "planned", "positive", "AGREE"),
        ("ASSAULT", "planned", "positive", "THREATEN"),
        ("ASSAULT", "possible", "positive", "ASSAULT"),
        ("SANCTION", "possible", "positive", "THREATEN"),
        ("CONCEDE", "asserted", "negative", "REJECT"),
        ("ASSAULT", "asserted", "negative", "ASSAULT"),
    ],
)
def test_words_and_deeds(event: str, modality: Modality, polarity: Polarity, coded: str) -> None:
    assert event_type(statement(IRAN, event, IRAQ, modality=modality, polarity=polarity)) == coded


def test_a_threat_is_aimed_at_whom_its_deed_is_aimed_at() -> None:
    threat = statement(IRAN, "THREATEN", at=5)
    assert first(threat, statement(IRAN, "ASSAULT", IRAQ, at=20, modality="possible")) == ("IRN", "THREATEN", "IRQ")
    assert first(threat, statement(IRAQ, "ASSAULT", IRAN, at=20, modality="possible")) == ("IRN", "THREATEN", None)


def test_what_comes_first_is_the_main_event_unless_it_lacks_a_target() -> None:
    attack = statement(IRAQ, "ASSAULT", IRAN, at=30)
    assert first(statement(IRAN, "ACCUSE", IRAQ, at=5), attack) == ("IRN", "ACCUSE", "IRQ")
    assert first(statement(IRAN, "AGREE", at=5), attack) == ("IRQ", "ASSAULT", "IRN")


def test_protests_and_arrests_are_at_home_if_nothing_else_is_said() -> None:
    assert first(statement(IRAN, "COERCE", CROWD)) == ("IRN", "COERCE", "IRN")
    assert first(statement(CROWD, "PROTEST", IRAQ)) == ("IRQ", "PROTEST", "IRQ")
    assert first(statement(IRAN, "COERCE", CROWD, place=IRAQ)) == ("IRN", "COERCE", "IRQ")


def test_an_inquiry_is_aimed_at_who_did_what_is_looked_into() -> None:
    attack = statement(IRAQ, "ASSAULT", CROWD, at=30)
    assert first(statement(IRAN, "ACCUSE", at=5), attack) == ("IRN", "ACCUSE", "IRQ")


def test_one_event_may_be_aimed_at_several() -> None:
    record = codings([statement(IRAN, "AGREE", IRAQ), replace(statement(IRAN, "AGREE", Country("SYR")), id="1")])
    assert [(r["source"], r["target"]) for r in record] == [("IRN", ["IRQ", "SYR"])]


def test_the_only_other_country_that_is_named_is_the_target() -> None:
    (record,) = codings([statement(IRAN, "REJECT")], ["IRN", "IRQ"])
    assert (record["source"], record["target"]) == ("IRN", "IRQ")
    (record,) = codings([statement(IRAN, "REJECT")], ["IRN", "IRQ", "SYR"])
    assert record["target"] is None


def test_who_is_of_no_known_country_is_at_home_in_the_only_one_named() -> None:
    workers = Argument(Entity("x:workers", "workers", "Group", None, "LAB"))
    threat = replace(statement(IRAN, "THREATEN"), subject=workers)
    assert [(r["source"], r["target"]) for r in codings([threat], ["DZA"])] == [("DZA", "DZA")]
    assert [r["source"] for r in codings([threat], ["DZA", "IGO"])] == [None]


def test_the_sector_of_a_target_is_that_of_its_people() -> None:
    town = Argument(Entity("x:town", "Jericho", "Place", "PSE"))
    (record,) = codings([replace(statement(IRAN, "ASSAULT", IRAQ), object=town)])
    assert (record["target"], record["target_sector"]) == ("PSE", "CVL")


def test_what_is_threatened_is_the_mode_of_a_threat() -> None:
    deed = replace(statement(IRAN, "COERCE", IRAQ, modality="planned"), event=Event("COERCE", "arrest"))
    (record,) = codings([deed])
    assert (record["event"], record["mode"]) == ("THREATEN", "arrest")


def test_signing_is_support_and_agreeing_is_agreement() -> None:
    def coded(word: str) -> str | None:
        s = replace(statement(IRAN, "AGREE", IRAQ), trigger=Span(word, 0, len(word)), predicate="signsAgreementWith")
        return event_type(s)

    assert (coded("signed"), coded("reached")) == ("SUPPORT", "AGREE")


def test_to_promise_harm_is_to_threaten() -> None:
    promise = statement(IRAN, "AGREE", at=5)
    assert first(promise, statement(IRAN, "ASSAULT", IRAQ, at=20, modality="planned"))[1] == "THREATEN"
    assert first(promise, statement(IRAN, "AID", IRAQ, at=20, modality="planned"))[1] == "AGREE"
