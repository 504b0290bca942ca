"""Who is one and who is several across the articles of a graph."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

import kgraph
from kgraph import Article
from kgraph.export import to_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from kgraph import Extraction
    from kgraph.extraction import Reader

MINISTER = "British Trade Minister Zelda Quirke visited Kenya. Quirke praised Nairobi."
BRITON = Article("briton", MINISTER, date="2012-06-15")
AGAIN = Article("again", "British lawmaker Zelda P. Quirke accused Iran.", date="2012-06-18")
CANADIAN = Article("canadian", "Canadian Trade Minister Zelda Quirke visited Kenya.", date="2012-06-16")
NOBODYS = Article("nobodys", "Zelda Quirke condemned Syria on Friday.", date="2012-06-17")
PERSON = "https://w3id.org/kgraph/id/person/"


@pytest.fixture(scope="module")
def read(reader: Reader) -> dict[str, Extraction]:
    return {e.article.id: e for e in reader.read_all([BRITON, AGAIN, CANADIAN, NOBODYS])}


def graph(*extractions: Extraction) -> kgraph.KnowledgeGraph:
    kg = kgraph.KnowledgeGraph()
    for extraction in extractions:
        kg.add(extraction)
    return kg


def who(kg: kgraph.KnowledgeGraph) -> dict[str, str]:
    """Return by article the end of the IRI of its person."""
    return {m.document: m.entity.id.removeprefix(PERSON) for m in kg.mentions() if m.entity.type == "Person"}


def test_a_person_has_one_iri_in_all_articles_with_and_without_initials(read: dict[str, Extraction]) -> None:
    kg = graph(read["briton"], read["again"], read["nobodys"])
    assert set(who(kg).values()) == {"zelda-quirke"}
    (person,) = kg.explain("Zelda Quirke")
    assert (person.entity.country, {s.id for s in person.sources}) == ("GBR", {"briton", "again", "nobodys"})


def test_people_of_one_name_and_two_countries_are_two(read: dict[str, Extraction]) -> None:
    kg = graph(*read.values())
    assert who(kg) == {
        "briton": "zelda-quirke-gbr", "again": "zelda-quirke-gbr", "canadian": "zelda-quirke-can",
        "nobodys": "zelda-quirke",
    }  # fmt: skip
    (briton,) = kg.explain("Zelda Quirke (GBR)")
    assert briton.different_from == (PERSON + "zelda-quirke-can",)
    assert (briton.entity.country, "Quirke" in briton.names) == ("GBR", True)
    assert {o.read_as for o in briton.occurrences} == {PERSON + "zelda-quirke"}
    facts = kg.query("SELECT ?who WHERE { ?who kgo:ministerOf kg:Canada }")
    assert [str(minister) for (minister,) in facts] == ["Zelda Quirke"]
    assert len(kg.query(f"SELECT ?p ?o WHERE {{ <{PERSON}zelda-quirke> kgo:visits ?o }}")) == 0
    assert len(kg.query(f"SELECT ?o WHERE {{ <{PERSON}zelda-quirke-can> kgo:visits ?o }}")) == 1


def test_the_order_of_the_articles_does_not_matter(read: dict[str, Extraction]) -> None:
    graphs = {to_bytes(graph(*order), ".nq") for order in permutations(read.values())}
    labels = b"Label>"  # of the forms of a name the first that is read is the label
    assert len({tuple(x for x in g.splitlines() if labels not in x) for g in graphs}) == 1


def test_an_article_taken_out_puts_people_together_again(read: dict[str, Extraction]) -> None:
    kg = graph(*read.values())
    kg.remove("canadian")
    assert to_bytes(kg, ".nq") == to_bytes(graph(read["briton"], read["again"], read["nobodys"]), ".nq")


def test_an_article_read_again_decides_anew(read: dict[str, Extraction], reader: Reader) -> None:
    kg = graph(*read.values())
    kg.add(reader.read(Article("canadian", "Zelda Quirke visited Kenya.", date="2012-06-16")))
    assert set(who(kg).values()) == {"zelda-quirke"}
    kg.add(read["canadian"])
    assert to_bytes(kg, ".nq") == to_bytes(graph(*read.values()), ".nq")


def test_graphs_that_are_merged_are_as_if_built_at_once(read: dict[str, Extraction]) -> None:
    kg = graph(read["briton"], read["nobodys"])
    kg.merge(graph(read["canadian"], read["again"]))
    assert to_bytes(kg, ".nq") == to_bytes(graph(*read.values()), ".nq")
    apart = graph(read["briton"], read["canadian"])
    apart.merge(graph(read["nobodys"], read["again"]))
    assert to_bytes(apart, ".nq") == to_bytes(graph(*read.values()), ".nq")


def test_a_file_brings_namesakes_back(read: dict[str, Extraction], tmp_path: Path) -> None:
    kg = graph(*read.values())
    for suffix in (".ttl", ".trig"):
        kg.export(tmp_path / f"graph{suffix}")
        again = kgraph.open(tmp_path / f"graph{suffix}")
        again.remove("canadian")
        assert set(who(again).values()) == {"zelda-quirke"}


def test_a_namesake_of_somebody_known_is_not_that_person(reader: Reader) -> None:
    known = reader.read(Article("a", "U.S. Secretary of State John Kerry visited Kenya.", date="2014-05-01"))
    other = reader.read(Article("b", "Kenyan Trade Minister John Kerry visited Uganda.", date="2014-05-01"))
    people = [{m.entity.id for m in e.mentions if m.entity.type == "Person"} for e in (known, other)]
    assert len(people[0]) == len(people[1]) == 1
    assert people[0].isdisjoint(people[1])


def test_surnames_alone_are_not_one_person_across_articles(reader: Reader) -> None:
    kg = graph(*reader.read_all([Article("a", "Mr. Quirke left Kenya."), Article("b", "Mr. Quirke left Kenya.")]))
    assert len(set(who(kg).values())) == 2


def test_a_group_has_one_iri_in_all_articles(reader: Reader) -> None:
    texts = ("Syrian rebels attacked Damascus.", "The army fought Syrian rebels in Aleppo.")
    kg = graph(*reader.read_all([Article(str(i), text) for i, text in enumerate(texts)]))
    (rebels,) = kg.explain("Syrian rebels")
    assert {s.id for s in rebels.sources} == {"0", "1"}
