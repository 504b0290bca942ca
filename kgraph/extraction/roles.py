"""Role nouns in an article: where they stand, whom they are said of, and whose office it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kgraph.extraction.actors import is_plural
from kgraph.extraction.marks import BREAKS, POSSESSIVE
from kgraph.extraction.titles import role_ending_at
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.words import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from kgraph.extraction.nounphrases import Behind, Phrases
    from kgraph.extraction.types import DocMention
    from kgraph.knowledge import Knowledge, Role

How = Literal["title", "apposition", "copula", "appointment", "description"]
Side = Literal["left", "inside", "right"]

_BEHIND = frozenset({"of", "for", "at", "with"})
_SIDES_OF = {
    "advisorOf": _BEHIND | {"to"},
    "affiliatedWith": _BEHIND | {"from", "in", "on"},
    "memberOf": _BEHIND | {"from", "in", "on"},
    "holdsPosition": _BEHIND | {"in", "on"},
}
_OF_BODIES = frozenset({"in", "on", "from"})
_OF_SOMETHING = frozenset({"of", "in", "at"})
_LEADING = frozenset({"headOfState", "headOfGovernment", "ministerOf", "leaderOf"})
_CLOSING = BREAKS | {".", "who"}
_STANCES = ("pro-", "anti-", "pro", "anti")
_BODIES_OF_STATE = frozenset({
    "foreign ministry", "defense ministry", "interior ministry", "finance ministry", "justice ministry", "ministry",
    "army", "navy", "air force", "police", "parliament", "court", "election commission", "intelligence", "embassy",
    "central bank", "prosecution", "office",
})  # fmt: skip
_LONGEST = 5
_OPENING = 3
_BEYOND_PEOPLE = frozenset({"memberOf", "alliedWith"})


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role noun in the text.

    Attributes:
        first: First token of its noun phrase.
        start: First token of the role itself ("oil minister").
        end: Token after the role.
        role: Its meaning.
        former: Whether the role is said to be past.
    """

    first: int
    start: int
    end: int
    role: Role
    former: bool = False

    @property
    def head(self) -> int:
        """Last token of the role, its noun."""
        return self.end - 1


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a role is said of, and how."""

    mention: DocMention
    how: How


@dataclass(frozen=True, slots=True)
class Body:
    """Whose office a role is: the mention, and where it stands to the role."""

    mention: DocMention
    side: Side


class Roles:
    """Finds the role nouns of one article."""

    def __init__(self, doc: Doc, phrases: Phrases, knowledge: Knowledge) -> None:
        self.doc, self.phrases, self.knowledge = doc, phrases, knowledge

    def find(self) -> Iterator[RoleWords]:
        """Yield the role nouns in order; of overlapping ones the longest."""
        found: list[RoleWords] = []
        for token in self.doc:
            words = self._at(token)
            if words is None:
                continue
            while found and words.start <= found[-1].start:
                found.pop()
            found.append(words)
        yield from found

    def _at(self, token: Token) -> RoleWords | None:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "X"}:
            return None
        named = self.phrases.named.get(token.i)
        if named is not None and (named.entity.type != "Person" or token.i == named.end - 1):
            return None
        found = role_ending_at(
            self.doc, max(self.phrases.sentence(token.i), token.i - _LONGEST), token.i, self.knowledge
        )
        if found is None:
            return None
        start, _, role = found
        if named is not None and not (role.title and start == named.start and self._spelled_out(role, start, token.i)):
            return None
        first = min(self.phrases.begin(start), start)
        former = any(self.doc[i].lower_ in words_of("role.former") for i in range(first, token.i))
        return RoleWords(first, start, token.i + 1, role, former)

    def _spelled_out(self, role: Role, start: int, last: int) -> bool:
        """Return whether a title within a name is one for certain: "Amir Hekmati" is no emir."""
        return start < last or self.doc[last].lower_ == role.noun

    # Whom

    def holders(self, words: RoleWords) -> list[Holder]:
        """Return whom a role is said of: names behind it, beside it, or that it is predicated of; each of several."""
        named = self._named_from(words, words.end)
        plural = self.plural(words)
        if named is not None:
            joined = self._joined(named) if plural else []
            return [Holder(m, "title") for m in (named, *joined)] if joined or not plural else []
        if plural and words.role.relation not in _BEYOND_PEOPLE:
            return []
        if self._titles_other(words):
            return []
        found = self._apposed(words) or self._predicated(words) or self._appointed(words) or self._described(words)
        if found is None:
            return []
        joined = self._conjoined(found.mention) if plural else []
        return [found, *(Holder(m, found.how) for m in joined)]

    def plural(self, words: RoleWords) -> bool:
        """Return whether a role is said of several; taggers err, so the word must look it."""
        nouns = {words.head} if self.phrases.word(words.start + 1) != "of" else {words.start}  # "heads of state"
        return any(is_plural(t) and t.lower_.endswith(("s", "men", "people")) for t in map(self.doc.__getitem__, nouns))

    def _conjoined(self, named: DocMention) -> list[DocMention]:
        """Return the names joined to one by the tree ("Norway and Iceland are members")."""
        tokens = [c for c in self.doc[named.root].children if c.dep_ == "conj"]
        return [
            m for t in tokens if (m := self.phrases.named.get(t.i)) is not None and m.entity.type == named.entity.type
        ]

    def _named_from(self, words: RoleWords, start: int) -> DocMention | None:
        """Return the person named at `start`; for members and allies, also the country or body."""
        named = self.phrases.person_from(start)
        if named is not None and not self.phrases.same_sentence(words.head, named.start):
            return None
        if named is None and words.role.relation in _BEYOND_PEOPLE:
            other = self.phrases.named.get(start)
            if (
                other is not None
                and other.start == start
                and other.kind == "name"
                and self.phrases.same_sentence(start, words.head)
            ):
                return other
        return named

    def _joined(self, named: DocMention) -> list[DocMention]:
        """Return the people named after the first ("Presidents Jimmy Carter and Bill Clinton")."""
        found: list[DocMention] = []
        last = named
        while self.phrases.word(last.end) in {"and", ","}:
            i = last.end + (2 if self.phrases.word(last.end + 1) == "and" else 1)
            further = self.phrases.named.get(i)
            if further is None or further.start != i or further.entity.type != named.entity.type:
                break
            found.append(further)
            last = further
        return found

    def _titles_other(self, words: RoleWords) -> bool:
        """Return whether the role modifies a further noun ("prime minister candidates", "the president's office")."""
        i = words.end
        if self.phrases.word(i) in POSSESSIVE:
            return False
        token = self.doc[words.head]
        return (
            token.dep_ in {"compound", "amod"}
            and token.head.i > token.i
            and token.head.pos_ == "NOUN"
            and token.head.i not in self.phrases.named
        )

    def _apposed(self, words: RoleWords) -> Holder | None:
        end = self.phrase_end(words)
        for i in (end, end + 1):
            if i == end + 1 and self.phrases.word(end) not in BREAKS:
                continue
            named = self._named_from(words, i)
            if named is None or not self.phrases.same_sentence(words.head, i) or not self._closes(named):
                continue
            if i == end or self.phrases.word(named.end) in _CLOSING or self._beside(words) is None:
                return Holder(named, "apposition")
        name = self._beside(words)
        if name is not None and self.phrases.word(words.end) not in POSSESSIVE:  # but not "X, the president's wife"
            open_ended = self.phrases.word(end) not in {*BREAKS, "."}
            if not (open_ended and (self._introduced(name) or self._does(words))):
                return Holder(name, "apposition")
        if self.phrases.word(end) in {"is", "was"}:  # "The judge was Khin Maung Aye"
            named = self._named_from(words, end + 1)
            if named is not None and self.phrases.word(named.end) in {".", ",", ";", "who"}:
                return Holder(named, "copula")
        return None

    def _beside(self, words: RoleWords) -> DocMention | None:
        """Return the name that ends at the comma before a role ("Amu, at the time an official of the BJP")."""
        before = words.first - 1
        if self.phrases.word(before) == "time" and self.phrases.word(before - 2) == "at":
            before -= 3
        while self.phrases.word(before) in words_of("adverb.state"):
            before -= 1
        if self.phrases.word(before) not in BREAKS or not self.phrases.same_sentence(before, words.head):
            return None
        return self._before(words, before - 1)

    def _does(self, words: RoleWords) -> bool:
        """Return whether a role does something itself: "under the eyes of the emir, Turkey's president shook hands"."""
        token = self.doc[words.head]
        return token.dep_ in {"nsubj", "nsubj:pass"} and token.head.i > token.i

    def _introduced(self, name: DocMention) -> bool:
        """Return whether a name stands before its sentence: "According to Orban, the prime minister said"."""
        first = self.phrases.sentence(name.start)
        return name.start - first <= _OPENING and self.doc[first].pos_ in {"ADP", "SCONJ", "VERB"}

    def _closes(self, named: DocMention) -> bool:
        """Return whether a name beside a role does not itself begin something else ("..., Merkel's aide")."""
        return self.phrases.word(named.end) not in POSSESSIVE

    def _before(self, words: RoleWords, last: int) -> DocMention | None:
        """Return the name that ends at `last`, past an age ("X, 52, a former minister")."""
        if self.phrases.word(last).isdigit() and self.phrases.word(last - 1) == ",":
            last -= 2
        mention = self.phrases.named.get(last)
        if mention is None or mention.end != last + 1 or mention.kind != "name":
            return None
        return mention if mention.entity.type == "Person" or words.role.relation in _BEYOND_PEOPLE else None

    def _predicated(self, words: RoleWords) -> Holder | None:
        token = self.doc[words.head]
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubj:outer"}), None)
        copula = any(c.dep_ == "cop" for c in token.children)
        if not copula and token.dep_ in {"xcomp", "obj"} and token.head.lemma_ in words_of("verb.become"):
            subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
            copula = True
        if copula and subject is not None:
            mention = self._someone(subject)
            fits = mention is not None and (mention.entity.type == "Person" or words.role.relation in _BEYOND_PEOPLE)
            return Holder(mention, "copula") if fits and mention is not None else None
        return self._linear_copula(words)

    def _linear_copula(self, words: RoleWords) -> Holder | None:
        i = words.first - 1
        while self.phrases.word(i) in words_of("adverb.state"):
            i -= 1
        if self.phrases.word(i) not in {"is", "was", "became", "remains"}:
            return None
        i -= 1
        if self.phrases.word(i) == "who":
            i -= 2 if self.phrases.word(i - 1) == "," else 1
        name = self._before(words, i) if self.phrases.same_sentence(i, words.head) else None
        return Holder(name, "copula") if name is not None else None

    def _appointed(self, words: RoleWords) -> Holder | None:
        token = self.doc[words.head]
        verb = token.head
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in words_of("verb.appoint"):
            return None
        if token.dep_ not in {"xcomp", "obl", "obj", "ccomp", "advcl"}:
            return None
        order = ("nsubj:pass", "obj", "nsubj") if token.dep_ != "obj" else ("nsubj:pass", "iobj")
        for dep in order:
            child = next((c for c in verb.children if c.dep_ == dep and c.i != token.i), None)
            mention = self._someone(child) if child is not None else None
            if mention is not None:
                return Holder(mention, "appointment")
        if verb.dep_ in {"acl", "acl:relcl"}:
            mention = self._someone(self._taken_up(verb))
            return Holder(mention, "appointment") if mention is not None else None
        return None

    def _described(self, words: RoleWords) -> Holder | None:
        mention = self.phrases.described(words.head)
        if any(c.dep_ == "cop" for c in self.doc[words.head].children):
            return None  # "X is not the president of Y" says nothing of the one who is
        if mention is None or mention.entity.type != "Person" or self.plural(words):
            return None
        return Holder(mention, "apposition" if mention.apposed else "description")

    def _someone(self, token: Token) -> DocMention | None:
        if token.lower_ in words_of("pronoun.relative") and token.head.dep_ == "acl:relcl":
            return self.phrases.mention(self._taken_up(token.head).i) or self.phrases.mention(token.i)
        return self.phrases.mention(token.i)

    def _taken_up(self, clause: Token) -> Token:
        """Return whom a relative clause is about: of "Putin and Poroshenko, who will be president" the nearest."""
        joined = [c for c in clause.head.children if c.dep_ == "conj" and clause.head.i < c.i < clause.i]
        return joined[-1] if joined else clause.head

    # Whose

    def phrase_end(self, words: RoleWords) -> int:
        """Return the token after a role's phrase with what follows it by "of", "for", "at"."""
        behind = self._behind(words)
        return behind.end if behind is not None else words.end

    def _behind(self, words: RoleWords) -> Behind | None:
        """Return what a role is of by the words behind it; "in" and "on" only before an organisation."""
        preposition = self.phrases.word(words.end)
        if preposition == "," and self.phrases.word(words.first - 1) == ",":
            return self._next_in_list(words.end + 1)
        if preposition not in _SIDES_OF.get(words.role.relation, _BEHIND):
            return None
        behind = self._titled(self.phrases.behind(words.end + 1))
        if behind is not None and words.role.relation in _LEADING:
            behind = self._whole(behind)
        if behind is not None and preposition == "of" and words.role.noun in words_of("role.field"):
            # "professor of International Relations at Karachi University": whose office it is comes second.
            behind = self._at_body(behind) or behind
        if behind is None or (
            preposition in _OF_BODIES and (behind.mention is None or behind.mention.entity.type != "Organization")
        ):
            return None
        return behind

    def _whole(self, behind: Behind) -> Behind:
        """Return a phrase without the body whose part it names: who heads a U.N. mission does not head the U.N."""
        part = behind.mention is not None and behind.mention.end <= behind.head
        if part and behind.mention is not None and behind.mention.entity.country == "IGO":
            led = self.phrases.hyphenated(behind.mention)
            return behind if led else replace(behind, mention=None)
        return behind

    def _titled(self, behind: Behind | None) -> Behind | None:
        """Return a title with the name that it stands before: "a spokesman for President Buhari"."""
        if behind is None or behind.mention is not None:
            return behind
        name = self.phrases.named.get(behind.end)
        if name is None or name.start != behind.end or name.entity.type != "Person" or not self._closes(name):
            return behind
        title = role_ending_at(self.doc, behind.start, behind.head, self.knowledge)
        return replace(behind, end=name.end, head=name.root, mention=name) if title and title[2].title else behind

    def elsewhere(self, words: RoleWords) -> bool:
        """Return whether a role is of something that nobody knows ("the president of the Paris club").

        Who leads that leads no state.
        """
        preposition = self.phrases.word(words.end)
        behind = self.phrases.behind(words.end + 1) if preposition in _OF_SOMETHING else None
        known = words_of("nominal.country") | words_of("noun.parthead")  # "the minister of the day"
        if behind is None or behind.mention is not None or self.phrases.word(behind.head) in known:
            return False
        noun = singular(self.doc[behind.head].text)
        return (
            preposition == "of"
            or not words_of("nominal.organization").isdisjoint(noun)
            or (not words_of("noun.government").isdisjoint(noun))
        )

    def _at_body(self, field: Behind) -> Behind | None:
        """Return the organisation at which somebody is in charge of a field, or teaches it."""
        if self.phrases.word(field.end) != "at":
            return None
        behind = self.phrases.behind(field.end + 1)
        named = behind is not None and behind.mention is not None and behind.mention.entity.type == "Organization"
        return behind if named else None

    def _next_in_list(self, start: int) -> Behind | None:
        """Return the organisation behind a title without an article ("Gen. Votel, commander, CENTCOM, said")."""
        named = self.phrases.named.get(start)
        if named is None or named.start != start or named.kind != "name" or named.entity.type != "Organization":
            return None
        return self.phrases.behind(start) if self.phrases.word(named.end) in {",", "."} else None

    def bodies(self, words: RoleWords) -> list[Body]:
        """Return whose office a role is: what follows by "of" or "for", then what stands before, the nearest first."""
        found: list[Body] = []
        behind = self._behind(words)
        if behind is not None:
            # Who heads a committee of a parliament does not head the parliament; who speaks for an office of it may.
            whose = behind.mention or (self._of_part(behind) if words.role.relation not in _LEADING else None)
            found += [Body(whose, "right")] if whose is not None else []
        found += [
            Body(m, "inside")
            for m in self.phrases.inside(words.start, words.head)
            if m.kind in {"name", "demonym"} and m.end <= words.end and self._is_somebody(m)
        ]
        found += [Body(m, "left") for m in self.phrases.inside(words.first, words.start - 1)]
        return [
            b
            for b in found
            if not self.phrases.word(b.mention.start).startswith(_STANCES)
            and (b.side == "right" or not self.phrases.hyphenated(b.mention))
        ]

    def _of_part(self, behind: Behind) -> DocMention | None:
        """Return the organisation whose part a phrase names ("the Taliban's political office")."""
        if self.phrases.word(behind.head) not in words_of("nominal.part"):
            return None
        inside = self.phrases.inside(behind.start, behind.head - 1)
        return next((m for m in inside if m.entity.type == "Organization" and self.phrases.possessive(m)), None)

    def _is_somebody(self, inside: DocMention) -> bool:
        """Return whether a name in a role is one: the "International Development" of its secretary is none."""
        entity = inside.entity
        return entity.country is not None or entity.sector is not None or self.knowledge.entity(entity.id) is not None

    def unnamed_body(self, words: RoleWords) -> tuple[int, int] | None:
        """Return the tokens of a body named only by its kind ("foreign ministry spokesman", "police chief")."""
        for start in range(words.first, words.head):
            for end in range(words.head, start, -1):
                if (
                    any(i in self.phrases.named for i in range(start, end))
                    or self.phrases.described(end - 1) is not None
                ):
                    continue
                kind = self.knowledge.body_kind(self.doc[start:end].text)
                if kind is not None and kind[0] in _BODIES_OF_STATE:
                    return start, end
        return None
