"""A user's word on who is who: entities merged and set apart, and as before without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kgraph
from kgraph import Article
from kgraph.errors import FormatError, SourceError
from kgraph.export import to_bytes

if TYPE_CHECKING:
    from kgraph.articles import ReadProblem
    from kgraph.extraction import Reader

ARTICLES = [
    Article("news/one.txt", "Zelda Quirke visited Kenya. Quirke praised Nairobi.", date="2012-06-15"),
    Article("news/two.txt", "Zelda Quirke-Frobisher accused Iran.", date="2012-06-16"),
    Article("news/three.txt", "Zelda Quirke condemned Syria.", date="2012-06-17"),
]
Write = Callable[..., Path]
PERSON = "https://w3id.org/kgraph/id/person/"


@pytest.fixture(scope="module")
def built(reader: Reader) -> kgraph.KnowledgeGraph:
    return kgraph.build(ARTICLES, pipeline=reader.nlp)


@pytest.fixture
def kg(built: kgraph.KnowledgeGraph) -> kgraph.KnowledgeGraph:
    """A graph to be changed."""
    return built.copy()


@pytest.fixture
def pairs(tmp_path: Path) -> Write:
    """Writes lines with ``|`` for tabs."""

    def write(*lines: str) -> Path:
        path = tmp_path / "identity.tsv"
        path.write_text("# who is who\n\n" + "\n".join(line.replace(" | ", "\t") for line in lines) + "\n")
        return path

    return write


def facts(kg: kgraph.KnowledgeGraph, iri: str) -> set[str]:
    rows = kg.query(f"SELECT DISTINCT ?o WHERE {{ <{iri}> ?p ?o . ?s rdf:subject <{iri}> ; rdf:object ?o }}")
    return {str(o) for (o,) in rows}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Zelda Quirke", "Zelda Quirke-Frobisher"),
        ("kg:person/zelda-quirke", "kg:person/zelda-quirke-frobisher"),
        (PERSON + "zelda-quirke", "zelda quirke frobisher"),
    ],
)
def test_two_entities_become_one_with_the_iri_of_the_first(
    kg: kgraph.KnowledgeGraph, pairs: Write, first: str, second: str
) -> None:
    assert kg.identify(pairs(f"same-as | {first} | {second}")) == []
    (person,) = kg.explain("Zelda Quirke")
    assert person.entity.id == PERSON + "zelda-quirke"
    assert person.same_as == (PERSON + "zelda-quirke-frobisher",)
    assert "Zelda Quirke-Frobisher" in person.names
    assert len(person.sources) == 3
    (merged,) = [o for o in person.occurrences if o.words == "Zelda Quirke-Frobisher"]
    assert (merged.reason, merged.read_as) == ("same-as", PERSON + "zelda-quirke-frobisher")
    assert facts(kg, PERSON + "zelda-quirke") == {"Kenya", "Iran", "Syria"}
    assert facts(kg, PERSON + "zelda-quirke-frobisher") == set()
    assert {s.subject.id for s in kg} == {PERSON + "zelda-quirke"}


def test_the_first_may_be_an_iri_from_elsewhere(kg: kgraph.KnowledgeGraph, pairs: Write) -> None:
    assert kg.identify(pairs("same-as | wd:Q4115189 | Zelda Quirke")) == []
    (person,) = kg.explain("wd:Q4115189")
    assert (person.entity.label, person.entity.type, len(person.sources)) == ("Zelda Quirke", "Person", 2)


@pytest.mark.parametrize("article", ["news/one.txt", "one.txt"])
def test_an_article_is_set_apart(kg: kgraph.KnowledgeGraph, pairs: Write, article: str) -> None:
    assert kg.identify(pairs(f"not-same-as | Zelda Quirke | {article}")) == []
    by_article = {s.id: e for e in kg.explain("Zelda Quirke") for s in e.sources}
    apart, rest = by_article["news/one.txt"], by_article["news/three.txt"]
    assert apart.entity.id != rest.entity.id == PERSON + "zelda-quirke"
    assert apart.different_from == (rest.entity.id,)
    assert {(o.reason, o.read_as) for o in apart.occurrences} == {("not-same-as", PERSON + "zelda-quirke")}
    assert facts(kg, apart.entity.id) == {"Kenya"}
    assert facts(kg, rest.entity.id) == {"Syria"}


def test_without_the_lines_the_graph_is_as_before(reader: Reader, kg: kgraph.KnowledgeGraph, pairs: Write) -> None:
    lines = ("same-as | Zelda Quirke | Zelda Quirke-Frobisher", "not-same-as | Zelda Quirke | news/one.txt")
    other = kgraph.build(ARTICLES, pipeline=reader.nlp, identity=pairs(*lines))
    assert to_bytes(other, ".nq") != to_bytes(kg, ".nq")
    # The same articles again, into the same graph, without the file.
    again = kgraph.build(ARTICLES, pipeline=reader.nlp, identity=pairs(), graph=other)
    assert set(to_bytes(again, ".nq").splitlines()) ^ set(to_bytes(kg, ".nq").splitlines()) == set()


def test_a_line_about_nothing_is_told_and_the_others_count(reader: Reader, pairs: Write) -> None:
    told: list[ReadProblem] = []
    path = pairs(
        "same-as | Zelda Quirke | Nobody Atall",
        "same-as | Nobody Atall | Zelda Quirke",
        "not-same-as | Zelda Quirke | four.txt",
        "not-same-as | Iran | news/one.txt",
        "same-as | Zelda Quirke | Zelda Quirke-Frobisher",
    )
    kg = kgraph.build(ARTICLES, pipeline=reader.nlp, identity=path, on_problem=told.append)
    assert [p.message.partition("tsv, ")[2] for p in told] == [
        "line 3: no entity of the graph is called 'Nobody Atall'",
        "line 4: no entity of the graph is called 'Nobody Atall'",
        "line 5: the graph holds no article 'four.txt'",
        "line 6: news/one.txt speaks of no 'Iran'",
    ]
    assert len(kg.explain("Zelda Quirke")[0].sources) == 3


def test_what_is_merged_makes_no_triple_with_itself(reader: Reader, pairs: Write) -> None:
    kg = kgraph.build(Article("a", "Zelda Quirke praised Bob Frobisher."), pipeline=reader.nlp)
    kg.identify(pairs("same-as | Zelda Quirke | Bob Frobisher"))
    assert len(kg) > 0
    assert len(kg.query("SELECT ?p WHERE { ?x ?p ?x }")) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("same-as | A", "line 3: wanted are a word and two names"),
        ("equals | A | B", "line 3: the first word is same-as"),
    ],
)
def test_a_faulty_line_is_named(kg: kgraph.KnowledgeGraph, pairs: Write, text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        kg.identify(pairs(text))


def test_a_missing_file_is_named_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        kgraph.build("Kenya thanked Chad.", identity=tmp_path / "absent.tsv")
