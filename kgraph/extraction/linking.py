"""From the names of an article to who and what they mean: countries, places, organisations, groups, events, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.extraction.identity import minted, misspelt, without_affix
from kgraph.extraction.metonymy import GOVERNMENT, reading
from kgraph.extraction.organisations import Organisations
from kgraph.extraction.people import Person, gather_people, identify_people, likeliest
from kgraph.extraction.reasons import reason_of_name, runner_up
from kgraph.extraction.types import DocMention
from kgraph.extraction.wordlists import words_of
from kgraph.model import Article, Entity, EntityType, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.extraction.names import Name, Names
    from kgraph.knowledge import Candidate, Knowledge

_TYPES: dict[str, frozenset[EntityType]] = {
    "GPE": frozenset({"Country", "Place"}),
    "LOC": frozenset({"Place", "Country"}),
    "FAC": frozenset({"Place", "Organization"}),
    "EVENT": frozenset({"NamedEvent"}),
    "LAW": frozenset({"NamedEvent"}),
}
_MINTED_TYPES: dict[str, tuple[str, EntityType]] = {
    "GPE": ("place", "Place"), "LOC": ("place", "Place"), "FAC": ("place", "Place"), "EVENT": ("event", "NamedEvent"),
    "LAW": ("event", "NamedEvent"), "NORP": ("group", "Group"), "ORG": ("organization", "Organization"),
}  # fmt: skip
_COUNTRY_BONUS = 0.35
_MANY = 3
_CLOSE = 0.3
_LISTED = 0.7
_LIST = frozenset({",", "and", "or", "the"})
_LINK = 3
_RIVAL, _RIVAL_PLACE = 0.4, 0.62


@dataclass(slots=True)
class Linked:
    """The named mentions of an article with what else linking found out.

    Attributes:
        mentions: Of kind name and demonym, in order.
        people: The persons named, with gender and titles.
        person_of: Person of a mention, by the mention's first token.
        date: The article's date, or the year it seems to be of.
        dates: All that it may be of.
        countries: How often each country (ISO code) is mentioned.
        end: The token at which the article ends and its credits begin.
    """

    mentions: list[DocMention]
    people: list[Person] = field(default_factory=list)
    person_of: dict[int, Person] = field(default_factory=dict)
    date: str | None = None
    dates: tuple[str, ...] = ()
    countries: Counter[str] = field(default_factory=Counter)
    end: int | None = None


def span_root(doc: Doc, start: int, end: int, tag: str) -> int:
    """Return the token that heads a span."""
    tops = [t for t in map(doc.__getitem__, range(start, end)) if not start <= t.head.i < end or t.head.i == t.i]
    argument = [t for t in tops if t.dep_ not in {"ROOT", "punct", "dep", "flat", "compound", "case", "det"}]
    if tag == "PERSON":
        return (argument or tops or [doc[start]])[0].i
    return (argument or tops or [doc[end - 1]])[-1].i


def link_names(doc: Doc, article: Article, names: Names, knowledge: Knowledge) -> Linked:
    """Link every name of an article.

    Args:
        doc: The parsed article.
        article: Its date decides between holders of an office and between people of one surname.
        names: From `settle_names`.
        knowledge: The who-is-who.
    """
    return _Linker(doc, article, names, knowledge).run()


class _Linker:
    """One article's linking; holds what its steps share."""

    def __init__(self, doc: Doc, article: Article, names: Names, knowledge: Knowledge) -> None:
        self.doc, self.article, self.knowledge = doc, article, knowledge
        self.names: Sequence[Name] = names.names
        self.aliases, self.end = names.aliases, names.end
        parsed = doc.has_annotation("DEP")
        self.roots = [span_root(doc, n.start, n.end, n.tag) if parsed else n.end - 1 for n in self.names]
        self.countries = self._count_countries()
        self.at: dict[int, Entity] = {}

    def run(self) -> Linked:
        made: dict[int, DocMention] = {}
        self._link_places(made)
        self._link_organisations(made)
        people = gather_people(self.doc, self.names, self.roots, self.knowledge, self.at.get)
        dates = identify_people(people, self.knowledge, self.article.date, self.countries, self.article.id)
        person_of: dict[int, Person] = {}
        for person in people:
            for i in person.names:
                if person.entity is not None:
                    made[i] = self._mention(i, person.entity, None, person.confidence)
                    made[i].runner_up = person.instead(i)
                    person_of[self.names[i].start] = person
        for i, mention in made.items():
            named = person_of.get(mention.start)
            mention.reason = reason_of_name(self.names[i], mention, named, self.aliases, self.knowledge)
        ordered = [made[i] for i in sorted(made)]
        return Linked(ordered, people, person_of, likeliest(dates), dates, self.countries, self.end)

    def _link_places(self, made: dict[int, DocMention]) -> None:
        """Link what is neither a person nor an organisation, and agencies that are named like a place."""
        for i, name in enumerate(self.names):
            affixed = self._affixed(i, name)
            agency = self._agency(i, name)
            if affixed is not None:
                made[i] = affixed
            elif agency is not None:
                made[i] = self._mention(i, agency, None, 0.8)
            elif name.tag not in {"PERSON", "ORG"}:
                made[i] = self._place_like(i, name)
                self._mark(made[i])

    def _link_organisations(self, made: dict[int, DocMention]) -> None:
        organisations = Organisations(self.doc, self.names, self.aliases, self.knowledge, self.countries)
        for i, name in enumerate(self.names):
            if name.tag == "ORG" and i not in made:
                made[i] = self._mention(i, *organisations.link(i, self.roots[i], self.at))
                made[i].runner_up = organisations.runners_up.get(made[i].entity.id)
                self._mark(made[i])

    def _mention(self, i: int, entity: Entity, place: Entity | None = None, confidence: float = 1.0) -> DocMention:
        name = self.names[i]
        demonym = name.tag == "NORP" and entity.type == "Country"
        kind: MentionKind = "demonym" if demonym else "name"
        return DocMention(name.start, name.end, self.roots[i], kind, name.tag, entity, place, confidence)

    def _mark(self, mention: DocMention) -> None:
        """Remember what a name's tokens mean, for titles and bodies that name a country."""
        for token in range(mention.start, mention.end):
            self.at[token] = mention.entity

    def _count_countries(self) -> Counter[str]:
        """Count mentions of countries by names and demonyms that mean little else, and of their cities by half."""
        counts: Counter[str] = Counter()
        for name in self.names:
            if name.tag in {"PERSON", "ORG"} or not name.candidates:
                continue
            best = name.candidates[0]
            rivals = [c for c in name.candidates[1:] if c.entity.country != best.entity.country and _rivals(c, best)]
            if best.entity.country and best.entity.type in {"Country", "Place"} and not rivals:
                counts[best.entity.country] += 2 if best.entity.type == "Country" else 1
        return counts

    # Countries, places, groups, events

    def _place_like(self, i: int, name: Name) -> DocMention:
        if name.tag == "NORP":
            return self._demonym(i, name)
        compass = self._compass(name)
        if compass is not None:
            return self._mention(i, compass)
        wanted = _TYPES[name.tag]
        fitting = [
            c for c in name.candidates if c.entity.type in wanted and c.kind not in {"demonym", "capital", "metonym"}
        ]
        fitting = self._of_kind(name) or fitting
        scores = self._scores(i, fitting)
        ranked = sorted(fitting, key=lambda c: -scores[id(c)])
        if not ranked:
            return self._without_candidate(i, name)
        best = _country_first(ranked)
        best_score = scores[id(ranked[0])]
        close = any(best_score - scores[id(c)] < _CLOSE for c in ranked[1:3])
        confidence = min(0.98, round(0.5 + best_score / 2 - (0.2 if close else 0), 2))
        body = self._seated(name, best) or self.knowledge.stands_for(best)
        if body is not None and best.type != "Country" and self._acts(i, name):
            return self._mention(i, body, best, min(confidence, 0.9))
        mention = self._mention(i, best, None, confidence)
        mention.runner_up = runner_up(best, ((self._score(c), c.entity) for c in ranked), confidence)
        return mention

    def _seated(self, name: Name, city: Entity) -> Entity | None:
        """Return the body between states that a city stands for where the article does not name the city's country."""
        body = next((c.entity for c in name.candidates if c.entity.country == "IGO" and c.kind == "alias"), None)
        if body is None or city.type != "Place":
            return None
        others = (n.candidates[0].entity for n in self.names if n.candidates and n.text != name.text)
        return None if any(e.type == "Country" and e.country == city.country for e in others) else body

    def _of_kind(self, name: Name) -> list[Candidate]:
        """Return the regions that a name and the noun behind it mean ("Washington state", "Kandahar province")."""
        noun = self.doc[name.end].text if name.end < len(self.doc) else ""
        if noun not in words_of("nominal.region"):
            return []
        return [c for c in self.knowledge.lookup(f"{name.text} {noun}") if c.entity.type == "Place"]

    def _scores(self, i: int, fitting: Sequence[Candidate]) -> dict[int, float]:
        """Return how well each candidate fits: as often as its country is named, and like those it is listed with."""
        named = {c.entity.country: self.countries[c.entity.country] for c in fitting if c.entity.country}
        total = sum(named.values())
        beside = self._beside(i) if len(named) > 1 else set()
        found: dict[int, float] = {}
        for c in fitting:
            share = named.get(c.entity.country or "", 0) / total if total and len(named) > 1 else 0.0
            kind = (c.entity.type, c.entity.country if c.entity.type == "Place" else None)
            like = _LISTED if kind in beside else 0.0
            found[id(c)] = max(self._score(c), c.prior + _COUNTRY_BONUS * share) + like
        return found

    def _beside(self, i: int) -> set[tuple[str, str | None]]:
        """Return type and country of the unambiguous names that a name is listed with ("Georgia and Alabama")."""
        found: set[tuple[str, str | None]] = set()
        for step in (-1, 1):
            j = i
            while 0 <= j + step < len(self.names):
                first, second = sorted((j, j + step))
                between = self.doc[self.names[first].end : self.names[second].start]
                if not 0 < len(between) <= _LINK or any(t.lower_ not in _LIST for t in between):
                    break
                j += step
                found.update(_kind_of(self.names[j]))
        return found

    def _acts(self, i: int, name: Name) -> bool:
        return reading(self.doc, name.start, name.end, self.roots[i]) == GOVERNMENT

    def _score(self, candidate: Candidate) -> float:
        country = candidate.entity.country
        near = min(self.countries[country], 2 * _MANY) / (2 * _MANY) if country else 0.0
        return candidate.prior + _COUNTRY_BONUS * near

    def _without_candidate(self, i: int, name: Name) -> DocMention:
        """Link a name by its candidates of another type if they are sure, else make an entity."""
        known = [c for c in name.candidates if c.kind in {"name", "alias", "acronym"} and c.entity.type != "Person"]
        if known and name.tag != "NORP":
            return self._mention(i, known[0].entity, None, 0.6)
        meant = self._misspelt(name)
        if meant is not None:
            return self._mention(i, meant, None, 0.6)
        kind, entity_type = _MINTED_TYPES[name.tag]
        return self._mention(i, Entity(minted(kind, name.text), name.text, entity_type), None, 0.6)

    def _misspelt(self, name: Name) -> Entity | None:
        """Return what a name that nobody knows means if the article has one that is known a letter apart."""
        others = (
            n.candidates[0] for n in self.names if n.candidates and n.tag != "PERSON" and misspelt(name.text, n.text)
        )
        found = {c.entity.id: c.entity for c in others if c.entity.type in {"Country", "Place"}}
        return next(iter(found.values())) if len(found) == 1 else None

    def _agency(self, i: int, name: Name) -> Entity | None:
        """Return the news medium that a name of something else means where it reports ("Anatolia says")."""
        root = self.doc[self.roots[i]]
        if name.tag == "ORG" or not root.dep_.startswith("nsubj") or root.head.lemma_ not in words_of("verb.dispatch"):
            return None
        return next((c.entity for c in name.candidates if c.entity.sector == "JRN" and c.kind != "surname"), None)

    def _affixed(self, i: int, name: Name) -> DocMention | None:
        """Return "pro-Syrian" as people of no country's, with the country that the words name."""
        bare = without_affix(name.text)
        if bare == name.text:
            return None
        known = [c for c in self.knowledge.lookup(bare) if c.entity.type != "Person" and c.kind != "surname"]
        if not known:
            return None
        group = Entity(minted("group", name.text), name.text, "Group")
        return self._mention(i, group, max(known, key=self._score).entity, 0.9)

    def _demonym(self, i: int, name: Name) -> DocMention:
        fitting = [c for c in name.candidates if c.kind == "demonym"] or [
            c for c in name.candidates if c.entity.type in {"Group", "Country", "Organization"} and c.kind != "surname"
        ]
        if not fitting:
            return self._without_candidate(i, name)
        return self._mention(i, max(fitting, key=self._score).entity, None, 0.95)

    def _compass(self, name: Name) -> Entity | None:
        """Return the country that "the North" or "the South" is, where the article names one of that beginning."""
        if name.text not in {"North", "South", "East", "West"}:
            return None
        for code, _ in self.countries.most_common():
            country = self.knowledge.country(code)
            if country is None:
                continue
            first, _, rest = country.label.partition(" ")
            if rest and first in {"North", "South", "East", "West"}:
                for candidate in self.knowledge.lookup(f"{name.text} {rest}"):
                    if candidate.entity.type == "Country" and candidate.kind in {"name", "alias"}:
                        return candidate.entity
        return None


def _rivals(candidate: Candidate, best: Candidate) -> bool:
    """Whether a name may well mean a candidate instead of its best one; a place needs less for that than a person."""
    place = candidate.entity.type == "Place" and candidate.kind != "capital"
    return candidate.prior > best.prior - (_RIVAL_PLACE if place else _RIVAL)


def _kind_of(name: Name) -> set[tuple[str, str | None]]:
    """Return type and, of places, country of what a name means if it means one thing: regions and countries."""
    fitting = [c.entity for c in name.candidates if c.entity.type in {"Country", "Place"} and c.kind != "surname"]
    if not fitting or any(e.type != fitting[0].type or e.country != fitting[0].country for e in fitting[1:]):
        return set()
    return {(fitting[0].type, fitting[0].country if fitting[0].type == "Place" else None)}


def _country_first(ranked: Sequence[Candidate]) -> Entity:
    """Return the best candidate; of a country and its city of one name ("Djibouti", "Singapore") the country."""
    best = ranked[0].entity
    if best.type != "Place":
        return best
    same = (c.entity for c in ranked if c.entity.type == "Country" and c.entity.country == best.country)
    return next(same, best)
