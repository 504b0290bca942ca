"""Which organisation a name means: short forms, acronyms that the article explains, bodies of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
