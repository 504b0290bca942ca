"""Verb forms that lead back to their lemma whatever a lemmatiser made of them."""

from __future__ import annotations

import pytest

from kgraph.lexicon.inflections import inflected, verb_lemma


@pytest.mark.parametrize(
    ("form", "guess", "lemma"),
    [
        ("violated", "violat", "violate"),
        ("bombed", "bombe", "bomb"),
        ("barring", "barr", "bar"),
        ("supplying", "supplye", "supply"),
        ("denied", "deni", "deny"),
        ("overthrew", "overthrew", "overthrow"),
        ("withheld", "withheld", "withhold"),
        ("trafficked", "traffick", "traffic"),
        ("dispatches", "dispatche", "dispatch"),
    ],
)
def test_wrong_lemmas_are_put_right(form: str, guess: str, lemma: str) -> None:
    assert verb_lemma(form, guess) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("met", "meet"), ("founded", "found"), ("lay", "lie"), ("fulfilled", "fulfill")]
)
def test_right_lemmas_stay(form: str, lemma: str) -> None:
    assert verb_lemma(form, lemma) == lemma


def test_unknown_verbs_stay() -> None:
    assert verb_lemma("yodelled", "yodell") == "yodell"


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("back", {"backs", "backing", "backed"}),
        ("raze", {"razes", "razing", "razed"}),
        ("ban", {"bans", "banning", "banned"}),
        ("veto", {"vetoes", "vetoing", "vetoed"}),
        ("agree", {"agrees", "agreeing", "agreed"}),
        ("cancel", {"cancels", "canceling", "cancelling", "canceled", "cancelled"}),
        ("raid", {"raids", "raiding", "raided"}),
    ],
)
def test_forms(verb: str, forms: set[str]) -> None:
    assert set(inflected(verb)) == forms
