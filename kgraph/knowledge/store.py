"""The knowledge base: who and what a name may mean, who held which office when, what stands for what."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from kgraph.knowledge.ids import WIKIDATA, iri, short
from kgraph.knowledge.index import NameIndex
from kgraph.knowledge.names import fold, is_acronym, squeeze
from kgraph.knowledge.offices import OfficeIndex
from kgraph.knowledge.respelling import Respelling
from kgraph.knowledge.tables import Table, read_table
from kgraph.knowledge.types import Agent, Candidate, CandidateKind, Kinship, Office, Role
from kgraph.knowledge.words import Words
from kgraph.model import Entity, EntityType

TABLES = ("countries", "places", "organisations", "groups", "events", "people", "metonyms")
_KINDS: Mapping[str, CandidateKind] = {"n": "name", "d": "demonym", "c": "capital", "m": "metonym", "s": "surname"}
_PRIORS: Mapping[str, float] = {"n": 0.9, "d": 0.88, "c": 0.5, "m": 0.4, "s": 0.5}
_FORMS = (("adjectives", "d"), ("persons", "d"), ("peoples", "d"), ("surnames", "s"))
_ANY_PARLIAMENT = frozenset({"parliament", "legislature"})
_ALIAS_DISCOUNT = 0.99
_CURATED_PLACE = 0.7
_COMMON_WORD_DISCOUNT = 0.2
_RENOWNED = 0.8
_RESPELLED = 0.9
_UNRENOWNED = 0.5
_REMEMBERED = 20_000


class Knowledge:
    """Everything in the data files, by name, id, office and membership.

    Reading takes about a tenth of a second; every lookup is a dictionary access.  Use `load_knowledge`, which keeps
    one instance for the process.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        collecting = gc.isenabled()
        gc.disable()  # a hundred thousand small objects that all stay: nothing to collect meanwhile
        try:
            self._load()
        finally:
            if collecting:
                gc.enable()

    # Loading

    def _load(self) -> None:
        self._index = NameIndex()
        self._rows: list[tuple[Table, list[str]]] = []
        self._entities: dict[int, Entity] = {}
        self._by_id: dict[str, int] = {}
        self._countries: dict[str, int] = {}
        self._targets: dict[int, str] = {}
        self._seats: dict[str, list[int]] = {}
        self._looked_up: dict[tuple[str, str | None], tuple[Candidate, ...]] = {}
        self._extra: dict[int, Entity] = {}
        self._extra_facts: dict[str, dict[str, str]] = {}
        self.tables = {name: read_table(self._folder / f"{name}.tsv") for name in TABLES}
        for name in TABLES:
            self._add(self.tables[name])
        self._words = Words(self._folder)

    def _add(self, table: Table) -> None:
        first = len(self._rows)
        rows = table.rows
        self._rows += [(table, row) for row in rows]
        ids = table.column("id")
        self._by_id.update(zip(ids, range(first, first + len(rows)), strict=True))
        column = table.columns.index
        label, names = column("label"), column("names")
        entries: list[tuple[str, int]] = []
        for number, row in enumerate(rows, first):
            entries.append((fold(row[label]), number))
            if row[names]:
                entries += [(x, number) for x in row[names].split("|")]
        self._index.extend(entries, "n")
        for key, kind in _FORMS:
            if key in table.columns:
                i = column(key)
                self._index.extend(
                    [(x, n) for n, row in enumerate(rows, first) if row[i] for x in set(row[i].split("|"))], kind
                )
        if table.name == "countries":
            self._countries = {row[column("iso3")]: n for n, row in enumerate(rows, first) if row[column("iso3")]}
        if "stands_for" in table.columns:
            self._add_targets(table, first)

    def _add_targets(self, table: Table, first: int) -> None:
        i = table.columns.index("stands_for")
        names, label = table.columns.index("names"), table.columns.index("label")
        kind = "c" if table.name == "places" else "m"
        for number, row in enumerate(table.rows, first):
            if not row[i]:
                continue
            target = self._countries.get(row[i], self._by_id.get(row[i], -1))
            if target < 0:
                continue
            self._targets[number] = row[i]
            self._seats.setdefault(row[i], []).append(number)
            spellings = [fold(row[label]), *(row[names].split("|") if row[names] else ())]
            self._index.extend([(x.partition("=")[0], target) for x in spellings], kind)

    # Entities

    def _entity(self, number: int) -> Entity:
        held = self._entities.get(number)
        if held is None:
            held = self._entities[number] = self._extra.get(number) or self._make(*self._rows[number])
        return held

    def _make(self, table: Table, row: list[str]) -> Entity:
        cell = dict(zip(table.columns, row, strict=True))
        name = table.name
        kind: EntityType = "Place"
        country: str | None = cell.get("country") or None
        sector: str | None = cell.get("sector") or None
        if name == "countries":
            kind, country = "Country", cell["iso3"] or None
        elif name in ("organisations", "groups", "events", "people"):
            kind = _TYPES[name]
        elif name == "metonyms":
            kind = "Organization" if cell["type"] == "Organization" else "Place"
        return Entity(iri(cell["id"]), cell["label"], kind, country, sector)

    def _number(self, entity: Entity | str) -> int | None:
        identifier = entity if isinstance(entity, str) else entity.id
        return self._by_id.get(short(identifier), self._by_id.get(identifier))

    def entity(self, identifier: str) -> Entity | None:
        """Return the entity with this IRI (or id as the data files write it)."""
        number = self._number(identifier)
        return None if number is None else self._entity(number)

    def facts(self, entity: Entity | str) -> Mapping[str, str]:
        """Return the row of the data files about an entity, by column; empty if there is none."""
        number = self._number(entity)
        if number is None:
            return {}
        if number in self._extra:
            return self._extra_facts.get(self._extra[number].id, {})
        table, row = self._rows[number]
        return dict(zip(table.columns, row, strict=True))

    def names(self, entity: Entity | str) -> tuple[str, ...]:
        """Return all names of an entity, its label first.

        >>> from kgraph.knowledge import load_knowledge
        >>> load_knowledge().names("Q889")[:2]
        ('Afghanistan', 'Islamic Republic of Afghanistan')
        """
        facts = self.facts(entity)
        if not facts:
            return ()
        others = [x.partition("=")[0] for x in facts.get("names", "").split("|") if x]
        return tuple(dict.fromkeys([facts["label"], *others]))

    def coordinates(self, entity: Entity | str) -> tuple[float, float] | None:
        """Return latitude and longitude in degrees (WGS 84), where known."""
        facts = self.facts(entity)
        if not facts.get("lat"):
            return None
        return float(facts["lat"]), float(facts["lon"])

    def exact_matches(self, entity: Entity | str) -> tuple[str, ...]:
        """Return IRIs of the same thing elsewhere (Wikidata, GeoNames), other than the entity's own."""
        facts = self.facts(entity)
        found = []
        wikidata = facts.get("wikidata", "")
        if wikidata and wikidata != facts.get("id"):
            found.append(WIKIDATA + wikidata)
        if facts.get("geonames"):
            found.append(f"https://sws.geonames.org/{facts['geonames']}/")
        return tuple(found)

    # Names

    def lookup(self, name: str, date: str | None = None) -> tuple[Candidate, ...]:
        """Return what a name may mean, best first.

        Accents, hyphens, apostrophes, dots, a leading "the" and a possessive ending do not matter; capitals do.  With
        `date`, people in office then come before others of their name.
        """
        held = self._looked_up.get((name, date))
        if held is None:
            if len(self._looked_up) >= _REMEMBERED:
                self._looked_up.clear()
            held = self._looked_up[name, date] = self._candidates(name, date)
        return held

    def _candidates(self, name: str, date: str | None) -> tuple[Candidate, ...]:
        best: dict[tuple[int, str], Candidate] = {}
        for number, code, weight, stored in self._index.find(name):
            prior = self._prior(number, code, weight, stored, date)
            kind = _KINDS[code]
            if code == "n" and stored != fold(self._label(number)):
                kind = "acronym" if is_acronym(stored) else "alias"
                prior *= _ALIAS_DISCOUNT
            held = best.get((number, code))
            if held is None or prior > held.prior:
                best[number, code] = Candidate(self._entity(number), kind, round(prior, 4))
        return tuple(sorted(best.values(), key=lambda c: -c.prior))

    def _label(self, number: int) -> str:
        if number in self._extra:
            return self._extra[number].label
        table, row = self._rows[number]
        return row[table.columns.index("label")]

    def _prior(self, number: int, code: str, weight: float | None, stored: str, date: str | None) -> float:
        if weight is not None:
            return weight
        prior = _PRIORS[code]
        if number in self._extra:
            return prior if code in "cm" else 0.99
        table, row = self._rows[number]
        if code == "n" and "weight" in table.columns:
            prior = float(row[table.columns.index("weight")] or prior)
        elif code == "s":
            prior = 0.6 * float(row[table.columns.index("weight")] or 0.5)
            if date and self._offices.active(row[0], date):
                prior += 0.35
        renowned = table.name == "people" and float(row[table.columns.index("weight")] or 0) >= _RENOWNED
        doubtful = (table.name == "people" and not renowned) or (table.name == "places" and prior < _CURATED_PLACE)
        if doubtful and self.is_common_word(stored):
            prior *= _COMMON_WORD_DISCOUNT
        return prior

    def longest_match(
        self, words: Sequence[str], start: int, date: str | None = None
    ) -> tuple[int, tuple[Candidate, ...]]:
        """Return the end (exclusive) and the candidates of the longest name that begins at ``words[start]``.

        Words are tokens of any tokenisation: "Jong-un" may be one, two or three.  Without a name there, the end is
        `start` and there are no candidates.
        """
        end = self._index.longest(words, start)
        if words[start].lower() == "the" and start + 1 < len(words):
            inner = self._index.longest(words, start + 1)
            if inner > max(end, start + 1):
                end = inner
        if end == start:
            return start, ()
        return end, self.lookup(" ".join(words[start:end]), date)

    def is_common_word(self, name: str) -> bool:
        """Return whether a single name is an everyday English word, so that it takes more than capitals to be one."""
        return " " not in name and not is_acronym(name) and self._words.is_common(name)

    # Countries and places

    @cached_property
    def countries(self) -> tuple[Entity, ...]:
        """All countries, territories and historical states."""
        return tuple(self._entity(self._by_id[x]) for x in self.tables["countries"].column("id"))

    def country(self, iso3: str) -> Entity | None:
        """Return a country by its ISO 3166-1 alpha-3 code (historical states by their last code)."""
        number = self._countries.get(iso3)
        return None if number is None else self._entity(number)

    def demonym(self, word: str) -> Entity | None:
        """Return the country, place or group whose people or things `word` names ("Iraqi", "Britons", "Chechen")."""
        return next((c.entity for c in self.lookup(word) if c.kind == "demonym"), None)

    @cached_property
    def _combining(self) -> dict[str, str]:
        return dict(read_table(self._folder / "combining.tsv").rows)

    def combining(self, form: str) -> Entity | None:
        """Return the country that the first part of a compound names ("Sino" of "Sino-Russian").

        >>> from kgraph.knowledge import load_knowledge
        >>> load_knowledge().combining("Franco").label
        'France'
        """
        code = self._combining.get(form)
        return self.country(code) if code is not None else None

    def adjective(self, entity: Entity | str) -> str | None:
        """Return the adjective of a country, place or group ("French")."""
        adjectives = self.facts(entity).get("adjectives", "")
        return adjectives.split("|")[0] or None

    def capital_of(self, entity: Entity | str) -> Entity | None:
        """Return the country whose capital or seat of government a city is."""
        number = self._number(entity)
        if number is None or self._rows_table(number) != "places":
            return None
        return self.stands_for(entity)

    def stands_for(self, entity: Entity | str) -> Entity | None:
        """Return the country or body that a city, palace or building stands for, or None."""
        number = self._number(entity)
        target = None if number is None else self._targets.get(number)
        if target is None:
            return None
        return self.country(target) or self.entity(target)

    def capital(self, iso3: str) -> Entity | None:
        """Return the capital of a country."""
        seats = self._seats.get(iso3)
        return self._entity(seats[0]) if seats and self._rows_table(seats[0]) == "places" else None

    def neighbours(self, iso3: str) -> tuple[Entity, ...]:
        """Return the countries that border on a country."""
        number = self._countries.get(iso3)
        if number is None:
            return ()
        codes = self.facts(self._entity(number)).get("neighbours", "").split("|")
        return tuple(x for x in map(self.country, codes) if x is not None)

    def place(self, name: str) -> Entity | None:
        """Return the likeliest city, region, sea or building of this name."""
        return self._first(name, "Place")

    def events(self, name: str) -> tuple[Entity, ...]:
        """Return the wars, treaties, summits and attacks of this name."""
        return tuple(c.entity for c in self.lookup(name) if c.entity.type == "NamedEvent")

    def _first(self, name: str, kind: EntityType) -> Entity | None:
        return next((c.entity for c in self.lookup(name) if c.entity.type == kind), None)

    def _rows_table(self, number: int) -> str:
        return self._rows[number][0].name

    # People and offices

    @cached_property
    def _offices(self) -> OfficeIndex:
        return OfficeIndex(self.tables["people"])

    def person(self, name: str, date: str | None = None) -> Entity | None:
        """Return the likeliest person of this full name, alias or surname."""
        found = [c for c in self.lookup(name, date) if c.entity.type == "Person"]
        return found[0].entity if found else None

    @cached_property
    def _respelling(self) -> Respelling:
        return Respelling(self.tables["people"])

    def respelled(self, name: str) -> tuple[Candidate, ...]:
        """Return people whose full name in the data files is another transliteration of `name`, the likeliest first.

        >>> from kgraph.knowledge import load_knowledge
        >>> [c.entity.label for c in load_knowledge().respelled("Mahmud Abbas")]
        ['Mahmoud Abbas']
        """
        people = self.tables["people"]
        weight = people.columns.index("weight")
        found = [people.rows[number] for number in self._respelling.find(name)]
        return tuple(
            Candidate(
                self._entity(self._by_id[row[0]]), "alias", round(_RESPELLED * float(row[weight] or _UNRENOWNED), 4)
            )
            for row in found
        )

    def people(self, surname: str, date: str | None = None) -> tuple[Entity, ...]:
        """Return the people with this surname, those in office at `date` and the better known first."""
        return tuple(c.entity for c in self.lookup(surname, date) if c.kind == "surname")

    def offices(self, entity: Entity | str) -> tuple[Office, ...]:
        """Return the offices that a person held, in order of their beginning."""
        number = self._number(entity)
        return () if number is None else self._offices.of(self._rows[number][1][0])

    def office_holder(self, role: str, country: str, date: str | None = None) -> Entity | None:
        """Return who held an office of a country (ISO code) or organisation (id) at a date; None date: the latest.

        `role` is "president", "prime minister", "chancellor", "king", "foreign minister", "leader" and so on.
        """
        held = self._offices.holder(role.lower(), country, date)
        return None if held is None else self.entity(held)

    def gender(self, first_name: str) -> str | None:
        """Return ``m`` or ``f`` for a first name that is nearly always one of them, else None."""
        return self._words.first_names.get(fold(first_name).lower())

    def person_gender(self, entity: Entity | str) -> str | None:
        """Return ``m`` or ``f`` for a person of the knowledge base, where known."""
        return self.facts(entity).get("gender") or None

    # Organisations

    def organisation(self, name: str) -> Entity | None:
        """Return the likeliest organisation of this name or acronym."""
        return self._first(name, "Organization")

    @cached_property
    def _members(self) -> dict[str, list[tuple[str, str, str]]]:
        members: dict[str, list[tuple[str, str, str]]] = {}
        for body, iso3, start, end in read_table(self._folder / "memberships.tsv").rows:
            members.setdefault(body, []).append((iso3, start, end))
        return members

    def members(self, body: Entity | str, date: str | None = None) -> tuple[Entity, ...]:
        """Return the member countries of an organisation, at a date or now."""
        number = self._number(body)
        if number is None:
            return ()
        found = [
            iso3
            for iso3, start, end in self._members.get(self._rows[number][1][0], ())
            if (not end if date is None else Office("", "", "", start, end).covers(date))
        ]
        return tuple(x for x in map(self.country, found) if x is not None)

    @cached_property
    def _parliaments(self) -> dict[str, tuple[str, frozenset[str]]]:
        rows = read_table(self._folder / "parliaments.tsv").rows
        return {iso3: (body, frozenset(names.split("|"))) for iso3, body, names in rows}

    def parliament(self, iso3: str) -> Entity | None:
        """Return the parliament of a country, if it is among the organisations.

        >>> from kgraph.knowledge import load_knowledge
        >>> load_knowledge().parliament("ISR").label
        'Knesset'
        """
        body, _ = self._parliaments.get(iso3, ("", frozenset()))
        return self.entity(body) if body else None

    def has_parliament_called(self, iso3: str, name: str) -> bool:
        """Return whether news calls the parliament of a country, or a chamber of it, by a common name.

        >>> from kgraph.knowledge import load_knowledge
        >>> kb = load_knowledge()
        >>> kb.has_parliament_called("PER", "Congress"), kb.has_parliament_called("UKR", "Congress")
        (True, False)
        """
        _, names = self._parliaments.get(iso3, ("", frozenset()))
        return name.lower() in _ANY_PARLIAMENT or name.lower() in names

    @cached_property
    def _courts(self) -> dict[str, tuple[bool, frozenset[str]]]:
        """Countries by the common name of a court, and whether they are those that have one."""
        rows = read_table(self._folder / "courts.tsv").rows
        return {name: ("-" not in codes, frozenset(codes.replace("-", "").split())) for name, codes in rows}

    def has_court_called(self, iso3: str, name: str) -> bool:
        """Return whether a country may have a court of a common name.

        >>> from kgraph.knowledge import load_knowledge
        >>> kb = load_knowledge()
        >>> kb.has_court_called("KEN", "High Court"), kb.has_court_called("RUS", "High Court")
        (True, False)
        """
        having, codes = self._courts.get(name.lower(), (False, frozenset()))
        return having == (iso3 in codes)

    def part_of(self, body: Entity | str) -> Entity | None:
        """Return the organisation that a body belongs to (the Security Council: the United Nations)."""
        parent = self.facts(body).get("parent")
        return self.entity(parent) if parent else None

    # Words

    def role(self, phrase: str) -> Role | None:
        """Return what a role noun or title means ("Prime Minister", "Gen.", "spokeswomen")."""
        return self._words.role(phrase)

    def bounds_role(self, word: str) -> tuple[bool, bool]:
        """Return whether a role noun or title may begin, and may end, with a word."""
        return self._words.bounds_role(word)

    def agent(self, noun: str) -> Agent | None:
        """Return what kind of actor a common noun names ("soldiers", "police", "rebel group")."""
        return self._words.agent(noun)

    def kinship(self, noun: str) -> Kinship | None:
        """Return the relation that a noun for kin expresses."""
        return self._words.kinship(noun)

    def body_kind(self, phrase: str) -> tuple[str, str] | None:
        """Return kind and sector of a national body's common name ("foreign ministry": ministry, GOV)."""
        return self._words.body(phrase)

    @property
    def words(self) -> Words:
        """Role, agent, kinship and body nouns, first names, common words."""
        return self._words

    # The user's own knowledge

    def add(self, entity: Entity, names: Iterable[str], facts: Mapping[str, str] | None = None) -> None:
        """Add an entity, or replace the one with its id; `names` come before all others of their spelling.

        Args:
            entity: Its id may be one of the data files.
            names: Further spellings.
            facts: Cells as the data files have them: ``surnames``, ``adjectives``, ``persons``, ``peoples`` (forms set
                apart by ``|``), ``offices``, ``stands_for``, ``lat``, ``lon``, ...
        """
        self._looked_up.clear()
        key = short(entity.id)
        number = self._by_id.get(key)
        if number is None:
            number = len(self._rows)
            self._rows.append((Table("extra", ("id", "label", "names"), []), [key, entity.label, ""]))
            self._by_id[key] = number
        self._entities.pop(number, None)
        spellings = list(dict.fromkeys([entity.label, *names]))
        known = dict(self.facts(entity))
        self._extra[number] = entity
        earlier = [x for x in known.get("names", "").split("|") if x]
        self._extra_facts[entity.id] = {
            **known, **(facts or {}), "id": key, "label": entity.label, "names": "|".join([*spellings, *earlier]),
        }  # fmt: skip
        self._index.extend([(fold(x).replace("=", " "), number) for x in spellings if squeeze(x)], "n")
        self._add_forms(number, key, facts or {})

    def is_own(self, entity: Entity | str) -> bool:
        """Return whether an entity is one that the user's own knowledge says something of."""
        return self._number(entity) in self._extra

    def _add_forms(self, number: int, key: str, facts: Mapping[str, str]) -> None:
        for column, kind in _FORMS:
            forms = [x for x in facts.get(column, "").split("|") if squeeze(x)]
            self._index.extend([(fold(x).replace("=", " "), number) for x in forms], kind)
        if facts.get("offices"):
            self._offices.add(key, facts["offices"])
        if facts.get("stands_for"):
            self._targets[number] = facts["stands_for"]

    def __iter__(self) -> Iterator[Entity]:
        return (self._entity(n) for n in range(len(self._rows)))

    def __len__(self) -> int:
        return len(self._rows)


_TYPES: Mapping[str, EntityType] = {
    "organisations": "Organization", "groups": "Group", "events": "NamedEvent", "people": "Person",
}  # fmt: skip
