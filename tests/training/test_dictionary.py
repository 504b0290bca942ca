"""The dictionary that the lemmatiser is given."""

from __future__ import annotations

import pytest

pytest.importorskip("spacy_lookups_data", reason="training needs a dictionary: pip install 'kgraph[train]'")

from kgraph.pipelines.lemmas import apply
from kgraph.training.dictionary import read_dictionary
from kgraph.training.tables import with_irregular


def test_words_and_irregular_forms() -> None:
    dictionary = read_dictionary()
    assert {"abduct", "escalate"} <= dictionary.words["verb"]
    assert dictionary.irregular["verb"]["VBD"]["fled"] == "flee"
    assert dictionary.irregular["verb"]["VBG"]["admitting"] == "admit"
    assert dictionary.irregular["noun"]["NNS"]["crises"] == "crisis"
    # What may come of two words is left to the network.
    assert "axes" not in dictionary.irregular["noun"]["NNS"]


def test_what_the_corpora_say_of_a_form_stays_where_it_is_a_word() -> None:
    table = with_irregular({"VBD": {"fled": "l1|ad", "lent": "l1|d", "strove": "l2|ve"}}, read_dictionary())
    made = {form: apply(edit, form) for form, edit in table["VBD"].items()}
    assert (made["fled"], made["lent"], made["fought"]) == ("flee", "lend", "fight")
    kept = with_irregular({"VBD": {"saw": "l0|"}}, read_dictionary())
    assert apply(kept["VBD"]["saw"], "saw") == "saw"


def test_shorthand_is_known() -> None:
    table = with_irregular({"IN": {"w/": "l0|"}}, read_dictionary())["IN"]
    assert apply(table["b/c"], "b/c") == "because"
    assert apply(table["w/"], "w/") == "w/"
