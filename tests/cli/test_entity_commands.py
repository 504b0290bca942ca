"""Commands on who is who: measuring it, explaining it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Run


def test_names_and_links_are_measured_and_what_is_wrong_is_listed(run: Run, tmp_path: Path) -> None:
    text = "Angela Merkel met Emmanuel Macron in Paris. The talks went on for hours."
    people = ["Angela Merkel", "Emmanuel Macron"]
    record = {
        "id": "summit", "text": text, "relations": [],
        "clusters": [{"type": "person", "name": n, "wikipedia": n.replace(" ", "_"), "tags": []} for n in people],
        "mentions": [
            {"start": text.index(n), "end": text.index(n) + len(n), "text": n, "cluster": i}
            for i, n in enumerate(people)
        ],
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    ran = run("evaluate", "entities", path, "--on", path, "--errors")
    assert ran.status == 0
    assert "people, bodies, places" in ran.out
    missed, _, spurious = ran.out.partition("Missed names")[2].partition("Spurious names")
    assert missed.strip() == ""
    assert "summit: Paris (location): Angela Merkel met Emmanuel Macron in Paris." in spurious


def test_an_entity_is_explained_in_words_and_as_json(run: Run, graph: Path) -> None:
    ran = run("explain", graph, "Emmanuel Macron")
    assert ran.status == 0
    assert "Emmanuel Macron (Person, FRA, GOV)" in ran.out
    assert "known name" in ran.out
    assert "President Emmanuel Macron met Olaf Scholz in Berlin on Monday." in ran.out
    assert "news (News, 2023-09-13): 1 mention" in ran.out
    without = run("explain", graph, "Emmanuel Macron", "--sentences", 0)
    assert "met Olaf Scholz" not in without.out
    (record,) = json.loads(run("explain", graph, "wd:Q212", "--format", "json").out)
    assert (record["label"], record["country"]) == ("Ukraine", "UKR")
    assert {m["reason"] for m in record["mentions"]} == {"known-name"}


def test_who_is_not_there_is_said_in_one_line(run: Run, graph: Path) -> None:
    ran = run("explain", graph, "Emanuel Macron")
    assert ran.status == 1
    assert ran.err == "kgraph: no entity of this graph is called 'Emanuel Macron'; do you mean 'Emmanuel Macron'?\n"


def test_a_file_of_identities_is_taken_by_build_and_export(run: Run, article: Path, tmp_path: Path) -> None:
    pairs, built, written = tmp_path / "identity.tsv", tmp_path / "built.ttl", tmp_path / "written.ttl"
    pairs.write_text("same-as\tEmmanuel Macron\tOlaf Scholz\nsame-as\tNobody\tOlaf Scholz\n", encoding="utf-8")
    ran = run("build", article, "-o", built, "--identity", pairs)
    assert ran.status == 0
    assert "warning: " in ran.err
    assert "line 2: no entity of the graph is called 'Nobody'" in ran.err
    plain = tmp_path / "plain.ttl"
    run("build", article, "-o", plain)
    assert run("export", plain, "-o", written, "--identity", pairs).status == 0
    for path in (built, written):
        assert "merged by your file" in run("explain", path, "Emmanuel Macron").out
    assert written.read_bytes() == built.read_bytes()


def test_a_service_that_is_away_is_one_warning_and_the_work_goes_on(run: Run, tmp_path: Path) -> None:
    article, graph = tmp_path / "article.txt", tmp_path / "graph.ttl"
    article.write_text("Zelda Quirke visited Kenya. Bob Frobisher praised Chad.", encoding="utf-8")
    service = ("--reconcile", "http://127.0.0.1:9/none", "--cache", tmp_path / "cache")
    ran = run("build", article, "-o", graph, *service)
    assert ran.status == 0
    assert ran.err.count("warning: http://127.0.0.1:9/none is not asked any more") == 1
    assert "Zelda Quirke" in run("extract", article, *service).out
    mistaken = run("build", article, "-o", graph, "--reconcile", "nonsense")
    assert mistaken.status == 1
    assert mistaken.err.startswith("kgraph: nonsense is no address of a service")
