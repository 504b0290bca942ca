"""What the check of the knowledge files finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kgraph.knowledge.check import check, main
from kgraph.resources import knowledge_dir


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data files to spoil."""
    copy = tmp_path / "data"
    shutil.copytree(knowledge_dir(), copy)
    return copy


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("events.tsv", "1939-09-01\t1945-09-02", "1939-09-01\t1935", "ends before it begins"),
        ("events.tsv", "1939-09-01\t1945-09-02", "in 1939\t1945-09-02", "not dates"),
        ("events.tsv", "# Source: ", "# From: ", "no Source on top"),
        ("events.tsv", "event/world-war-ii\t", "event/world-war-i\t", "the id stands in events.tsv too"),
        ("memberships.tsv", "\tUSA\t1949-04-04", "\tUSX\t1949-04-04", "iso3 USX is unknown"),
        ("metonyms.tsv", "\tRUS\tGOV\tRUS", "\tRUS\tGOV\tRUX", "stands_for RUX is unknown"),
        ("people.tsv", "chancellor@DEU@2005-11-22", "chancellor@DEX@2005-11-22", "DEX is unknown"),
        ("people.tsv", "Angela Merkel\t", "\t", "no label"),
        ("groups.tsv", "\tadjectives", "\tadjective", "the columns are not"),
    ],
)
def test_each_fault_is_found(folder: Path, name: str, old: str, new: str, fault: str) -> None:
    replace(folder / name, old, new)
    assert any(fault in found for found in check(folder))


def test_a_missing_file_is_a_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "events.tsv").unlink()
    assert main([str(folder)]) == 1
    assert "events.tsv" in capsys.readouterr().out
