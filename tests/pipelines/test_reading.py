"""What a user sees of the shipped pipeline: sentences, names and trees of news text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.pipelines import load_pipeline
from kgraph.pipelines.features import windows
from kgraph.pipelines.reader import _shares

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEWS = (
    "Erdogan Hosts Zelenskyy in Istanbul\n\nTurkish President Recep Tayyip Erdogan received his Ukrainian counterpart, "
    "Volodymyr Zelenskyy, on Friday. “We support Ukraine’s sovereignty,” Mr. Erdogan said.\n"
    "The U.N.-brokered grain deal expires on July 17, and Moscow has threatened to leave it."
)


def _names(text: str) -> set[tuple[str, str]]:
    return {(e.text, e.label_) for e in load_pipeline()(text).ents}


def _arcs(doc: Doc) -> set[tuple[str, str, str]]:
    return {(t.head.lemma_, t.dep_, t.text) for t in doc}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Mr. Kim arrived in Vladivostok.", "Kim", "PERSON"),
        ("Kim Jong Un met Vladimir Putin in Vladivostok.", "Kim Jong Un", "PERSON"),
        ("The U.S.-led coalition struck Raqqa.", "U.S.", "GPE"),
        ("The Syrian government denied it.", "Syrian", "NORP"),
        ("Ethiopia signed the accord in Pretoria.", "Ethiopia", "GPE"),
        ("Diplomats of the African Union met on Tuesday.", "African Union", "ORG"),
        ("The United Nations condemned the coup in Niger.", "United Nations", "ORG"),
        ("PARIS (Reuters) - French President Emmanuel Macron spoke.", "Emmanuel Macron", "PERSON"),
        ("They left Kabul on Aug. 30, 2021.", "Aug. 30, 2021", "DATE"),
    ],
)
def test_a_name_is_found(text: str, name: str, label: str) -> None:
    assert (name, label) in _names(text)


@pytest.mark.parametrize(
    "text", ["We will not yield.", "Nobody was hurt.", "They accused us of spying.", "It said so."]
)
def test_a_pronoun_is_no_name(text: str) -> None:
    assert not _names(text)


def test_a_relation_has_a_say_in_the_tag() -> None:
    shares = _shares({"det": [(0, 8), (1, 2)], "obj": [(1, 5)]}, ["det", "obj"], 2)
    assert shares[0, 0] > shares[0, 1]
    assert shares[1, 1] > shares[1, 0]
    assert not _shares({}, ["det", "obj"], 2).any()


def test_a_title_is_outside_the_name() -> None:
    names = {
        text
        for text, label in _names("Foreign Minister Sergei Lavrov met Secretary of State Antony Blinken.")
        if label == "PERSON"
    }
    assert names == {"Sergei Lavrov", "Antony Blinken"}


def test_who_did_what_to_whom() -> None:
    arcs = _arcs(load_pipeline()("In 1990 Iraq invaded Kuwait."))
    assert {("invade", "nsubj", "Iraq"), ("invade", "obj", "Kuwait"), ("invade", "obl", "1990")} <= arcs


def test_the_passive() -> None:
    arcs = _arcs(load_pipeline()("The envoy was expelled by Poland."))
    assert {("expel", "nsubj:pass", "envoy"), ("expel", "aux:pass", "was"), ("expel", "obl:agent", "Poland")} <= arcs


def test_sentences_of_an_article() -> None:
    sentences = [sentence.text.strip() for sentence in load_pipeline()(NEWS).sents]
    assert sentences[0] == "Erdogan Hosts Zelenskyy in Istanbul"
    assert sentences[1].startswith("Turkish President")
    assert sentences[1].endswith("on Friday.")
    assert sentences[2] == "“We support Ukraine’s sovereignty,” Mr. Erdogan said."
    assert sentences[3].startswith("The U.N.-brokered")
    assert len(sentences) == 4


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n", "\n\n\n"])
def test_an_empty_line_ends_a_sentence(gap: str) -> None:
    doc = load_pipeline()(f"Talks between Baku and Yerevan{gap}they went on for a week")
    assert [token.text for token in doc if token.is_sent_start and not token.is_space] == ["Talks", "they"]


def test_white_space_is_never_a_head() -> None:
    doc = load_pipeline()(f"\n\n  {NEWS}\n\n")
    assert all(not token.head.is_space for token in doc)
    assert all(token.pos_ == "SPACE" for token in doc if token.is_space)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "…", "٭ ۞"])
def test_a_text_without_words(text: str) -> None:
    doc = load_pipeline()(text)
    assert doc.text == text
    assert not doc.ents


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_becomes_trees(text: str) -> None:
    doc = load_pipeline()(text)
    assert doc.text == text
    for sentence in doc.sents:
        assert sum(token.head is token or token.head.i == token.i for token in sentence) == 1


def test_a_long_text_without_a_full_stop() -> None:
    doc = load_pipeline()("Iran and Iraq and Oman and Qatar and " * 60 + "Egypt met")
    assert sum(token.ent_type_ == "GPE" for token in doc) > 200


def test_texts_read_together_read_as_each_alone() -> None:
    nlp = load_pipeline()
    texts = [NEWS, "", "Mr. Kim left.", NEWS[40:]]
    for together, text in zip(nlp.pipe(texts), texts, strict=True):
        alone = nlp(text)
        assert [(t.dep_, t.head.i, t.tag_) for t in together] == [(t.dep_, t.head.i, t.tag_) for t in alone]


def test_a_quotation_after_a_full_stop_is_a_sentence() -> None:
    doc = load_pipeline()("Boris Johnson blamed Moscow. “Russia poisoned them,” he said.")
    assert [s.text for s in doc.sents] == ["Boris Johnson blamed Moscow.", "“Russia poisoned them,” he said."]


def test_only_a_sentence_longer_than_a_window_is_cut() -> None:
    words = ["a"] * 39 + ["."] + ["A"] + ["b"] * 98 + ["."] + ["C"] * 40
    spans = windows(words, [False] * len(words))
    assert spans[0] == (0, 40)
    assert spans[1] == (40, 140)
