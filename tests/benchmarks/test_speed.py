"""How long reading takes, and how much memory: ``pytest tests/benchmarks --benchmark-enable -s``.

They measure and report, and assert nothing of the time: that depends on the machine and on what else it does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kgraph
from kgraph.articles import read_article
from kgraph.extraction.mentions import find_mentions
from kgraph.resources import examples_dir
from kgraph.training.reports import reports, stories, untouched

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from kgraph.extraction import Reader

EXAMPLE = examples_dir() / "article.jsonl"
# Runs the program as its script does, and says what the process took at most.
MEASURED = """
import resource, sys
from kgraph.cli import main
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print("used", used.ru_maxrss // 1024, used.ru_utime + used.ru_stime, file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def only_on_demand(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("a benchmark; run it with --benchmark-enable")


def run_measured(*arguments: str) -> tuple[int, float]:
    """Run the program; return its peak memory in MiB and the processor time in seconds."""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MEASURED, *arguments], check=True, capture_output=True, encoding="utf-8"
    )
    peak, seconds = ran.stderr.rsplit("used", 1)[1].split()
    return int(peak), float(seconds)


def test_the_pipeline_and_everything_beyond_it(benchmark: BenchmarkFixture, reader: Reader) -> None:
    """Everything beyond the pipeline: mentions, statements, the graph, what is known of its entities."""
    article = read_article(EXAMPLE)
    spent = {"pipeline": 0.0, "all": 0.0}

    def both() -> None:
        begin = time.process_time()
        reader.nlp(article.text)
        parsed = time.process_time()
        kgraph.build(article, pipeline=reader.nlp)
        spent["pipeline"] += parsed - begin
        spent["all"] += time.process_time() - parsed

    both()
    spent.update(dict.fromkeys(spent, 0.0))
    benchmark.pedantic(both, rounds=10)
    share = spent["all"] / spent["pipeline"] - 1
    benchmark.extra_info["beyond / pipeline"] = round(share, 3)
    print(  # noqa: T201
        f"\n{len(article.text.split())} words: pipeline {spent['pipeline'] / 10:.3f} s of processor time, "
        f"everything beyond it {share:.0%} of that"
    )


def test_reading_beside_the_pipeline(benchmark: BenchmarkFixture, reader: Reader) -> None:
    """What is read from parsed articles, names and pronouns included, beside the pipeline; articles of all kinds."""
    articles = [report.article for report in (*reports(), *stories(), *untouched())][::4]
    spent = {"pipeline": 0.0, "reading": 0.0}

    def both() -> None:
        begin = time.process_time()
        for doc, article in reader.nlp.pipe(((a.text, a) for a in articles), as_tuples=True, batch_size=8):
            parsed = time.process_time()
            reader.read_doc(doc, article)
            read = time.process_time()
            spent["pipeline"] += parsed - begin
            spent["reading"] += read - parsed
            begin = read

    both()
    spent.update(dict.fromkeys(spent, 0.0))
    benchmark.pedantic(both, rounds=1)
    share = spent["reading"] / spent["pipeline"]
    benchmark.extra_info["reading / pipeline"] = round(share, 3)
    words = sum(len(article.text.split()) for article in articles)
    print(f"\n{len(articles)} articles, {words:,} words: reading takes {share:.0%} of the pipeline's processor time")  # noqa: T201


def test_who_is_who(benchmark: BenchmarkFixture, reader: Reader) -> None:
    """Names, links, unnamed actors, descriptions and pronouns, beside the pipeline that they come after."""
    article = read_article(EXAMPLE)
    spent = {"pipeline": 0.0, "who is who": 0.0}

    def both() -> None:
        begin = time.process_time()
        doc = reader.nlp(article.text)
        parsed = time.process_time()
        find_mentions(doc, article, reader.knowledge)
        spent["pipeline"] += parsed - begin
        spent["who is who"] += time.process_time() - parsed

    both()
    spent.update(dict.fromkeys(spent, 0.0))
    benchmark.pedantic(both, rounds=10)
    share = spent["who is who"] / spent["pipeline"]
    benchmark.extra_info["who is who / pipeline"] = round(share, 3)
    print(f"\nwho is who: {share:.0%} of the pipeline's processor time")  # noqa: T201


def test_build_one_article_with_start_up(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    output = str(tmp_path / "graph.ttl")
    peak, seconds = benchmark.pedantic(lambda: run_measured("build", str(EXAMPLE), "-o", output), rounds=3)
    benchmark.extra_info["peak MiB"] = peak
    print(f"\nkgraph build of one article: {seconds:.1f} s of processor time, at most {peak} MiB")  # noqa: T201


def test_a_hundred_articles(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    article = read_article(EXAMPLE)
    articles = tmp_path / "articles.jsonl"
    copies = (replace(article, id=f"{article.id}/{n}") for n in range(100))
    articles.write_text("\n".join(json.dumps(one.to_json()) for one in copies), encoding="utf-8")
    output = str(tmp_path / "graph.nq")
    peak, seconds = benchmark.pedantic(lambda: run_measured("build", str(articles), "-o", output), rounds=1)
    benchmark.extra_info["peak MiB"] = peak
    words = 100 * len(article.text.split())
    print(f"\n100 articles: {words / seconds:.0f} words a second of processor time, at most {peak} MiB")  # noqa: T201


def test_the_lexicon_loads(benchmark: BenchmarkFixture) -> None:
    """The trigger lexicon in a process of its own, without the modules that read it."""
    script = (
        "import time; from kgraph.lexicon import load_lexicon; a = time.process_time(); load_lexicon(); "
        "print(time.process_time() - a)"
    )

    def load() -> float:
        command = [sys.executable, "-c", script]
        return float(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)  # noqa: S603

    seconds = [load() for _ in range(5)]
    benchmark.pedantic(load, rounds=1)
    benchmark.extra_info["lexicon ms"] = round(1000 * min(seconds))
    print(f"\nthe lexicon: {1000 * min(seconds):.0f} ms of processor time, at best of {len(seconds)}")  # noqa: T201


@pytest.mark.parametrize(
    "words", [1_000, 10_000, 100_000, pytest.param(1_000_000, marks=pytest.mark.slow)], ids="{:,} words".format
)
def test_growth_with_the_length_of_a_text(benchmark: BenchmarkFixture, reader: Reader, words: int) -> None:
    """One text of so many words: processor time of the pipeline, and of all that is read beyond it, for each."""
    example = read_article(EXAMPLE).text + "\n\n"
    copies = max(1, round(words / len(example.split())))
    article = replace(read_article(EXAMPLE), text=example * copies)
    spent = {"all": 0.0}

    def read() -> None:
        begin = time.process_time()
        reader.read(article)
        spent["all"] = time.process_time() - begin

    benchmark.pedantic(read, rounds=1)
    number = len(article.text.split())
    microseconds = 1e6 * spent["all"] / number
    benchmark.extra_info["microseconds a word"] = round(microseconds)
    print(f"\n{number:,} words in one text: {microseconds:.0f} µs of processor time a word")  # noqa: T201
