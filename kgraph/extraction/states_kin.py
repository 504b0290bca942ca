"""Who is kin to whom: "his wife, Y", "X, the son of Y", "X's brother Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.actors import is_plural
from kgraph.extraction.marks import BREAKS, POSSESSIVE
from kgraph.extraction.types import STATES, Candidate, DocMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from kgraph.extraction.nounphrases import Phrases
    from kgraph.knowledge import Kinship, Knowledge



def read_kin(doc: Doc, phrases: Phrases, knowledge: Knowledge) -> Iterator[Candidate]:
    """Yield the kinship that nouns express between two people whom the article names.

    Args:
        doc: The parsed article.
        phrases: Its noun phrases with their mentions.
        knowledge: Its kinship nouns say which relation they express, and which way round.
    """
    for token in doc:
        kin = knowledge.kinship(token.text) if token.pos_ == "NOUN" else None
        if kin is None or is_plural(token) or token.i in phrases.named:
            continue
        relative = _relative(doc, phrases, token.i)
        if relative is None:
            continue
        owner = _owner(phrases, token.i)
        if owner is None or owner.entity.type != "Person" or owner.entity.id == relative[0].entity.id:
            continue
        yield _candidate(kin, token.i, relative[0], owner, relative[1])


def _owner(phrases: Phrases, noun: int) -> DocMention | None:
    """Return whose kin it is: the possessor before the noun, or the person behind "of" or "to"."""
    first = phrases.begin(noun)
    for mention in phrases.inside(first, noun - 1):
        if phrases.possessive(mention):
            return mention
    if phrases.word(noun + 1) in {"of", "to"}:
        behind = phrases.behind(noun + 2)
        return behind.mention if behind is not None else None
    return None


def _relative(doc: Doc, phrases: Phrases, noun: int) -> tuple[DocMention, float] | None:
    """Return who is called by the noun, and how sure that is: a name behind or before it, a subject, a description."""
    end = noun + 1
    if phrases.word(end) in POSSESSIVE:
        return None
    if phrases.word(end) in {"of", "to"}:
        behind = phrases.behind(end + 1)
        end = behind.end if behind is not None else end
    for i in (end, end + 1):
        if i == end + 1 and phrases.word(end) not in BREAKS:
            continue
        named = phrases.person_from(i) or _described_person(phrases, i)
        if named is not None and phrases.same_sentence(noun, i):
            return named, 0.85
    before = phrases.begin(noun) - 1
    if phrases.word(before) in BREAKS and phrases.same_sentence(before, noun):
        mention = phrases.named.get(before - 1)
        if mention is not None and mention.entity.type == "Person":
            return mention, 0.85
    token = doc[noun]
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if subject is not None and any(c.dep_ == "cop" for c in token.children):
        mention = phrases.mention(subject.i)
        return (mention, 0.75) if mention is not None and mention.entity.type == "Person" else None
    mention = phrases.described(noun)
    return (mention, 0.6) if mention is not None and mention.entity.type == "Person" else None


def _described_person(phrases: Phrases, start: int) -> DocMention | None:
    """Return a person named behind words of description ("his grandfather, former guerrilla Kim Il Sung")."""
    behind = phrases.behind(start)
    if behind is None:
        return None
    named = phrases.person_from(behind.end)
    if named is None or named.start != behind.end or behind.mention is not None:
        return None
    return named


def _candidate(kin: Kinship, noun: int, relative: DocMention, owner: DocMention, rank: float) -> Candidate:
    subject, obj = (owner, relative) if kin.inverse else (relative, owner)
    return Candidate(
        subject, kin.relation, obj, noun, (noun, noun + 1), extractor=STATES, features={"state.kin": 1.0},
        confidence=round(rank * min(owner.confidence + 0.2, 1.0), 2),
    )  # fmt: skip
