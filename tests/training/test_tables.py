"""What is counted in treebanks and stands beside a network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kgraph.errors import SourceError
from kgraph.pipelines import load_pipeline
from kgraph.resources import pipelines_dir
from kgraph.training.corpora import Annotated, Token
from kgraph.training.encoding import Labels
from kgraph.training.rebuild import rebuild
from kgraph.training.tables import Tables, count

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = pipelines_dir() / "en_news"
LABELS = Labels(
    xpos=["NN", "NNP", "NNS", "VBZ"],
    morph=["NOUN|", "PROPN|", "AUX|"],
    lemma=["l0|", "=0|", "l1|", "l4|rson", "!be", "!have"],
    dep=["aux", "nsubj", "obj", "root"],
)


def _counted(*words: tuple[str, str, str, str, int]) -> Tables:
    """Count words given as form, tag, part of speech, lemma and how often."""
    tokens = [
        Token(form, True, upos, xpos, "", lemma, 0, "nsubj") for form, xpos, upos, lemma, n in words for _ in range(n)
    ]
    return count(LABELS, [Annotated(tokens, "x", syntax=True)])


def test_a_form_of_one_lemma_is_listed() -> None:
    tables = _counted(("talks", "NNS", "NOUN", "talk", 3), ("deal", "NN", "NOUN", "deal", 1))
    assert tables.forms == {"NNS": {"talks": "l1|"}}
    assert tables.pairs == {(2, 0), (0, 0)}
    assert tables.relations["nsubj"] == {(2, 0): 3, (0, 0): 1}


def test_a_form_seen_once_is_listed_where_its_lemma_is_another() -> None:
    assert _counted(("envoys", "NNS", "NOUN", "envoy", 1)).forms == {"NNS": {"envoys": "l1|"}}


def test_the_network_decides_between_lemmas() -> None:
    tables = _counted(
        ("people", "NNS", "NOUN", "people", 4),
        ("people", "NNS", "NOUN", "person", 4),
        ("'s", "VBZ", "AUX", "be", 90),
        ("'s", "VBZ", "AUX", "have", 6),
    )
    assert not tables.forms
    assert tables.choices == {"NNS": {"people": ["l0|", "l4|rson"]}, "VBZ": {"'s": ["!be", "!have"]}}


def test_a_name_in_small_letters_is_known_if_it_is_nothing_else() -> None:
    tables = _counted(
        ("Oslo", "NNP", "PROPN", "Oslo", 3), ("Bank", "NNP", "PROPN", "Bank", 5), ("bank", "NN", "NOUN", "bank", 2)
    )
    assert tables.forms["NNP"] == {"Oslo": "=0|", "Bank": "=0|", "oslo": "^0|"}


def _treebank(path: Path) -> Path:
    rows = ["1\tOslo\tOslo\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_", "2\tacts\tact\tVERB\tVBZ\t_\t0\troot\t_\t_"]
    path.write_text("# newdoc id = one\n" + "\n".join([*rows, ""]) + "\n", encoding="utf-8")
    return path


def test_tables_are_made_anew_and_the_network_stays(tmp_path: Path) -> None:
    pytest.importorskip("spacy_lookups_data", reason="the tables need a dictionary: pip install 'kgraph[train]'")
    out = rebuild(tmp_path / "out", start=SHIPPED, treebanks=[_treebank(tmp_path / "mine.conllu")])
    weights = "kgraph_reader/weights.npz"
    assert (out / weights).read_bytes() == (SHIPPED / weights).read_bytes()
    before, after = (
        json.loads((folder / "kgraph_reader" / "network.json").read_text(encoding="utf-8")) for folder in (SHIPPED, out)
    )
    assert before["sizes"] == after["sizes"]
    assert len(after["pairs"]) <= 2 < len(before["pairs"])
    assert [t.text for t in load_pipeline(str(out))("Oslo acts.")] == ["Oslo", "acts", "."]


def test_nothing_to_count_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nothing to count"):
        rebuild(tmp_path / "out", start=SHIPPED)
    with pytest.raises(SourceError, match="no pipeline that kgraph trained"):
        rebuild(tmp_path / "out", start=tmp_path, treebanks=[tmp_path])
