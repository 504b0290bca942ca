"""The people of an article: which names are one person, and who in the knowledge base that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kgraph.extraction.identity import PARTICLES, minted_person
from kgraph.extraction.reasons import runner_up
from kgraph.extraction.settings import setting
from kgraph.extraction.titles import EntityAt, Title, title_before, title_beside
from kgraph.extraction.types import STATE_SECTORS
from kgraph.knowledge.names import squeeze
from kgraph.model import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.extraction.names import Name
    from kgraph.knowledge import Candidate, Knowledge, Office
    from kgraph.model import RunnerUp

_LAST, _MIDDLE, _FIRST = 3.0, 1.5, 1.0
_FULL_NAME_THRESHOLD = 0.55
_LONE_NAME_THRESHOLD = 0.7
_COUNT_GAIN, _MOST_COUNTS = 0.12, 5
_NOT_YET = 0.9
_AS_GOOD = 0.05


@dataclass(slots=True, eq=False)
class Person:
    """A person of the article: the names used, what is said beside them, and in the end the entity.

    Attributes:
        runner_up: Whom the names could have meant instead.
        rivals: Who else of the article a lone name could have meant, by its index, and how good next to this person.
        setting: The country in which an official whose words name none was first spoken of.
    """

    forms: list[str]
    titles: list[Title] = field(default_factory=list)
    gender: str | None = None
    names: list[int] = field(default_factory=list)
    first_seen: int = 0
    last_seen: int = 0
    entity: Entity | None = None
    confidence: float = 1.0
    runner_up: RunnerUp | None = None
    rivals: dict[int, tuple[Person, float]] = field(default_factory=dict)
    setting: str | None = None

    @property
    def fullest(self) -> str:
        """The longest form of the name; of equally long ones the first."""
        return max(self.forms, key=lambda f: len(f.split()))

    def instead(self, index: int) -> RunnerUp | None:
        """Return whom a name of this person could have meant instead: somebody of the article, else somebody known."""
        other, share = self.rivals.get(index, (self, 0.0))
        if other.entity is None or self.entity is None:
            return self.runner_up
        scored = ((1.0, self.entity), (share, other.entity))
        return runner_up(self.entity, scored, self.confidence) or self.runner_up

    def countries(self) -> set[str]:
        """Return ISO codes of the countries that the person is said to act for."""
        return {t.body.country for t in self.titles if t.body is not None and t.body.country}


def gather_people(
    doc: Doc, names: Sequence[Name], roots: Sequence[int], knowledge: Knowledge, entity_at: EntityAt
) -> list[Person]:
    """Return the people that the PERSON names speak of; each knows the indices of its names.

    Full names come first wherever they stand; a lone surname or first name then goes to the person it fits best.
    """
    people: list[Person] = []
    by_key: dict[str, list[tuple[float, Person]]] = {}
    lone: list[int] = []
    for i, name in enumerate(names):
        if name.tag != "PERSON":
            continue
        if len(name.text.split()) == 1:
            lone.append(i)
            continue
        title = _titles(doc, name, roots[i], knowledge, entity_at)
        gender = title[0].gender or _gender_of_name(name.text, knowledge)
        person = _same_full_name(name.text, by_key) or _new(name.text, people, by_key)
        _note(person, i, name, title, gender)
        _set(person, doc, names, i, title, entity_at)
    for i in lone:
        name = names[i]
        title = _titles(doc, name, roots[i], knowledge, entity_at)
        ranked = _best_fits(name, title, by_key)
        person = ranked[0][1] if ranked else _new(name.text, people, by_key)
        if len(ranked) > 1:
            person.rivals[i] = (ranked[1][1], ranked[1][0] / ranked[0][0])
        _note(person, i, name, title, title[0].gender)
        _set(person, doc, names, i, title, entity_at)
    return people


def _set(
    person: Person, doc: Doc, names: Sequence[Name], index: int, titles: Iterable[Title], entity_at: EntityAt
) -> None:
    """Note the country around an official's name where the title does not name one."""
    offices = [t for t in titles if t.role is not None and t.role.sector in STATE_SECTORS and not t.former]
    if person.setting is None and offices and all(t.body is None for t in offices):
        person.setting = setting(doc, names, index, entity_at)


def _gender_of_name(name: str, knowledge: Knowledge) -> str | None:
    """Return the gender of whoever is known by a full name, else of its first word (that of "Kim Jong Un" is none)."""
    person = knowledge.person(name)
    known = knowledge.person_gender(person) if person is not None else None
    return known or knowledge.gender(name.split(maxsplit=1)[0])


def _titles(doc: Doc, name: Name, root: int, knowledge: Knowledge, entity_at: EntityAt) -> tuple[Title, ...]:
    before = title_before(doc, name.start, knowledge, entity_at)
    if before.role is not None and before.body is None:
        before = replace(before, body=_country_behind(doc, name.end, entity_at))
    beside = title_beside(doc, root, knowledge, entity_at)
    return (before, beside) if beside.role is not None else (before,)


def _country_behind(doc: Doc, end: int, entity_at: EntityAt) -> Entity | None:
    """Return the country that an official's name goes on with ("King Abdullah of Jordan")."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return None
    found = entity_at(end + 2 if doc[end + 1].lower_ == "the" and end + 2 < len(doc) else end + 1)
    return found if found is not None and found.type == "Country" else None


def _new(text: str, people: list[Person], by_key: dict[str, list[tuple[float, Person]]]) -> Person:
    person = Person([text])
    people.append(person)
    for key, strength in _keys(text).items():
        by_key.setdefault(key, []).append((strength, person))
    return person


def _note(person: Person, index: int, name: Name, titles: Iterable[Title], gender: str | None) -> None:
    person.first_seen = name.start if not person.names else min(person.first_seen, name.start)
    person.names.append(index)
    person.last_seen = name.start
    if name.text not in person.forms:
        person.forms.append(name.text)
    person.titles += [t for t in titles if t.role is not None]
    person.gender = person.gender or gender


def _keys(text: str) -> dict[str, float]:
    """Return what a person may be called, with how good a sign each is.

    >>> _keys("Ayman al-Zawahiri")
    {'aymanalzawahiri': 3.0, 'alzawahiri': 3.0, 'zawahiri': 3.0, 'ayman': 1.0}
    """
    words = text.split()
    keys = {squeeze(text): _LAST}
    for i in range(1, len(words)):
        keys.setdefault(squeeze(" ".join(words[i:])), _LAST)
    if words[-1].lower().startswith(PARTICLES):
        keys.setdefault(squeeze(words[-1].partition("-")[2]), _LAST)
    for i in range(1, len(words) - 1):
        keys.setdefault(squeeze(words[i]), _MIDDLE)
        keys.setdefault(squeeze(" ".join(words[: i + 1])), _MIDDLE)
    if len(words) > 1:
        keys.setdefault(squeeze(words[0]), _FIRST)
    return {k: v for k, v in keys.items() if k}


def _same_full_name(text: str, by_key: Mapping[str, list[tuple[float, Person]]]) -> Person | None:
    """Return the person whose full name this is another form of ("Bashar Assad", "Bashar al-Assad")."""
    words = text.split()
    endings = [squeeze(words[-1])]
    if words[-1].lower().startswith(PARTICLES):
        endings.append(squeeze(words[-1].partition("-")[2]))
    for ending in endings:
        for strength, person in by_key.get(ending, ()):
            if strength == _LAST and any(_compatible(words, form.split()) for form in person.forms):
                return person
    exact = by_key.get(squeeze(text), ())
    return next((p for s, p in exact if s in {_LAST, _MIDDLE}), None)


def _compatible(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the first names of two names with one surname may be one person's.

    >>> _compatible(["George", "Bush"], ["George", "W.", "Bush"]), _compatible(["Jeb", "Bush"], ["George", "Bush"])
    (True, False)
    """
    if len(b) == 1 or len(a) == 1:
        return True
    x, y = squeeze(a[0]), squeeze(b[0])
    if not x or not y:
        return False
    initial = len(x) == 1 or len(y) == 1
    if x == y or (initial and x[0] == y[0]):
        return True
    first, second = {squeeze(w) for w in a[:-1]}, {squeeze(w) for w in b[:-1]}
    return first <= second or second <= first


def _best_fits(
    name: Name, titles: Sequence[Title], by_key: Mapping[str, list[tuple[float, Person]]]
) -> list[tuple[float, Person]]:
    """Return the people that a lone surname or first name may mean here with their scores, likeliest first."""
    scored: list[tuple[float, Person]] = []
    address = titles[0]
    for strength, person in by_key.get(squeeze(name.text), ()):
        if address.gender and person.gender and address.gender != person.gender:
            continue
        held = {t.noun for t in person.titles}
        elsewhere = address.body is not None and person.countries() and address.body.country not in person.countries()
        if elsewhere and address.noun in held:
            continue  # two kings of one name
        score = strength + (1.5 if any(t.noun and t.noun in held for t in titles) else 0.0)
        if address.role is not None and held and address.noun not in held:
            score -= 1.0
        if elsewhere:
            score -= 1.5
        score += 1.0 / (1.0 + abs(name.start - person.last_seen) / 30)
        if name.start < person.first_seen:
            score -= _NOT_YET  # "Mr. Kim's grandfather, Kim Il Sung": who was introduced before is meant
        score += _COUNT_GAIN * min(len(person.names), _MOST_COUNTS)
        if score > 0:
            scored.append((score, person))
    return sorted(scored, key=lambda s: -s[0])


# Who it is


def identify_people(
    people: Sequence[Person], knowledge: Knowledge, date: str | None, mentioned: Counter[str], document: str
) -> tuple[str, ...]:
    """Link each person to the knowledge base, or make an entity of its own; returns the dates it may be of.

    Args:
        people: From `gather_people`; their entity and confidence are set.
        knowledge: The who-is-who.
        date: The article's date; without it the time in which most of the people named in full held office is assumed.
        mentioned: How often each country (ISO code) is mentioned.
        document: Identifies the article, so that a bare surname is not one person in two articles.
    """
    full = [p for p in people if len(p.fullest.split()) > 1]
    for person in full:
        _identify(person, knowledge, date, mentioned)
    dates = (date,) if date else _era(people, knowledge)
    date = likeliest(dates)
    for person in people:
        if person.entity is None:
            _identify(person, knowledge, date, mentioned)
        if person.entity is None:
            person.entity = _unknown(person, knowledge, document, mentioned)
        if person.gender is None:
            person.gender = knowledge.person_gender(person.entity) or knowledge.gender(person.fullest.split()[0])
    return dates


def likeliest(dates: Sequence[str]) -> str | None:
    """Return the middle one of the dates that an article may be of."""
    return dates[len(dates) // 2] if dates else None


def _era(people: Iterable[Person], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the years in which most of the known people held an office, in order.

    Those named in full count; those called by title and surname ("President Bush") decide between years as good.
    """
    years: Counter[int] = Counter()
    for person in people:
        if person.entity is not None:
            for year in _years(knowledge.offices(person.entity)):
                years[year] += 1.0  # type: ignore[assignment]
            continue
        wanted = {t.role.office for t in person.titles if t.role is not None and t.role.office and not t.former}
        best: dict[int, float] = {}
        for candidate in knowledge.lookup(person.fullest) if wanted else ():
            if candidate.kind == "surname":
                for year in _years(o for o in knowledge.offices(candidate.entity) if o.role in wanted):
                    best[year] = max(best.get(year, 0.0), candidate.prior)
        for year, prior in best.items():
            years[year] += prior  # type: ignore[assignment]
    most = max(years.values(), default=0)
    return tuple(str(y) for y, n in sorted(years.items()) if n > most - _AS_GOOD)


def _years(offices: Iterable[Office]) -> set[int]:
    served: set[int] = set()
    for office in offices:
        if office.start[:4].isdigit():
            start = int(office.start[:4])
            served.update(range(start, int(office.end[:4]) + 1 if office.end[:4].isdigit() else start + 6))
    return served


def _identify(person: Person, knowledge: Knowledge, date: str | None, mentioned: Counter[str]) -> None:
    scored: dict[str, tuple[float, Entity]] = {}
    for form in sorted(person.forms, key=lambda f: -len(f.split())):
        full = len(form.split()) > 1
        if not full and len(person.fullest.split()) > 1:
            continue
        threshold = _FULL_NAME_THRESHOLD if full else _LONE_NAME_THRESHOLD
        known = knowledge.lookup(form, date)
        titled = _titled(person, form, knowledge, date)
        if titled:
            known, threshold = (*titled, *known), _FULL_NAME_THRESHOLD
        if full and not titled and not any(c.entity.type == "Person" and c.kind != "surname" for c in known):
            known = knowledge.respelled(form)
        for candidate in known:
            if candidate.entity.type != "Person" or (full and candidate.kind == "surname"):
                continue
            score = _agreement(person, candidate, knowledge, date, mentioned)
            if score >= threshold and score > scored.get(candidate.entity.id, (0.0,))[0]:
                scored[candidate.entity.id] = (score, candidate.entity)
    ranked = sorted(scored.values(), key=lambda s: -s[0])
    if not ranked:
        return
    person.entity = ranked[0][1]
    person.confidence = round(min(0.98, ranked[0][0]), 2)
    person.runner_up = runner_up(person.entity, ranked, person.confidence)


def _titled(person: Person, form: str, knowledge: Knowledge, date: str | None) -> tuple[Candidate, ...]:
    """Return who is known by a title and a name together ("King Abdullah", "Prince Harry")."""
    found = [
        c
        for noun in dict.fromkeys(t.noun for t in person.titles if t.role is not None and t.role.gender)
        for c in knowledge.lookup(f"{noun.title()} {form}", date)
    ]
    return tuple(c for c in found if c.entity.type == "Person" and c.kind != "surname")


def _agreement(
    person: Person, candidate: Candidate, knowledge: Knowledge, date: str | None, mentioned: Counter[str]
) -> float:
    """Score a candidate by its prior and by what the article says of the person."""
    entity = candidate.entity
    score = candidate.prior
    said = {t.body.country for t in person.titles if t.body is not None and t.body.type == "Country"}
    if said and entity.country:
        score += 0.3 if entity.country in said else -0.5
    elif entity.country and entity.country == person.setting:
        score += 0.25
    elif entity.country and entity.country in mentioned:
        score += 0.15
    offices = knowledge.offices(entity)
    wanted = {t.role.office or t.role.noun for t in person.titles if t.role is not None}
    if wanted and offices:
        held = {o.role for o in offices}
        if wanted & held:
            score += 0.3
    if date and offices and any(o.start for o in offices):
        year = int(date[:4])
        years = [int(x[:4]) for o in offices for x in (o.start, o.end) if x[:4].isdigit()]
        if years and not min(years) - 30 <= year <= max(years) + 40:
            score -= 0.4
    known = knowledge.person_gender(entity)
    if known and person.gender and known != person.gender:
        score -= 1.0
    return score


def _unknown(person: Person, knowledge: Knowledge, document: str, mentioned: Counter[str]) -> Entity:
    """Return an entity for someone the knowledge base does not know, with what the article says."""
    body = next((t.body for t in person.titles if t.body is not None), None)
    role = next((t.role for t in person.titles if t.role is not None), None)
    sector = role.sector if role is not None else None
    if sector is None and body is not None and role is not None:
        sector = "GOV" if body.type == "Country" else body.sector
    label = person.fullest
    country = body.country if body else None
    if body is None and person.setting:
        ranked = [*mentioned.most_common(2), ("", 0), ("", 0)]
        if mentioned[person.setting] == ranked[0][1]:
            country = person.setting  # an official in a country that the article is about
        elif ranked[0][1] > ranked[1][1]:
            country = ranked[0][0]
    identifier = minted_person(label, document)
    if knowledge.entity(identifier) is not None:  # of the name, but somebody else: what was said fits nobody known
        identifier = f"{identifier}-{(country or 'other').lower()}"
    return Entity(identifier, label, "Person", country, sector)
