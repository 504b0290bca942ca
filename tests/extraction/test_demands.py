"""Demands in reported speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader


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
