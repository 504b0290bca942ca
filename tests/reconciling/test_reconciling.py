"""Asking a real service on this machine who somebody is, and what happens when it fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kgraph
from kgraph import Article, Entity, Extraction, KgraphError
from kgraph.errors import ReconciliationError
from kgraph.reconciling import Reconciler
from kgraph.reconciling.linking import choose, query_for
from kgraph.reconciling.service import Found, Manifest, Pace
from tests.reconciling.service import SPACE

if TYPE_CHECKING:
    from kgraph.extraction import Reader

SERVICE = Path(__file__).with_name("service.py")
ARTICLES = [
    Article("a", "British Trade Minister Zelda Quirke visited Kenya. She praised Nairobi.", date="2012-06-15"),
    Article("b", "Bob Frobisher accused Iran. Zelda Quirke praised Cora Blenkinsop.", date="2012-06-16"),
    Article("c", "The African Mining Union condemned Syria. Angela Merkel visited Chad.", date="2012-06-17"),
]
PERSON = "https://w3id.org/kgraph/id/person/"
QUICK = Pace(timeout=10, interval=0)


@dataclass
class Running:
    """A service at work."""

    url: str
    log: Path

    def requests(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    def questions(self) -> list[dict[str, Any]]:
        return [query for request in self.requests() if "manifest" not in request for query in request.values()]


Serve = Callable[..., Any]


@dataclass
class Articles:
    """Articles that were read without a service, to be linked in many ways."""

    extractions: list[Extraction]
    reader: Reader


@pytest.fixture(scope="module")
def articles(reader: Reader) -> Articles:
    return Articles(list(reader.read_all(ARTICLES)), reader)


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    @contextmanager
    def running(mode: str = "") -> Iterator[Running]:
        log = tmp_path / "requests.jsonl"
        command = [sys.executable, str(SERVICE), str(log), mode]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own code
            try:
                assert process.stdout is not None
                yield Running(process.stdout.readline().strip(), log)
            finally:
                process.terminate()

    return running


def read(articles: Articles, url: str, cache: Path, pace: Pace = QUICK) -> tuple[dict[str, str], list[str]]:
    """Return the id of every name's entity, and what the user is told."""
    told: list[str] = []
    reconciler = Reconciler(url, cache=cache, on_problem=told.append, pace=pace)
    found = list(reconciler.linked(articles.extractions, articles.reader.knowledge))
    assert [e.article.id for e in found] == ["a", "b", "c"]
    return {m.entity.label: m.entity.id for e in found for m in e.mentions if m.kind == "name"}, told


def test_what_the_service_knows_gets_its_iri(articles: Articles, serve: Serve, tmp_path: Path) -> None:
    with serve() as service:
        ids, told = read(articles, service.url, tmp_path)
    assert told == []
    assert ids["Zelda Quirke"] == SPACE + "p1"  # the service is sure
    assert ids["Cora Blenkinsop"] == SPACE + "p5"  # far ahead of the next
    assert ids["African Mining Union"] == SPACE + "o1"
    assert ids["Bob Frobisher"] == PERSON + "bob-frobisher"  # two are equally good
    assert ids["Kenya"] == "http://www.wikidata.org/entity/Q114"


def test_queries_go_in_batches_with_types_and_known_entities_are_not_asked_for(
    articles: Articles, serve: Serve, tmp_path: Path
) -> None:
    with serve() as service:
        read(articles, service.url, tmp_path)
        requests = service.requests()
        asked = {(q["query"], q["type"]) for q in service.questions()}
    assert asked == {
        ("Zelda Quirke", "human"), ("Bob Frobisher", "human"), ("Cora Blenkinsop", "human"),
        ("African Mining Union", "org"),
    }  # fmt: skip
    assert requests[0] == {"manifest": True}
    assert {len(batch) for batch in requests[1:]} == {1, 2}


def test_nothing_is_asked_twice(articles: Articles, serve: Serve, tmp_path: Path) -> None:
    with serve() as service:
        first, _ = read(articles, service.url, tmp_path)
        asked = len(service.requests())
        again, told = read(articles, service.url, tmp_path)
        assert len(service.requests()) == asked
    away, told = read(articles, service.url, tmp_path)  # nor is the service needed for what it has told
    assert first == again == away
    assert told == []


def test_the_graph_keeps_the_reason_and_what_was_read(reader: Reader, serve: Serve, tmp_path: Path) -> None:
    with serve() as service:
        reconciler = Reconciler(service.url, cache=tmp_path, on_problem=pytest.fail, pace=QUICK)
        kg = kgraph.build(ARTICLES, pipeline=reader.nlp, reconciler=reconciler)
    (person,) = kg.explain("Zelda Quirke")
    assert person.entity.id == SPACE + "p1"
    assert {s.id for s in person.sources} == {"a", "b"}
    assert {o.reason for o in person.occurrences} == {"reconciled"}
    assert {o.read_as for o in person.occurrences} == {PERSON + "zelda-quirke"}
    assert {o.runner_up.label for o in person.occurrences if o.runner_up} == {"Zelda Quirke-Smith"}
    assert {str(o) for (o,) in kg.query(f"SELECT ?o WHERE {{ <{SPACE}p1> kgo:visits ?o }}")} == {"Kenya"}


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("text", "something else than JSON"),
        ("bare", "its manifest has no identifierSpace"),
        ("shape", "not in the form of the Reconciliation API"),
        ("busy", "429"),
        ("busy-long", "429"),
        ("cut", "something else than JSON"),
    ],
)
def test_a_service_that_fails_costs_one_message(
    articles: Articles, serve: Serve, tmp_path: Path, mode: str, message: str
) -> None:
    with serve(mode) as service:
        ids, told = read(articles, service.url, tmp_path)
        asked = len(service.requests())
    assert ids["Zelda Quirke"] == PERSON + "zelda-quirke"
    (only,) = told
    assert only.startswith(f"{service.url} is not asked any more: ")
    assert message in only
    assert asked <= 3
    assert mode != "busy-long" or asked == 1


@pytest.mark.parametrize("mode", ["busy-once", "broken-once"])
def test_a_service_that_is_busy_for_a_moment_is_asked_again(
    articles: Articles, serve: Serve, tmp_path: Path, mode: str
) -> None:
    with serve(mode) as service:
        ids, told = read(articles, service.url, tmp_path)
        assert service.requests()[:2] == [{"manifest": True}] * 2
    assert ids["Zelda Quirke"] == SPACE + "p1"
    assert told == []


def test_a_slow_service_is_given_up(articles: Articles, serve: Serve, tmp_path: Path) -> None:
    with serve("slow") as service:
        ids, told = read(articles, service.url, tmp_path, Pace(timeout=0.2, interval=0, tries=2))
        assert len(service.requests()) <= 2
    assert ids["Zelda Quirke"] == PERSON + "zelda-quirke"
    assert [t.partition(": ")[2] for t in told] == ["it does not answer within 0.2 s"]


def test_a_service_that_is_away_is_told_once(articles: Articles, serve: Serve, tmp_path: Path) -> None:
    with serve() as service:
        pass
    ids, told = read(articles, service.url, tmp_path)
    assert ids["Zelda Quirke"] == PERSON + "zelda-quirke"
    assert len(told) == 1
    assert "cannot be reached" in told[0]


def test_answers_that_cannot_be_kept_are_used_all_the_same(articles: Articles, serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with serve() as service:
        ids, told = read(articles, service.url, tmp_path / "file")
    assert ids["Zelda Quirke"] == SPACE + "p1"
    assert len(told) == 1
    assert "cannot be kept" in told[0]


def test_an_address_of_no_service_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(ReconciliationError, match="begins with http") as caught:
        Reconciler("ftp://example.org/", cache=tmp_path, on_problem=pytest.fail)
    assert isinstance(caught.value, KgraphError)


def found(*scores: float, sure: int | None = None) -> list[Found]:
    return [Found(str(i), f"Name {i}", score, i == sure) for i, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ([], None),
        (found(70.0, sure=0), "0"),
        (found(70.0, 90.0, sure=0), "0"),
        (found(90.0, 60.0), "0"),
        (found(60.0, 90.0), "1"),
        (found(90.0, 80.0), None),
        (found(90.0), "0"),
        ([Found("7", "Another Name", 90.0, False)], None),
        ([Found("1", "A", 90.0, True), Found("2", "B", 90.0, True)], None),
        (found(0.0), None),
    ],
)
def test_only_sure_and_clearly_better_candidates_are_believed(offered: list[Found], chosen: str | None) -> None:
    found_ = choose(offered, "name-0")
    assert (found_[0].id if found_ else None) == chosen


@pytest.mark.parametrize(
    ("space", "view", "identifier", "iri"),
    [
        ("http://www.wikidata.org/entity/", None, "Q42", "http://www.wikidata.org/entity/Q42"),
        ("https://example.org/id/", "https://example.org/page/{{id}}", "7", "https://example.org/id/7"),
        ("https://example.org/space", "https://example.org/page/{{id}}", "a b", "https://example.org/page/a%20b"),
        ("https://example.org/", None, "https://elsewhere.org/7", "https://elsewhere.org/7"),
        ("none", None, "7", None),
    ],
)
def test_the_iri_is_of_the_services_space_or_page(
    space: str, view: str | None, identifier: str, iri: str | None
) -> None:
    record = {"identifierSpace": space, "view": {"url": view}}
    assert Manifest.from_json(record).iri(identifier) == iri


def test_wikidata_is_asked_with_its_types_and_the_country(reader: Reader) -> None:
    manifest = Manifest.from_json({"identifierSpace": "http://www.wikidata.org/entity/"})
    minister = Entity(PERSON + "zelda-quirke", "Zelda Quirke", "Person", "GBR")
    assert query_for(minister, manifest, reader.knowledge) == {
        "query": "Zelda Quirke", "limit": 5, "type": "Q5", "properties": [{"pid": "P27", "v": {"id": "Q145"}}],
    }  # fmt: skip


def test_without_the_option_nothing_is_loaded_that_speaks_to_the_network(tmp_path: Path) -> None:
    code = (
        "import sys, kgraph\n"
        "kgraph.build('Zelda Quirke visited Kenya.')\n"
        "print([name for name in sys.modules if name.startswith('kgraph.reconciling')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert ran.stdout.strip() == "[]"
