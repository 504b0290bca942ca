"""The dictionary that the lemmatiser is given."""

from __future__ import annotations

import pytest

pytest.importorskip("spacy_lookups_data", reason="training needs a dictionary: pip install 'kgraph[train]'")
pytest.importorskip("torch", reason="training needs torch: pip install 'kgraph[train]'")

from kgraph.pipelines.lemmas import apply
from kgraph.training.dictionary import read_dictionary
from kgraph.training.export import with_irregular


def test_words_and_irregular_forms() -> None:
    dictionary = read_dictionary()
    assert {"abduct", "escalate"} <= dictionary.words["verb"]
    assert dictionary.irregular["verb"]["VBD"]["fled"] == "flee"
    assert dictionary.irregular["verb"]["VBG"]["admitting"] == "admit"
    assert dictionary.irregular["noun"]["NNS"]["crises"] == "crisis"
    # What may come of two words is left to the network.
    assert "axes" not in dictionary.irregular["noun"]["NNS"]


def test_what_the_corpora_say_of_a_form_stays_where_it_is_a_word() -> None:
    scripts = ["l0|", "l1|ad", "l2|ve"]
    table = with_irregular({"VBD": {"fled": 1, "lent": 0, "strove": 2}}, scripts, read_dictionary())
    made = {form: apply(scripts[row], form) for form, row in table["VBD"].items()}
    assert (made["fled"], made["lent"], made["fought"]) == ("flee", "lend", "fight")
    assert scripts[:3] == ["l0|", "l1|ad", "l2|ve"]
    kept = with_irregular({"VBD": {"saw": 0}}, scripts, read_dictionary())
    assert apply(scripts[kept["VBD"]["saw"]], "saw") == "saw"
