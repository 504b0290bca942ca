"""Pairs that people marked as related: when they count as found, and in which direction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.errors import FormatError
from kgraph.evaluation.relations import ANYTHING, Relation, read_relations, score
from kgraph.model import Argument, Article, Entity, Event, Extraction, Mention, Span, Statement

TEXT = "Peshmerga fighters met Masoud Barzani. He leads the KDP. They fought ISIL with tanks."
DOCUMENT = {
    "id": "a",
    "text": TEXT,
    "entities": [
        {"start": 0, "end": 18, "type": "Organisation", "conf": 1},
        {"start": 23, "end": 37, "type": "Person", "conf": 1},
        {"start": 39, "end": 41, "type": "Person", "conf": 1},
        {"start": 52, "end": 55, "type": "Organisation", "conf": 1},
        {"start": 79, "end": 84, "type": "Weapon", "conf": 0.9},
        {"start": 79, "end": 84, "type": "Organisation", "conf": 0.1},
    ],
    "relations": [],
}


def end(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def marked(tmp_path: Path, *relations: tuple[str, str, str, float]) -> tuple[Article, list[Relation]]:
    rows = [{"type": t, "head": end(head), "tail": end(tail), "conf": conf} for t, head, tail, conf in relations]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**DOCUMENT, "relations": rows}) + "\n", encoding="utf-8")
    (found,) = read_relations(path)
    return found


def argument(words: str) -> Argument:
    start = TEXT.index(words)
    return Argument(Entity("x:" + words, words, "Person"), Span(words, start, start + len(words)))


def says(subject: str, predicate: str, obj: str, event: str | None = None) -> Statement:
    happened = Event(event) if event else None
    return Statement(
        "1", "a", argument(subject), predicate, (predicate,), argument(obj), happened, Span(TEXT, 0, len(TEXT))
    )


LEADS = ("InChargeOf", "Masoud Barzani", "KDP", 1.0)


@pytest.mark.parametrize(
    ("statement", "related", "typed"),
    [
        (says("Barzani", "leaderOf", "KDP"), 1, 1),
        (says("KDP", "leaderOf", "Barzani"), 1, 0),
        (says("KDP", "criticizes", "Barzani", "ACCUSE"), 1, 0),
        (says("Barzani", "leaderOf", "ISIL"), 0, 0),
    ],
)
def test_a_pair_is_related_and_related_as_marked(
    tmp_path: Path, statement: Statement, related: int, typed: int
) -> None:
    article, gold = marked(tmp_path, LEADS)
    scores = score([(Extraction(article, (statement,)), gold)])
    assert (scores.rate("related", "InChargeOf"), scores.rate("typed", "InChargeOf")) == (related, typed)
    assert (len(scores.missed), len(scores.mistyped)) == (1 - related, related - typed)


def test_what_has_two_names_is_found_by_either(tmp_path: Path) -> None:
    article, gold = marked(tmp_path, ("IsSynonymOf", "Masoud Barzani", "He", 1.0), ("InChargeOf", "He", "KDP", 1.0))
    assert score([(Extraction(article, (says("Barzani", "leaderOf", "KDP"),)), gold)]).rate("typed") == 1


def test_what_the_reader_knows_to_be_the_same_is_found_by_either(tmp_path: Path) -> None:
    article, gold = marked(tmp_path, ("InChargeOf", "He", "KDP", 1.0))
    he = Mention(argument("Barzani").entity, Span("He", TEXT.index("He"), TEXT.index("He") + 2), "pronoun", "a")
    found = Extraction(article, (says("Barzani", "leaderOf", "KDP"),), (he,))
    assert score([(found, gold)]).rate("typed") == 1


def test_what_annotators_held_unlikely_does_not_count(tmp_path: Path) -> None:
    _, gold = marked(tmp_path, (*LEADS[:3], 0.2))
    assert gold == []


def test_tanks_are_no_actors(tmp_path: Path) -> None:
    article, gold = marked(tmp_path, ("BelongsTo", "tanks", "Peshmerga fighters", 1.0), LEADS)
    scores = score([(Extraction(article), gold)])
    assert (scores.number(), scores.number(ANYTHING), len(scores.missed)) == (1, 2, 1)


@pytest.mark.parametrize(
    "line", ['{"id": "a", "text": "b"}', '{"id": "a", "text": "b", "entities": 1, "relations": 2}']
)
def test_a_broken_document_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(FormatError, match="line 1"):
        list(read_relations(path))
