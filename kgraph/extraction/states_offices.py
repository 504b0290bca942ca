"""Who holds which office: titles, appositions, "X is the president of Y", members, allies, nationality."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.actors import dominant
from kgraph.extraction.metonymy import as_government
from kgraph.extraction.organisations import national_body
from kgraph.extraction.roles import Body, Holder, Roles, RoleWords
from kgraph.extraction.types import STATE_SECTORS, STATES, Candidate, DocMention
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from kgraph.extraction.nounphrases import Phrases
    from kgraph.knowledge import Knowledge, Role
    from kgraph.model import Entity

_HEADS = frozenset({"headOfState", "headOfGovernment"})
_OF_GOVERNMENT = _HEADS | {"ministerOf", "spokespersonOf", "advisorOf", "holdsPosition"}
_LED_BY = frozenset({"leader", "supreme leader"})
_RULING = _LED_BY | {"president", "head of state"}
_ARMED = frozenset({"REB", "UAF", "CRM", "SEP"})
_PUBLIC, _PARTIES = frozenset({"GOV", "LEG"}), frozenset({"PTY", "OPP"})
_STANCES = ("pro-", "anti-")
_SEATS = frozenset({"Country", "Place"})
_RECENT = 40
_RANK = {"title": 0.9, "apposition": 0.85, "copula": 0.8, "appointment": 0.75, "description": 0.65}


class OfficeReader:
    """Reads the offices of one article.

    Args:
        doc: The parsed article.
        phrases: Its noun phrases with their mentions.
        knowledge: The who-is-who; its role nouns say which relation they express.
        date: The article's date, or None.
    """

    def __init__(self, doc: Doc, phrases: Phrases, knowledge: Knowledge, date: str | None) -> None:
        self.doc, self.phrases, self.knowledge, self.date = doc, phrases, knowledge, date
        self.roles = Roles(doc, phrases, knowledge)
        counts = Counter(m.entity.country for m in phrases.index if m.entity.type == "Country" and m.entity.country)
        self.dominant = dominant(counts)
        self.known = {m.entity.id for m in phrases.names()}

    def read(self) -> Iterator[Candidate]:
        """Yield the statements of all role nouns, in order."""
        held: list[tuple[RoleWords, Holder]] = []
        for words in self.roles.find():
            holders = self.roles.holders(words) or self._shared(words, held)
            first = words.first
            if held and holders and held[-1][1] == holders[0] and held[-1][0].end <= words.start:
                first = max(first, held[-1][0].end)  # "Prime Minister General Soe Win"
            held += [(self._as_envoy(replace(words, first=first)), holder) for holder in holders]
        stated: dict[str, str] = {}
        bare: list[tuple[RoleWords, Holder]] = []
        for words, holder in held:
            found = list(self._states(words, holder))
            yield from found
            offices = [c for c in found if c.predicate != "citizenOf"]
            if offices:
                stated.setdefault(holder.mention.entity.id, offices[0].predicate)
            elif not (found and words.role.office in _LED_BY):  # who leads people in a country holds no office by that
                bare.append((words, holder))
        for words, holder in bare:
            if words.role.noun == "successor":
                yield from self._counterpart(words, holder, stated)
            elif holder.mention.entity.id not in stated:
                for candidate in self._by_default(words, holder):
                    stated.setdefault(holder.mention.entity.id, candidate.predicate)
                    yield candidate

    def _as_envoy(self, words: RoleWords) -> RoleWords:
        """Return a minister who is sent to a court or state as what ambassadors are.

        So are those of a state whose cabinet has none.
        """
        envoy = self.knowledge.role("ambassador")
        if envoy is None or words.role.noun not in words_of("role.resident"):
            return words
        behind = self.phrases.word(words.end)
        sent = behind == "to" and self.doc[words.end].pos_ == "ADP"
        if behind == "at":
            seat = self.phrases.behind(words.end + 1)
            sent = seat is not None and seat.mention is not None and seat.mention.entity.type in _SEATS
        owners = (b.mention.entity.country for b in self.roles.bodies(words) if b.mention.entity.type == "Country")
        sent = sent or any((code or "").lower() in words_of("state.ministerless") for code in owners)
        return replace(words, role=envoy) if sent else words

    def _shared(self, words: RoleWords, held: list[tuple[RoleWords, Holder]]) -> list[Holder]:
        """Return the holder of a role joined to the one before ("a lawyer and former president of Y")."""
        if not held or self.roles.plural(words) or self.phrases.word(words.first - 1) not in {"and", ","}:
            return []
        before, holder = held[-1]
        if (
            self.roles.phrase_end(before) == words.first - 1
            and holder.how in {"apposition", "copula"}
            and holder.mention.end <= before.first
        ):
            return [holder]
        return []

    # Relations

    def _states(self, words: RoleWords, holder: Holder) -> Iterator[Candidate]:
        """Yield what a role says with its first fitting body, and the nationality that stands before it."""
        done = False
        bodies = [*self._unnamed(words, holder), *self.roles.bodies(words)]
        # "the Islamic Jihad commander for the northern Gaza Strip": a place behind matters less than a body before.
        for body in sorted(
            bodies, key=lambda b: b.side == "right" and b.mention.entity.type == "Place" and words.role.sector != "GOV"
        ):
            if body.mention.entity.id == holder.mention.entity.id:
                continue
            relation = self._relation(words, body, holder)
            owner = self._government(words.role, body.mention) or body.mention
            if relation == "headOfState" and self._consort(words, owner.entity, holder):
                relation = "affiliatedWith"
            if relation == "citizenOf":
                yield self._candidate(words, holder, relation, owner, 0.8)
            elif relation is not None and not done:
                done = True
                yield self._candidate(words, holder, relation, owner, 1.0)

    def _unnamed(self, words: RoleWords, holder: Holder) -> Iterator[Body]:
        """Yield the national body that the words name only by its kind, of the country that is named or meant."""
        tokens = self.roles.unnamed_body(words)
        if tokens is None:
            return
        owner = next((b.mention.entity for b in self.roles.bodies(words) if b.mention.entity.type == "Country"), None)
        start, end = tokens
        name = self.doc[start:end].text
        if self._local(words, start):
            return
        if owner is None and name.lower() in words_of("body.bare"):
            return  # "a Department spokesman": of the one that the article is about, whatever country's that is
        country = owner or self._likely_country(words, holder.mention)
        if country is None:
            return
        body = national_body(name if name.isupper() else name.title(), country, self.knowledge)
        if body is not None:
            yield Body(DocMention(start, end, end - 1, "nominal", "ORG", body, None, 0.7), "left")

    def _local(self, words: RoleWords, body: int) -> bool:
        """Return whether a body is a city's, a province's or a party's, not the country's: "Tehran police chief"."""
        before = range(words.first, body)
        named = (m.entity.type for m in self.phrases.inside(words.first, body - 1))
        return any(t in {"Place", "Organization"} for t in named) or any(
            self.phrases.word(i) in words_of("adjective.local") for i in before
        )

    def _relation(self, words: RoleWords, body: Body, holder: Holder) -> str | None:
        """Return the relation between a holder and a body, or None if the body is not what the role is of."""
        role, entity = words.role, body.mention.entity
        person = holder.mention.entity.type == "Person"
        if not person and role.relation not in {"memberOf", "alliedWith"}:
            return None
        if not self._known(holder) and (role.relation in _HEADS or entity.type == "Group"):
            return None
        if entity.type == "Group" and body.side != "right" and entity.label.islower():
            return None  # "a women's rights activist"
        if entity.type == "NamedEvent" or not role.relation:
            return None
        if self._sent_to(words, body) or self._in_charge_of(words, body):
            return None
        if (
            body.side == "left"
            and role.noun in words_of("role.topic")
            and not self.phrases.possessive(body.mention)
            and body.mention.kind != "demonym"
        ):
            return None
        if role.office in _LED_BY and entity.type == "Country" and self._of_movement(words, body):
            return "citizenOf"
        if entity.type == "Person" and self.knowledge.kinship(self.doc[words.head].text) is not None:
            return None  # "her father, Bo Lu": no priest
        return self._of_type(role, body, entity)

    def _of_movement(self, words: RoleWords, body: Body) -> bool:
        """Return whether people in a country are led, not the country: "Iraq's Shi'ite leader", "U.S. gang leader"."""
        if body.side != "left":
            return False
        between = range(body.mention.end, words.start)
        return any(
            i in self.phrases.named
            or self.phrases.word(i) in words_of("leader.movement")
            or self.phrases.word(i).startswith(_STANCES)
            for i in between
        )

    def _sent_to(self, words: RoleWords, body: Body) -> bool:
        """Return whether a state is where somebody is sent, not who sends them: "the UN envoy for Syria"."""
        return (
            body.side == "right"
            and words.role.noun.rsplit(maxsplit=1)[-1] in words_of("role.sent")
            and self.phrases.word(words.end) in {"for", "to", "in", "on", "at"}
            and body.mention.entity.type in _SEATS
        )

    def _consort(self, words: RoleWords, state: Entity, holder: Holder) -> bool:
        """Return whether a state's monarch was another then: "Queen Letizia" is the king's wife."""
        if self.date is None or state.country is None or words.role.noun not in words_of("role.hereditary"):
            return False
        monarch = self.knowledge.office_holder("monarch", state.country, self.date)
        return monarch is not None and monarch.id != holder.mention.entity.id

    def _in_charge_of(self, words: RoleWords, body: Body) -> bool:
        """Return whether a country is only somebody's field of work: "the chief executive for Nigeria"."""
        leads = words.role.relation == "leaderOf" and body.mention.entity.type in {"Country", "Place"}
        return leads and body.side == "right" and self.phrases.word(words.end) == "for"

    def _known(self, holder: Holder) -> bool:
        """Return whether a holder is somebody with a name, in the article or in the knowledge base."""
        entity = holder.mention.entity
        return entity.id in self.known or self.knowledge.entity(entity.id) is not None

    def _of_type(self, role: Role, body: Body, entity: Entity) -> str | None:
        if entity.type == "Country" or self._government(role, body.mention) is not None:
            return self._of_country(role, body)
        if entity.type == "Person":
            if role.relation in {"holdsPosition", "affiliatedWith"} and self.phrases.possessive(body.mention):
                return "affiliatedWith"
            return role.relation if role.relation in {"advisorOf", "spokespersonOf", "alliedWith"} else None
        if entity.type == "Place":
            return self._of_place(role, body)
        if role.sector in _PUBLIC and entity.sector in _PARTIES and body.mention.tag == "NORP":
            return "memberOf"  # "Republican Governor Ann Roe"
        if role.sector == "MIL" and (role.relation == "holdsPosition" or _one_of_many(role, body)):
            return "memberOf"
        if role.relation in _HEADS:
            return "leaderOf"
        if role.relation in {"holdsPosition", "citizenOf"}:
            return "affiliatedWith"
        return role.relation if role.relation != "spouseOf" else None

    def _government(self, role: Role, body: DocMention) -> DocMention | None:
        """Return the state that a place is named for as the owner of its offices ("Warsaw's defense minister")."""
        if role.relation not in _OF_GOVERNMENT or role.sector not in {"GOV", None}:
            return None
        return as_government(body, self.knowledge)

    def _of_country(self, role: Role, body: Body) -> str | None:
        if role.relation in _HEADS | {"ministerOf", "spokespersonOf", "advisorOf", "alliedWith", "citizenOf"}:
            return role.relation
        if role.relation == "leaderOf" and role.office in _LED_BY and role.sector in {None, "GOV"}:
            return "leaderOf"
        if role.sector in STATE_SECTORS:
            return "affiliatedWith"
        if self.phrases.adjectival(body.mention):  # "the British director", "a German manager"
            return "citizenOf" if self.phrases.word(body.mention.end) != "-" else None  # a "British-based" one
        return (
            "affiliatedWith" if role.relation == "leaderOf" and role.sector is None and body.side != "right" else None
        )

    def _of_place(self, role: Role, body: Body) -> str | None:
        if role.relation in _HEADS or (role.relation == "leaderOf" and role.sector == "GOV"):
            return "leaderOf"
        if role.relation == "leaderOf" and (
            body.side == "right" or (role.office in _LED_BY and body.mention.kind == "demonym")
        ):
            return "leaderOf"
        return "ministerOf" if role.relation == "ministerOf" else None

    # Without a body

    def _counterpart(self, words: RoleWords, holder: Holder, stated: dict[str, str]) -> Iterator[Candidate]:
        """Yield the office of a counterpart, the same as that of the other ("his Syrian counterpart, Mr. Assad")."""
        if self.doc[words.head].lemma_.lower() != "counterpart":
            return
        bodies = [b.mention for b in self.roles.bodies(words)]
        country = next((m for m in bodies if m.entity.type == "Country" and not self.phrases.possessive(m)), None)
        owner = next((m for m in bodies if m.entity.type == "Person"), None)
        relation = stated.get(owner.entity.id) if owner is not None else None
        if country is not None and relation in _HEADS | {"ministerOf"}:
            yield self._candidate(words, holder, relation, country, 0.85)

    def _by_default(self, words: RoleWords, holder: Holder) -> Iterator[Candidate]:
        """Yield the state office of somebody whose country the words leave out ("President Bush")."""
        if holder.how in {"title", "apposition"}:
            yield from self._of_last_named(words, holder)
        relation = words.role.relation
        if holder.how == "description" or not (relation in _HEADS | {"ministerOf", "leaderOf"} or words.role.office):
            return
        body = self._held(words, holder.mention.entity)
        guessed = body is None
        if body is None and relation in _HEADS | {"ministerOf"} and not self._of_none_here(words):
            body = self._likely_country(words, holder.mention)
        if body is not None:
            if relation in _HEADS and body.type != "Country":
                relation = "leaderOf"
            elif relation == "holdsPosition" or (words.role.sector == "LEG" and body.type == "Country"):
                relation = "affiliatedWith"
            found = self._candidate(words, holder, relation, self._mention_of(body, words), 0.75)
            yield replace(found, features=found.features | {"state.guessed" if guessed else "state.known": 1.0})

    def _of_none_here(self, words: RoleWords) -> bool:
        """Return whether an office need not be of the country that an article is about.

        Queens and sultans that nobody knows are those of history, of novels, or their wives.
        """
        owned = any(self.doc[i].tag_ == "PRP$" for i in range(words.first, words.start))
        return (
            words.role.noun in words_of("role.hereditary")
            or self.roles.elsewhere(words)
            or (owned and words.role.relation in _HEADS)
        )

    def _of_last_named(self, words: RoleWords, holder: Holder) -> Iterator[Candidate]:
        """Yield whom a bare "spokesman" speaks for, where a "judge" sits: the body that the article named last."""
        role = words.role
        if role.relation != "spokespersonOf" and not (role.relation == "affiliatedWith" and role.sector == "JUD"):
            return
        elsewhere = {"of", "for", "at", "in"} if role.sector == "JUD" else {"of", "for", "at"}
        if self.phrases.word(words.end) in elsewhere:
            return  # of somebody else, though nobody knows whom
        before = [
            m
            for m in self.phrases.index
            if m.entity.type == "Organization" and m.end <= words.start and m.entity.sector != "JRN"
        ]
        if role.sector == "JUD":
            before = [m for m in before if m.entity.sector == "JUD"]
        if before and words.start - before[-1].end <= _RECENT:
            found = self._candidate(words, holder, role.relation, before[-1], 0.6)
            yield replace(found, features=found.features | {"state.last": 1.0})

    def _likely_country(self, words: RoleWords, person: DocMention) -> Entity | None:
        """Return a person's country, that of all known by this name and office, or the one the article is about.

        Whoever is "his minister" is of his country; and where other officials are named beside a minister nobody knows,
        it is theirs, or nobody's.  Who heads a government is received by officials of other countries.
        """
        if self.knowledge.entity(person.entity.id) is None:
            if words.role.office in words_of("office.american"):
                return self.knowledge.country("USA")  # elsewhere the words say of or for what somebody is secretary
            owners = (b.mention.entity for b in self.roles.bodies(words))
            owner = next((e for e in owners if e.type == "Person"), None)
            if owner is not None and owner.country:
                return self.knowledge.country(owner.country)
            beside = self._joined_to(words)
            if beside is not None:
                return self.knowledge.country(beside)
            around = self._around(words, person) if words.role.relation == "ministerOf" else set()
            if len(around) == 1 and person.entity.country not in around:
                return None
        code = person.entity.country
        if code is None and " " not in person.entity.label:
            namesakes = {
                p.country for p in self.knowledge.people(person.entity.label) if self._held(words, p) is not None
            }
            code = namesakes.pop() if len(namesakes) == 1 else None
        code = code or self.dominant
        return self.knowledge.country(code) if code else None

    def _joined_to(self, words: RoleWords) -> str | None:
        """Return the country of the official named before ("Secretary of State Rubio and Commerce Secretary X")."""
        last = words.first - 1
        if self.phrases.word(last) != "and":
            return None
        before = self.phrases.named.get(last - 1 - (self.phrases.word(last - 1) == ","))
        return before.entity.country if before is not None and self._in_office(before) else None

    def _around(self, words: RoleWords, person: DocMention) -> set[str]:
        """Return the countries of the officials whom the sentence names without saying of which country they are."""
        return {
            m.entity.country
            for m in self.phrases.names()
            if m.entity.country
            and m.entity.id != person.entity.id
            and self.phrases.same_sentence(m.start, words.head)
            and self._in_office(m)
            and not self._of_country_named(m)
        }

    def _of_country_named(self, person: DocMention) -> bool:
        before = self.phrases.inside(self.phrases.begin(person.start), person.start - 1)
        return any(m.entity.type == "Country" for m in before)

    def _in_office(self, person: DocMention) -> bool:
        return person.entity.type == "Person" and bool(self.knowledge.offices(person.entity))

    def _held(self, words: RoleWords, person: Entity) -> Entity | None:
        """Return in whose office of this name somebody is known to have been, best at the article's date."""
        offices = self.knowledge.offices(person)
        fitting = [o for o in offices if o.role in {words.role.office, words.role.noun}]
        if not fitting and words.role.relation == "leaderOf" and words.role.title and self.date is not None:
            # "Chairman Kim": whoever leads a state has many titles.
            fitting = [o for o in offices if o.role in _RULING and o.covers(self.date)]
        current = [o for o in fitting if self.date is not None and o.covers(self.date)]
        if not fitting:
            return None
        body = (current or fitting)[-1].country
        return self.knowledge.country(body) or self.knowledge.entity(body)

    def _mention_of(self, country: Entity, words: RoleWords) -> DocMention:
        """Return the words nearest to a role that name a country; the role's own where none do."""
        fitting = [m for m in self.phrases.names() if m.entity.id == country.id]
        if fitting:
            return min(
                fitting,
                key=lambda m: (not self.phrases.same_sentence(m.start, words.start), abs(m.start - words.start)),
            )
        return DocMention(words.start, words.end, words.head, "nominal", "", country, None, 0.6)

    def _candidate(self, words: RoleWords, holder: Holder, relation: str, body: DocMention, rank: float) -> Candidate:
        supposed = any(t.lower_ in words_of("role.supposed") for t in self.doc[words.first : words.head])
        predicated = holder.how in {"copula", "appointment"}
        anchor = self.doc[words.head].head.i if holder.how == "appointment" else words.head
        return Candidate(
            holder.mention, relation, body, anchor, (words.start, words.end),
            polarity=None if predicated else "positive",
            modality=None if predicated else "possible" if supposed else "asserted",
            confidence=round(_RANK[holder.how] * rank * min(1.0, 0.5 + body.confidence / 2), 2),
            extractor=STATES,
            features={f"state.{holder.how}": 1.0, "state.former": float(words.former)},
        )  # fmt: skip


def _one_of_many(role: Role, body: Body) -> bool:
    """Return whether an armed group has several such leaders: "a Taliban commander" is not the Taliban's."""
    fighting = body.mention.entity.sector in _ARMED or body.mention.kind == "demonym"
    return role.noun == "commander" and body.side != "right" and fighting
