"""A user's own who-is-who on top of the one that ships."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kgraph
from kgraph.errors import KnowledgeError
from kgraph.knowledge import Knowledge
from kgraph.knowledge.extra import read_extra
from kgraph.resources import knowledge_dir

if TYPE_CHECKING:
    from kgraph.extraction import Reader

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix kgo: <https://w3id.org/kgraph/ontology#> .
@prefix my: <https://example.org/> .

my:council a skos:Concept, kgo:Organization ;
    skos:prefLabel "Harbour Council"@en, "Hafenrat"@de ; skos:altLabel "HBC" ; kgo:countryCode "NZL" .
my:japan a skos:Concept, kgo:Country ;
    skos:prefLabel "Japan"@en ; skos:altLabel "Nihonkoku" ;
    skos:exactMatch <http://www.wikidata.org/entity/Q17> .
"""


FOREIGN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix kgo: <https://w3id.org/kgraph/ontology#> .
@prefix my: <https://example.org/> .

my:port a skos:Concept, kgo:Organization ; skos:prefLabel "Hafenamt"@de ; skos:altLabel "Harbour Board"@en-GB, "HB" ;
    kgo:sector kgo:sector-GOV .
my:union a skos:Concept, kgo:Organization ; skos:prefLabel "Union der Kapitäne"@de, "Captains Union"@en-GB ;
    skos:hiddenLabel "Kapitaensunion"@de ; kgo:sector "LAB" .
my:kerry a skos:Concept, kgo:Person ; skos:prefLabel "Jon Kerry"@en ; skos:exactMatch my:other ;
    skos:altLabel "Kerry d'Esclandre"@fr ; kgo:countryCode "IRL" .
"""


@pytest.fixture
def kb() -> Knowledge:
    """A knowledge base of its own, to be changed."""
    return Knowledge(knowledge_dir())


def write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(x) for x in records) + "\n", encoding="utf-8")
    return path


def test_a_new_person_with_surname_and_office(kb: Knowledge, tmp_path: Path) -> None:
    record = {
        "label": "Wilhelmina Testcase", "type": "Person", "names": ["Billie Testcase"], "surnames": ["Testcase"],
        "country": "NZL", "sector": "GOV",
        "offices": [{"role": "trade minister", "country": "NZL", "start": "2027-01-05"}],
    }  # fmt: skip
    assert read_extra(kb, write(tmp_path / "own.jsonl", record)) == 1
    person = kb.person("Billie Testcase")
    assert person is not None
    assert person.id == "https://w3id.org/kgraph/id/person/wilhelmina-testcase"
    assert kb.people("Testcase") == (person,)
    assert kb.office_holder("trade minister", "NZL", "2027-06") == person


def test_a_known_entity_gets_more_names(kb: Knowledge, tmp_path: Path) -> None:
    read_extra(kb, write(tmp_path / "own.jsonl", {"id": "Q17", "names": ["Nihonkoku"]}))
    found = kb.lookup("Nihonkoku")[0].entity
    assert (found.label, found.type, found.country) == ("Japan", "Country", "JPN")
    assert kb.demonym("Japanese") == found


def test_own_names_come_before_others(kb: Knowledge, tmp_path: Path) -> None:
    read_extra(
        kb, write(tmp_path / "own.jsonl", {"label": "Georgia Institute", "type": "Organization", "names": ["Georgia"]})
    )
    assert kb.lookup("Georgia")[0].entity.label == "Georgia Institute"


def test_skos_in_turtle(kb: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    assert read_extra(kb, path) == 2
    council = kb.organisation("HBC")
    assert council is not None
    assert (council.label, council.country) == ("Harbour Council", "NZL")
    assert kb.organisation("Hafenrat") == council
    assert kb.lookup("Nihonkoku")[0].entity.id == "http://www.wikidata.org/entity/Q17"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("own.jsonl", '{"label": "Somebody"}', "own.jsonl:1: Somebody has no type"),
        ("own.jsonl", '{"type": "Person"}', "own.jsonl:1: no label"),
        ("own.jsonl", '{"label": "A", "type": "Person"}\nnot json', "own.jsonl:2: not JSON"),
        ("own.jsonl", '{"label": "A", "type": "Person", "names": "B"}', "names is not a list"),
        ("own.ttl", "this is not Turtle", "cannot be read as Turtle"),
        ("own.csv", "a,b", "must be JSON Lines"),
    ],
)
def test_a_faulty_file_is_named(kb: Knowledge, tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        read_extra(kb, path)


def test_a_missing_file_is_named(kb: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_extra(kb, tmp_path / "absent.jsonl")


def test_a_further_name_takes_nothing_from_what_is_known(kb: Knowledge, tmp_path: Path) -> None:
    iraq, nato = kb.country("IRQ"), kb.organisation("NATO")
    assert iraq is not None
    assert nato is not None
    capital, members = kb.capital("IRQ"), kb.members(nato)
    assert capital is not None
    records = [
        {"id": entity.id, "label": entity.label, "type": entity.type, "names": [f"Own {entity.label}"]}
        for entity in (iraq, nato, capital)
    ]
    read_extra(kb, write(tmp_path / "own.jsonl", *records))
    assert kb.members(nato) == members
    assert kb.capital("IRQ") == kb.entity(capital.id)
    priors = {(c.entity.type, c.kind): c.prior for c in kb.lookup("Baghdad")}
    assert priors["Country", "capital"] < priors["Place", "name"]


def test_labels_of_all_languages_are_names_and_the_english_one_is_the_label(kb: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(FOREIGN, encoding="utf-8")
    assert read_extra(kb, path) == 3
    port, union, kerry = (kb.entity(f"https://example.org/{x}") for x in ("port", "union", "kerry"))
    assert port is not None
    assert union is not None
    assert kerry is not None
    assert (port.label, port.sector) == ("Hafenamt", "GOV")
    assert kb.organisation("Harbour Board") == kb.organisation("HB") == port
    assert (union.label, union.sector) == ("Captains Union", "LAB")
    assert kb.organisation("Union der Kapitäne") == kb.organisation("Kapitaensunion") == union
    assert (kerry.id, kerry.country) == ("https://example.org/kerry", "IRL")
    assert kb.person("Kerry d'Esclandre") == kerry


@pytest.mark.parametrize("suffix", [".jsonl", ".ttl"])
def test_what_is_known_is_overridden(kb: Knowledge, tmp_path: Path, suffix: str) -> None:
    nato = kb.organisation("NATO")
    assert nato is not None
    path = tmp_path / f"own{suffix}"
    if suffix == ".ttl":
        path.write_text(
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            "@prefix kgo: <https://w3id.org/kgraph/ontology#> .\n"
            "<https://example.org/nato> a kgo:Organization ; skos:prefLabel 'The Alliance'@en ; "
            f"skos:altLabel 'Bündnis'@de ; kgo:sector 'MIL' ; skos:exactMatch <{nato.id}> .",
            encoding="utf-8",
        )
    else:
        record = {"id": nato.id, "label": "The Alliance", "names": ["Bündnis"], "sector": "MIL"}
        write(path, record)
    read_extra(kb, path)
    known = kb.entity(nato.id)
    assert known is not None
    assert (known.id, known.label, known.type, known.sector) == (nato.id, "The Alliance", "Organization", "MIL")
    assert kb.organisation("Bündnis") == kb.organisation("NATO") == known
    assert kb.is_own(known)
    assert not kb.is_own("Q17")


OWN = {
    ".jsonl": json.dumps({"label": "Zelda Quirke", "type": "Person", "names": ["Zoe Quirke"], "surnames": ["Quirke"],
                          "country": "NZL", "sector": "GOV", "id": "https://example.org/quirke"}),
    ".ttl": (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix kgo: <https://w3id.org/kgraph/ontology#> .\n"
        "<https://example.org/quirke> a kgo:Person ; skos:prefLabel 'Zelda Quirke'@en ; "
        "skos:altLabel 'Zoe Quirke'@nl ; kgo:countryCode 'NZL' ; kgo:sector kgo:sector-GOV ."
    ),
}  # fmt: skip


@pytest.mark.parametrize("suffix", OWN)
def test_an_article_is_read_with_it(tmp_path: Path, suffix: str, reader: Reader) -> None:
    path = tmp_path / f"own{suffix}"
    path.write_text(OWN[suffix], encoding="utf-8")
    kg = kgraph.build("Zoe Quirke visited Kenya. Quirke praised Chad.", pipeline=reader.nlp, knowledge=path)
    (person,) = kg.explain("Zelda Quirke")
    assert (person.entity.id, person.entity.country) == ("https://example.org/quirke", "NZL")
    assert {(o.words, o.reason) for o in person.occurrences} == {("Zoe Quirke", "own-entry"), ("Quirke", "own-entry")}
    assert "Zoe Quirke" in person.names
