"""Whose organ, part, member or people somebody is: "Turkish Foreign Ministry", "Hamas militants"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.actors import is_plural
from kgraph.extraction.marks import POSSESSIVE
from kgraph.extraction.organisations import national_body
from kgraph.extraction.titles import role_ending_at
from kgraph.extraction.types import STATE_SECTORS, STATES, Candidate, DocMention
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.words import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from kgraph.extraction.nounphrases import Phrases
    from kgraph.knowledge import Knowledge

_STATE_OFFICES = frozenset({"headOfState", "headOfGovernment", "leaderOf", "ministerOf"})
_OWNERS = frozenset({"Country", "Organization"})
_GROUND = frozenset({"Country", "Place"})


class BodyReader:
    """Reads the organs, parts and people of countries and organisations in one article.

    Args:
        doc: The parsed article.
        phrases: Its noun phrases with their mentions.
        knowledge: Its nouns for bodies and agents tell organs of a state from other bodies.
        date: The article's date, or None; it tells whose office was meant.
    """

    def __init__(self, doc: Doc, phrases: Phrases, knowledge: Knowledge, date: str | None) -> None:
        self.doc, self.phrases, self.knowledge, self.date = doc, phrases, knowledge, date

    def read(self) -> Iterator[Candidate]:
        """Yield a statement for each body, group or person whose phrase names whose it is."""
        yield from self._unnamed_organs()
        for mention in self.phrases.index:
            if mention.apposed or mention.kind not in {"name", "nominal"}:
                continue
            if mention.entity.type == "Person" and mention.kind == "name":
                yield from self._of_person(mention)
            elif mention.entity.type == "Organization" and mention.kind == "name":
                yield from self._of_organisation(mention)
                yield from self._located_before(mention)
                yield from self._members(mention)
            elif mention.kind == "nominal" and mention.entity.type in {"Group", "Organization"}:
                yield from self._of_group(mention)

    # People

    def _of_person(self, person: DocMention) -> Iterator[Candidate]:
        """Read nationality before a name ("Italian Mario Draghi") and a body behind it ("Mr. Abbas of Fatah")."""
        if self.phrases.word(person.end) in {"of", "from"}:
            behind = self.phrases.behind(person.end + 1)
            if behind is not None and behind.mention is not None and behind.mention.entity.type == "Organization":
                yield self._candidate(
                    person, self._belonging(behind.mention), behind.mention, 0.75, (person.end, person.end + 1)
                )
        yield from self._described(person)
        if self.phrases.possessive(person):
            behind = self.phrases.behind(person.end + 1)
            if (
                behind is not None
                and behind.mention is not None
                and behind.mention.kind == "name"
                and behind.mention.entity.type == "Organization"
            ):
                yield self._candidate(
                    person, self._belonging(behind.mention), behind.mention, 0.7, (person.end, person.end + 1)
                )
        owner = next(iter(self._named_before(person)), None)
        if (
            owner is not None
            and owner.entity.type == "Organization"
            and self.phrases.possessive(owner)
            and person.start - owner.end <= 1
        ):
            yield self._candidate(person, "affiliatedWith", owner, 0.7)
        if owner is None or owner.entity.type != "Country":
            return
        between = self.doc[owner.end : person.start]
        if self.phrases.possessive(owner) and len(between) <= 1:
            yield self._candidate(person, self._office(person, owner), owner, 0.65)
            return
        if (
            owner.kind == "demonym"
            and not self._based(owner)
            and not any(self._is_role(t.text) or t.lower_ in {*POSSESSIVE, "and"} for t in between)
        ):
            yield self._candidate(person, "citizenOf", owner, 0.8)

    def _described(self, person: DocMention) -> Iterator[Candidate]:
        """Read nationality in a description behind a name ("..., a Sri Lankan truck driver")."""
        if self.phrases.word(person.end) != "," or self.phrases.word(person.end + 1) not in {"a", "an", "the"}:
            return
        behind = self.phrases.behind(person.end + 1)
        if behind is None or behind.head in self.phrases.named or self.doc[behind.head].pos_ != "NOUN":
            return
        if role_ending_at(self.doc, behind.start, behind.head, self.knowledge) is not None or self.phrases.word(
            behind.end
        ) in {"'s", "’s"}:
            return
        owner = next((m for m in self.phrases.inside(behind.start, behind.head) if m.entity.type == "Country"), None)
        if owner is not None and self.phrases.adjectival(owner) and not is_plural(self.doc[behind.head]):
            yield self._candidate(person, "citizenOf", owner, 0.75, (behind.head, behind.head + 1))

    def _office(self, person: DocMention, owner: DocMention) -> str:
        """Return the latest office of a country's known person ("Venezuela's Hugo Chavez"), else nationality."""
        for office in reversed(self.knowledge.offices(person.entity)):
            role = self.knowledge.role(office.role)
            if (
                office.country == owner.entity.country
                and role is not None
                and (self.date is None or office.covers(self.date))
            ):
                return role.relation if role.relation in _STATE_OFFICES else "affiliatedWith"
        return "citizenOf"

    def _based(self, place: DocMention) -> bool:
        """Whether a name only says where somebody is based ("a U.S.-based analyst")."""
        return self.phrases.word(place.end) == "-" and self.phrases.word(place.end + 1) in words_of("compound.place")

    def _deputy(self, group: DocMention) -> bool:
        role = self.knowledge.role(self.doc[max(group.start, group.root - 1) : group.root + 1].text)
        return role is not None and role.relation != "leaderOf"

    def _is_role(self, word: str) -> bool:
        return self.knowledge.role(word) is not None

    def _belonging(self, body: DocMention) -> str:
        return (
            "memberOf"
            if body.entity.sector in {"PTY", "REB", "OPP"} or self.phrases.word(body.end) == "party"
            else "affiliatedWith"
        )

    # Organisations

    def _of_organisation(self, body: DocMention) -> Iterator[Candidate]:
        owner = self._inner(body)
        if owner is None or self._elsewhere(body, owner):
            owner = self._owner_before(body)
        if owner is None or self._is_nobody(body) or owner.entity.id == body.entity.id or self._elsewhere(body, owner):
            return
        if owner.entity.type == "Country":
            yield self._candidate(body, "agencyOf" if self._is_organ(body, owner) else "basedIn", owner, 0.8)
        elif owner.end == body.start or self.phrases.possessive(owner):
            yield self._candidate(body, "partOf", owner, 0.8)

    def _is_nobody(self, body: DocMention) -> bool:
        """Return whether a name is of a people, a text, an office: "the U.S. Constitution", "British Islam"."""
        words = [self.phrases.word(i) for i in range(body.start, body.end)]
        unknown = self.knowledge.entity(body.entity.id) is None and "of" not in words
        return body.tag == "NORP" or (unknown and words[-1] in words_of("name.nobody"))

    def _elsewhere(self, body: DocMention, owner: DocMention) -> bool:
        """Return whether a body with a country's name is another's or elsewhere: "American University of Beirut"."""
        seat = self.knowledge.facts(body.entity).get("country")
        if owner.entity.type != "Country" or owner.entity.country is None:
            return owner.entity.type == "Country"
        if seat and seat != owner.entity.country:
            return True
        if owner.kind != "demonym" or self._is_organ(body, owner):
            return False
        i = next((i for i in range(owner.end, body.end + 1) if self.phrases.word(i) in {"of", "in"}), body.end + 1)
        if i < body.end:
            known = self.knowledge.lookup(self.doc[i + 1 : body.end].text)
            behind = next((c.entity for c in known if c.entity.type in _GROUND), None)
        else:
            named = self.phrases.named.get(i + 1) if i == body.end else None
            behind = named.entity if named is not None and named.entity.type in _GROUND else None
        return behind is not None and behind.country not in {None, owner.entity.country}

    def _owner_before(self, body: DocMention) -> DocMention | None:
        """Return whose body it is by the words before its name, or before the noun beside it.

        The latter as in "Russia's natural gas monopoly, Gazprom".
        """
        found = next((m for m in self._named_before(body) if m.entity.type in _OWNERS), None)
        if (
            found is not None
            and found.kind == "name"
            and found.end != body.start
            and not (self.phrases.possessive(found) or self.phrases.adjectival(found))
        ):
            found = None
        last = body.start - (2 if self.phrases.word(body.start - 1) == "the" else 1)
        noun = last - 1
        if (
            found is None
            and self.phrases.word(last) in {",", "("}
            and self.phrases.word(noun) in words_of("nominal.organization") | words_of("nominal.firm")
        ):
            found = next((m for m in self._named_before(body, noun) if m.entity.type == "Country"), None)
        return found

    def _located_before(self, body: DocMention) -> Iterator[Candidate]:
        """Read the city before the noun of a firm or newspaper ("the Moscow daily news outlet Kommersant")."""
        if self.phrases.word(body.start - 1) not in words_of("nominal.firm") | words_of("nominal.organization"):
            return
        city = next((m for m in self._named_before(body) if m.entity.type != "Organization"), None)
        place = None if city is None else city.place or city.entity
        if city is not None and place is not None and place.type == "Place" and not self.phrases.possessive(city):
            yield self._candidate(
                body, "basedIn", replace(city, entity=place, place=None), 0.75, (body.start - 1, body.start)
            )

    def _named_before(self, mention: DocMention, last: int | None = None) -> Iterator[DocMention]:
        """Yield names, demonyms and possessors that stand before a name in its phrase, the nearest first."""
        last = mention.start - 1 if last is None else last
        for found in self.phrases.inside(self.phrases.begin(last), last):
            if self.phrases.word(found.end) == "-":  # "the English-language daily", "the Iranian-backed group"
                continue
            if found.kind in {"name", "demonym"} or self.phrases.possessive(found):
                yield found

    def _inner(self, mention: DocMention) -> DocMention | None:
        """Return the country that the first words of a name name ("Turkish Foreign Ministry").

        A country's noun in a name may be its subject only ("Iraq Study Group"): there the body must be known to be its.
        """
        for end in range(min(mention.end - 1, mention.start + 3), mention.start, -1):
            text = self.doc[mention.start : end].text
            found = next((c for c in self.knowledge.lookup(text) if c.entity.type == "Country"), None)
            if found is None or found.kind not in {"name", "alias", "demonym", "acronym"}:
                continue
            adjective = found.kind == "demonym" or text.lower() in words_of("name.adjective")
            inner = DocMention(
                mention.start, end, end - 1, "demonym" if adjective else "name", "NORP", found.entity, None, 0.9
            )
            known = self.knowledge.facts(mention.entity).get("country") == found.entity.country
            return inner if adjective or known or self._is_organ(mention, inner) else None
        return None

    def _is_organ(self, body: DocMention, owner: DocMention) -> bool:
        """Return whether a body is an organ of its state rather than a party, a company or a newspaper in it."""
        start = owner.end if body.start == owner.start else body.start
        organ = words_of("noun.posting") | words_of("noun.american")
        if self.phrases.word(body.start) == "american" and self.phrases.word(start) not in organ:
            return False  # organs of the United States are called "U.S."; the American Board of Surgery is surgeons'
        names = (self.doc[start : body.end].text, body.entity.label, self.doc[body.start : body.end].text)
        if any(self.phrases.word(i) in words_of("adjective.ofstate") for i in range(owner.end, body.start)):
            return True
        if body.entity.sector is not None and self.knowledge.entity(body.entity.id) is not None:
            return body.entity.sector in STATE_SECTORS
        kind = next((k for k in map(self.knowledge.body_kind, names) if k is not None), None)
        if kind is not None:
            return kind[1] in STATE_SECTORS
        last = {t.lower_ for t in self.doc[start : body.end]}
        return body.entity.sector in STATE_SECTORS or bool(last & words_of("noun.organ"))

    def _unnamed_organs(self) -> Iterator[Candidate]:
        """Read organs that only a common noun names ("Iraq's electoral commission"), where no mention covers them."""
        for token in self.doc:
            if (
                token.pos_ not in {"NOUN", "PROPN"}
                or self.phrases.mention(token.i) is not None
                or token.lower_ not in words_of("noun.organ")
            ):
                continue
            first = self.phrases.begin(token.i)
            owner = next((m for m in self.phrases.inside(first, token.i - 1) if m.entity.type == "Country"), None)
            if owner is None:
                continue
            start = owner.end + (1 if self.phrases.word(owner.end) in POSSESSIVE else 0)
            bare = start == token.i and self.phrases.possessive(owner) and self.doc[token.i + 1].pos_ != "NOUN"
            if bare and token.lower_ in words_of("nominal.abstract"):
                continue  # "the country's authority"
            start = next(
                (i for i in range(start, token.i + 1) if self.knowledge.body_kind(self.doc[i : token.i + 1].text)), -1
            )
            body = (
                national_body(self.doc[start : token.i + 1].text.title(), owner.entity, self.knowledge)
                if start >= 0
                else None
            )
            if body is not None:
                yield self._candidate(
                    DocMention(start, token.i + 1, token.i, "nominal", "ORG", body, None, 0.7), "agencyOf", owner, 0.75
                )

    def _members(self, body: DocMention) -> Iterator[Candidate]:
        """Read the members that the name of a bloc is followed by ("the Andean Community of Bolivia and Peru")."""
        i = body.end
        while self.phrases.word(i) in words_of("nominal.bloc") | {"trade", "regional", "economic"}:
            i += 1
        if self.phrases.word(i) != "of":
            return
        found: list[DocMention] = []
        i += 1
        while (
            (member := self.phrases.named.get(i)) is not None and member.start == i and member.entity.type == "Country"
        ):
            found.append(member)
            i = member.end
            while self.phrases.word(i) in {",", "and"}:
                i += 1
        if len(found) > 1:
            for member in found:
                yield self._candidate(member, "memberOf", body, 0.85)

    # Groups

    def _of_group(self, group: DocMention) -> Iterator[Candidate]:
        words = self.doc[group.start : group.root]
        if any(t.lower_ in {"and", "or", "nor"} for t in words):
            return
        owner = next(
            (m for m in self.phrases.inside(group.start, group.root - 1) if m.kind in {"name", "demonym"}), None
        )
        rank = 0.8
        if owner is None and self.phrases.word(group.end) == "in":
            behind = self.phrases.behind(group.end + 1)
            owner, rank = (behind.mention if behind is not None else None), 0.65
            if owner is None or owner.entity.type != "Country" or group.entity.sector not in STATE_SECTORS:
                return
            if words_of("noun.sent").intersection(singular(self.doc[group.root].text)):
                return
        if (
            owner is None
            or owner.entity.type not in _OWNERS
            or self.phrases.word(owner.end) == "-"
            or owner.entity.id == group.entity.id
        ):
            return
        relation = self._relation(group, owner)
        if relation is not None:
            yield self._candidate(group, relation, owner, rank)

    def _relation(self, group: DocMention, owner: DocMention) -> str | None:
        lemma = self.doc[group.root].lemma_.lower()
        if words_of("noun.relational").intersection(singular(self.doc[group.root].text)):
            return None
        agent = self.knowledge.agent(lemma)
        people = (agent is not None and agent.kind == "person") or lemma in words_of("nominal.people")
        if owner.entity.type == "Organization":
            return self._within(group, owner, people=people)
        if self._based(owner):
            return "basedIn" if lemma in words_of("nominal.firm") else None
        if lemma == "leader" and not self._deputy(group):
            end = owner.end + (self.phrases.word(owner.end) in POSSESSIVE)
            if end == group.root or self.phrases.word(end) in words_of("leader.state"):
                return "leaderOf" if end in {group.root, group.root - 1} else None
            return "citizenOf"  # "business leaders"
        if lemma in words_of("nominal.firm"):
            return "basedIn"
        if group.entity.sector in STATE_SECTORS and lemma not in words_of("noun.private"):
            # Warplanes are an air force's; aircraft may be anybody's.
            return "agencyOf" if lemma not in words_of("noun.noorgan") | words_of("nominal.craft.any") else None
        return "citizenOf" if people else None

    def _within(self, group: DocMention, owner: DocMention, *, people: bool) -> str | None:
        """Return what a group is in the organisation that it is named with."""
        lemma = self.doc[group.root].lemma_.lower()
        if lemma in words_of("nominal.part"):
            # "The Interfax news agency" is Interfax.
            media = owner.entity.sector == "JRN" or self.phrases.word(group.root - 1) == "news"
            return None if media else "partOf"
        if lemma in words_of("nominal.apart") | words_of("nominal.craft"):
            return None
        if not people and group.entity.sector not in {"MIL", "REB"}:
            return None
        return "leaderOf" if lemma == "leader" and not self._deputy(group) else "memberOf"

    def _candidate(
        self, subject: DocMention, relation: str, owner: DocMention, rank: float, trigger: tuple[int, int] | None = None
    ) -> Candidate:
        own = (subject.root, subject.root + 1) if subject.kind == "nominal" else (subject.start, subject.end)
        supposed = any(t.lower_ in words_of("role.supposed") for t in self.doc[subject.start : subject.root])
        return Candidate(
            subject, relation, owner, subject.root, trigger or own,
            polarity="positive", modality="possible" if supposed else "asserted",
            confidence=round(rank * min(1.0, 0.4 + owner.confidence * 0.6), 2),
            extractor=STATES, features={f"state.body.{subject.kind}": 1.0},
        )  # fmt: skip
