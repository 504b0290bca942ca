"""The data files that ship: where they come from, and the one way to read their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.resources import PACKAGE, data_lines

FILES = sorted(PACKAGE.glob("*/data/**/*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_data_file_says_where_it_comes_from_and_under_which_licence(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line and not line.startswith("#"))
    head = " ".join(lines[:first])
    assert "Source" in head
    assert "Licence" in head


def test_lines_of_data_have_the_numbers_that_an_editor_shows(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("# Source: here\n\nkind\twords\nverb\tgo\n\nkindness\tis no header\n", encoding="utf-8")
    assert list(data_lines(path, "kind\t")) == [(4, "verb\tgo"), (6, "kindness\tis no header")]
