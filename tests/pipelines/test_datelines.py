"""Where a report was filed: a dateline is no part of its first sentence, and its city does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article
from kgraph.pipelines.datelines import dateline_ends

if TYPE_CHECKING:
    from kgraph.extraction import Reader

REPORTS = [
    ("BRUSSELS (June 26) - NATO condemned Syria.", "Brussels", {("NATO", "ACCUSE", "Syria")}),
    (
        "SEOUL, South Korea — North Korea shelled an island, killing two marines.",
        "Seoul",
        {("North Korea", "ASSAULT", None), ("North Korea", "ASSAULT", "marines")},
    ),
    ("GENEVA, March 9 (AP) -- Iran threatened Israel.", "Geneva", {("Iran", "THREATEN", "Israel")}),
    ("Paris (AFP) — Germany criticized Turkey on Monday.", "Paris", {("Germany", "ACCUSE", "Turkey")}),
    ("BEIJING – Japan criticized Russia.", "Beijing", {("Japan", "ACCUSE", "Russia")}),
    (
        "ANKARA, Turkey (Reuters), May 3 — Greece criticized Cyprus.",
        "Ankara",
        {("Greece", "ACCUSE", "Cyprus")},
    ),
    ("WASHINGTON - North Korea threatened Japan.", "Washington", {("North Korea", "THREATEN", "Japan")}),
]


@pytest.mark.parametrize(("text", "city", "expected"), REPORTS)
def test_the_city_never_acts(reader: Reader, text: str, city: str, expected: set[tuple[str, str, str | None]]) -> None:
    found = [s for s in reader.read(Article("test", text, date="2024-03-15")).statements if s.event]
    parties = {a.span.text.casefold() for s in found for a in (s.subject, s.object) if a is not None and a.span}
    assert city.casefold() not in parties
    assert expected == {(s.subject.label, s.event.type, s.object.label if s.object else None) for s in found if s.event}


@pytest.mark.parametrize(("text", "city", "expected"), REPORTS)
def test_the_sentence_begins_behind_it(reader: Reader, text: str, city: str, expected: object) -> None:
    (end,) = dateline_ends(text)
    assert city.casefold() in text[:end].casefold()
    assert end in {s.start_char for s in reader.nlp(text).sents}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SAN SALVADOR, El Salvador, 3 May 2021 (EFE) - The army left.", ["The"]),
        ("VIENNA/GENEVA (Reuters) - Iran agreed.", ["Iran"]),
        (
            "Storm over Oslo\n\nOSLO, Norway (AP) — Sweden protested.\n\nSTOCKHOLM — Denmark agreed.",
            ["Sweden", "Denmark"],
        ),
    ],
)  # fmt: skip
def test_datelines_of_many_forms(text: str, words: list[str]) -> None:
    assert [text[end:].split(maxsplit=1)[0] for end in dateline_ends(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Iran - which has missiles - threatened Israel.",
        "Angela Merkel — who leads Germany — met Putin.",
        "The UN said so: GENEVA (AP) - Iran agreed.",
        "The talks (in Geneva) - the first since May - failed.",
        "US-led troops left.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert list(dateline_ends(text)) == []
