"""Lemmas as scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.pipelines import load_pipeline
from kgraph.pipelines.lemmas import apply, regular, script

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


@pytest.mark.parametrize(
    ("form", "tag", "right", "wrong"),
    [
        ("planned", "VBD", "plan", "planned"),
        ("stared", "VBD", "stare", "star"),
        ("dying", "VBG", "die", "d"),
        ("allies", "NNS", "ally", "alliy"),
        ("larger", "JJR", "large", "lar"),
    ],
)
def test_a_regular_form_has_few_lemmas(form: str, tag: str, right: str, wrong: str) -> None:
    assert right in regular(form, tag)
    assert wrong not in regular(form, tag)


def test_a_number_has_no_regular_lemma() -> None:
    assert not regular("1990s", "NNS")


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Rebels abducted two engineers and fled.", ["abduct", "engineer", "flee"]),
        ("The sides fought, escalating a dispute over tariffs.", ["side", "fight", "escalate", "dispute", "tariff"]),
        ("Their crews recorded the horsemen who sang.", ["crew", "record", "horseman", "sing"]),
        ("Officials embroidered the report on Wagner.", ["official", "embroider", "report", "Wagner"]),
        ("Two envoys stared at the screen and the talks, scraping by, were undated.", ["envoy", "stare", "scrape"]),
        ("OSLO hosted 1,250 delegates.", ["Oslo", "1250", "delegate"]),
        ("NATO met in Brussels.", ["NATO", "Brussels"]),
        ("She flew to france with american friends.", ["France", "American"]),
        ("It's been a hard year.", ["have", "be"]),
        ("They were soooo proud and verrrry loud.", ["so", "very"]),
    ],
)
def test_lemmas_are_words(text: str, lemmas: list[str]) -> None:
    found = [t.lemma_ for t in load_pipeline()(text)]
    assert [lemma for lemma in lemmas if lemma not in found] == []
