"""The installed program: what it loads, how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

KGRAPH = Path(sysconfig.get_path("scripts")) / ("kgraph.exe" if os.name == "nt" else "kgraph")
HEAVY = ("spacy", "thinc", "torch", "matplotlib", "trafilatura", "rdflib")

pytestmark = pytest.mark.skipif(not KGRAPH.exists(), reason="the program is not installed beside this Python")


def program(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the program under test
        [str(KGRAPH), *map(str, arguments)], capture_output=True, encoding="utf-8", check=False, **options
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["build", "--help"],
        ["query", "--list"],
        ["query", "GRAPH", "SELECT ?a WHERE { ?a kgo:meets ?b }"],
        ["export", "GRAPH", "-o", "graph.nq"],
    ],
)
def test_what_reads_and_draws_is_loaded_only_where_needed(tmp_path: Path, graph: Path, arguments: list[str]) -> None:
    script = (
        "import sys; from kgraph.cli import main\n"
        "try: main()\n"
        "except SystemExit as ended: assert not ended.code\n"
        f"print('loaded:', *[name for name in {HEAVY} if name in sys.modules])"
    )
    given = [str(graph) if word == "GRAPH" else word for word in arguments]
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, *given], capture_output=True, encoding="utf-8", cwd=tmp_path, check=True
    )
    assert ran.stdout.splitlines()[-1] == "loaded:"


def test_importing_the_package_is_light() -> None:
    script = f"import sys, kgraph; print(*[name for name in {HEAVY} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    assert ran.stdout.strip() == ""


def test_an_article_through_pipes(tmp_path: Path) -> None:
    text = "Tensions rose on Monday.\n\nKenya sent troops to Haiti – “at once”, President William Ruto said."
    ran = program("extract", "-", input=text, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0, ran.stderr
    assert '"deploysForcesTo"' in ran.stdout
    assert "“at once”" in ran.stdout


def test_a_mistake_is_a_line_and_a_status() -> None:
    ran = program("build", "missing.txt", "-o", "g.ttl")
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", "kgraph: missing.txt does not exist\n")


def test_whoever_has_read_enough_may_close_the_pipe(graph: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        ran = subprocess.run(  # noqa: S603
            [str(KGRAPH), "query", str(graph), "--named", "people-and-offices"],
            stdout=closed, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr
