"""Verbs without an entry have a reason, and those with one have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.errors import KnowledgeError
from kgraph.lexicon import load_lexicon
from kgraph.lexicon.__main__ import main
from kgraph.lexicon.coverage import (
    REASONS,
    Untriggered,
    both,
    load_untriggered,
    read_untriggered,
    uncovered,
    verbs_with_entries,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_no_verb_has_an_entry_and_a_reason() -> None:
    assert list(both(load_lexicon(), load_untriggered())) == []


def test_each_reason_is_used_and_known() -> None:
    assert {entry.reason for entry in load_untriggered().values()} == REASONS


def test_a_verb_with_both_is_a_fault() -> None:
    (message,) = both(load_lexicon(), {"meet": Untriggered("rare")})
    assert "meet" in message
    assert "rare" in message


def test_verbs_are_uncovered_without_entry_and_reason() -> None:
    verbs = ["MEET", "know", "qwertz", "come_after", "qwertz_up", "", "testfire", "qwertz"]
    assert list(uncovered(verbs, load_lexicon(), load_untriggered())) == ["qwertz", "qwertz up"]


def test_entries_of_verbs_and_of_verbs_with_objects_count() -> None:
    assert {"meet", "hold", "blackmail"} <= verbs_with_entries(load_lexicon())
    assert "ambassador" not in verbs_with_entries(load_lexicon())


def test_the_command_lists_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "verbs.txt"
    path.write_text("meet\nqwertz\nknow\n", encoding="utf-8")
    assert main(["--uncovered", str(path)]) == 0
    assert capsys.readouterr().out == "qwertz\n"


@pytest.mark.parametrize("line", ["know", "know\tunknown", "know\tspeech\tnote\tmore", "say\tspeech\nsay\tthought"])
def test_broken_lines_are_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "some.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"some\.tsv:[12]"):
        read_untriggered(path)
