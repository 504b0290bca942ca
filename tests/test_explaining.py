"""Why words were taken to mean an entity, as a graph of articles tells it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import kgraph
from kgraph import Article
from kgraph.errors import SelectionError

if TYPE_CHECKING:
    from pathlib import Path

    from kgraph.explaining import Explanation
    from kgraph.extraction import Reader

TALKS = Article(
    "talks",
    "The African Mining Union (AMU) met in Addis Ababa. British Trade Minister Zelda Quirke praised the AMU on Monday. "
    "Quirke said the Kremlin had agreed. She met Kim Jong Un and his sister Kim Yo Jong, and Kim smiled. "
    "The German chancellor criticized Turkey. The Turkish government rejected that. Burma thanked NATO.",
    title="Talks", date="2012-06-15", publisher="The Daily Example",
)  # fmt: skip
REBELS = Article("rebels", "Syrian rebels attacked Damascus. Zelda Quirke condemned Syria.", date="2012-06-16")


@pytest.fixture(scope="module")
def kg(reader: Reader) -> kgraph.KnowledgeGraph:
    return kgraph.build([TALKS, REBELS], pipeline=reader.nlp)


def only(kg: kgraph.KnowledgeGraph, name: str) -> Explanation:
    (found,) = kg.explain(name)
    return found


@pytest.mark.parametrize(
    ("name", "words", "reason"),
    [
        ("Zelda Quirke", "Zelda Quirke", "new-name"),
        ("Zelda Quirke", "Quirke", "short-form"),
        ("Zelda Quirke", "She", "pronoun"),
        ("African Mining Union", "AMU", "explained-acronym"),
        ("Russia", "Kremlin", "seat"),
        ("Kim Jong Un", "Kim Jong Un", "known-name"),
        ("Myanmar", "Burma", "known-alias"),
        ("Turkey", "Turkish", "demonym"),
        ("Angela Merkel", "The German chancellor", "office"),
        ("Syrian rebels", "Syrian rebels", "description"),
    ],
)
def test_each_kind_of_mention_says_why(kg: kgraph.KnowledgeGraph, name: str, words: str, reason: str) -> None:
    assert {o.reason for o in only(kg, name).occurrences if o.words == words} == {reason}


def test_the_runner_up_of_an_ambiguous_name_is_kept(kg: kgraph.KnowledgeGraph) -> None:
    sisters = only(kg, "Kim Yo Jong")
    (kim,) = [o for o in sisters.occurrences if o.words == "Kim"]
    assert kim.runner_up is not None
    assert kim.runner_up.label == "Kim Jong Un"
    assert kim.confidence is not None
    assert 0 < kim.runner_up.confidence <= kim.confidence
    assert [o.runner_up for o in sisters.occurrences if o.words == "Kim Yo Jong"] == [None]


def test_no_query_takes_the_runner_up_for_a_link(kg: kgraph.KnowledgeGraph) -> None:
    kim = only(kg, "Kim Jong Un").entity
    rows = kg.query(f"SELECT ?words WHERE {{ ?m itsrdf:taIdentRef <{kim.id}> ; nif:anchorOf ?words }}")
    assert {str(words) for (words,) in rows} == {"Kim Jong Un", "his"}


def test_it_tells_where_the_words_stand_and_who_wrote_them(kg: kgraph.KnowledgeGraph) -> None:
    minister = only(kg, "Zelda Quirke")
    assert (minister.entity.type, minister.entity.country, minister.sectors) == ("Person", "GBR", ("GOV",))
    assert [(s.id, s.title, s.publisher) for s in minister.sources] == [
        ("rebels", None, None), ("talks", "Talks", "The Daily Example"),
    ]  # fmt: skip
    texts = {"talks": TALKS.text, "rebels": REBELS.text}
    assert all(texts[o.document][o.start : o.end] == o.words for o in minister.occurrences)
    assert [o.sentence for o in minister.occurrences if o.words == "Quirke"] == ["Quirke said the Kremlin had agreed."]
    first = minister.readings()[0]
    assert (first.words, len(first.occurrences)) == ("Zelda Quirke", 2)
    assert minister.statements["rebels"] == 1


@pytest.mark.parametrize("name", ["http://www.wikidata.org/entity/Q43", "wd:Q43", "kg:Turkey", "turkey", "Türkiye"])
def test_an_entity_is_found_by_iri_prefixed_name_label_and_other_name(kg: kgraph.KnowledgeGraph, name: str) -> None:
    assert only(kg, name).entity.label == "Turkey"


def test_an_unknown_name_is_said_with_one_like_it(kg: kgraph.KnowledgeGraph) -> None:
    with pytest.raises(SelectionError, match="'Zelda Quirky'; do you mean 'Zelda Quirke'"):
        kg.explain("Zelda Quirky")


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".jsonld", ".rdf"])
def test_every_rdf_format_keeps_the_reasons(kg: kgraph.KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    kg.export(tmp_path / f"graph{suffix}")
    again = kgraph.open(tmp_path / f"graph{suffix}")
    for name in ("Kim Yo Jong", "Angela Merkel", "Syrian rebels"):
        assert only(again, name) == only(kg, name)


def test_as_json_it_is_plain(kg: kgraph.KnowledgeGraph) -> None:
    record = json.loads(json.dumps(only(kg, "Kim Yo Jong").to_json()))
    assert record["label"] == "Kim Yo Jong"
    others = {m["words"]: m["runner_up"] for m in record["mentions"]}
    assert others["Kim Yo Jong"] is None
    assert others["Kim"]["label"] == "Kim Jong Un"
    assert record["articles"] == [
        {"id": "talks", "title": "Talks", "date": "2012-06-15", "publisher": "The Daily Example", "url": None,
         "mentions": len(record["mentions"]), "statements": record["articles"][0]["statements"]},
    ]  # fmt: skip
