"""Whom denials and refusals answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def rejections(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    told = (s for s in found if s.extractor != "pairs")  # leads may name anybody
    return [(s.subject.label, s.object and s.object.label) for s in told if s.event and s.event.type == "REJECT"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Iran accused Israel of sabotage. Israel denied the accusation.", ("Israel", "Iran")),
        ("Turkey accused Syria of shelling a village. Syria rejected the charge.", ("Syria", "Turkey")),
        (
            "Washington demanded the release of the prisoners from Cuba. Cuba rejected the demand.",
            ("Cuba", "United States"),
        ),
    ],
)
def test_a_denial_answers_whoever_accused_and_a_refusal_whoever_asked(
    reader: Reader, text: str, answer: tuple[str, str]
) -> None:
    assert rejections(reader, text) == [answer]


@pytest.mark.parametrize(
    "text",
    ["Turkey denied the report.", "Iran accused Israel of sabotage. Turkey denied the accusation."],
)
def test_a_denial_of_what_nobody_said_of_the_denier_answers_nobody(reader: Reader, text: str) -> None:
    assert rejections(reader, text) == [("Turkey", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Britain accused Russia of the poisoning, but Moscow denied it.",
        "Turkey reported an attack by Syria. Damascus denied it.",
        "India blamed Pakistan for the raid. Islamabad denied it.",
        "Washington said Iran had attacked a tanker. Tehran denied it.",
    ],
)
def test_it_that_is_denied_is_no_country(reader: Reader, text: str) -> None:
    assert [whom for _, whom in rejections(reader, text)] == [None]


@pytest.mark.parametrize(
    ("text", "rejection", "act"),
    [
        (
            "Iran denied U.S. charges that it was arming the Taliban.",
            ("Iran", "United States"), ("United States", "ACCUSE", "Iran"),
        ),
        (
            "Pakistan denied Indian charges that it shelters militants.",
            ("Pakistan", "India"), ("India", "ACCUSE", "Pakistan"),
        ),
        ("Cuba rejected American accusations of espionage.",
            ("Cuba", "United States"), ("United States", "ACCUSE", "Cuba"),
        ),
        (
            "Sudan rejected Chadian accusations.",
            ("Sudan", "Chad"), ("Chad", "ACCUSE", "Sudan"),
        ),
        (
            "The United States rejected a North Korean demand that it withdraw its troops.",
            ("United States", "North Korea"), ("North Korea", "REQUEST", "United States"),
        ),
        (
            "China rejected a Philippine demand that it leave the reef.",
            ("China", "Philippines"), ("Philippines", "REQUEST", "China"),
        ),
        ("Japan rejected a demand by China for an apology.",
            ("Japan", "China"), ("China", "REQUEST", "Japan"),
        ),
        (
            "Ethiopia turned down an Egyptian request for a delay.",
            ("Ethiopia", "Egypt"), ("Egypt", "REQUEST", "Ethiopia"),
        ),
    ],
)  # fmt: skip
def test_what_is_rejected_was_alleged_or_asked_by_those_whose_it_was(
    reader: Reader, text: str, rejection: tuple[str, str], act: tuple[str, str, str]
) -> None:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    others = {
        (s.subject.label, s.event.type, s.object and s.object.label, s.polarity, s.modality)
        for s in found
        if s.event and s.event.type in {"ACCUSE", "REQUEST"} and s.extractor != "pairs"
    }
    assert rejections(reader, text) == [rejection]
    assert others == {(*act, "positive", "asserted")}


def test_what_is_denied_is_not_so(reader: Reader) -> None:
    found = reader.read(Article("test", "Iran denied U.S. charges that it was arming the Taliban.")).statements
    (armed,) = (s for s in found if s.event and s.event.type == "AID")
    assert (armed.subject.label, armed.polarity) == ("Iran", "negative")
    assert armed.attributed_to is not None
    assert armed.attributed_to.label == "United States"


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin said no outlawed group may take part in the vote.",
        "Egypt's army said no party would be allowed to break the law.",
        "Iran said no inspector would enter the site.",
        "Libya said no foreign soldier would be allowed into the country.",
    ],
)
def test_who_says_that_nobody_may_rejects_nothing(reader: Reader, text: str) -> None:
    assert rejections(reader, text) == []


@pytest.mark.parametrize(
    ("text", "rejection"),
    [
        ("Hamas said no to the plan.", ("Hamas", None)),
        ("Norway said no to membership.", ("Norway", None)),
        ("Voters in Denmark said no to the euro.", ("Danish voters", None)),
        ("Serbia said no to the plan of the United States.", ("Serbia", "United States")),
    ],
)
def test_who_says_no_to_something_rejects_it(reader: Reader, text: str, rejection: tuple[str, str | None]) -> None:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    assert rejections(reader, text) == [rejection]
    assert {s.polarity for s in found if s.event and s.event.type == "REJECT"} == {"positive"}
