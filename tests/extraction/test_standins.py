"""Phrases that stand for a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.errors import KnowledgeError
from kgraph.extraction.standins import standins
from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The U.N. nuclear watchdog criticized Iran.", "International Atomic Energy Agency"),
        ("The hermit kingdom fired a missile at Japan.", "North Korea"),
        ("The European bloc imposed sanctions on Belarus.", "European Union"),
    ],
)
def test_a_phrase_acts_for_whom_it_stands(reader: Reader, text: str, who: str) -> None:
    assert {s.subject.label for s in reader.read(Article("test", text)).statements} == {who}


def test_an_order_of_the_world_acts_by_its_own_words_and_somebody_s_watchdog_is_no_agency_of_the_world(
    reader: Reader,
) -> None:
    def subjects(text: str) -> set[str]:
        return {s.subject.label for s in reader.read(Article("test", text)).statements}

    assert subjects("The so-called rules-based international order sanctioned Belarus.") == {
        "rules-based international order"
    }
    assert "International Atomic Energy Agency" not in subjects("The French nuclear watchdog criticized Iran.")


def test_only_a_definite_phrase_stands_for_a_name(reader: Reader) -> None:
    def praised(text: str) -> set[str | None]:
        return {s.object and s.object.label for s in reader.read(Article("test", text)).statements}

    assert praised("Italy praised the world body.") == {"United Nations"}
    assert praised("Italy praised a world body.") == {None}


def test_everybody_that_phrases_stand_for_is_known(reader: Reader) -> None:
    names = {name for phrases in standins().values() for _, name in phrases}
    assert [name for name in sorted(names) if not reader.knowledge.lookup(name)] == []


def test_a_broken_line_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "standins.tsv").write_text("# words, name\nkingdom\tNorth Korea\n", encoding="utf-8")
    monkeypatch.setattr("kgraph.extraction.standins.lexicon_dir", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match="line 2"):
        standins.__wrapped__()
