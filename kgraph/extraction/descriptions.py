"""Definite descriptions: "the country", "the bloc", "the German chancellor", "the 72-year-old"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.extraction.actors import is_plural
from kgraph.extraction.titles import role_ending_at, title_span
from kgraph.extraction.types import DocMention
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.ids import short

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.extraction.linking import Linked
    from kgraph.extraction.people import Person
    from kgraph.extraction.salience import Discourse, Referent
    from kgraph.knowledge import Knowledge, Role
    from kgraph.model import Entity

_ARMED = frozenset({"REB", "UAF", "CRM"})
_HEADS = frozenset({"headOfState", "headOfGovernment"})
_DEFINITE = frozenset({"the", "this", "that"})
_TELLING = frozenset({"amod", "compound", "nummod", "nmod", "acl", "acl:relcl"})
_WITHIN = frozenset({"nmod", "nmod:poss", "conj", "appos", "flat", "compound", "amod"})
_SENTENCES = 6
_SENTENCE_COST = 0.3
_COUNT_GAIN = 0.15
_MOST_COUNTS = 6
_MOST_OF_TIME = 0.75


class Descriptions:
    """Resolves the definite noun phrases of one article, in the order of the text."""

    def __init__(self, doc: Doc, linked: Linked, knowledge: Knowledge, discourse: Discourse) -> None:
        self.doc, self.linked, self.knowledge, self.discourse = doc, linked, knowledge, discourse
        self.name_at: dict[int, DocMention] = {i: m for m in linked.mentions for i in range(m.start, m.end)}
        self.entitled: dict[int, DocMention] = {
            i: m
            for m in linked.mentions
            if m.tag == "PERSON" and m.start and m.start != doc[m.start].sent.start
            for i in title_span(doc, m.start, knowledge)
        }
        self.called: dict[str, set[str]] = {}
        self.person_by_id: dict[str, Person] = {p.entity.id: p for p in linked.people if p.entity is not None}

    def gender_of(self, entity: Entity) -> str | None:
        """Return ``m``, ``f`` or None for an entity of the article."""
        if entity.type != "Person":
            return None
        person = self.person_by_id.get(entity.id)
        return person.gender if person is not None else self.knowledge.person_gender(entity)

    def resolve(self, head: Token, actor: DocMention | None) -> DocMention | None:
        """Return the mention of the phrase that `head` heads, if it takes up something said before.

        Args:
            head: A noun (or a number or adjective used as one).
            actor: What the phrase is as an actor of its own, if it is one.
        """
        named = self._in_apposition(head)
        if named is not None:
            return named
        if head.dep_ in {"compound", "nmod:desc", "flat"}:
            return None
        person = self.entitled.get(head.i)
        if person is not None and head.i not in self.name_at:
            return DocMention(
                head.i, person.start, head.i, "nominal", person.tag, person.entity, None, 0.8, apposed=True
            )
        if head.i + 1 in self.name_at:
            return None
        determiner = next((c for c in head.children if c.dep_ in {"det", "nmod:poss"} and c.i < head.i), None)
        if determiner is None:
            # Headlines leave the article out: "Belarusian president accuses Poland".
            return self._held_office(head, head.doc[head.left_edge.i])
        lemma = head.lemma_.lower()
        if determiner.dep_ == "nmod:poss" or determiner.lower_ not in _DEFINITE:
            return self._held_office(head, determiner) if determiner.dep_ == "nmod:poss" else None
        if self._restricted(head):
            return self._held_office(head, determiner)
        entity, tag = self._entity(head, lemma, actor), ""
        if entity is None:
            entity, tag = self._of_setting(head), "PERSON"
        if entity is None:
            return None
        return DocMention(determiner.i, head.i + 1, head.i, "nominal", tag, entity, None, 0.7)

    def national(self, word: Token, country: str) -> DocMention | None:
        """Return "the Brazilian" as a mention of the last person of that country."""
        determiner = next((c for c in word.children if c.dep_ == "det" and c.lower_ in _DEFINITE), None)
        if determiner is None or word.dep_ == "appos" or any(c.dep_ in _TELLING for c in word.children):
            return None  # "the first American to set foot in Cuba"

        def score(r: Referent) -> float:
            return 0.5 if r.kind == "person" and r.mention is not None and r.mention.entity.country == country else -9.0

        entity = self._nearest(word, score)
        if entity is None:
            return None
        return DocMention(determiner.i, word.i + 1, word.i, "nominal", "PERSON", entity, None, 0.7)

    def _in_apposition(self, head: Token) -> DocMention | None:
        """Return the phrase as a mention of the name it stands beside ("the prime minister, Tony Blair, ...")."""
        others = [c for c in head.children if c.dep_ == "appos" or (c.dep_ == "flat" and self._set_off(c))]
        if head.dep_ == "appos":
            others.append(head.head)
        for other in others:
            name = self.name_at.get(other.i)
            if name is None or name.root != other.i or name.kind != "name":
                continue
            if not self._agrees(head, name.entity):
                continue
            start = next((c.i for c in head.lefts if c.dep_ == "det"), head.left_edge.i)
            self.called.setdefault(name.entity.id, set()).add(head.lemma_.lower())
            return DocMention(
                start, head.i + 1, head.i, "nominal", name.tag, name.entity, name.place, 0.75, apposed=True
            )
        return self._beside_organisation(head)

    def _set_off(self, word: Token) -> bool:
        """Whether a name stands between commas, so that it says who the description before it is."""
        name = self.name_at.get(word.i)
        return (
            name is not None
            and name.end < len(self.doc)
            and self.doc[name.start - 1].text == self.doc[name.end].text == ","
        )

    def _beside_organisation(self, head: Token) -> DocMention | None:
        """Return a body's description right behind its name ("editor of India Today, a Delhi-based weekly").

        The parse often hangs such a phrase on somebody named before.
        """
        start = next((c.i for c in head.children if c.dep_ == "det"), 0)
        if start < 2 or self.doc[start - 1].text != ",":
            return None
        last = head.right_edge.i
        if head.dep_.startswith("nsubj") and head.head.i > last and not self.doc[last + 1].is_punct:
            return None  # "After talks with the United Nations, the regional bloc agreed"
        name = self.name_at.get(start - 2)
        if name is None or name.kind != "name" or name.entity.type != "Organization":
            return None
        if head.lemma_.lower() not in words_of("nominal.firm") | words_of("nominal.organization"):
            return None
        return DocMention(start, head.i + 1, head.i, "nominal", name.tag, name.entity, name.place, 0.75, apposed=True)

    def _agrees(self, head: Token, entity: Entity) -> bool:
        lemma = head.lemma_.lower()
        if entity.type == "Person":
            return not is_plural(head) and (
                lemma in words_of("nominal.person") or self.knowledge.role(lemma) is not None
            )
        if entity.type == "Country":
            return lemma in words_of("nominal.country")
        if entity.type == "Place":
            return lemma in words_of("nominal.city") | words_of("nominal.region") | words_of("nominal.facility")
        if entity.type == "Organization":
            return lemma in words_of("nominal.organization")
        return entity.type == "NamedEvent" and lemma in words_of("nominal.event")

    def _restricted(self, head: Token) -> bool:
        """Whether the phrase says itself which one it means: a country before it, a clause or a name behind it."""
        for child in head.children:
            if child.i > head.i and child.dep_ in {"acl:relcl", "acl", "nmod", "appos"}:
                first = child.left_edge.i
                if child.dep_ == "acl:relcl" and "," in {self.doc[first - 1].text, self.doc[first].text}:
                    continue  # "the rebels, who had fled": what comes behind the comma only adds
                return True
            if child.i < head.i and child.i in self.name_at:
                armed = head.lemma_.lower() in words_of("nominal.armed")
                if not armed or self.name_at[child.i].entity.id not in self._of_armed:
                    return True
        return False

    @cached_property
    def _of_armed(self) -> frozenset[str]:
        """Ids of what stands before the names of armed groups: after "Shiite Houthis", "the Shiite rebels" are they."""
        before = (self.name_at.get(m.start - 1) for m in self.linked.mentions if m.entity.sector in _ARMED)
        return frozenset(m.entity.id for m in before if m is not None and m.tag == "NORP")

    def _entity(self, head: Token, lemma: str, actor: DocMention | None) -> Entity | None:
        plural = is_plural(head)
        if plural:
            return self._plural(head, lemma, actor)
        if lemma in words_of("nominal.country"):
            return self._nearest(head, lambda r: 0.5 if r.kind == "country" else -9.0)
        if lemma in words_of("nominal.city"):
            return self._city(head, lemma)
        if lemma in words_of("nominal.region"):
            return self._nearest(head, lambda r: self._region(r, lemma))
        if lemma in words_of("nominal.organization"):
            found = self._nearest(head, lambda r: self._organisation(r, lemma))
            if found is not None:
                return found
        if lemma in words_of("nominal.event") | words_of("nominal.facility"):
            return self._nearest(head, lambda r: 0.8 if self._says(r, lemma) and r.kind in {"event", "place"} else -9.0)
        return self._someone(head, lemma)

    def _nearest(self, head: Token, score: Callable[[Referent], float]) -> Entity | None:
        """Return the entity of the best referent of the last sentences; distance costs, repetition gains."""
        best, best_score = None, 0.0
        here = self.discourse.sentence_of[head.i]
        for referent in self.discourse.recent(head.i, _SENTENCES):
            if referent.mention is None or self._of_own_clause(head, self.doc[referent.token]):
                continue
            value = score(referent)
            if value < -5:
                continue
            value += 1.0 + 0.4 * referent.weight - _SENTENCE_COST * (here - referent.sentence)
            value += _COUNT_GAIN * min(self.discourse.counts[referent.mention.entity.id], _MOST_COUNTS)
            value -= 0.002 * min(head.i - referent.token, 100)
            if value > best_score:
                best, best_score = referent.mention.entity, value
        return best

    def _of_own_clause(self, subject: Token, other: Token) -> bool:
        """Whether a subject acts with or after others of its clause: "After talks with NATO, the bloc agreed"."""
        if not subject.dep_.startswith("nsubj"):
            return False
        while other.dep_ in _WITHIN and other.head.i != other.i:
            other = other.head
        return other.dep_ == "obl" and other.head.i == subject.head.i

    # Kinds of things

    def _city(self, head: Token, lemma: str) -> Entity | None:
        if lemma == "capital":
            country = self._nearest(head, lambda r: 0.5 if r.kind == "country" else -9.0)
            if country is not None and country.country is not None:
                return self.knowledge.capital(country.country)
            return None
        return self._nearest(head, lambda r: 0.5 if r.kind == "place" and self._is_city(r) else -9.0)

    def _is_city(self, referent: Referent) -> bool:
        mention = referent.mention
        if mention is None:
            return False
        kind = self.knowledge.facts(mention.entity).get("type", "")
        return kind in {"city", "capital", "town"} or (not kind and mention.tag == "GPE")

    def _region(self, referent: Referent, lemma: str) -> float:
        city = self._is_city(referent)
        if referent.kind != "place" or (city and lemma not in words_of("nominal.around")):
            return -9.0
        return (0.1 if city else 0.5) + (0.6 if self._says(referent, lemma) else 0.0)

    def _organisation(self, referent: Referent, lemma: str) -> float:
        if referent.kind != "organization" or referent.mention is None:
            return -9.0
        if self._says(referent, lemma):
            return 0.8
        entity = referent.mention.entity
        between_states = entity.country == "IGO"
        if lemma in words_of("nominal.bloc"):
            return 0.4 if between_states else -9.0
        if lemma in words_of("nominal.company"):
            return 0.3 if not between_states and entity.sector in {None, "BUS"} else -9.0
        if lemma in words_of("nominal.media"):
            return 0.3 if not between_states and entity.sector in {None, "JRN"} else -9.0
        if lemma in words_of("nominal.party"):
            return 0.3 if entity.sector in {None, "PTY", "OPP"} and not between_states else -9.0
        if lemma in words_of("nominal.armed"):
            return 0.4 if entity.sector in {None, "REB", "CRM", "UAF", "PTY", "CVL", "NGO"} else -0.6
        if lemma in words_of("nominal.anybody.public") and entity.sector in _ARMED | {"BUS", "PTY"}:
            return -9.0
        return 0.1 if lemma in words_of("nominal.anybody") else -9.0

    def _says(self, referent: Referent, lemma: str) -> bool:
        """Whether the words or the label of a name contain the noun ("the court" after "Supreme Court")."""
        mention = referent.mention
        if mention is None:
            return False
        words = {self.doc[i].lower_ for i in range(mention.start, mention.end)}
        return lemma in words or lemma in mention.entity.label.lower().split()

    def _plural(self, head: Token, lemma: str, actor: DocMention | None) -> Entity | None:
        if lemma in words_of("nominal.armed"):
            found = self._nearest(
                head, lambda r: 0.3 if r.kind in {"organization", "group"} and self._armed(r, lemma) else -9.0
            )
            if found is not None:
                return found
        if actor is None:
            return None
        return self._nearest(
            head, lambda r: 0.4 if r.kind == "group" and r.plural and self._same_head(r, lemma) else -9.0
        )

    def _armed(self, referent: Referent, lemma: str) -> bool:
        mention = referent.mention
        if mention is None:
            return False
        if mention.entity.type == "Group":
            return self._same_head(referent, lemma)
        return mention.entity.sector in _ARMED and mention.kind == "name"

    def _same_head(self, referent: Referent, lemma: str) -> bool:
        return self.doc[referent.token].lemma_.lower() == lemma

    # People

    def _someone(self, head: Token, lemma: str) -> Entity | None:
        """Return the person that "the president" or "the 72-year-old" takes up."""
        role = self._role(head)
        age = lemma.endswith("-old") or (lemma in {"old", "year-old"} and head.i > 0)
        if lemma not in words_of("nominal.person") and role is None and not age:
            return None
        gender = (
            "m" if lemma in words_of("nominal.person.m") else "f" if lemma in words_of("nominal.person.f") else None
        )

        def score(r: Referent) -> float:
            if r.kind != "person" or r.mention is None or r.plural:
                return -9.0
            if gender is not None and r.gender is not None and r.gender != gender:
                return -9.0
            person = self.person_by_id.get(r.mention.entity.id)
            titles = [t.noun for t in person.titles] if person is not None else []
            if any(t == lemma or t.endswith(" " + lemma) for t in titles) or lemma in self.called.get(
                r.mention.entity.id, ()
            ):
                return 0.8
            if titles and role is not None and lemma not in words_of("nominal.anyone"):
                return -9.0
            if role is not None and role.office and not titles:
                held = {o.role for o in self.knowledge.offices(r.mention.entity)}
                return 0.4 if role.office in held else -9.0
            generic = lemma in words_of("nominal.anyone") or age
            return 0.1 if generic else -9.0

        return self._nearest(head, score)

    def _held_office(self, head: Token, determiner: Token) -> DocMention | None:
        """Return the holder of an office that the phrase names with its country: "the German chancellor"."""
        if is_plural(head) or head.pos_ not in {"NOUN", "PROPN"}:
            return None
        found = role_ending_at(self.doc, max(head.left_edge.i, head.i - 4), head.i, self.knowledge)
        if found is None:
            return None
        body = self._body_of(head)
        if body is None or self._is_another(head):
            return None
        start = min(determiner.left_edge.i, head.i)
        held_of = body.country if body.type == "Country" else short(body.id)
        if held_of is None:
            return None
        entity = self._in_article(found[1], found[2].office, held_of) if body.type == "Country" else None
        if entity is None and found[2].office is not None:
            entity = self._holder(found[2].office, held_of)
        if entity is None:
            return None
        return DocMention(start, head.i + 1, head.i, "nominal", "PERSON", entity, None, 0.7, reason="office")

    def _role(self, head: Token) -> Role | None:
        """Return what the whole of a role's words mean: a prime minister is not any minister."""
        found = role_ending_at(self.doc, max(head.left_edge.i, head.i - 4), head.i, self.knowledge)
        return found[2] if found is not None else None

    def _of_setting(self, head: Token) -> Entity | None:
        """Return who held an office in the country that the words before are set in ("flew to Tokyo, met the ...")."""
        role = self._role(head)
        if role is None or role.office is None or role.relation not in _HEADS:
            return None
        if is_plural(head) or self._is_another(head):
            return None
        before = [m for m in self.linked.mentions if m.end <= head.i and m.tag == "GPE" and m.entity.country]
        if not before or self.discourse.sentence_of[head.i] - self.discourse.sentence_of[before[-1].start] > 1:
            return None
        country = before[-1].entity.country
        return self._holder(role.office, country) if country else None

    def _holder(self, office: str, body: str) -> Entity | None:
        """Return who held an office at the article's date; else most of the time that the article may be of."""
        dates = self.linked.dates
        held = [e for date in dates if (e := self.knowledge.office_holder(office, body, date)) is not None]
        likeliest = max(held, key=held.count, default=None)
        return likeliest if likeliest is not None and held.count(likeliest) >= _MOST_OF_TIME * len(dates) else None

    def _in_article(self, noun: str, office: str | None, iso3: str) -> Entity | None:
        """Return the one person of the article who is said, or known, to hold such an office of the country."""
        entities = {
            p.entity.id: p.entity
            for p in self.linked.people
            if p.entity is not None and self._holds(p, noun, office, iso3)
        }
        return next(iter(entities.values())) if len(entities) == 1 else None

    def _holds(self, person: Person, noun: str, office: str | None, iso3: str) -> bool:
        of_country = person.entity is not None and person.entity.country == iso3
        for t in person.titles:
            # A spiritual or rebel leader in a country is not its leader.
            same = office is None or t.role is None or t.role.office == office
            named = t.noun == noun or (t.noun.endswith(" " + noun) and same)
            if named and not t.former and (t.body.country == iso3 if t.body is not None else of_country):
                return True
        if office is None or person.entity is None:
            return False
        date = self.linked.date
        return any(
            o.role == office and o.country == iso3 and (date is None or o.covers(date))
            for o in self.knowledge.offices(person.entity)
        )

    def _is_another(self, head: Token) -> bool:
        """Return whether the phrase is not of who holds the office now: "the former chancellor"."""
        other = words_of("role.former") | words_of("role.another")
        return any(c.lower_ in other for c in head.children)

    def _body_of(self, head: Token) -> Entity | None:
        """Return the country or intergovernmental body that an office is named with."""
        positions: Sequence[Token] = [c for c in head.children if c.dep_ in {"amod", "compound", "nmod:poss", "nmod"}]
        for child in positions:
            mention = self.name_at.get(child.i)
            entity = mention.entity if mention is not None else None
            if entity is not None and (entity.type == "Country" or entity.country == "IGO"):
                return entity
        return None
