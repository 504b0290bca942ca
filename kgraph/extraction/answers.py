"""What a denial or refusal answers.

"Iran accused Israel of it. Israel denied the charge." denies it to Iran, and "Israel rejected Iran's demands" tells
that Iran demanded something of Israel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.types import Candidate
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from kgraph.extraction.clauses import Clauses
    from kgraph.extraction.document import Document
    from kgraph.extraction.trees import Tree
    from kgraph.extraction.types import DocMention

_SURE = 0.7
_ANSWERED = {"noun.charge": "ACCUSE", "noun.request": "REQUEST"}
"""What nouns of one class take up: a charge is what somebody accused of, a demand what somebody requested."""
_RELATIONS = {"ACCUSE": "accuses", "REQUEST": "requestsOf"}


def with_answers(document: Document, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates in order, and last what rejections say that others did.

    A rejection that names nobody gets whom it answers as its object.

    Args:
        document: The article.
        candidates: Its statements in the order of the text.
    """
    tree, clauses = document.tree, document.clauses
    found = list(candidates)
    told = {c.anchor: c for r in found if r.event == "REJECT" for c in _told(tree, clauses, r)}
    before: list[Candidate] = []
    for candidate in found:
        answered = candidate
        act = told.get(candidate.anchor)
        if act is not None and candidate.event == act.event:
            told.pop(candidate.anchor)
            if candidate.object is None and _same_side(candidate.subject, act.subject):
                answered = replace(candidate, object=act.object)
        if candidate.event == "REJECT" and candidate.object is None:
            other = _opponent(tree, clauses, candidate, before)
            if other is not None:
                answered = replace(candidate, object=other, confidence=_SURE * candidate.confidence)
        before.append(answered)
        yield answered
    yield from told.values()


def _told(tree: Tree, clauses: Clauses, rejection: Candidate) -> Iterator[Candidate]:
    """Yield what was rejected as the act of those whose it was ("denied U.S. charges", "a demand by Iran")."""
    other = rejection.object
    for noun in clauses.patients(rejection.anchor):
        event = next((e for c, e in _ANSWERED.items() if tree.lemma[noun] in words_of(c)), None)
        first, last = tree.subtree(noun)
        if event is not None and other is not None and other.kind != "pronoun" and first <= other.root <= last:
            yield Candidate(
                other, _RELATIONS[event], rejection.subject, noun, (noun, noun + 1), event=event,
                polarity="positive", modality="asserted", confidence=_SURE, extractor="nouns",
                features={"rank": _SURE},
            )  # fmt: skip


def _opponent(tree: Tree, clauses: Clauses, rejection: Candidate, before: list[Candidate]) -> DocMention | None:
    """Return who last said of the rejecter what is rejected now."""
    nouns = {tree.lemma[t] for t in clauses.patients(rejection.anchor)}
    event = next((e for c, e in _ANSWERED.items() if nouns & words_of(c)), None)
    if event is None:
        return None
    for earlier in reversed(before):
        if earlier.event == event and earlier.object is not None and _same_side(earlier.object, rejection.subject):
            return earlier.subject if not _same_side(earlier.subject, rejection.subject) else None
    return None


def _same_side(one: DocMention, other: DocMention) -> bool:
    """Return whether two are the same, or act for the same country."""
    if one.entity.id == other.entity.id:
        return True
    return one.entity.country is not None and one.entity.country == other.entity.country
