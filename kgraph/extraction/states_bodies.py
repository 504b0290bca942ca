"""Whose organ, part, member or people somebody is by the words before the noun: "Turkish Foreign Ministry", "Hamas militants"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kgraph.extraction.phrases import Phrases
from kgraph.extraction.types import Candidate, DocMention
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge import Knowledge
from kgraph.model import Entity

EXTRACTOR = "states"
_ORGANS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_NOT_ORGANS = frozenset({"party", "rebels", "opposition", "media"})


class BodyReader:
    """Reads the organs, parts and people of countries and organisations in one article.

    Args:
        doc: The parsed article.
        phrases: Its noun phrases with their mentions.
        knowledge: Its nouns for bodies and agents tell organs of a state from other bodies.
    """

    def __init__(self, doc: Doc, phrases: Phrases, knowledge: Knowledge) -> None:
        self.doc, self.phrases, self.knowledge = doc, phrases, knowledge

    def read(self) -> Iterator[Candidate]:
        """Yield a statement for each body, group or person whose phrase names whose it is."""
        for mention in self.phrases.index:
            if mention.apposed or mention.kind not in {"name", "nominal"}:
                continue
            kind = mention.entity.type
            if kind in {"Organization", "Group"} or (kind == "Person" and mention.kind == "name"):
                owner = self._owner(mention)
                relation = self._relation(mention, owner) if owner is not None else None
                if owner is not None and relation is not None:
                    yield self._candidate(mention, relation, owner)

    def _owner(self, mention: DocMention) -> DocMention | None:
        """Return the country or organisation that stands inside or before a name or noun."""
        inner = self._inner(mention)
        if inner is not None:
            return inner
        if mention.kind == "nominal":
            fitting = [m for m in self.phrases.inside(mention.start, mention.root - 1)]
        else:
            first = self.phrases.begin(mention.start - 1)
            fitting = [m for m in self.phrases.inside(first, mention.start - 1)]
        return next((m for m in fitting if m.entity.id != mention.entity.id and m.entity.type in {"Country", "Organization", "Group", "Place"}), None)

    def _inner(self, mention: DocMention) -> DocMention | None:
        """Return the country that the first words of a name name ("Turkish Foreign Ministry")."""
        if mention.kind != "name" or mention.entity.type != "Organization":
            return None
        for end in range(min(mention.end - 1, mention.start + 3), mention.start, -1):
            text = self.doc[mention.start : end].text
            found = next((c for c in self.knowledge.lookup(text) if c.entity.type == "Country"), None)
            if found is not None and found.kind in {"name", "alias", "demonym", "acronym"}:
                kind = "demonym" if found.kind == "demonym" else "name"
                return DocMention(mention.start, end, end - 1, kind, "NORP", found.entity, None, 0.9)
        return None

    def _relation(self, mention: DocMention, owner: DocMention) -> str | None:
        if mention.entity.type == "Person":
            return self._of_person(mention, owner)
        if mention.entity.type == "Organization" and mention.kind == "name":
            return self._of_organisation(mention, owner)
        return self._of_group(mention, owner)

    def _of_person(self, mention: DocMention, owner: DocMention) -> str | None:
        """Return nationality where a demonym alone or with a common noun stands before a name."""
        if owner.kind != "demonym" or owner.entity.type != "Country":
            return None
        between = self.doc[owner.end : mention.start]
        if any(self.knowledge.role(t.text) is not None or t.lower_ in {"'s", "’s", "and"} for t in between):
            return None
        return "citizenOf"

    def _of_organisation(self, mention: DocMention, owner: DocMention) -> str | None:
        own = self.doc[mention.start : mention.end].text
        kind = self.knowledge.body_kind(own) or self.knowledge.body_kind(mention.entity.label)
        if owner.start == mention.start:
            kind = kind or self.knowledge.body_kind(self.doc[owner.end : mention.end].text)
        if owner.entity.type == "Country":
            if kind is not None:
                return "agencyOf" if kind[0] not in _NOT_ORGANS else "basedIn"
            if mention.entity.sector in _ORGANS:
                return "agencyOf"
            return "basedIn"
        if owner.entity.type == "Place":
            return None
        return "partOf" if owner.end == mention.start or self.phrases.possessive(owner) else None

    def _of_group(self, mention: DocMention, owner: DocMention) -> str | None:
        kind = owner.entity.type
        lemma = self.doc[mention.root].lemma_.lower()
        if lemma == "leader":
            return "leaderOf"
        if kind in {"Organization", "Group"}:
            return "memberOf"
        if kind == "Place":
            return "locatedIn"
        if mention.entity.sector in _ORGANS:
            return "agencyOf"
        agent = self.knowledge.agent(lemma)
        if agent is not None and agent.kind == "person" or lemma in words_of("nominal.group"):
            return "citizenOf"
        return "basedIn"

    def _candidate(self, subject: DocMention, relation: str, owner: DocMention) -> Candidate:
        start = subject.root if subject.kind == "nominal" else subject.start
        supposed = any(t.lower_ in words_of("role.supposed") for t in self.doc[subject.start : subject.root])
        return Candidate(
            subject, relation, owner, subject.root, (start, subject.root + 1 if subject.kind == "nominal" else subject.end),
            polarity="positive", modality="possible" if supposed else "asserted",
            confidence=round(0.8 * min(1.0, 0.4 + owner.confidence * 0.6), 2), extractor=EXTRACTOR, features={f"state.body.{subject.kind}": 1.0},
        )  # fmt: skip
