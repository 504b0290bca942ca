"""Who is meant: names, demonyms, capitals, palaces, titles, surnames, descriptions and pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article, Mention

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def mentions(reader: Reader, text: str, date: str | None = "2019-05-02") -> list[Mention]:
    return list(reader.read(Article("test", text, date=date)).mentions)


def who(reader: Reader, text: str, words: str, date: str | None = "2019-05-02") -> str | None:
    """Return the label of the last mention that has these words."""
    found = [m.entity.label for m in mentions(reader, text, date) if m.span.text == words]
    return found[-1] if found else None


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Seoul supplied rice to the North.", "Seoul", "South Korea"),
        ("The two ministers met in Seoul on Monday.", "Seoul", "Seoul"),
        ("The Kremlin denied the report.", "Kremlin", "Russia"),
        ("Downing Street criticized the vote.", "Downing Street", "United Kingdom"),
        ("The USSR helped Cuba for three decades.", "USSR", "Soviet Union"),
        ("East Germany built a wall in 1961.", "East Germany", "East Germany"),
        ("Yugoslavia broke apart in the 1990s.", "Yugoslavia", "Yugoslavia"),
        ("Britons voted to leave the EU.", "EU", "European Union"),
        ("NATO expanded after the Cold War.", "NATO", "NATO"),
        ("The Lebanese government resigned.", "Lebanese", "Lebanon"),
        ("Burma changed its capital in 2005.", "Burma", "Myanmar"),
        ("The U.N. Security Council met on Friday.", "U.N. Security Council", "United Nations Security Council"),
    ],
)
def test_names_and_what_stands_for_governments(reader: Reader, text: str, words: str, label: str) -> None:
    assert who(reader, text, words) == label


def test_a_surname_is_the_person_named_in_full(reader: Reader) -> None:
    text = "President Ursula Plassnik visited Hanoi. Later Plassnik flew to Manila, where Ms. Plassnik spoke."
    found = [m.entity.id for m in mentions(reader, text) if "Plassnik" in m.span.text]
    assert len(found) == 3
    assert len(set(found)) == 1


def test_variants_of_a_leaders_name_are_one(reader: Reader) -> None:
    ids = {
        m.entity.id
        for spelling in ("Kim Jong Un", "Kim Jong-un")
        for m in mentions(reader, f"{spelling} crossed the border on foot.")
        if m.entity.type == "Person"
    }
    assert len(ids) == 1


@pytest.mark.parametrize(("date", "holder"), [("2012-10-09", "Angela Merkel"), ("1999-02-18", "Gerhard Schroeder")])
def test_a_title_with_a_country_is_its_holder_at_the_time(reader: Reader, date: str, holder: str) -> None:
    found = reader.read(Article("test", "The German chancellor praised Athens.", date=date)).statements
    assert {s.subject.label for s in found if s.predicate == "praises"} == {holder}


def test_descriptions_and_pronouns_take_up_whom_they_follow(reader: Reader) -> None:
    text = "Kim Jong Un met Donald Trump in Hanoi. The North Korean leader left early. He travelled home by train."
    assert who(reader, text, "The North Korean leader") == "Kim Jong Un"
    assert who(reader, text, "He") == "Kim Jong Un"


def test_it_is_the_country_that_acts(reader: Reader) -> None:
    text = "Eritrea closed the border. It expelled the diplomats on Friday."
    assert who(reader, text, "It") == "Eritrea"


def test_it_that_stands_for_nothing_is_nobody(reader: Reader) -> None:
    assert who(reader, "Eritrea closed the border. It is clear that the talks failed.", "It") is None


def test_people_unknown_to_the_knowledge_base_are_kept(reader: Reader) -> None:
    text = "Zanele Quirogoza, a Namibian diplomat, praised Angola."
    person = next(m.entity for m in mentions(reader, text) if m.span.text == "Zanele Quirogoza")
    assert person.type == "Person"
    assert person.id.startswith("https://w3id.org/kgraph/id/person/")


def test_countries_have_wikidata_ids_and_codes(reader: Reader) -> None:
    entity = next(m.entity for m in mentions(reader, "Chad thanked Niger.") if m.span.text == "Chad")
    assert (entity.id, entity.country, entity.type) == ("http://www.wikidata.org/entity/Q657", "TCD", "Country")


def test_the_north_is_the_country_the_article_speaks_of(reader: Reader) -> None:
    assert who(reader, "North Korea tested a missile. South Korea warned the North.", "North") == "North Korea"


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("Sino-Russian", {"China", "Russia"}),
        ("Franco-German", {"France", "Germany"}),
        ("Indo-Pakistani", {"India", "Pakistan"}),
        ("Greco-Turkish", {"Greece", "Turkey"}),
        ("Austro-Hungarian", {"Austria-Hungary"}),
    ],
)
def test_both_countries_of_a_compound_are_named(reader: Reader, words: str, labels: set[str]) -> None:
    assert {m.entity.label for m in mentions(reader, f"The {words} border was closed.")} == labels


def test_the_first_part_of_a_compound_alone_is_no_country(reader: Reader) -> None:
    assert who(reader, "Francisco Franco ruled for decades. Franco died in his bed.", "Franco") == "Francisco Franco"
    assert who(reader, "The Russo-Georgian War ended.", "Russo-Georgian War") == "Russo-Georgian War"


def test_a_possessive_is_no_part_of_a_countrys_name(reader: Reader) -> None:
    assert who(reader, "Peru's president visited Chile.", "Peru") == "Peru"


@pytest.mark.parametrize(("date", "label"), [("2015-05-02", "Didier Burkhalter"), (None, None)])
def test_without_a_date_an_office_is_held_by_nobody_certain(
    reader: Reader, date: str | None, label: str | None
) -> None:
    # Barack Obama was president for eight years; Switzerland had several foreign ministers in them.
    text = "Barack Obama flew to Basel. The Swiss foreign minister thanked him."
    assert who(reader, text, "The Swiss foreign minister", date) == label


def test_a_city_is_no_region(reader: Reader) -> None:
    assert who(reader, "Rebels left Goma. The army shelled the region.", "the region") is None
    assert who(reader, "Rebels left Darfur. The army shelled the region.", "the region") == "Darfur"
