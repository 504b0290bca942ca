"""The README: what it shows works, and every command and option is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

import kgraph
from kgraph.cli import app
from kgraph.cli.common import relation_label
from kgraph.named_queries import named_queries
from kgraph.resources import examples_dir

if TYPE_CHECKING:
    from kgraph.extraction import Reader

README = Path(__file__).resolve().parents[1] / "README.md"

if not README.is_file():
    pytest.skip("these tests need a checkout with its README", allow_module_level=True)

TEXT = README.read_text(encoding="utf-8")


def commands(command: Any, path: str = "kgraph") -> Iterator[tuple[str, Any]]:
    """Yield every command with the words that call it."""
    if not getattr(command, "commands", None):
        yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{path} {name}")


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_options(name: str) -> None:
    assert re.search(rf"`?{name}\b", TEXT)
    options = [long for p in COMMANDS[name].params for long in p.opts if long.startswith("--") and long != "--help"]
    assert [option for option in options if not re.search(rf"{option}\b", TEXT)] == []


def test_no_command_is_documented_that_does_not_exist() -> None:
    known = {name.split()[1] for name in COMMANDS} | {"COMMAND"}
    assert set(re.findall(r"^(?: {4}|\| `|.*`)kgraph (\w+)", TEXT, re.MULTILINE)) <= known


def test_every_option_in_the_examples_exists() -> None:
    known = {option for command in COMMANDS.values() for p in command.params for option in p.opts} | {"--help"}
    for line in re.findall(r"^ {4}.*kgraph \w+.*$", TEXT, re.MULTILINE):
        used = re.findall(r"(?<=\s)--?[a-z][\w-]*", line.partition("kgraph")[2])
        assert set(used) <= known, line


def test_the_named_queries_are_listed_with_what_they_ask() -> None:
    table = TEXT.partition("<!-- queries -->")[2].partition("<!-- /queries -->")[0]
    listed = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|$", table, re.MULTILINE))
    assert listed == {name: query.title for name, query in named_queries().items()}


def test_the_table_of_the_demo_is_what_the_demo_prints(reader: Reader) -> None:
    table = TEXT.partition("<!-- demo -->")[2].partition("<!-- /demo -->")[0]
    rows = [re.split(r" {2,}", line.strip()) for line in table.splitlines() if line.strip(" `\n")][2:]
    kg = kgraph.build(examples_dir() / "article.jsonl", pipeline=reader.nlp)
    found = {
        (s.subject.label, relation_label(s.predicate), s.object.label, s.time.value if s.time else "", s.confidence)
        for s in kg
        if s.object is not None
    }
    assert rows

    def printed(row: list[str]) -> bool:
        when = next((cell for cell in row[3:-1] if cell[:1].isdigit()), "")
        return any(f[:4] == (*row[:3], when) and abs(f[4] - float(row[-1])) < 0.02 for f in found)

    assert [row for row in rows if not printed(row)] == []


def test_files_that_it_links_to_exist() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", TEXT)
    assert links
    assert [link for link in links if not (README.parent / link).exists()] == []


def test_its_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL):
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102 - our own README
    printed = capsys.readouterr().out
    assert "Russia invades Ukraine 2022-02 - Russia invaded Ukraine in February 2022." in printed
    assert "['United States']" in printed
    assert "('deploysForcesTo', '2024-06-24')" in printed
    assert "('Angela Merkel', 'PERSON')" in printed
    assert {"graph.ttl", "graph.svg", "store"} == {path.name for path in tmp_path.iterdir()}
