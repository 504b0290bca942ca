"""Whom denials and refusals answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def rejections(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    return [(s.subject.label, s.object and s.object.label) for s in found if s.event and s.event.type == "REJECT"]


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
