"""Which organisation a name means: short forms, acronyms that the article explains, bodies of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article, Entity

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def meant(reader: Reader, text: str, words: str) -> Entity:
    """Return whom the last mention with these words means."""
    found = [m.entity for m in reader.read(Article("test", text, date="2024-03-15")).mentions if m.span.text == words]
    return found[-1]


def test_an_acronym_that_the_article_explains_is_its_full_form(reader: Reader) -> None:
    text = "The Gulf Fisheries Council (GFC) met in Doha. The GFC criticized Oman."
    assert meant(reader, text, "GFC") == meant(reader, text, "Gulf Fisheries Council")


def test_an_acronym_that_the_world_knows_needs_no_explanation(reader: Reader) -> None:
    assert meant(reader, "The WFP praised Oman.", "WFP").label == "World Food Program"


def test_a_body_that_every_state_has_is_that_of_the_state_named(reader: Reader) -> None:
    entity = meant(reader, "The Turkish Foreign Ministry condemned Syria.", "Turkish Foreign Ministry")
    assert (entity.type, entity.country, entity.sector) == ("Organization", "TUR", "GOV")


def test_later_its_short_name_suffices(reader: Reader) -> None:
    text = "The Turkish Foreign Ministry condemned Syria. The Foreign Ministry also condemned Iran."
    assert meant(reader, text, "Foreign Ministry") == meant(reader, text, "Turkish Foreign Ministry")


def test_a_parliament_is_called_after_its_country(reader: Reader) -> None:
    assert meant(reader, "The Egyptian Parliament rejected the treaty.", "Egyptian Parliament").label == (
        "Parliament of Egypt"
    )


def test_a_parliament_without_its_country_is_of_one_whose_parliament_is_so_called(reader: Reader) -> None:
    in_peru = "Peru's president criticized Congress on Monday. In Lima, Congress rejected the plan of Peru."
    in_kyiv = "Ukraine asked Congress for weapons. Congress had sent a delegation to Kyiv, and Ukraine thanked Poland."
    assert meant(reader, in_peru, "Congress").label == "Congress of Peru"
    assert meant(reader, in_kyiv, "Congress").label == "United States Congress"


def test_an_assembly_that_nobody_of_the_article_has_stays_unresolved(reader: Reader) -> None:
    assert meant(reader, "The Assembly condemned Iran. Norway praised Ukraine.", "Assembly").country is None


def test_a_chamber_is_that_of_the_country_that_the_article_is_about(reader: Reader) -> None:
    text = "Leaders of the Senate met in Manila. The Philippines sent aid. The Senate condemned China."
    assert meant(reader, text, "Senate").label == "Senate of the Philippines"


def test_the_parliament_of_a_country_is_the_one_that_the_article_names(reader: Reader) -> None:
    text = "The Bundestag approved the deal. The German parliament condemned Iran."
    assert meant(reader, text, "German parliament").label == "Bundestag"


def test_who_does_something_to_a_body_does_not_own_it(reader: Reader) -> None:
    assert meant(reader, "Ukraine asked Congress for help.", "Congress").country == "USA"
    assert meant(reader, "Britain's ruling Labor Party split.", "Labor Party").country == "GBR"


def test_a_group_of_countries_is_no_place(reader: Reader) -> None:
    assert meant(reader, "The Visegrad Group rejected the plan.", "Visegrad Group").type == "Organization"


def test_a_court_is_that_of_the_country_written_about(reader: Reader) -> None:
    text = "Honduran lawmakers left. Honduras is divided. The Supreme Court rejected the appeal."
    assert meant(reader, text, "Supreme Court").label == "Supreme Court of Honduras"


def test_a_court_is_of_a_country_that_has_one_so_called(reader: Reader) -> None:
    text = "Russians went to Russia. The Kenyan president was ill. The High Court sentenced a Russian."
    assert meant(reader, text, "High Court").country == "KEN"


def test_a_body_is_known_by_lower_case_names_too(reader: Reader) -> None:
    assert meant(reader, "The UN refugee agency aided Chad.", "UN refugee agency").label == (
        "United Nations High Commissioner for Refugees"
    )


def test_a_body_has_one_node_however_it_is_written(reader: Reader) -> None:
    text = "The Iraqi Police arrested a man. On Monday Iraqi police shot a boy."
    assert meant(reader, text, "Iraqi police") == meant(reader, text, "Iraqi Police")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Brussels accuses Hungary of corruption.", "European Union"),
        ("The Belgian parliament met. Brussels accuses Hungary of corruption.", "Belgium"),
    ],
)
def test_brussels_is_the_union_unless_belgium_is_written_about(reader: Reader, text: str, label: str) -> None:
    assert meant(reader, text, "Brussels").label == label


def test_a_senate_may_be_a_city_s(reader: Reader) -> None:
    text = "The U.S. Senate met. Hamburg's Senate objected."
    assert meant(reader, text, "Senate").country == "DEU"
