"""What the slots of the written news items are filled with: countries, people, places, bodies, dates.

Names come from the knowledge base. People are also put together from the given name of one and the surname of another
of the same country, and bodies from the patterns of ``items/patterns.tsv``, so that what is learned is how names look
and where they stand, not a list of them.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kgraph.errors import FormatError
from kgraph.knowledge.tables import read_table
from kgraph.resources import data_lines, knowledge_dir, training_items_dir
from kgraph.training.name_corpora import TITLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BODIES = (
    "agency", "armed", "bank", "club", "company", "court", "criminal", "federation", "igo", "institute", "media",
    "ministry", "museum", "ngo", "parliament", "party", "service", "union", "university",
)  # fmt: skip
"""Kinds of slot that are organisations."""

_TABLE_KINDS = {"intelligence": "service", "think tank": "institute"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SMALL_NUMBERS = ("two", "three", "four", "five", "six", "ten", "20")
_NAME = re.compile(r"[^()\d,/;]+")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,4}")
_INVENTED_BODIES = 0.6
_MIXED_PEOPLE = 0.8
_FEWEST_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Entity:
    """What a slot is filled with.

    Args:
        forms: its texts by form, the full name under the empty form.
        labels: the label of each form that is not ``label``.
        label: the label of its names; empty for a plain number.
        definite: whether the full name takes "the", which stands outside the name.
    """

    forms: dict[str, str]
    label: str
    labels: dict[str, str] = field(default_factory=dict)
    definite: bool = False


@dataclass(slots=True)
class Person:
    """A name in parts, to be mixed with others of its country."""

    given: str
    surname: str
    gender: str
    family_first: bool

    def full(self) -> str:
        """Return the name as it is written in English news."""
        return f"{self.surname} {self.given}" if self.family_first else f"{self.given} {self.surname}"


@dataclass(slots=True)
class Country:
    """A country with what is in it."""

    code: str
    entity: Entity
    capital: str
    people: list[Person] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class World:
    """All that slots can be filled with."""

    countries: list[Country]
    bodies: dict[str, list[tuple[str, Entity]]]
    patterns: dict[str, list[str]]
    groups: list[Entity]
    seas: list[Entity]
    wars: list[Entity]
    treaties: list[Entity]
    lists: dict[str, list[str]]


def draw(kind: str, world: World, country: Country, rng: random.Random, *, forms: Iterable[str], local: bool) -> Entity:
    """Return something of a kind that has all the forms asked for.

    Args:
        kind: what the slot names before its dot.
        world: what there is.
        country: whose city, person or body it is.
        rng: draws.
        forms: forms that the item needs of it.
        local: whether a body must be of this country, rather than any that is known, where there are patterns for it.

    Raises:
        FormatError: no such kind, or nothing of it has these forms.
    """
    needed = set(forms) - {"bare", "upper"}
    if kind == "country":
        return _having([country.entity], needed, kind, rng)
    if kind in {"person", "man", "woman"}:
        return _person(kind, country, rng)
    if kind in {"city", "region"}:
        return Entity({"": rng.choice(country.places[kind] or [country.capital])}, "GPE")
    if kind in BODIES:
        return _body(kind, world, country, rng, needed, local=local)
    if kind in _DATES:
        return Entity({"": _DATES[kind](rng)}, "DATE")
    if kind in _NUMBERS:
        return Entity({"": _NUMBERS[kind](rng)}, "")
    pools = {"group": world.groups, "sea": world.seas, "war": world.wars, "treaty": world.treaties}
    if kind not in pools:
        raise FormatError(f"no slot is called {kind!r}")
    return _having(pools[kind], needed, kind, rng)


def _having(pool: list[Entity], needed: set[str], kind: str, rng: random.Random) -> Entity:
    able = [entity for entity in pool if needed <= entity.forms.keys()]
    if not able:
        raise FormatError(f"no {kind} has the forms {sorted(needed)}")
    return rng.choice(able)


def _person(kind: str, country: Country, rng: random.Random) -> Entity:
    """Return a person of a country; most are put together from two."""
    gender = {"man": "m", "woman": "f"}.get(kind, "")
    pool = [p for p in country.people if not gender or p.gender == gender] or country.people
    one = rng.choice(pool)
    if rng.random() < _MIXED_PEOPLE:
        others = [p for p in country.people if p.family_first == one.family_first and p.surname not in one.given]
        one = Person(one.given, rng.choice(others or [one]).surname, one.gender, one.family_first)
    # "al-Sistani" is called "Sistani" as often.
    short = one.surname.removeprefix("al-") if rng.random() < 0.5 else one.surname
    return Entity({"": one.full(), "surname": short}, "PERSON")


def _body(kind: str, world: World, country: Country, rng: random.Random, needed: set[str], *, local: bool) -> Entity:
    """Return an organisation, more often than not a made-up one where there are patterns for the kind."""
    patterns = world.patterns.get(kind, [])
    known = [
        entity
        for code, entity in world.bodies.get(kind, [])
        if needed <= entity.forms.keys() and (not local or not patterns or code == country.code)
    ]
    if known and (not patterns or rng.random() > _INVENTED_BODIES):
        return rng.choice(known)
    for _ in range(20):
        made = _made(rng.choice(patterns), world, country, rng)
        if needed <= made.forms.keys():
            return made
    raise FormatError(f"no {kind} has the forms {sorted(needed)}")


def _made(pattern: str, world: World, country: Country, rng: random.Random) -> Entity:
    """Fill a pattern such as ``the {adj} {cause} Party``."""

    def value(match: re.Match[str]) -> str:
        slot = match[1]
        if slot in world.lists:
            return rng.choice(world.lists[slot])
        if slot in {"city", "region"}:
            return rng.choice(country.places[slot] or [country.capital])
        if slot == "surname":
            return rng.choice(country.people).surname.removeprefix("al-")
        return {"capital": country.capital, "country": country.entity.forms[""]}.get(slot) or country.entity.forms[slot]

    text = re.sub(r"\{(\w+)\}", value, pattern)
    definite = text.startswith("the ")
    return _organisation(text.removeprefix("the "), definite)


def _organisation(name: str, definite: bool, acronym: str = "") -> Entity:
    """Return an organisation; the acronym of a name of three words and more is made from its initials."""
    words = [word for word in re.split(r"[ -]", name) if word[:1].isupper()]
    if not acronym and 3 <= len(words) <= 5:
        acronym = "".join(word[0] for word in words)
    return Entity({"": name} | ({"acronym": acronym} if acronym else {}), "ORG", definite=definite)


def _date(patterns: str) -> Callable[[random.Random], str]:
    """Return what fills one of some patterns of a date with a day, a month and a year."""

    def filled(rng: random.Random) -> str:
        year = rng.randint(1946, 2029) if rng.random() < 0.4 else rng.randint(1995, 2027)
        long = rng.choice(_MONTHS)
        return rng.choice(patterns.split("|")).format(
            w=rng.choice(_WEEKDAYS),
            m=long,
            # "May" and the other short ones are written out.
            a=long if len(long) < 5 else f"{long[: 4 if long == 'September' else 3]}.",
            d=rng.randint(1, 28),
            y=year,
            n=rng.choice(_SMALL_NUMBERS),
        )

    return filled


_DATES = {
    "weekday": _date("{w}"),
    "month": _date("{m}"),
    "day": _date("{m} {d}|{m} {d}|{a} {d}"),
    "daymonth": _date("{d} {m}"),
    "date": _date("{m} {d}, {y}|{m} {d}, {y}|{a} {d}, {y}"),
    "monthyear": _date("{m} {y}"),
    "year": _date("{y}"),
    "past": _date(
        "last week|last month|last year|this week|this month|{n} weeks ago|{n} months ago|{n} years ago|a year ago|"
        "last {w}|last {m}|{w} morning|{w} afternoon|{w} evening|{w} night|yesterday|several years ago|a week earlier"
    ),
    "future": _date("next week|next month|next year|this year|next {w}|next {m}|tomorrow|{w} morning|this {w}"),
    "decade": _date("1950s|1960s|1970s|1980s|1990s|19th century|16th century|18th century"),
}
_NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "n": lambda rng: str(rng.randint(11, 59)),
    "age": lambda rng: str(rng.randint(19, 94)),
    "hundreds": lambda rng: str(rng.randint(101, 980)),
    "thousands": lambda rng: f"{rng.randint(1100, 98000):,}",
}


@cache
def world() -> World:
    """Read what slots are filled with, once."""
    heads = set(_list_file("articles.txt"))
    bodies: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for row in read_table(knowledge_dir() / "organisations.tsv").records():
        name = row["label"].removeprefix("The ")
        if _NAME.fullmatch(name):
            acronyms = [n for n in row["names"].split("|") if _ACRONYM.fullmatch(n)]
            head = re.split(r" (?:of|for|in|on|to|against|and the) ", name)[0].split()[-1]
            entity = _organisation(name, head in heads or name != row["label"], acronyms[0] if acronyms else "-")
            forms = {form: text for form, text in entity.forms.items() if text != "-"}
            kind = _TABLE_KINDS.get(row["type"], row["type"])
            bodies[kind].append((row["country"], Entity(forms, "ORG", definite=entity.definite)))
    patterns: dict[str, list[str]] = defaultdict(list)
    lists: dict[str, list[str]] = {}
    for row in read_table(training_items_dir() / "patterns.tsv").records():
        if row["kind"].islower():
            patterns[row["kind"]] += row["names"].split("|")
        else:
            lists[row["kind"].lower()] = row["names"].split("|")
    events = [(r["type"], r["label"]) for r in read_table(knowledge_dir() / "events.tsv").records()]
    places = list(read_table(knowledge_dir() / "places.tsv").records())
    return World(
        countries=_countries(places),
        bodies=bodies,
        patterns=patterns,
        groups=_groups(),
        seas=[Entity({"": p["label"]}, "LOC", definite="Lake" not in p["label"]) for p in places if p["type"] == "sea"],
        wars=[Entity({"": n}, "EVENT") for t, n in events if t == "war" and n.endswith("War")],
        treaties=[
            Entity({"": n}, "LAW")
            for t, n in events
            if t == "treaty" and n.split()[-1] in {"Treaty", "Agreement", "Accords", "Accord", "Protocol", "Convention"}
        ],
        lists=lists,
    )


def _list_file(name: str) -> list[str]:
    """Return the words of a list beside the items."""
    return [word for _, line in data_lines(training_items_dir() / name) for word in line.split()]


def _groups() -> list[Entity]:
    """Return peoples and faiths that have an adjective and a plural."""
    return [
        Entity({"": row["peoples"].split("|")[0], "adj": row["adjectives"].split("|")[0]}, "NORP")
        for row in read_table(knowledge_dir() / "groups.tsv").records()
        if row["peoples"] and row["adjectives"]
    ]


def _countries(places: list[dict[str, str]]) -> list[Country]:
    """Return the countries that have an adjective, a capital and enough people."""
    articles = set(_list_file("countries.txt"))
    no_names = {word.lower() for word in _list_file("articles.txt")} | TITLE_WORDS
    no_names |= set(read_table(knowledge_dir() / "roles.tsv").column("noun"))
    capitals: dict[str, str] = {}
    for place in sorted(places, key=lambda p: -float(p["weight"] or 0)):
        if place["type"] == "city" and place["stands_for"] == place["country"]:
            capitals.setdefault(place["country"], place["label"])
    found: dict[str, Country] = {}
    for row in read_table(knowledge_dir() / "countries.tsv").records():
        code = row["iso3"]
        if row["kind"] == "country" and row["adjectives"] and row["persons"] and code in capitals:
            forms = {
                "": row["label"],
                "adj": row["adjectives"].split("|")[0],
                "people": row["peoples"].split("|")[0],
                "national": row["persons"].split("|")[0],
                "capital": capitals[code],
            }
            labels = {"adj": "NORP", "people": "NORP", "national": "NORP"}
            found[code] = Country(code, Entity(forms, "GPE", labels, definite=code in articles), capitals[code])
    for place in places:
        name, kind = place["label"], place["type"]
        plain = _NAME.fullmatch(name) and len(name.split()) <= 3
        if place["country"] in found and kind in {"city", "region"} and plain and name != capitals[place["country"]]:
            found[place["country"]].places[kind].append(name)
    for row in read_table(knowledge_dir() / "people.tsv").records():
        if row["country"] in found and (person := _parts(row, no_names)):
            found[row["country"]].people.append(person)
    return [country for country in found.values() if len(country.people) >= _FEWEST_PEOPLE]


def _parts(row: dict[str, str], no_names: set[str]) -> Person | None:
    """Split a name at its surname; names that do not begin or end with it or that hold a title are left out.

    Args:
        row: of the people table.
        no_names: titles and heads of bodies' names, in small letters.
    """
    name = row["label"]
    if any(word.lower().rstrip(".'") in no_names for word in re.split("[ -]", name)):
        return None
    for surname in row["surnames"].split("|"):
        if len(surname) < 2 or surname.endswith(".") or any(len(w) > 2 and w.isupper() for w in re.split("[ -]", name)):
            continue
        if name.endswith(" " + surname):
            return Person(name.removesuffix(" " + surname), surname, row["gender"], False)
        if name.startswith(surname + " "):
            return Person(name.removeprefix(surname + " "), surname, row["gender"], True)
    return None
