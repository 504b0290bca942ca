"""The organisations of an article: short forms, acronyms, national bodies, and who in the knowledge base they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kgraph.extraction.identity import minted
from kgraph.extraction.marks import POSSESSIVE
from kgraph.extraction.metonymy import PLACE, reading
from kgraph.extraction.reasons import runner_up
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.names import is_acronym
from kgraph.model import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.extraction.names import Name
    from kgraph.knowledge import Candidate, Knowledge
    from kgraph.model import RunnerUp

Link = tuple[Entity, Entity | None, float]
"""Entity, the place or building named (where it stands for another), confidence."""

_COUNTRY_BONUS = 0.3
_SURE = 0.75
_THRESHOLD = 0.45
_MODIFIERS = 4


class Organisations:
    """Links the ORG names of one article.

    Attributes:
        runners_up: Whom a name could have meant instead, by the id of whom it means.
    """

    def __init__(
        self,
        doc: Doc,
        names: Sequence[Name],
        aliases: Mapping[str, str],
        knowledge: Knowledge,
        countries: Counter[str],
    ) -> None:
        self._doc, self._names, self._aliases, self._knowledge = doc, names, aliases, knowledge
        self._countries = countries
        self.runners_up: dict[str, RunnerUp | None] = {}
        self._full: dict[str, str] = {}
        self._known: dict[tuple[str, str | None], Link] = {}
        self._index_full_forms()

    def _index_full_forms(self) -> None:
        """Index longer names by their beginnings and endings, and by their initials."""
        for name in self._names:
            words = name.text.split()
            if name.tag != "ORG" or len(words) < 2 or self._is_building(name):
                continue
            for i in range(1, len(words)):
                for part in (" ".join(words[i:]), " ".join(words[:i])):
                    if len(part) > 2 and part[0].isupper():
                        self._full.setdefault(part, name.text)
            initials = "".join(w[0] for w in words if w[0].isupper())
            if len(initials) > 1:
                self._full.setdefault(initials, name.text)

    def _is_building(self, name: Name) -> bool:
        """Whether a name is of a palace or street that stands for others: "House" is not short for "White House"."""
        best = name.candidates[0].entity if name.candidates else None
        return best is not None and self._knowledge.stands_for(best) is not None

    def link(self, index: int, root: int, at: Mapping[int, Entity]) -> Link:
        """Return who an ORG name means.

        Args:
            index: Of the name in the article's names.
            root: Its syntactic head.
            at: What the tokens of countries and demonyms mean.
        """
        name = self._names[index]
        text = self._aliases.get(name.text, name.text)
        owner = self._owner(name, at)
        if owner is None and self._knowledge.body_kind(text) is not None and text.lower() not in words_of("body.ofone"):
            owner = self._where(name, at)
            if owner is not None and not self._has(owner, text):
                owner = None  # no "Congress" sits in Kyiv
        house = self._of_city(name, text, at) if owner is None else None
        if house is not None:
            return house, None, 0.7
        key = (text, owner.country if owner else None)
        held = self._known.get(key)
        if held is None:
            held = self._known[key] = self._resolve(text, owner)
        entity, _, confidence = held
        body = self._knowledge.stands_for(entity)
        if body is not None and body.type == "Country" and self._is_palace(entity):
            if reading(self._doc, name.start, name.end, root) == PLACE:
                return held
            return body, entity, min(confidence, 0.9)
        return held

    def _is_palace(self, entity: Entity) -> bool:
        return self._knowledge.facts(entity).get("type", "") != "Organization"

    def _owner(self, name: Name, at: Mapping[int, Entity]) -> Entity | None:
        """Return the country that a body's name stands beside ("the Iraqi Transportation Ministry", "Iraq's army")."""
        i = name.start - 1
        while name.start - i < _MODIFIERS and i > 0 and i not in at and self._doc[i].dep_ == "amod":
            i -= 1  # "Britain's ruling Labor Party"
        if i > 0 and i not in at and self._doc[i].lower_ in words_of("nominal.media") | words_of("nominal.company"):
            i -= 1  # "the Australian broadcaster ABC"
        if i >= 0 and self._doc[i].text in POSSESSIVE:
            i -= 1
        found = at.get(i)
        if found is not None and found.type == "Country":
            return found
        # "the Foreign Ministry in Manila"
        seat = (
            at.get(name.end + 1) if name.end < len(self._doc) and self._doc[name.end].lower_ in {"in", "of"} else None
        )
        if seat is not None and seat.type == "Place":
            seat = self._knowledge.stands_for(seat)
        return seat if seat is not None and seat.type == "Country" else None

    def _of_city(self, name: Name, text: str, at: Mapping[int, Entity]) -> Entity | None:
        """Return the parliament of the city or region named before it ("Berlin's Senate")."""
        i = name.start - 1
        if i > 0 and self._doc[i].text in POSSESSIVE:
            i -= 1
        kind = self._knowledge.body_kind(text)
        place = at.get(i)
        if kind is None or kind[1] != "LEG" or place is None or place.type != "Place":
            return None
        label = f"{place.label} {text}"
        return Entity(minted("organization", label), label, "Organization", place.country, "LEG")

    def _where(self, name: Name, at: Mapping[int, Entity]) -> Entity | None:
        """Return the country in whose capital something happens, by the sentence ("told reporters in Islamabad")."""
        for token in self._doc[name.start].sent:
            place = at.get(token.i)
            if place is None or place.type != "Place" or token.i in range(name.start, name.end):
                continue
            case = next((c for c in token.children if c.dep_ == "case" and c.i < token.i), None)
            state = self._knowledge.capital_of(place)
            if case is not None and case.lower_ == "in" and state is not None and state.type == "Country":
                return state
        return None

    def _resolve(self, text: str, owner: Entity | None) -> Link:
        found = self._knowledge.lookup(text) or (self._knowledge.lookup(f"{text}s") if " " in text else ())
        candidates = [
            c
            for c in found
            if c.entity.type in {"Organization", "Group", "Place"} and c.kind not in {"demonym", "surname"}
        ]
        if candidates and not any(c.entity.type == "Organization" for c in candidates):
            candidates = [c for c in candidates if c.entity.type == "Group" or c.prior >= _SURE]
        best = max(candidates, key=lambda c: self._score(c, owner), default=None)
        full = self._full.get(text)
        body = self._body(text, owner)
        if body is not None and owner is None and best is not None and self._is_theirs(body, best.entity):
            best = None  # "Congress" in an article about Peru
        if body is not None:
            own = [c for c in candidates if c.entity.country == body.country and c.entity.type == "Organization"]
            best = max(own, key=lambda c: self._score(c, owner), default=best)
        score = self._score(best, owner) if best is not None else 0.0
        agreed = best is not None and body is not None and best.entity.country == body.country
        if best is not None and score >= (_SURE if full or (body and not agreed) else _THRESHOLD):
            sure = min(0.98, round(score, 2))
            ranked = ((self._score(c, owner), c.entity) for c in candidates)
            self.runners_up[best.entity.id] = runner_up(best.entity, ranked, sure)
            return best.entity, None, sure
        if full and full != text:
            return self._resolve(full, owner)
        if body is not None:
            return body, None, 0.7
        label = self._spelled_out(text)
        entity = Entity(minted("organization", label), label, "Organization", self._country_in(text, owner), None)
        return entity, None, 0.6

    def _spelled_out(self, text: str) -> str:
        """Return a name with the acronym that it begins with in words, so that it is one however it is written."""
        first, _, rest = text.partition(" ")
        if not rest or not is_acronym(first):
            return text
        best = next(iter(self._knowledge.lookup(first)), None)
        known = best is not None and best.kind == "acronym" and best.entity.type == "Organization"
        return f"{best.entity.label} {rest}" if best is not None and known else text

    def _score(self, candidate: Candidate, owner: Entity | None) -> float:
        country = candidate.entity.country
        if owner is not None and country and country != "IGO":
            return candidate.prior + (_COUNTRY_BONUS if owner.country == country else -0.5)
        near = min(self._countries[country], 4) / 4 if country else 0.0
        return candidate.prior + _COUNTRY_BONUS * near

    def _country_in(self, text: str, owner: Entity | None) -> str | None:
        """Return the ISO code of a country named in an organisation's name, or of the one beside it."""
        words = text.split()
        for i in range(len(words)):
            end, candidates = self._knowledge.longest_match(words, i)
            if end > i and candidates and candidates[0].entity.type == "Country":
                return candidates[0].entity.country
        return owner.country if owner is not None else None

    def _body(self, text: str, owner: Entity | None) -> Entity | None:
        """Return a national body ("Foreign Ministry", "Turkish Foreign Ministry"): that country's, or the article's."""
        words = text.split()
        country = owner
        for cut in range(min(3, len(words) - 1), 0, -1):
            head = " ".join(words[:cut])
            found = next((c.entity for c in self._knowledge.lookup(head) if c.entity.type == "Country"), None)
            if found is not None:
                country, words = found, words[cut:]
                break
        bare = " ".join(w for w in words if w not in {"'s", "’s"})
        kind = self._knowledge.body_kind(bare)
        if country is None and text.lower() in words_of("body.ofone") | words_of("body.bare"):
            return None  # "State Department"; "the Department" is of the body that writes, not of whom it writes about
        if country is None and (kind is None or kind[0] not in words_of("body.notofall")):
            country = self._likely(bare, kind)
        if country is None:
            return None
        return self._known_body(bare, country) or national_body(bare, country, self._knowledge)

    def _is_theirs(self, body: Entity, other: Entity) -> bool:
        """Whether a parliament or court is that of the country which the article names more often than another's."""
        ours, theirs = self._countries[body.country or ""], self._countries[other.country or ""]
        return body.sector == other.sector and body.sector in {"LEG", "JUD"} and ours > theirs

    def _likely(self, bare: str, kind: tuple[str, str] | None) -> Entity | None:
        """Return the country named most often; for a parliament, most often of those whose parliament is so called."""
        for code, _ in self._countries.most_common():
            country = self._knowledge.country(code)
            if country is None:
                continue
            if kind is None or self._has(country, bare) or self._known_body(bare, country) is not None:
                return country
        return None

    def _has(self, country: Entity, body: str) -> bool:
        """Whether a country may have a body of a common name; of parliaments and courts only those so called."""
        kind = self._knowledge.body_kind(body)
        code = country.country or ""
        if kind is not None and kind[0] == "court":
            return self._knowledge.has_court_called(code, body)
        return kind is None or kind[0] != "parliament" or self._knowledge.has_parliament_called(code, body)

    def _known_body(self, bare: str, country: Entity) -> Entity | None:
        """Return the body of a country that the knowledge base has under its bare name or with the adjective."""
        if self._knowledge.has_parliament_called(country.country or "", bare):
            parliament = self._knowledge.parliament(country.country or "")
            chamber = bare.lower() in words_of("body.chamber")
            if parliament is not None and not chamber:
                return parliament
        spelled = [bare, f"{self._knowledge.adjective(country)} {bare}", f"{country.label} {bare}"]
        found = [c.entity for name in spelled for c in self._knowledge.lookup(name) if c.kind != "surname"]
        return next((e for e in found if e.type == "Organization" and e.country == country.country), None)


def national_body(name: str, country: Entity, knowledge: Knowledge) -> Entity | None:
    """Return the body of a country that a common name means ("Foreign Ministry": the Turkish one), or None."""
    meaning = knowledge.body_kind(name)
    if meaning is None:
        return None
    adjective = knowledge.adjective(country) or country.label
    if (country.country or "").lower() in words_of("country.attributive"):
        adjective = country.label  # "the United States Army"
    of_country = name.rsplit(maxsplit=1)[-1].lower() in words_of("noun.ofcountry")
    article = "the " if (country.country or "").lower() in words_of("country.article") else ""
    label = f"{name} of {article}{country.label}" if of_country else f"{adjective} {name}"
    return Entity(
        minted("organization", f"{adjective} {name}"), label, "Organization", country.country, meaning[1] or None
    )
