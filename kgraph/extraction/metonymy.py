"""Whether the name of a capital or palace stands for its government ("Seoul supplied") or is a place ("met in Seoul").

The syntax decides: who does, says, is told or is dealt with is a government; where something is or happens is a place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.marks import POSSESSIVE
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.extraction.types import DocMention
    from kgraph.knowledge import Knowledge

GOVERNMENT, PLACE, OPEN = 1, -1, 0
_SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
_OBJECTS = frozenset({"obj", "iobj"})
_NOMINAL = ("compound", "amod", "nmod:poss", "nmod:desc", "nmod:unmarked")


def reading(doc: Doc, start: int, end: int, root: int) -> int:
    """Return `GOVERNMENT`, `PLACE`, or `OPEN` if the words around do not say.

    Args:
        doc: The parsed article.
        start: First token of the name.
        end: Token after it.
        root: Its syntactic head.
    """
    token = doc[root]
    if end < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
        return _hyphenated(doc, end)
    before = doc[start - 1] if start else None
    if before is not None and before.text == "-" and not before.whitespace_:
        return GOVERNMENT
    if end < len(doc) and doc[end].text in POSSESSIVE and end + 1 < len(doc):
        return _of_noun(token.head if token.head.i > token.i else doc[end + 1])
    preposition = _preposition(token)
    if preposition is None and before is not None and before.pos_ == "ADP":
        preposition = before
    if preposition is not None:
        return _after_preposition(token, preposition)
    if token.dep_ == "conj" and token.head.i != token.i:
        head = token.head
        return reading(doc, head.i, head.i + 1, head.i) if head.i < token.i and head.pos_ == "PROPN" else OPEN
    return _without_preposition(token)


def as_government(mention: DocMention, knowledge: Knowledge) -> DocMention | None:
    """Return the mention of a capital or palace as one of the country it stands for; None if it stands for none.

    "The city" stands for nobody.
    """
    if mention.kind == "nominal":
        return None
    state = knowledge.stands_for(mention.entity) if mention.entity.type == "Place" else None
    if state is None or state.type != "Country":
        return None
    return replace(mention, entity=state, place=mention.entity)


def _hyphenated(doc: Doc, hyphen: int) -> int:
    """"Moscow-based" is a place; "Moscow-backed", "Seoul-Washington relations" are governments."""
    word = doc[hyphen + 1].lower_ if hyphen + 1 < len(doc) else ""
    return PLACE if word in words_of("compound.place") else GOVERNMENT


def _preposition(token: Token) -> Token | None:
    for child in token.lefts:
        if child.dep_ == "case" and child.pos_ != "PART":
            return child
    return None


def _of_noun(noun: Token) -> int:
    """The reading of "Seoul's X" and "the Seoul X", by X."""
    lemma = noun.lemma_.lower()
    if lemma in words_of("noun.institution"):
        return GOVERNMENT
    if lemma in words_of("noun.place") or noun.lower_ in words_of("noun.place"):
        return PLACE
    return OPEN


def _after_preposition(token: Token, preposition: Token) -> int:
    word = preposition.lower_
    head = token.head
    if word in words_of("preposition.government"):
        # "by Moscow", "between Seoul and Tokyo"; but "the road between Kabul and Kandahar".
        return PLACE if head.lemma_.lower() in words_of("noun.betweenplaces") else GOVERNMENT
    if word in words_of("preposition.place"):
        return PLACE
    noun = head.lemma_.lower()
    if word == "to":
        spoken = noun in words_of("noun.tospeech") or noun in words_of("adjective.togovernment")
        return GOVERNMENT if spoken else PLACE
    if word == "from":
        return GOVERNMENT if noun in words_of("noun.fromspeech") else PLACE
    if word == "of":
        return GOVERNMENT if noun in words_of("noun.institution") else PLACE
    if word in {"for", "on"}:
        return GOVERNMENT if head.pos_ == "NOUN" or noun in words_of("verb.onorfor") else PLACE
    return OPEN


def _without_preposition(token: Token) -> int:
    head = token.head
    if token.dep_ in _SUBJECTS:
        if head.pos_ in {"NOUN", "ADJ", "PROPN"} and not any(c.dep_ == "aux" for c in head.children):
            # "Islamabad, a key ally, ..." acts; "Minsk is the capital" does not.
            return OPEN if head.pos_ == "ADJ" else PLACE
        return PLACE if head.lemma_ in words_of("verb.located") else GOVERNMENT
    if token.dep_ == "nsubj:pass":
        return PLACE if head.lemma_ in words_of("verb.undergone") else GOVERNMENT
    if token.dep_ in _OBJECTS:
        return PLACE if head.lemma_ in words_of("verb.motion") else GOVERNMENT
    if token.dep_ in {"appos", "flat"}:
        return PLACE
    if token.dep_ in _NOMINAL and head.i > token.i:
        return _of_noun(head)
    if token.dep_ == "obl:agent":
        return GOVERNMENT
    return OPEN
