"""Statements that no frame gives: likely pairs of mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from extraction.trees import parsed

from kgraph.errors import KnowledgeError
from kgraph.extraction.paths import Paths
from kgraph.extraction.trees import Tree
from kgraph.extraction.weights import read_weights
from kgraph.model import Article

if TYPE_CHECKING:
    from pathlib import Path

    from kgraph.extraction import Reader
    from kgraph.model import Statement

SENT = """
    Qatar     NNP 2 nsubj
    sent      VBD 0 root send
    envoys    NNS 2 obj envoy
    for       IN  5 case
    talks     NNS 3 nmod talk
    with      IN  8 case
    the       DT  8 det
    rebels    NNS 5 nmod rebel
    and       CC  10 cc
    Chad      NNP 8 conj
"""


def found(reader: Reader, text: str) -> list[Statement]:
    return list(reader.read(Article("test", text, date="2012-05-14")).statements)


def test_a_way_names_relations_and_prepositions_up_and_down() -> None:
    paths = Paths(Tree(parsed(SENT)))
    assert paths.between(0, 4) == ("nsubj^obj>nmod.for", "nsubj^obj>nmod")
    assert paths.steps(0, 4) == 3


def test_what_is_coordinated_goes_the_way_of_the_first() -> None:
    paths = Paths(Tree(parsed(SENT)))
    assert paths.between(9, 4) == paths.between(7, 4) == ("nmod.with^", "nmod^")


def test_between_sentences_there_is_no_way() -> None:
    paths = Paths(Tree(parsed("Qatar NNP 0 root\nChad NNP 0 root")))
    assert paths.between(0, 1) == ("none", "none")
    assert paths.steps(0, 1) > 50


@pytest.mark.parametrize("line", ["bias", "bias\tmuch"])
def test_a_broken_line_of_weights_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "pairs.tsv").write_text(f"# weights\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"pairs\.tsv, line 2"):
        read_weights(tmp_path / "pairs.tsv")


def test_what_no_frame_gives_is_a_lead(reader: Reader) -> None:
    text = "Nicaragua, in a dispute over a river with Costa Rica, signed a letter."
    told = {(s.subject.label, s.object.label): s for s in found(reader, text) if s.object is not None}
    assert 0.05 < told["Nicaragua", "Costa Rica"].confidence < 0.5
    assert ("Costa Rica", "Nicaragua") not in told


@pytest.mark.parametrize(
    "text",
    [
        "On Friday, France expelled the ambassador of Mali.",
        "Nicaragua, in a dispute over a river with Costa Rica, signed a letter.",
    ],
)
def test_nothing_is_stated_twice_and_nothing_is_unlikely(reader: Reader, text: str) -> None:
    statements = found(reader, text)
    likely = [s for s in statements if s.extractor == "pairs"]
    assert likely
    said = [(s.subject.id, s.predicate, s.object and s.object.id) for s in statements]
    assert len(said) == len(set(said))
    assert all(0.05 < s.confidence < 0.65 for s in likely)


def test_a_pair_gives_its_features_only_while_it_is_open(reader: Reader) -> None:
    article = Article("test", "Kenya attacked Somalia.", date="2012-05-14")
    pairs = {(p.a.entity.label, p.cue.event, p.b.entity.label) for p, features in reader.pairs(article) if features}
    assert ("Kenya", "ASSAULT", "Somalia") not in pairs
    assert ("Somalia", "ASSAULT", "Kenya") in pairs


def test_a_month_is_no_march(reader: Reader) -> None:
    told = found(reader, "The International Criminal Court issued a warrant for Vladimir Putin in March over children.")
    assert "PROTEST" not in {s.event.type for s in told if s.event is not None}
