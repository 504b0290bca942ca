"""Who belongs to what, by the words behind: "fighters of Fatah", "experts from the WHO", "as part of the coalition"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph.extraction.types import STATES, Candidate, DocMention
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from kgraph.extraction.nounphrases import Phrases
    from kgraph.knowledge import Knowledge

_SUBJECTS = ("nsubj", "nsubj:pass")
_BEARERS = frozenset({"Country", "Organization", "Group", "Person"})


class MemberReader:
    """Reads whom an organisation has, where its name stands behind them.

    Args:
        doc: The parsed article.
        phrases: Its noun phrases with their mentions.
        knowledge: Its agent nouns tell people from bodies and things.
    """

    def __init__(self, doc: Doc, phrases: Phrases, knowledge: Knowledge) -> None:
        self.doc, self.phrases, self.knowledge = doc, phrases, knowledge

    def read(self) -> Iterator[Candidate]:
        """Yield a statement for each group or body behind which its organisation is named."""
        for mention in self.phrases.index:
            if mention.kind == "nominal" and mention.entity.type == "Group" and not mention.apposed:
                yield from self._of_people(mention)
        yield from self._units()
        for token in self.doc:
            if token.lower_ == "part" and self.phrases.word(token.i + 1) == "of":
                yield from self._as_part(token)

    def _of_people(self, group: DocMention) -> Iterator[Candidate]:
        """Read "members of the Al-Nusra Front", "soldiers (sent) from the 82nd Airborne Division"."""
        lemma = self.doc[group.root].lemma_.lower()
        agent = self.knowledge.agent(lemma)
        i = self._behind_verb(group.root + 1)
        # "critics of Hamas" are not its own; "lawyers from Amnesty" are.
        belongs = lemma in words_of("nominal.belonging") or (
            self.phrases.word(i) == "from" and agent is not None and agent.kind == "person"
        )
        if not belongs or self.phrases.word(i) not in {"of", "from"} or i < group.end - 1:
            return
        body = self._organisation(i + 1)
        if body is not None and body.entity.id != group.entity.id:
            yield self._candidate(group, "memberOf", body, (i, i + 1), 0.7)

    def _behind_verb(self, start: int) -> int:
        """Return the token behind a participle that describes a group and stands before "from", else `start`."""
        verb = start + (self.phrases.word(start) == ",")
        participle = verb < len(self.doc) and self.doc[verb].tag_ in {"VBN", "VBG"} and self.doc[verb].dep_ == "acl"
        return verb + 1 if participle and self.phrases.word(verb + 1) == "from" else start

    def _as_part(self, part: Token) -> Iterator[Candidate]:
        """Read "France, as part of the coalition, ...", "the unit will fight as part of the task force"."""
        whole = self._organisation(part.i + 2)
        if whole is None:
            return
        marked = self.phrases.word(part.i - 1) == "as"
        before = part.i - 1 - marked
        if self.phrases.word(before) == ",":
            subject = self._ending_at(before - 1)
            if subject is not None:
                yield self._candidate(subject, self._relation(subject), whole, (part.i, part.i + 1), 0.75)
                return
        if not marked:
            return
        verb = part.head
        while verb.pos_ not in {"VERB", "AUX"} and verb.head is not verb:
            verb = verb.head
        found = next((self.phrases.mention(c.i) for c in verb.children if c.dep_ in _SUBJECTS), None)
        if found is not None and found.entity.type in _BEARERS and found.entity.id != whole.entity.id:
            yield self._candidate(found, self._relation(found), whole, (part.i, part.i + 1), 0.65)

    def _units(self) -> Iterator[Candidate]:
        """Read a unit and the one above it, as armies write them: "2nd Battalion, 5th Special Forces Group"."""
        names = [m for m in self.phrases.names() if m.entity.type == "Organization" and m.kind == "name"]
        for unit, above in pairwise(names):
            beside = unit.end + 1 == above.start and self.phrases.word(unit.end) in {",", "of"}
            if beside and all(self.phrases.word(m.end - 1) in words_of("noun.unit") for m in (unit, above)):
                yield self._candidate(unit, "partOf", above, (unit.end, unit.end + 1), 0.8)

    def _ending_at(self, last: int) -> DocMention | None:
        """Return whoever is named or described by words that end at a token."""
        found = self.phrases.mention(last)
        return found if found is not None and found.entity.type in _BEARERS and found.root <= last < found.end else None

    def _organisation(self, start: int) -> DocMention | None:
        """Return the organisation, or the tribe or people by its name, that a phrase names which begins at a token."""
        behind = self.phrases.behind(start)
        mention = behind.mention if behind is not None else None
        if behind is None or mention is None or (mention.entity.type == "Group" and mention.kind != "name"):
            return None
        led = self.phrases.word(mention.end) == "-"
        if mention.entity.country == "IGO" and not (led or mention.start <= behind.head < mention.end):
            return None  # "the UN watchdog" is a part of it; "the NATO-led mission" is NATO's
        return mention if mention.entity.type in {"Organization", "Group"} else None

    def _relation(self, subject: DocMention) -> str:
        return "partOf" if subject.entity.type == "Organization" else "memberOf"

    def _candidate(
        self, subject: DocMention, relation: str, whole: DocMention, trigger: tuple[int, int], rank: float
    ) -> Candidate:
        return Candidate(
            subject, relation, whole, subject.root, trigger, polarity="positive", modality="asserted",
            confidence=round(rank * min(1.0, 0.4 + whole.confidence * 0.6), 2), extractor=STATES,
            features={f"state.body.{subject.kind}": 1.0},
        )  # fmt: skip
