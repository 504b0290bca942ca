"""What an anaphor may refer to: the mentions so far with the features that rank them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kgraph.extraction.quotes import find_quotations, quotation_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.extraction.types import DocMention

Kind = Literal["person", "country", "place", "organization", "group", "event", "other"]

_KIND: dict[str, Kind] = {
    "Person": "person", "Country": "country", "Place": "place", "Organization": "organization", "Group": "group",
    "NamedEvent": "event",
}  # fmt: skip
_ROLES = {
    "nsubj": 1.0,
    "nsubj:pass": 0.9,
    "obj": 0.5,
    "iobj": 0.5,
    "obl:agent": 0.5,
    "nmod:poss": 0.4,
    "obl": 0.25,
    "nmod": 0.2,
}


@dataclass(slots=True, eq=False)
class Referent:
    """Something mentioned that an anaphor may take up; `mention` is None for a common noun phrase that competes."""

    token: int
    sentence: int
    kind: Kind
    weight: float
    plural: bool
    gender: str | None = None
    mention: DocMention | None = None
    role: str = ""


class Discourse:
    """The referents of an article in order, its sentences and quotations."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.sentence_of = [0] * len(doc)
        self.starts: list[int] = []
        for number, sentence in enumerate(doc.sents):
            self.starts.append(sentence.start)
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = number
        self.quotation = quotation_at(doc, find_quotations(doc))
        self.referents: list[Referent] = []
        self.counts: dict[str, int] = {}

    def add(self, referent: Referent) -> None:
        """Take up a referent; they come in the order of the text."""
        self.referents.append(referent)
        if referent.mention is not None:
            self.counts[referent.mention.entity.id] = self.counts.get(referent.mention.entity.id, 0) + 1

    def refer(self, mention: DocMention, gender: str | None, plural: bool) -> Referent:
        """Return the referent of a mention."""
        token = self.doc[mention.root]
        weight = role_weight(token)
        if mention.kind == "demonym":
            weight -= 0.3
        return Referent(
            mention.root, self.sentence_of[mention.start], _KIND[mention.entity.type], weight, plural, gender, mention,
            token.dep_,
        )

    def recent(self, token: int, sentences: int) -> Iterator[Referent]:
        """Yield referents before `token`, latest first, of its own sentence and so many before it."""
        first = self.sentence_of[token] - sentences
        for referent in reversed(self.referents):
            if referent.sentence < first:
                return
            if referent.token < token:
                yield referent


def role_weight(token: Token) -> float:
    """Return how prominent a syntactic role makes its filler, 0 to 1; the subject of the main clause most."""
    head = token
    while head.dep_ in {"conj", "appos", "flat"} and head.head.i != head.i:
        head = head.head
    weight = _ROLES.get(head.dep_, 0.1)
    if head.dep_ == "nsubj" and head.head.dep_ == "ROOT":
        weight += 0.2
    return weight
