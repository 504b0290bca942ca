"""Lemmas as scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.pipelines.lemmas import apply, script

WORD = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=12)


@given(WORD, WORD)
def test_a_script_makes_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply(script(form, lemma), form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "other", "its_lemma"),
    [
        ("talks", "talk", "Sanctions", "sanction"),
        ("allies", "ally", "Parties", "party"),
        ("urged", "urge", "agreed", "agree"),
    ],
)
def test_a_script_serves_other_words(form: str, lemma: str, other: str, its_lemma: str) -> None:
    assert apply(script(form, lemma), other) == its_lemma


def test_a_script_that_would_cut_the_whole_word_leaves_it() -> None:
    assert apply("l3|y", "is") == "is"
