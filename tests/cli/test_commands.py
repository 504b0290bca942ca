"""What each command prints and writes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from pyoxigraph import parse

import kgraph

if TYPE_CHECKING:
    from tests.cli.running import Run

PAIR = "SELECT ?giver ?receiver WHERE { ?giver kgo:aids ?receiver }"


def words(text: str) -> list[list[str]]:
    """Return the lines of a table, as the words in each."""
    return [line.split() for line in text.splitlines() if line.strip()]


class TestBuild:
    def test_table_graph_and_picture(self, run: Run, tmp_path: Path, article: Path) -> None:
        ran = run("build", article, "-o", tmp_path / "g.ttl", "--image", tmp_path / "g.svg")
        assert ran.status == 0
        assert ["Russia", "invades", "Ukraine", "2022-02"] in [row[:4] for row in words(ran.out)]
        assert "says Iran" in ran.out
        assert "from 1 article; written:" in ran.err
        assert any(t.predicate.value.endswith("#invades") for t in parse(path=tmp_path / "g.ttl"))
        assert "<svg" in (tmp_path / "g.svg").read_text(encoding="utf-8")

    def test_a_store_takes_in_more_articles(self, run: Run, tmp_path: Path, article: Path) -> None:
        other = tmp_path / "other.txt"
        other.write_text("Kenya sent troops to Haiti.", encoding="utf-8")
        assert run("build", article, "--store", tmp_path / "store").status == 0
        ran = run("build", other, article, "--store", tmp_path / "store")
        assert ran.status == 0
        assert "from 2 articles" in ran.err
        ran = run("query", tmp_path / "store", "ASK { kg:Kenya kgo:deploysForcesTo kg:Haiti }", "--format", "csv")
        assert "true" in ran.out

    def test_standard_input_with_date_and_publisher(self, run: Run, tmp_path: Path) -> None:
        ran = run(
            "build", "-", "-o", tmp_path / "g.ttl", "--date", "2021-09-20", "--source", "The Wire",
            stdin="France recalled its ambassador from Washington on Friday.",
        )  # fmt: skip
        assert "2021-09-17" in ran.out
        (source,) = kgraph.open(tmp_path / "g.ttl").articles()
        assert (source.date, source.publisher) == ("2021-09-20", "The Wire")

    def test_what_is_not_sure_enough_is_left_out(self, run: Run, tmp_path: Path, article: Path) -> None:
        ran = run("build", article, "-o", tmp_path / "g.ttl", "--min-confidence", "1")
        assert ran.status == 0
        assert "0 statements from 1 article" in ran.err

    def test_a_picture_of_nothing_is_a_warning(self, run: Run, tmp_path: Path) -> None:
        ran = run("build", "-", "-o", tmp_path / "g.ttl", "--image", tmp_path / "g.png", stdin="It rained all day.")
        assert ran.status == 0
        assert "g.png is not drawn" in ran.err
        assert not (tmp_path / "g.png").exists()

    def test_what_several_articles_say_is_one_row(self, run: Run, tmp_path: Path) -> None:
        articles = tmp_path / "articles.jsonl"
        records = [{"id": str(n), "text": "Kenya sent troops to Haiti."} for n in range(3)]
        articles.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        ran = run("build", articles, "-o", tmp_path / "g.ttl")
        (row,) = [row for row in words(ran.out) if row[0] == "Kenya"]
        assert row[-1] == "3"


class TestExtract:
    def test_statements_go_to_standard_output(self, run: Run, article: Path) -> None:
        ran = run("extract", article)
        records = [json.loads(line) for line in ran.out.splitlines()]
        assert {"id", "document", "subject", "predicate", "object", "evidence", "confidence"} <= records[0].keys()
        assert (records[0]["subject"]["label"], records[0]["predicate"]) == ("Russia", "invades")
        assert ran.err == ""

    def test_files_for_statements_and_mentions(self, run: Run, tmp_path: Path, article: Path) -> None:
        ran = run("extract", article, "-o", tmp_path / "s.jsonl", "--mentions", tmp_path / "m.jsonl")
        assert (ran.status, ran.out) == (0, "")
        text = article.read_text(encoding="utf-8")
        statements = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text(encoding="utf-8").splitlines()]
        mentions = [json.loads(line) for line in (tmp_path / "m.jsonl").read_text(encoding="utf-8").splitlines()]
        assert all(text[m["start"] : m["end"]] == m["text"] for m in mentions)
        assert all(text[s["evidence"]["start"] : s["evidence"]["end"]] == s["evidence"]["text"] for s in statements)

    def test_an_error_on_the_way_leaves_no_file(
        self, run: Run, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise OSError(28, "No space left on device")

        (tmp_path / "s.jsonl").write_text("old\n", encoding="utf-8")
        monkeypatch.setattr("kgraph.cli.extract._write", broken)
        ran = run("extract", article, "-o", tmp_path / "s.jsonl")
        assert (ran.status, ran.err) == (1, "kgraph: No space left on device\n")
        assert (tmp_path / "s.jsonl").read_text(encoding="utf-8") == "old\n"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "s.jsonl"]


class TestQuery:
    def test_table(self, run: Run, graph: Path) -> None:
        ran = run("query", graph, PAIR)
        assert ["United", "States", "Ukraine"] in words(ran.out)
        assert ran.err == "1 row\n"

    def test_csv(self, run: Run, graph: Path) -> None:
        ran = run("query", graph, PAIR, "--format", "csv")
        header, row = csv.reader(io.StringIO(ran.out))
        assert header == ["giver", "receiver"]
        assert row == ["http://www.wikidata.org/entity/Q30", "http://www.wikidata.org/entity/Q212"]
        assert ran.err == ""

    def test_json(self, run: Run, graph: Path) -> None:
        answer = json.loads(run("query", graph, PAIR, "--format", "json").out)
        assert answer["head"]["vars"] == ["giver", "receiver"]
        assert answer["results"]["bindings"][0]["receiver"]["value"].endswith("Q212")

    def test_from_a_file(self, run: Run, graph: Path, tmp_path: Path) -> None:
        (tmp_path / "aid.rq").write_text(PAIR, encoding="utf-8")
        assert "Ukraine" in run("query", graph, "--file", tmp_path / "aid.rq").out

    def test_named_with_a_parameter(self, run: Run, graph: Path) -> None:
        ran = run("query", graph, "--named", "claims-of", "--param", "source=Iran")
        assert "supplies arms to" in ran.out

    def test_names_that_the_graph_lacks_are_said(self, run: Run, graph: Path) -> None:
        ran = run("query", graph, "ASK { kg:Ukrane kgo:meets ?whom }")
        assert ran.status == 0
        assert "warning: kg:Ukrane names no entity of this graph (do you mean" in ran.err

    def test_the_list_of_named_queries(self, run: Run) -> None:
        ran = run("query", "--list")
        assert ["timeline", "Timeline", "of", "a", "pair", "one,", "other"] in words(ran.out)

    def test_every_named_query_answers(self, run: Run, graph: Path) -> None:
        needed = {
            "about": ["entity=Ukraine"],
            "claims-of": ["source=Iran"],
            "timeline": ["one=Russia", "other=Ukraine"],
        }
        for row in words(run("query", "--list").out)[2:]:
            options = [x for given in needed.get(row[0], []) for x in ("--param", given)]
            assert run("query", graph, "--named", row[0], *options).status == 0, row[0]


class TestDrawAndExport:
    @pytest.mark.parametrize(("suffix", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
    def test_pictures(self, run: Run, graph: Path, tmp_path: Path, suffix: str, magic: bytes) -> None:
        output = tmp_path / f"g.{suffix}"
        assert run("draw", graph, "-o", output).status == 0
        assert output.read_bytes().startswith(magic)

    def test_focus_and_title(self, run: Run, graph: Path, tmp_path: Path) -> None:
        options = ["--focus", "Ukraine", "--hops", "1", "--min-confidence", "0.1", "--title", "Around Ukraine"]
        assert run("draw", graph, "-o", tmp_path / "g.svg", *options).status == 0
        picture = (tmp_path / "g.svg").read_text(encoding="utf-8")
        assert "Around Ukraine" in picture
        assert "Macron" not in picture

    def test_one_relation(self, run: Run, graph: Path, tmp_path: Path) -> None:
        assert run("draw", graph, "-o", tmp_path / "g.svg", "--relation", "meets").status == 0
        picture = (tmp_path / "g.svg").read_text(encoding="utf-8")
        assert "Macron" in picture
        assert "Ukraine" not in picture

    @pytest.mark.parametrize("suffix", ["ttl", "trig", "nq", "nt", "jsonld", "rdf"])
    def test_exports_hold_the_facts(self, run: Run, graph: Path, tmp_path: Path, suffix: str) -> None:
        output = tmp_path / f"g.{suffix}"
        assert run("export", graph, "-o", output).status == 0
        assert len(kgraph.open(output)) == len(kgraph.open(graph))

    def test_graphml(self, run: Run, graph: Path, tmp_path: Path) -> None:
        assert run("export", graph, "-o", tmp_path / "g.graphml").status == 0
        network = nx.read_graphml(tmp_path / "g.graphml")
        assert "Ukraine" in {label for _, label in network.nodes(data="label")}


class TestInfo:
    def test_of_a_graph(self, run: Run, graph: Path) -> None:
        lines = dict(line.split(maxsplit=1) for line in run("info", graph).out.splitlines())
        assert lines["articles"] == "1"
        assert "invades 1" in lines["relations"]

    def test_of_the_installation(self, run: Run) -> None:
        out = run("info").out
        assert f"kgraph          {kgraph.__version__}" in out
        assert "pipeline        en_news" in out

    def test_version(self, run: Run) -> None:
        assert run("--version").out == f"kgraph {kgraph.__version__}\n"

    def test_without_a_command_help_is_shown(self, run: Run) -> None:
        ran = run()
        assert ran.status == 0
        assert "Usage: kgraph" in ran.out
        assert "build" in ran.out


class TestDemo:
    def test_table_graph_picture_and_answers(self, run: Run, tmp_path: Path) -> None:
        ran = run("demo", "--folder", tmp_path)
        assert ran.status == 0
        assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.png", "graph.ttl"]
        assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
        assert ran.out.count("SELECT") == 2
        assert ["Joe", "Biden", "meets", "Volodymyr", "Zelenskyy"] in [row[:5] for row in words(ran.out)]
        assert len(kgraph.open(tmp_path / "graph.ttl")) > 30


class TestEvaluate:
    def test_codings_of_sentences(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "gold.jsonl").write_text(
            json.dumps({"id": "1", "text": "Russian forces attacked Ukraine on Monday."}) + "\n", encoding="utf-8"
        )
        ran = run("evaluate", "events", tmp_path / "gold.jsonl", "-o", tmp_path / "found.jsonl")
        assert ran.status == 0
        found = json.loads((tmp_path / "found.jsonl").read_text(encoding="utf-8"))
        assert (found["id"], found["events"][0]["source"], found["events"][0]["event"]) == ("1", "RUS", "ASSAULT")

    def test_trees_and_names_of_a_pipeline(self, run: Run, tmp_path: Path) -> None:
        columns = [
            "1 Peru Peru PROPN NNP _ 2 nsubj _ _", "2 recalled recall VERB VBD _ 0 root _ _",
            "3 envoys envoy NOUN NNS _ 2 obj _ SpaceAfter=No", "4 . . PUNCT . _ 2 punct _ _",
        ]  # fmt: skip
        treebank = tmp_path / "mine.conllu"
        treebank.write_text("\n".join(line.replace(" ", "\t") for line in columns) + "\n\n", encoding="utf-8")
        record = {
            "text": "Peru recalled envoys.", "clusters": [{"type": "location"}, {"type": "person"}],
            "mentions": [{"start": 0, "end": 4, "cluster": 0}, {"start": 14, "end": 20, "cluster": 1}],
        }  # fmt: skip
        names = tmp_path / "news.jsonl"
        names.write_text(json.dumps(record) + "\n", encoding="utf-8")
        ran = run("evaluate", "pipeline", "--treebank", treebank, "--names", names, "--relations", "--errors")
        assert ran.status == 0
        assert ["mine", *["100.0"] * 7] in words(ran.out)
        assert ["nsubj", "100.0", "100.0", "100.0", "1"] in words(ran.out)
        assert ["all", "100.0", "50.0", "66.7", "2"] in words(ran.out)
        assert "person: envoys: Peru recalled envoys." in ran.out

    def test_share_of_event_types_found(self, run: Run, tmp_path: Path) -> None:
        story = {"id": "1", "title": "Workers strike in Chad", "text": "Nothing else happened.", "event": "PROTEST"}
        other = {"id": "2", "text": "Kenya sent troops to Haiti.", "event": "ACCUSE"}
        (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, [story, other])), encoding="utf-8")
        ran = run("evaluate", "events", tmp_path / "gold.jsonl", "-o", tmp_path / "found.jsonl")
        assert ran.status == 0
        assert [row for row in words(ran.out) if row[:1] == ["all"]] == [["all", "1", "2", "0.500"]]

    def test_rates_of_statements(self, run: Run, tmp_path: Path) -> None:
        articles = tmp_path / "articles.jsonl"
        articles.write_text(json.dumps({"id": "1", "text": "Kenya sent troops to Haiti."}) + "\n", encoding="utf-8")
        record = {"doc": "1", "s": ["Kenya"], "rel": ["MOBILIZE"], "o": ["Haiti"], "status": "asserted", "req": True}
        missed = {**record, "s": ["Chad"], "ev": "Chad followed."}
        gold = tmp_path / "gold.jsonl"
        gold.write_text("\n".join(map(json.dumps, [record, missed])), encoding="utf-8")
        ran = run("evaluate", "statements", gold, "--on", articles, "--errors", "--reliability")
        assert ran.status == 0
        assert ["MOBILIZE", "2", "0.50"] in [row[:3] for row in words(ran.out)]
        assert ["0.0", "to", "0.5", "0"] in words(ran.out)
        assert ["who", "and", "whom", "0.500", "1.000", "0.667"] in words(ran.out)
        assert "1: Chad MOBILIZE Haiti: Chad followed." in ran.out

    def test_marked_attributions(self, run: Run, tmp_path: Path) -> None:
        text = "John Kerry said Russia bombed Aleppo. Kenya sent troops to Haiti. Critics of Iran spoke."
        said = [([0, 10], [16, 36]), ([66, 81], [38, 64])]
        record = {
            "id": "1", "text": text,
            "attributions": [{"source": [source], "content": [content]} for source, content in said],
        }  # fmt: skip
        gold = tmp_path / "gold.jsonl"
        gold.write_text(json.dumps(record) + "\n", encoding="utf-8")
        ran = run("evaluate", "attribution", gold, "--errors")
        assert ran.status == 0
        assert ["attributed", "1.000", "0.500", "0.667"] in words(ran.out)
        assert ["source", "with", "a", "name", "1.000", "1.000", "1.000", "1"] in words(ran.out)
        assert "Kenya deploysForcesTo Haiti (marked: Critics of Iran)" in ran.out

    def test_marked_relations(self, run: Run, tmp_path: Path) -> None:
        text = "Sergio Mattarella leads Italy."
        ends = {"head": {"start": 0, "end": 17, "text": text[:17]}, "tail": {"start": 24, "end": 29, "text": "Italy"}}
        entities = [{**ends["head"], "type": "Person"}, {**ends["tail"], "type": "Location"}]
        relations = [{"type": kind, **ends} for kind in ("InChargeOf", "FightingAgainst")]
        gold = tmp_path / "gold.jsonl"
        record = {"id": "1", "text": text, "entities": entities, "relations": relations}
        gold.write_text(json.dumps(record) + "\n", encoding="utf-8")
        ran = run("evaluate", "relations", gold, "--errors")
        assert ran.status == 0
        assert ["InChargeOf", "1", "1.000", "1.000", "1.000", "1.000"] in [row[:6] for row in words(ran.out)]
        assert "FightingAgainst: Sergio Mattarella | Italy: leaderOf: Sergio Mattarella leads Italy." in ran.out
