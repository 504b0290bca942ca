"""Whether predicates are said to have happened, against what people judged."""

from __future__ import annotations

import json

import pytest

from kgraph.errors import FormatError, SourceError
from kgraph.evaluation.factuality import score
from kgraph.pipelines import load_pipeline

TREEBANK = """\
# sent_id = one
1\tFrance\tFrance\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\t_
2\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t4\taux\t_\tSpaceAfter=No
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsign\tsign\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = two
1\tMali\tMali\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_
2\tsigned\tsign\tVERB\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_
3\tit\tit\tPRON\tPRP\tPerson=3\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def treebank(tmp_path):
    path = tmp_path / "sentences.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    rows = [
        {"sent_id": "one", "predicates": [{"token": 4, "factuality": -1.1, "confidence": 1.0}]},
        {"sent_id": "two", "predicates": [{"token": 2, "factuality": 1.1, "confidence": 0.5}]},
        {"sent_id": "elsewhere", "predicates": [{"token": 1, "factuality": 1.0}]},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize("gold_trees", [False, True])
def test_predicates_are_found_in_the_text_and_in_the_tree(gold, treebank, gold_trees):
    scores = score(gold, treebank, load_pipeline(), gold_trees=gold_trees)
    assert [(j.form, j.status, j.happened, j.right) for j in scores] == [
        ("sign", "not asserted", False, True),
        ("signed", "asserted", True, True),
    ]
    assert scores.accuracy() == scores.accuracy("right_by_status") == 1
    assert scores.interval() == (1, 1)


def test_counts_are_told_by_word_and_by_agreement(gold, treebank):
    scores = score(gold, treebank, load_pipeline())
    assert {key: n["all"] for key, n in scores.by("cues").items()} == {"not": 1, "(no cue)": 1}
    assert [(key, n["happened"]) for key, n in scores.by_agreement().items()] == [("1.0", 0), ("0.5", 1)]


def test_a_token_that_is_not_there_is_told(gold, treebank):
    gold.write_text('{"sent_id": "one", "predicates": [{"token": 9, "factuality": 1}]}', encoding="utf-8")
    with pytest.raises(FormatError, match="sentence one has no token 9"):
        score(gold, treebank, load_pipeline())


@pytest.mark.parametrize("line", ["{", '{"sent_id": "one"}', '{"sent_id": "one", "predicates": [{"token": 1}]}'])
def test_a_broken_record_is_told(gold, treebank, line):
    gold.write_text(line, encoding="utf-8")
    with pytest.raises(FormatError, match="line 1"):
        score(gold, treebank, load_pipeline())


def test_a_file_that_is_not_there_is_told(gold, treebank, tmp_path):
    for paths in ((tmp_path / "none", treebank), (gold, tmp_path / "none")):
        with pytest.raises(SourceError, match="cannot be read"):
            score(*paths, load_pipeline())


@pytest.mark.shared
def test_four_of_five_judged_predicates_are_told_right(shared):
    folder = shared / "data"
    scores = score(folder / "factuality" / "uds_dev.jsonl", folder / "ud" / "ewt_dev.conllu", load_pipeline())
    assert scores.accuracy() >= 0.8
