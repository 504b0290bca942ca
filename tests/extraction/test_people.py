"""Which person a name means: surnames, titles, forms of address, namesakes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kgraph.extraction.people import Person, identify_people
from kgraph.knowledge import load_knowledge
from kgraph.model import Article, Mention

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def people(reader: Reader, text: str, *, document: str = "test", date: str = "2024-03-15") -> list[Mention]:
    found = reader.read(Article(document, text, date=date)).mentions
    return [m for m in found if m.entity.type == "Person" and m.kind == "name"]


def test_a_surname_goes_to_whoever_bears_the_title_that_stands_before_it(reader: Reader) -> None:
    text = "Jeb Bush visited Mexico. President George W. Bush visited Canada. President Bush praised Canada."
    *_, last = people(reader, text, date="2004-12-01")
    assert (last.span.text, last.entity.label) == ("Bush", "George W. Bush")


def test_somebody_unknown_is_of_the_country_whose_office_is_held(reader: Reader) -> None:
    text = (
        "Nadia Karimova, the spokeswoman of the Kazakh Foreign Ministry, criticized China. "
        "Ms. Karimova spoke on Monday."
    )
    full, short = people(reader, text)
    assert full.entity == short.entity
    assert full.entity.country == "KAZ"


def test_a_name_in_the_article_comes_before_a_famous_namesake(reader: Reader) -> None:
    text = "Ali Hassan met Vladimir Putin. Sergei Lavrov praised Hassan."
    assert [m.entity.label for m in people(reader, text) if m.span.text == "Hassan"] == ["Ali Hassan"]


def test_a_full_name_is_one_person_in_all_articles_and_a_bare_surname_only_in_its_own(reader: Reader) -> None:
    text = "Nadia Karimova met Mr. Zhaksylykov in Astana."
    here, there = (people(reader, text, document=name) for name in ("a.txt", "b.txt"))
    same = {m.span.text: m.entity.id == n.entity.id for m, n in zip(here, there, strict=True)}
    assert same == {"Nadia Karimova": True, "Zhaksylykov": False}


def test_an_official_of_an_article_without_countries_has_that_of_the_setting() -> None:
    person = Person(["Anselm Otterby"], setting="NAM")
    identify_people([person], load_knowledge(), None, Counter(), "d")
    assert person.entity is not None
    assert person.entity.country == "NAM"
