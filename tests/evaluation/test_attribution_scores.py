"""Sources of statements against marked attributions: what counts as attributed, and to the right one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.errors import FormatError, SourceError
from kgraph.evaluation.attribution import Marked, read_attributions, score
from kgraph.model import Argument, Article, Entity, Event, Extraction, Span, Statement

TEXT = "Angela Merkel said Serbia attacked Kosovo. Kenya sent troops."
SAID = Marked("Angela Merkel", ((19, 41),))


def argument(label: str, words: str = "") -> Argument:
    start = TEXT.find(words)
    return Argument(Entity("x:" + label, label, "Country"), Span(words, start, start + len(words)) if words else None)


def statement(trigger: str, source: Argument | None = None) -> Statement:
    start = TEXT.index(trigger)
    return Statement(
        "1", "a", argument("Serbia"), "assaults", ("assaults",), argument("Kosovo"), Event("ASSAULT"),
        Span(TEXT, 0, len(TEXT)), trigger=Span(trigger, start, start + len(trigger)), attributed_to=source,
    )  # fmt: skip


def rates(*statements: Statement, marked: Marked = SAID) -> tuple[float, float, float]:
    scores = score([(Extraction(Article("a", TEXT), statements), [marked])])
    return scores.rate("precision"), scores.rate("recall"), scores.rate("source")


MERKEL = argument("Angela Merkel", "Angela Merkel")


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([statement("attacked", MERKEL)], (1, 1, 1)),
        ([statement("attacked", argument("Germany", "Angela Merkel"))], (1, 1, 1)),
        ([statement("attacked", argument("Olaf Scholz"))], (1, 1, 0)),
        ([statement("attacked")], (0, 0, 0)),
        ([statement("attacked", MERKEL), statement("sent", MERKEL)], (0.5, 1, 1)),
        ([statement("sent")], (0, 0, 0)),
    ],
)
def test_rates(statements: list[Statement], expected: tuple[float, float, float]) -> None:
    assert rates(*statements) == expected


def test_sources_without_a_name_count_for_detection_only() -> None:
    scores = score(
        [(Extraction(Article("a", TEXT), (statement("attacked", MERKEL),)), [Marked("the president", SAID.content)])]
    )
    assert (scores.rate("F1"), scores.total["name"]) == (1, 0)


def test_what_is_wrong_is_kept_with_the_words_that_were_marked() -> None:
    other = statement("attacked", argument("Olaf Scholz"))
    missed, wrong = statement("attacked"), statement("sent", MERKEL)
    scores = score([(Extraction(Article("a", TEXT), (other, missed, wrong)), [SAID])])
    assert scores.missed == [(missed, "Angela Merkel")]
    assert scores.mistaken == [(other, "Angela Merkel")]
    assert scores.wrong == [wrong]


def test_intervals_hold_the_rate() -> None:
    articles = [
        (Extraction(Article(str(n), TEXT), (statement("attacked", MERKEL if n % 2 else None),)), [SAID])
        for n in range(20)
    ]
    scores = score(articles)
    low, high = scores.interval("recall")
    assert low < scores.rate("recall") == 0.5 < high


def test_a_gold_file_is_read(tmp_path: Path) -> None:
    record = {"id": "a", "text": TEXT, "attributions": [{"source": [[0, 6], [7, 13]], "content": [[19, 41]]}]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert list(read_attributions(path)) == [(Article("a", TEXT), [SAID])]


def test_broken_gold_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="missing"):
        list(read_attributions(tmp_path / "missing.jsonl"))
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "b"}\n', encoding="utf-8")
    with pytest.raises(FormatError, match="line 1"):
        list(read_attributions(path))
