"""A user's own who-is-who on top of the one that ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.errors import KnowledgeError
from kgraph.knowledge import Knowledge
from kgraph.knowledge.extra import read_extra
from kgraph.resources import knowledge_dir

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
