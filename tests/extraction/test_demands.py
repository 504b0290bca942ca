"""Demands: in reported speech, of those who are called on, and what is no demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def told(reader: Reader, text: str) -> set[tuple[str, str, str | None, str]]:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    return {
        (s.subject.label, s.event.type, s.object.label if s.object else None, s.modality)
        for s in found
        if s.event is not None and s.extractor != "pairs"
    }


def demands(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    return [(s.subject.label, s.object and s.object.label) for s in found if s.event and s.event.type == "REQUEST"]


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Angela Merkel said Greece must cut its budget.", "Angela Merkel", "Greece"),
        ("Denmark said Sweden should close the port.", "Denmark", "Sweden"),
        ("Emmanuel Macron said Iran must release the tanker.", "Emmanuel Macron", "Iran"),
    ],
)
def test_who_says_that_another_must_act_demands_it(reader: Reader, text: str, who: str, whom: str) -> None:
    assert demands(reader, text) == [(who, whom)]


def test_who_speaks_of_their_own_country_demands_nothing(reader: Reader) -> None:
    assert demands(reader, "John Kerry said the United States must act.") == []


def test_what_nobody_is_said_to_say_is_no_demand(reader: Reader) -> None:
    assert demands(reader, "Denmark must close the port.") == []


@pytest.mark.parametrize(
    ("text", "who", "whom", "act"),
    [
        ("Barack Obama called on Russia to withdraw its troops.", "Barack Obama", "Russia", ("RETREAT", None)),
        (
            "Kofi Annan called upon Israel to withdraw from Lebanon.",
            "Kofi Annan", "Israel", ("RETREAT", "Lebanon"),
        ),
        (
            "The Arab League called on Iraq to attack the Islamic State.",
            "Arab League", "Iraq", ("ASSAULT", "Islamic State"),
        ),
        ("France called on Syria to release the prisoners.", "France", "Syria", ("RETREAT", "prisoners")),
        (
            "Angela Merkel appealed to Vladimir Putin to condemn the separatists.",
            "Angela Merkel", "Vladimir Putin", ("ACCUSE", "separatists"),
        ),
        ("Bangladesh appealed to India to help the refugees.", "Bangladesh", "India", ("AID", "refugees")),
    ],
)  # fmt: skip
def test_who_is_called_on_may_do_it_and_the_caller_does_not(
    reader: Reader, text: str, who: str, whom: str, act: tuple[str, str | None]
) -> None:
    event, target = act
    assert told(reader, text) == {(who, "REQUEST", whom, "asserted"), (whom, event, target, "possible")}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A North Korean demand to lift sanctions divided the Security Council.", "North Korea"),
        ("A North Korean demand to lift sanctions was rejected by the United States.", "North Korea"),
        ("Iran's demand to lift sanctions on its banks delayed the talks.", "Iran"),
        ("Russia's demand to withdraw troops from Lithuania was ignored.", "Russia"),
        ("A Palestinian demand to release the prisoners was turned down by Israel.", "Palestine"),
    ],
)
def test_who_demands_that_something_be_done_does_not_do_it(reader: Reader, text: str, who: str) -> None:
    assert {event for subject, event, *_ in told(reader, text) if subject == who} == {"REQUEST"}


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman told dpa that it was too soon to blame Iran.",
        "Angela Merkel told dpa that it was too soon to lift the sanctions.",
        "The Turkish foreign minister told Reuters that it was too early to talk to Syria.",
        "Sergei Lavrov told TASS that it would be wrong to give up.",
    ],
)
def test_who_tells_somebody_how_things_are_orders_nothing(reader: Reader, text: str) -> None:
    assert demands(reader, text) == []


def test_who_demands_that_somebody_hand_over_others_asks_it_of_them(reader: Reader) -> None:
    assert demands(reader, "Italy demanded that Egypt hand over the suspects.") == [("Italy", "Egypt")]


@pytest.mark.parametrize(
    ("text", "who", "event"),
    [
        ("Iran's offer to send troops to Syria surprised Turkey.", "Iran", "MOBILIZE"),
        ("Russia's proposal to withdraw its troops from Moldova was welcomed in Brussels.", "Russia", "RETREAT"),
        ("A Qatari offer to release the hostages came too late.", "Qatar", "RETREAT"),
    ],
)
def test_who_offers_to_do_something_would_do_it(reader: Reader, text: str, who: str, event: str) -> None:
    assert any((subject, what) == (who, event) for subject, what, *_ in told(reader, text))
