"""Who acts together where the words name nobody: the two that the article is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader

TWO = "India welcomed Japan. Japan praised India. India and Japan opened a port."
THREE = "India and Kenya praised Japan. Kenya thanked India. Japan thanked Kenya. Japan thanked India."
GROWN = "Military cooperation has grown."


def together(reader: Reader, text: str) -> list[set[str | None]]:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    return [{s.subject.label, s.object and s.object.label} for s in found if s.predicate == "cooperatesMilitarilyWith"]


def test_cooperation_is_between_the_two_that_the_article_is_about(reader: Reader) -> None:
    assert together(reader, f"{TWO} {GROWN}") == [{"India", "Japan"}]


def test_of_three_nobody_is_chosen(reader: Reader) -> None:
    assert together(reader, f"{THREE} {GROWN}") == []


def test_nobody_is_taken_where_somebody_else_is_just_spoken_of(reader: Reader) -> None:
    assert together(reader, f"{TWO} Fiji looked on. {GROWN}") == []


def test_nobody_is_taken_before_both_were_named(reader: Reader) -> None:
    assert together(reader, f"{GROWN} {TWO}") == []


def test_any_cooperation_is_not_theirs(reader: Reader) -> None:
    assert together(reader, f"{TWO} Officials praised a military cooperation that helped many.") == []
