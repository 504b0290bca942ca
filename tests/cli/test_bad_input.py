"""A user's mistake is one clear line on standard error and exit status 1, and leaves no half-written file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.running import Run


def assert_fails(run: Run, *arguments: object, saying: str, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    ran = run(*arguments)
    assert ran.status == 1
    assert ran.out == ""
    (line,) = ran.err.splitlines()
    assert line.startswith("kgraph: ")
    assert saying in line
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "content", "saying"),
    [
        ("missing.txt", None, "missing.txt does not exist"),
        ("empty.txt", b"", "empty.txt is empty"),
        ("blank.txt", b" \n\n\t", "blank.txt is empty"),
        ("noise.txt", bytes(range(256)) * 40, "noise.txt is binary"),
        ("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF, not text"),
        ("page.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
    ],
)
@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_source_without_an_article(
    run: Run, tmp_path: Path, command: str, name: str, content: bytes | None, saying: str
) -> None:
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    assert_fails(run, command, source, "-o", tmp_path / "out.jsonl", saying=saying, folder=tmp_path)


@pytest.mark.parametrize(
    ("record", "saying"), [('{"text": "Kenya sent', "not JSON"), ('{"headline": "Kenya sent troops"}', "text")]
)
def test_records_that_are_no_articles(run: Run, tmp_path: Path, record: str, saying: str) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_text(record + "\n", encoding="utf-8")
    ran = run("extract", source, "-o", tmp_path / "out.jsonl")
    assert ran.status == 1
    skipped, failed = ran.err.splitlines()
    assert "articles.jsonl:1" in skipped
    assert saying in skipped
    assert "holds no articles" in failed
    assert not (tmp_path / "out.jsonl").exists()


def test_a_folder_without_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"x")
    assert_fails(run, "build", tmp_path, "-o", tmp_path / "g.ttl", saying="holds no articles", folder=tmp_path)


def test_one_unreadable_article_among_many(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text("Kenya sent troops to Haiti.", encoding="utf-8")
    (folder / "5.txt").write_bytes(b"\x00\xff\x17" * 1000)
    ran = run("build", folder, "-o", tmp_path / "g.nq")
    assert ran.status == 0
    assert "skipped: " in ran.err
    assert "5.txt is binary" in ran.err
    assert "from 8 articles" in ran.err
    assert "Haiti" in (tmp_path / "g.nq").read_text(encoding="utf-8")


def test_another_language_is_named(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "de.txt"
    source.write_text(
        "Frankreich und Deutschland haben am Montag in Berlin ein Abkommen unterzeichnet. "
        "Der Minister sagte, dass es ein wichtiger Schritt für die Zusammenarbeit sei.",
        encoding="utf-8",
    )
    ran = run("build", source, "-o", tmp_path / "g.ttl", "--image", tmp_path / "g.png")
    assert "is in German" in ran.err
    assert ran.status == 0


def test_a_text_in_an_old_encoding_is_read(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "old.txt"
    source.write_bytes("The président of France, Emmanuel Macron, met Angela Merkel – in Paris.".encode("cp1252"))
    ran = run("extract", source)
    assert ran.status == 0
    assert "président of France, Emmanuel Macron, met Angela Merkel – in Paris" in ran.out


def test_half_a_character_in_a_record_is_replaced(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_text('{"id": "\\ud83d", "text": "Kenya sent troops to Haiti \\ud83d."}\n', encoding="utf-8")
    ran = run("extract", source)
    assert ran.status == 0
    assert "Kenya sent troops to Haiti \ufffd." in ran.out


@pytest.mark.parametrize(
    ("output", "saying"),
    [
        ("nowhere/graph.ttl", "its folder does not exist"),
        ("article.txt/graph.ttl", "its folder does not exist"),
        ("graph.docx", ".ttl"),
        ("graph", ".ttl"),
        ("folder.ttl", "is a folder"),
    ],
)
def test_an_output_that_cannot_be_written(
    run: Run, tmp_path: Path, article: Path, graph: Path, output: str, saying: str
) -> None:
    (tmp_path / "folder.ttl").mkdir()
    assert_fails(run, "build", article, "-o", tmp_path / output, saying=saying, folder=tmp_path)
    assert_fails(run, "export", graph, "-o", tmp_path / output, saying=saying, folder=tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever runs this may write everywhere")
def test_a_write_protected_folder(run: Run, tmp_path: Path, article: Path) -> None:
    folder = tmp_path / "protected"
    folder.mkdir(mode=0o500)
    assert_fails(run, "build", article, "-o", folder / "g.ttl", saying="write-protected", folder=tmp_path)


def test_a_picture_of_an_unknown_format(run: Run, tmp_path: Path, article: Path, graph: Path) -> None:
    assert_fails(run, "draw", graph, "-o", tmp_path / "g.gif", saying=".png, .svg", folder=tmp_path)
    assert_fails(
        run, "build", article, "-o", tmp_path / "g.ttl", "--image", tmp_path / "g.gif", saying=".png", folder=tmp_path
    )


@pytest.mark.parametrize(
    ("sparql", "saying"),
    [
        ("SELECT ?a WHERE { ?a kgo:meets }", "line 1, column 32"),
        ("SELECT ?a WHERE {\n ?a kgo:meets ?b\n", "line"),
        ("SELECT ?a", "malformed SPARQL"),
        ("SELECT", "there is no query"),
        ("who met whom?", "malformed SPARQL"),
        ("SELECT ?a WHERE { ?a foo:meets ?b }", "foo"),
        ("INSERT DATA { kg:a kgo:meets kg:b }", "INSERT changes a graph"),
    ],
)
def test_malformed_sparql(run: Run, tmp_path: Path, graph: Path, sparql: str, saying: str) -> None:
    assert_fails(run, "query", graph, sparql, saying=saying, folder=tmp_path)


@pytest.mark.parametrize(
    ("options", "saying"),
    [
        ([], "give one query"),
        (["ASK {}", "--named", "allies"], "give one query"),
        (["--named", "alies"], "do you mean allies"),
        (["--file", "missing.rq"], "missing.rq cannot be read"),
        (["--named", "timeline"], "needs the parameter"),
        (["--named", "allies", "--param", "party"], "name=value"),
        (["--named", "allies", "--param", "party=Atlantis"], "Atlantis"),
        (["ASK {}", "--format", "xml"], "'xml'"),
    ],
)
def test_a_query_that_cannot_be_asked(run: Run, tmp_path: Path, graph: Path, options: list[str], saying: str) -> None:
    assert_fails(run, "query", graph, *options, saying=saying, folder=tmp_path)


@pytest.mark.parametrize("command", [["query", "{}", "ASK {}"], ["info", "{}"], ["draw", "{}", "-o", "g.png"]])
@pytest.mark.parametrize(
    ("name", "content", "saying"),
    [
        ("missing.ttl", None, "does not exist"),
        ("picture.png", b"\x89PNG", "no graph that kgraph can open"),
        ("broken.ttl", b"<a> <b> .", "not valid Turtle"),
        ("broken.jsonl", b"{}", "no statement record"),
    ],
)
def test_a_graph_that_cannot_be_opened(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    name: str,
    content: bytes | None,
    saying: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path(name).write_bytes(content)
    assert_fails(run, *(word.format(name) for word in command), saying=saying, folder=tmp_path)


def test_a_folder_that_is_no_store(run: Run, tmp_path: Path, article: Path) -> None:
    assert_fails(run, "query", tmp_path, "ASK {}", saying="no graph store", folder=tmp_path)
    assert_fails(run, "build", article, "--store", tmp_path, saying="name a new folder", folder=tmp_path)


@pytest.mark.parametrize(
    ("arguments", "saying"),
    [
        (["biuld"], "No such command"),
        (["build"], "Missing argument"),
        (["build", "ARTICLE"], "name where the graph goes"),
        (["build", "ARTICLE", "-o", "g.ttl", "--min-confidence", "3"], "--min-confidence"),
        (["build", "ARTICLE", "-o", "g.ttl", "--date", "yesterday"], "YYYY-MM-DD"),
        (["build", "ARTICLE", "-o", "g.ttl", "--pipeline", "no_such_pipeline"], "'no_such_pipeline' cannot be loaded"),
        (["build", "ARTICLE", "-o", "g.ttl", "--frobnicate"], "--frobnicate"),
        (["draw", "GRAPH", "-o", "g.png", "--focus", "Atlantis"], "Atlantis"),
        (["draw", "GRAPH", "-o", "g.png", "--relation", "befriends"], "befriends"),
        (["draw", "GRAPH", "-o", "g.png", "--hops", "two"], "--hops"),
        (["demo", "--folder", "nowhere"], "nowhere is no folder"),
        (["evaluate"], "Missing command"),
        (["evaluate", "pipeline"], "nothing to measure against"),
        (["evaluate", "pipeline", "--names", "missing.jsonl"], "missing.jsonl cannot be read"),
        (["evaluate", "events", "missing.jsonl", "-o", "out.jsonl"], "missing.jsonl cannot be read"),
        (["evaluate", "statements", "missing.jsonl", "--on", "ARTICLE"], "missing.jsonl cannot be read"),
        (["evaluate", "relations", "missing.jsonl"], "missing.jsonl cannot be read"),
        (["evaluate", "relations", "ARTICLE"], "not JSON"),
    ],
)
def test_a_command_called_wrongly(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    article: Path,
    graph: Path,
    arguments: list[str],
    saying: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = {"ARTICLE": article, "GRAPH": graph}
    assert_fails(run, *(paths.get(word, word) for word in arguments), saying=saying, folder=tmp_path)
