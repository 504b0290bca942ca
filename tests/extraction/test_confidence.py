"""How sure a statement is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kgraph.errors import KnowledgeError
from kgraph.extraction import confidence
from kgraph.extraction.confidence import Basis, Confidence, Grounds, VectorNetwork, load_confidence
from kgraph.extraction.document import Document
from kgraph.extraction.trees import Tree
from kgraph.extraction.types import Attribution, Candidate, DocMention, Factuality, MentionIndex
from kgraph.knowledge import load_knowledge
from kgraph.lexicon import load_lexicon
from kgraph.model import Article, Entity
from kgraph.pipelines import fingerprint
from tests.extraction.trees import parsed

if TYPE_CHECKING:
    from kgraph.extraction import Reader

SENTENCE = """
France NNP 2 nsubj France
helped VBD 0 root help
Mali NNP 2 obj Mali
. . 2 punct
"""
FRANCE = DocMention(0, 1, 0, "name", "GPE", Entity("x:fr", "France", "Country", "FRA"))
MALI = DocMention(2, 3, 2, "name", "GPE", Entity("x:ml", "Mali", "Country", "MLI"))


def candidate(rank: float) -> Candidate:
    return Candidate(
        FRANCE, "aids", MALI, 1, (1, 2), event="AID", confidence=rank, extractor="verbs", features={"rank": rank}
    )


@pytest.fixture(scope="module")
def grounds() -> Grounds:
    index = MentionIndex([FRANCE, MALI])
    return Grounds(Document(Tree(parsed(SENTENCE)), index, load_knowledge(), load_lexicon()))


def test_it_lies_between_zero_and_one_whatever_is_said() -> None:
    for value in (-2000.0, 0.0, 2000.0):
        assert 0 < Confidence({"bias": 1.0}).of(Basis({"bias": value}, "aids")) < 1


def test_more_of_what_speaks_for_a_statement_makes_it_surer() -> None:
    sure = Confidence({"good": 1.5, "bad": -1.5})
    values = [sure.of(Basis(found, "aids")) for found in ({"bad": 1.0}, {}, {"good": 0.5}, {"good": 1.0})]
    assert values == sorted(set(values))


def test_a_better_trigger_makes_a_statement_surer(grounds: Grounds) -> None:
    sure = load_confidence()
    values = [sure.of(grounds.basis(candidate(rank), Factuality(), None)) for rank in (0.3, 0.6, 0.9)]
    assert values == sorted(values)
    assert values[0] < values[-1]


# A network of one hidden unit: it looks at the second of two numbers, of the trigger only, and holds with help.
NETWORK = VectorNetwork({
    "mean": np.ones((3, 2)), "scale": np.ones((3, 2)), "names": np.array(["aids"]), "reader": np.array("f00d"),
    "hidden": np.array([[[0.0], [1.0]], [[0.0], [0.0]], [[0.0], [0.0]]]), "relations": np.array([[0.0], [0.5]]),
    "out": np.array([1.0]), "slope": np.array(1.0), "offset": np.array(-1.0),
})  # fmt: skip


def test_the_words_in_their_context_have_a_say() -> None:
    word, other = np.array([1.0, 3.0], dtype=np.float32), np.array([1.0, -1.0], dtype=np.float32)
    sure = Confidence({}, NETWORK)
    fits, differs, elsewhere = (
        sure.of(Basis({}, relation, (vector, word, None)))
        for relation, vector in (("aids", word), ("aids", other), ("meets", word))
    )
    assert fits > elsewhere > differs


def test_without_vectors_the_features_decide_alone() -> None:
    found = {"good": 1.0}
    assert Confidence({"good": 1.5}, NETWORK).of(Basis(found, "aids")) == Confidence({"good": 1.5}).of(
        Basis(found, "aids")
    )


def test_vectors_of_another_pipeline_are_not_looked_at(reader: Reader) -> None:
    text = "Iraq invaded Kuwait. Police in Ankara arrested activists. The minister told Bonn that France would help."
    described = [basis for _, basis in reader.described(Article("test", text))]
    assert all(len(basis.vectors) == 3 for basis in described)
    own, other = load_confidence(fingerprint(reader.nlp)), load_confidence("another")
    assert [own.of(b) for b in described] != [other.of(b) for b in described]
    assert [other.of(b) for b in described] == [other.of(replace(b, vectors=())) for b in described]


def test_what_is_said_of_a_statement_is_among_its_features(grounds: Grounds) -> None:
    source = Attribution(FRANCE, 0, 1, 1, 0.8)
    found = grounds.basis(candidate(0.9), Factuality("negative", "planned", happened=0.7), source).features
    assert found.keys() >= {"negative", "modality.planned", "by.verbs", "of.AID", "subject.Country", "object.name"}
    assert found.keys() >= {"word.help", "types.Country.Country", "object.behind", "subject.before", "subject.steps.1"}
    assert (found["attributed"], found["happened"], found["rank"]) == (0.8, 0.7, 0.9)


def test_what_has_no_object_is_judged_by_other_features(grounds: Grounds) -> None:
    found = grounds.basis(replace(candidate(0.9), object=None), Factuality(), None).features
    assert found.keys() >= {"object.none", "object.none.AID", "object.none.verbs", "object.none.help"}
    assert not any(name.startswith(("object.name", "types.")) for name in found)


def test_a_plain_statement_is_surer_than_a_denied_possible_one(reader: Reader) -> None:
    def sure(text: str) -> float:
        return max(s.confidence for s in reader.read(Article("test", text)).statements)

    assert sure("Iraq invaded Kuwait.") > sure("It may be that the troops of Iraq did not invade Kuwait.")


@pytest.mark.parametrize("line", ["rank", "rank\tmuch"])
def test_a_broken_line_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    (tmp_path / "confidence.tsv").write_text(f"# weights\n{line}\n", encoding="utf-8")
    monkeypatch.setattr("kgraph.extraction.confidence.lexicon_dir", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match="line 2"):
        confidence._weights.__wrapped__()
