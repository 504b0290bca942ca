"""Running the program inside the test's process."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph.cli import main
from tests.cli.running import Ran, Run

TEXT = (
    "Russia invaded Ukraine in February 2022. The United States sent weapons to Kyiv. "
    "Iran denied supplying drones to Moscow. President Emmanuel Macron met Olaf Scholz in Berlin on Monday."
)


class _Stdin(io.TextIOWrapper):
    """Standard input, of which the program reads the bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``kgraph`` with arguments, and with `stdin` as its standard input."""

    def call(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["kgraph", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", _Stdin(stdin.encode()))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Ran(int(ended.value.code or 0), *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of a short article, in Turtle."""
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    kgraph.build(kgraph.Article("news", TEXT, title="News", date="2023-09-13")).export(path)
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article in a text file."""
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
