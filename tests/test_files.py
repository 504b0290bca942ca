"""Files and folders that are written whole or not at all."""

from __future__ import annotations

import pytest

from kgraph.errors import OutputError
from kgraph.files import new_file, new_folder


def test_a_new_file_takes_the_place_of_the_old(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")
    with new_file(target) as aside:
        aside.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_the_aside_file_has_the_same_suffix(tmp_path):
    with new_file(tmp_path / "picture.png") as aside:
        assert aside.suffix == ".png"
        aside.write_bytes(b"")


def test_an_error_leaves_the_old_file(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(UnicodeEncodeError), new_file(target) as aside:
        aside.write_text("half\ud800", encoding="utf-8")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_path_below_a_file_cannot_be_written(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(OutputError, match="cannot be written"), new_file(tmp_path / "a" / "b.txt"):
        pytest.fail("there is no place to write to")


def test_a_folder_is_replaced_only_if_it_may_be(tmp_path):
    target = tmp_path / "store"
    target.mkdir()
    (target / "old").write_text("")
    with pytest.raises(OutputError, match="holds other files"), new_folder(target, replaceable=lambda _: False):
        pytest.fail("it must not be replaced")
    with new_folder(target, replaceable=lambda _: True) as aside:
        aside.mkdir()
        (aside / "new").write_text("")
    assert [p.name for p in target.iterdir()] == ["new"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "store").write_text("")
    with pytest.raises(OutputError, match="is a file"), new_folder(tmp_path / "store", replaceable=lambda _: True):
        pytest.fail("it must not be replaced")
