"""Which country belongs to which body: dated by hand where known, else as the World Factbook lists them today."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgraph.errors import KnowledgeError
from kgraph.knowledge.building.common import CURATED, DATA, Sources, read_curated, write_table
from kgraph.knowledge.building.countries import factbook_by_country
from kgraph.knowledge.tables import read_table

COLUMNS = ("body", "iso3", "start", "end")
NOTES = (
    "Member countries of intergovernmental bodies with first and last day, where known.",
    "Sources: written for kgraph from general knowledge (CC0); undated ones from the World Factbook (public domain).",
    "Licence: CC0-1.0. Made by: python -m kgraph.knowledge.build",
)
# Abbreviations of the Factbook for bodies that have no hand-written dates.
FACTBOOK_BODIES = {
    "IAEA": "International Atomic Energy Agency", "IMF": "International Monetary Fund", "IBRD": "World Bank",
    "ICCt": "International Criminal Court", "OPCW": "Organisation for the Prohibition of Chemical Weapons",
    "Interpol": "Interpol", "WHO": "World Health Organization", "ILO": "International Labour Organization",
    "UNESCO": "United Nations Educational, Scientific and Cultural Organization", "NAM": "Non-Aligned Movement",
    "FAO": "Food and Agriculture Organization", "G-77": "Group of 77", "NSG": "Nuclear Suppliers Group",
    "ADB": "Asian Development Bank", "AfDB": "African Development Bank", "IEA": "International Energy Agency",
    "EBRD": "European Bank for Reconstruction and Development", "IADB": "Inter-American Development Bank",
    "IDB": "Islamic Development Bank", "OIF": "International Organisation of La Francophonie",
    "COMESA": "Common Market for Eastern and Southern Africa", "AMU": "Arab Maghreb Union",
    "CEMAC": "Central African Economic and Monetary Community", "BSEC": "Black Sea Economic Cooperation",
    "ECO": "Economic Cooperation Organization", "ESA": "European Space Agency", "EAS": "East Asia Summit",
    "CELAC": "Community of Latin American and Caribbean States", "FATF": "Financial Action Task Force",
    "IOM": "International Organization for Migration", "BIS": "Bank for International Settlements",
    "WIPO": "World Intellectual Property Organization", "WMO": "World Meteorological Organization",
    "IMO": "International Maritime Organization", "ICAO": "International Civil Aviation Organization",
    "UNHRC": "United Nations Human Rights Council", "PIF": "Pacific Islands Forum",
}  # fmt: skip


def dated() -> Iterator[tuple[str, str, str, str]]:
    """Yield body, country, start and end of the hand-written memberships."""
    for body, start, end, codes in read_curated(CURATED / "memberships.txt", 4):
        for iso3 in codes.split():
            yield body, iso3, start, end


def listed(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield body and country of the Factbook's memberships; observers and partners are none."""
    for iso3, entry in factbook_by_country(sources).items():
        text = re.sub(r"\([^)]*\)", "*", entry.get("organizations") or "")
        for name in re.split(r"[,;]", text):
            if name.strip() in FACTBOOK_BODIES:
                yield FACTBOOK_BODIES[name.strip()], iso3


def build(sources: Sources) -> int:
    """Write ``memberships.tsv`` and return its number of rows.

    Raises:
        KnowledgeError: If a body is not among the organisations or a code not among the countries.
    """
    bodies = {row["label"]: row["id"] for row in read_table(DATA / "organisations.tsv").records()}
    codes = set(read_table(DATA / "countries.tsv").column("iso3"))
    rows = list(dated())
    done = {(body, iso3) for body, iso3, _, _ in rows}
    rows += [(body, iso3, "", "") for body, iso3 in set(listed(sources)) - done]
    for body, iso3, _, _ in rows:
        if body not in bodies or iso3 not in codes:
            raise KnowledgeError(f"memberships: no such body or country: {body}, {iso3}")
    return write_table(
        DATA / "memberships.tsv", NOTES, COLUMNS, ([bodies[body], *rest] for body, *rest in sorted(set(rows)))
    )
