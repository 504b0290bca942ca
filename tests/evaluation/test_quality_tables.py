"""The tables of quality in the README: measured from the folder of evaluation data, put between their marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgraph.errors import FormatError, SourceError
from kgraph.evaluation.tables import filled, rows

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_readme_has_the_rows_that_the_command_measures(shared: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert [row.label for row in rows(shared) if f"| {row.label} | " not in text] == []


def test_tables_take_the_place_of_what_is_between_the_marks() -> None:
    once = filled("# A\n<!-- quality -->\n| old |\n<!-- /quality -->\nB", r"| \1 new |")
    assert once == "# A\n<!-- quality -->\n| \\1 new |\n<!-- /quality -->\nB"
    assert filled(once, r"| \1 new |") == once


def test_a_file_without_marks_is_left_alone() -> None:
    with pytest.raises(FormatError, match="quality"):
        filled("# A", "new")


def test_a_folder_without_the_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=re.escape(str(tmp_path))):
        list(rows(tmp_path))
