"""One actor has one node, however an article words it, and nobody is read out of its credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader

DATE = "2014-09-10"


def actors(reader: Reader, text: str) -> set[str]:
    """Return the labels of everyone who does something or has something done to them."""
    found = reader.read(Article("test", text, date=DATE)).statements
    return {e.label for s in found for e in (s.subject, s.object) if e is not None}


def named(reader: Reader, text: str) -> set[str]:
    return {m.entity.label for m in reader.read(Article("test", text, date=DATE)).mentions}


def test_the_title_before_a_name_is_nobody_else(reader: Reader) -> None:
    text = "Egypt's president met Jordan's king alongside US Secretary of State John Kerry."
    assert not [x for x in actors(reader, text) if "Secretary" in x]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yemen soldiers", "Yemeni soldiers"),
        ("American troops", "U.S. troops"),
        ("Slovakian police", "Slovak police"),
        ("Russia-backed fighters", "Russian-backed fighters"),
    ],
)
def test_people_of_a_country_are_called_by_one_adjective(reader: Reader, one: str, other: str) -> None:
    def attackers(words: str) -> set[str]:
        found = reader.read(Article("test", f"{words} attacked Kenya.", date=DATE)).statements
        return {s.subject.id for s in found if s.predicate == "attacks"}

    assert attackers(one) == attackers(other) != set()


@pytest.mark.parametrize(
    "words",
    ["Taliban militants", "Several suspected Taliban fighters", "The Taliban movement", "Afghan Taliban rebels"],
)
def test_the_fighters_of_an_armed_group_are_the_group(reader: Reader, words: str) -> None:
    assert "Taliban" in actors(reader, f"{words} attacked Kenya.")


def test_fighters_whom_a_group_backs_are_not_the_group(reader: Reader) -> None:
    assert "Hezbollah" not in actors(reader, "Hezbollah-backed fighters attacked Kenya.")


def test_rebels_are_taken_up_with_what_their_name_was_said_with(reader: Reader) -> None:
    text = (
        "Oman invited the Shiite Houthi rebels to talks. Iran praised the Shiite rebels. "
        "Oman thanked the rebels, who had freed two sailors."
    )
    assert not [x for x in actors(reader, text) if "rebels" in x.lower()]


def test_the_forces_of_a_coalition_are_the_coalition(reader: Reader) -> None:
    text = "The Saudi-led coalition bombed Yemen. Iran criticized the Saudi-led coalition forces."
    assert {x for x in actors(reader, text) if "coalition" in x} == {"Saudi-led coalition"}


def test_a_country_misspelt_by_a_letter_is_the_one_named_beside_it(reader: Reader) -> None:
    assert named(reader, "Afghanistan thanked Norway. Norway had sent teachers to Afganistan.") == {
        "Afghanistan", "Norway",
    }  # fmt: skip


def test_a_name_goes_on_behind_a_possessive_and_a_hyphen(reader: Reader) -> None:
    text = "Ms. Quirke chairs the Group of Friends of the United Nations Secretary-General on Georgia."
    assert "Group of Friends of the United Nations Secretary-General" in named(reader, text)


def test_common_words_in_the_capitals_of_a_headline_are_no_name(reader: Reader) -> None:
    text = "Envoy Urges Peace in Georgia's Separatist Regions\n\nThe envoy of Norway flew to Georgia on Monday."
    assert named(reader, text) == {"Georgia", "Norway"}


@pytest.mark.parametrize(
    "ending",
    ["jar/jm (AFP, Reuters)", "lw / ipj (dpa)", "tkw/AFP/AP Editor: Jane Doe", "Author: John Roe Editor: Jane Doe"],
)
def test_nobody_is_read_out_of_the_credits(reader: Reader, ending: str) -> None:
    assert named(reader, f"Norway invited Kenya to talks in Oslo. {ending}") == {"Norway", "Kenya", "Oslo"}


def test_an_agency_in_the_last_sentence_is_read(reader: Reader) -> None:
    assert "Reuters" in named(reader, "Norway invited Kenya to talks, officials told Reuters.")
