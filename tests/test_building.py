"""From articles to a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kgraph
from kgraph import Article, KgraphError, build
from kgraph.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from kgraph.articles.reading import ReadProblem
    from kgraph.extraction import Reader

AID = "The United States sent weapons to Ukraine on Monday."
DENIAL = "Iran denied supplying drones to Russia."


def triples(kg: kgraph.KnowledgeGraph) -> set[tuple[str, ...]]:
    return {tuple(map(str, row)) for row in kg.query("SELECT ?a ?b WHERE { ?a kgo:suppliesArmsTo ?b }")}


def test_what_the_article_states_is_a_plain_triple_and_a_denial_is_none(reader: Reader) -> None:
    kg = build(f"{AID} {DENIAL}", pipeline=reader.nlp)
    assert triples(kg) == {("United States", "Ukraine")}
    denied = list(kg.statements(polarity="negative"))
    assert [(s.subject.label, s.object and s.object.label) for s in denied] == [("Iran", "Russia")]


def test_sources_of_all_kinds_at_once(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(AID, encoding="utf-8")
    kg = build([tmp_path, Article("b", "Kenya sent troops to Haiti.")], pipeline=reader.nlp)
    assert {article.id for article in kg.articles()} == {str(tmp_path / "a.txt"), "b"}


def test_an_article_read_again_replaces_what_was_there(reader: Reader) -> None:
    kg = build(Article("a", AID), pipeline=reader.nlp)
    again = build([Article("a", "Kenya sent troops to Haiti.")], pipeline=reader.nlp, graph=kg)
    assert again is kg
    assert {s.subject.label for s in kg} == {"Kenya"}
    assert triples(kg) == set()


def test_entities_are_described(reader: Reader) -> None:
    kg = build(AID, pipeline=reader.nlp)
    (row,) = kg.query("SELECT ?lat ?code WHERE { kg:Ukraine geo:lat ?lat ; kgo:iso3 ?code }")
    assert 44 < float(row[0]) < 53
    assert row[1] == "UKR"


def test_the_record_says_what_read_the_article(reader: Reader) -> None:
    kg = build(Article("a", AID, title="Aid", date="2023-09-13", publisher="Wire"), pipeline=reader.nlp)
    (article,) = kg.articles()
    assert (article.title, article.date, article.publisher) == ("Aid", "2023-09-13", "Wire")
    assert (article.pipeline, article.version) == (reader.pipeline, kgraph.__version__)


def test_what_is_not_sure_enough_stays_out(reader: Reader) -> None:
    seen = []
    kg = build(AID, pipeline=reader.nlp, min_confidence=1.0, on_article=seen.append)
    assert len(kg) == 0
    assert [len(extraction.statements) for extraction in seen] == [0]


def test_what_cannot_be_read_is_reported(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01" * 500)
    (tmp_path / "good.txt").write_text(AID, encoding="utf-8")
    problems: list[ReadProblem] = []
    kg = build(tmp_path, pipeline=reader.nlp, on_problem=problems.append)
    assert len(kg.articles()) == 1
    (problem,) = problems
    assert problem.skipped
    assert "bad.txt is binary" in str(problem)


def test_errors_are_kgraphs_and_builtin_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist") as missing:
        build(tmp_path / "missing.txt")
    assert isinstance(missing.value, KgraphError)
    assert isinstance(missing.value, OSError)


def test_the_public_names_are_all_there() -> None:
    assert all(getattr(kgraph, name) is not None for name in kgraph.__all__)
    assert set(kgraph.__all__) <= set(dir(kgraph))
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        kgraph.summarise  # noqa: B018
