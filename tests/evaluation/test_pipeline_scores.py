"""Scores of a pipeline: what is right counts, what the tokenizer gets wrong does not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kgraph.evaluation.pipeline import evaluate_pipeline

if TYPE_CHECKING:
    from pathlib import Path

GOLD = """\
# newdoc id = a
# newpar
1\tPeru\tPeru\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\trecalled\trecall\tVERB\tVBD\t_\t0\troot\t_\t_
3\tits\tits\tPRON\tPRP$\t_\t4\tnmod:poss\t_\t_
4\tenvoy\tenvoy\tNOUN\tNN\t_\t2\tobj\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@Language.component("answers")
def answers(doc: Doc) -> Doc:
    """Read the one sentence right but for a relation, an attachment and a lemma."""
    heads, deps = [1, 1, 1, 1, 1], ["nsubj", "ROOT", "nmod:poss", "iobj", "punct"]
    pos, lemmas = ["PROPN", "VERB", "PRON", "NOUN", "PUNCT"], ["Peru", "recalle", "its", "envoy", "."]
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    read = Doc(doc.vocab, words=words, spaces=spaces, pos=pos, lemmas=lemmas, heads=heads, deps=deps)
    read.ents = (Span(read, 0, 1, label="GPE"), Span(read, 3, 4, label="PERSON"))
    return read


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("answers")
    return made


def test_trees_tags_and_lemmas(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD, encoding="utf-8")
    scores = evaluate_pipeline(nlp, treebanks={"gold": path}).treebanks["gold"]
    assert scores.figures() == pytest.approx(
        {"tokens": 1, "sentences": 1, "upos": 1, "lemmas": 0.8, "uas": 0.8, "las": 0.6, "las_words": 0.5}
    )
    assert scores.relations["nsubj"].f1 == 1
    assert scores.relations["obj"].recall == 0


def test_names_of_the_three_kinds(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    row = {
        "text": "Peru recalled its envoy.",
        "clusters": [{"type": "location"}, {"type": "person"}, {"type": "event"}],
        "mentions": [
            {"start": 0, "end": 4, "cluster": 0},
            {"start": 18, "end": 23, "cluster": 1, "kind": "nominal"},
            {"start": 5, "end": 13, "cluster": 2},
        ],
    }
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    scores = evaluate_pipeline(nlp, names={"gold": path})
    assert (scores.names["gold"].total.precision, scores.names["gold"].total.recall) == (0.5, 1)
    assert scores.names["gold"].by_type["location"].f1 == 1
    assert scores.words_per_second > 0
