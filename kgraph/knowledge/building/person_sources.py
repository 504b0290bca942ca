"""What each source says of people: names, countries, offices."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kgraph.knowledge.building.common import CURATED, Sources, read_curated, read_json_lines
from kgraph.knowledge.building.countries import curated_countries, curated_states, factbook_by_country
from kgraph.knowledge.building.person_names import proper, untitled
from kgraph.knowledge.names import squeeze

_MONTHS = {m: f"{i:02}" for i, m in enumerate(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"), 1
)}  # fmt: skip
REIGN_UNTIL = "2021-03"
ACTORS_UNTIL = "2014-01"
CODE = 3


@dataclass(slots=True)
class Term:
    """An office with the days it was held."""

    role: str
    country: str
    start: str = ""
    end: str = ""

    def cell(self) -> str:
        """Return the term as ``people.tsv`` has it."""
        return f"{self.role}@{self.country}@{self.start}@{self.end}"


@dataclass(slots=True)
class Record:
    """What a source says of a person."""

    name: str
    country: str
    mark: str
    weight: float
    terms: list[Term] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    surnames: list[str] = field(default_factory=list)
    gender: str = ""
    sector: str = "GOV"


def country_codes() -> Mapping[str, str]:
    """Return ISO codes by the keys of all names of countries and historical states."""
    found: dict[str, str] = {}
    for iso3, label, names, *_ in curated_countries():
        for name in (label, *names.split("|")):
            found.setdefault(squeeze(name.partition("=")[0]), iso3)
    for code, country, label, names, *_ in curated_states():
        for name in (label, *names.split("|")):
            found.setdefault(squeeze(name.partition("=")[0]), code or country)
    return found


def curated(bodies: Mapping[str, str]) -> Iterator[Record]:
    """Yield the hand-written people.

    Args:
        bodies: Ids of organisations by label, for their offices.
    """
    for label, names, gender, country, weight, terms, surnames in read_curated(CURATED / "people.txt", 7):
        held = []
        for cell in terms.split(","):
            if not cell.strip():
                continue
            words = cell.split()
            dates = words.pop() if re.match(r"[0-9/~]", words[-1]) else ""
            start, _, end = dates.partition("/")
            role, _, body = " ".join(words).partition("@")
            holder = body if len(body) == CODE else bodies.get(body, body)
            held.append(Term(role.strip(), holder or country.partition(":")[0], start, end))
        home, _, sector = country.partition(":")
        yield Record(
            label, home, "m", float(weight or 0.6), held, [x for x in names.split("|") if x],
            [x for x in surnames.split("|") if x], gender, sector or "GOV",
        )  # fmt: skip


# REIGN

_COW = {
    "AAB": "ATG", "ALG": "DZA", "ANG": "AGO", "AUL": "AUS", "AUS": "AUT", "BAH": "BHR", "BAR": "BRB", "BFO": "BFA",
    "BHM": "BHS", "BHU": "BTN", "BNG": "BGD", "BOS": "BIH", "BOT": "BWA", "BRU": "BRN", "BUI": "BDI", "BUL": "BGR",
    "CAM": "KHM", "CAO": "CMR", "CAP": "CPV", "CDI": "CIV", "CEN": "CAF", "CHA": "TCD", "CHL": "CHL", "CON": "COG",
    "COS": "CRI", "CRO": "HRV", "CZE": "CSK", "CZR": "CZE", "DEN": "DNK", "DRC": "COD", "DRV": "VNM", "EQG": "GNQ",
    "ETM": "TLS", "FIJ": "FJI", "FRN": "FRA", "GAM": "GMB", "GDR": "DDR", "GFR": "DEU", "GMY": "DEU", "GRG": "GEO",
    "GRN": "GRD", "GUA": "GTM", "GUI": "GIN", "HAI": "HTI", "HON": "HND", "ICE": "ISL", "INS": "IDN", "IRE": "IRL",
    "KOS": "XKX", "KUW": "KWT", "KYR": "KGZ", "KZK": "KAZ", "LAT": "LVA", "LEB": "LBN", "LES": "LSO", "LIB": "LBY",
    "LIT": "LTU", "MAA": "MRT", "MAC": "MKD", "MAD": "MDV", "MAG": "MDG", "MAL": "MYS", "MAS": "MUS", "MAW": "MWI",
    "MLD": "MDA", "MNC": "MCO", "MNG": "MNE", "MON": "MNG", "MOR": "MAR", "MSI": "MHL", "MYA": "MMR", "MZM": "MOZ",
    "NAU": "NRU", "NEP": "NPL", "NEW": "NZL", "NIG": "NGA", "NIR": "NER", "NTH": "NLD", "OMA": "OMN", "PAL": "PLW",
    "PAR": "PRY", "PHI": "PHL", "POR": "PRT", "ROK": "KOR", "ROM": "ROU", "RUS": "RUS", "RVN": "VNM", "SAF": "ZAF",
    "SAL": "SLV", "SEY": "SYC", "SIE": "SLE", "SIN": "SGP", "SKN": "KNA", "SLO": "SVK", "SLU": "LCA", "SLV": "SVN",
    "SNM": "SMR", "SOL": "SLB", "SPN": "ESP", "SRI": "LKA", "SUD": "SDN", "SVG": "VCT", "SWA": "SWZ", "SWD": "SWE",
    "SWZ": "CHE", "TAJ": "TJK", "TAZ": "TZA", "THI": "THA", "TOG": "TGO", "TRI": "TTO", "UAE": "ARE", "UKG": "GBR",
    "URU": "URY", "VAN": "VUT", "YAR": "YEM", "YPR": "YMD", "ZAM": "ZMB", "ZIM": "ZWE", "BRA": "BRA", "DOM": "DOM",
}  # fmt: skip


def reign(sources: Sources) -> Iterator[Record]:
    """Yield the rulers of each state since 1950, one record for each reign; names are often surnames only."""
    path = sources.shared / "knowledge" / "leaders.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            name = " ".join(re.sub(r"\(.*?(?:\)|$)", "", row["leader"]).split())
            if "," in name:
                name = " ".join(reversed([x.strip() for x in name.split(",")]))
            start = f"{int(row['syear']):04}-{int(row['smonth']):02}-{int(row['sdate']):02}"
            end = f"{int(row['eyear']):04}-{int(row['emonth']):02}" if row["eyear"] and row["emonth"] else REIGN_UNTIL
            country = _COW.get(row["stateabb"], row["stateabb"])
            if (country == "RUS" and end < "1991-12") or (country == "RUS" and name.startswith("Gorba")):
                country = "SUN"
            gender = {"1": "m", "0": "f"}.get(row["gender"], "")
            yield Record(name, country, "r", 0.7, [Term("leader", country, start, end)], gender=gender)


# World Factbook

_OFFICE = re.compile(
    r"^(?:Interim |Acting |Transitional |Transition |Caretaker )*(?P<role>Supreme Leader|"
    r"President of the [A-Z][\w ]+?Council|Prime Minister|President|Chancellor|Federal Chancellor|"
    r"King|Queen|Amir|Emir|Sultan|Emperor|Grand Duke|Prince|Pope|Premier|Taoiseach|Chief Executive|Governor General|"
    r"Captain[s]? Regent|Chairman of the Cabinet of Ministers)s? "
    r"(?P<name>.+?)\s*\((?:since|re-?elected|elected|sworn in)?[^)]*?(?:since )?"
    r"(?P<date>(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})"
)
_ROLES = {
    "amir": "emir", "federal chancellor": "chancellor", "taoiseach": "prime minister", "queen": "queen",
    "chairman of the cabinet of ministers": "prime minister",
}  # fmt: skip


def iso_date(text: str) -> str:
    """Return a date of the Factbook ("12 December 2019") as ``YYYY-MM-DD``, as far as it goes."""
    parts = text.split()
    year = parts[-1]
    month = next((v for k, v in _MONTHS.items() if len(parts) > 1 and k.startswith(parts[-2].lower()[:3])), "")
    return "-".join(x for x in (year, month, parts[0].zfill(2) if len(parts) > 2 and month else "") if x)


def factbook(sources: Sources) -> Iterator[Record]:
    """Yield today's heads of state and government; capitals in the source mark the family name."""
    for iso3, entry in factbook_by_country(sources).items():
        if entry.get("dependency"):
            continue
        for key in ("chief_of_state", "head_of_government"):
            found = _OFFICE.match(entry.get(key) or "")
            if found is None or re.search(r" of (?:the )?[A-Z]", found["name"]):
                continue
            name = re.sub(
                r"\b(?:Gen|Col|Capt|Lt|Maj|Dr|Sir|Dame|Field Mar|Brig|ret)\.? ?|[\"“”(].*?[\"“”)] ?", "", found["name"]
            ).strip()
            if name.startswith("CHARLES III"):
                continue
            family = " ".join(w for w in re.split(r"[ ,]", name) if w.isupper() and len(w.strip(".")) > 1)
            shown = " ".join(
                _sentence_case(w) if w.isupper() and len(w.strip(".")) > 1 and not re.fullmatch(r"[IVX]+", w) else w
                for w in name.split()
            )
            role = found["role"].lower()
            role = "head of state" if "council" in role else _ROLES.get(role, role)
            term = Term(role, iso3, iso_date(found["date"]))
            surnames = [" ".join(_sentence_case(w) for w in family.split())] if family else []
            yield Record(shown, iso3, "f", 0.75, [term], surnames=surnames)


def _sentence_case(word: str) -> str:
    return proper(word)


# Travels and visits of the Office of the Historian

_VISITOR = re.compile(
    r"^(?P<role>(?:Deputy |Acting |Vice |Interim |Former )?(?:Prime Minister|President-elect|President|Chancellor|King|"
    r"Queen|Emir|Amir|Sultan|Emperor|Foreign Minister|"
    r"Premier|Crown Prince|Chairman|General Secretary|Shah|Prince|Governor General|Taoiseach|Secretary General|"
    r"Vice President)) (?P<name>.+)$"
)
_FULL = re.compile(
    r"^(?:[A-Z][\w'’.\-]*|bin|al-[A-Z]\w+|de|von|van|der|da|del|ben|dos)"
    r"(?: (?:[A-Z][\w'’.\-]*|bin|al-[A-Z]\w+|el-[A-Z]\w+|de|von|van|der|da|del|ben|dos|y|ul-[A-Z]\w+)){0,4}$"
)


def visits(sources: Sources, codes: Mapping[str, str]) -> Iterator[Record]:
    """Yield who visited the United States, with the office held then."""
    for visit in read_json_lines(sources.shared / "knowledge" / "visits.jsonl"):
        found = _VISITOR.match(visit["visitor"].replace("\xa0", " "))
        name = untitled(found["name"] if found else visit["visitor"])
        name = re.sub(r"\b(?:Dato'|Dato’|Seri|Sri|Haji|Dr\.|Gen\.|Sir|Sheikh|H\.E\.)\s*", "", name).strip()
        country = _visitor_country(visit["from"], codes)
        if not country or not _FULL.match(name) or " and " in name:
            continue
        role = found["role"].lower() if found else "leader"
        if country == "JPN" and visit["start"] > "2019-09":  # since then the source puts the family name first
            name = " ".join(reversed(name.split()))
        role = {
            "amir": "emir",
            "shah": "king",
            "taoiseach": "prime minister",
            "secretary general": "secretary-general",
        }.get(role, role)
        yield Record(name, country, "v", 0.6, [Term(role, country, visit["start"], visit["start"])])


def _visitor_country(text: str, codes: Mapping[str, str]) -> str:
    plain = re.sub(r"\(.*?\)", "", text).replace("’", "'").strip()
    head, _, tail = plain.partition(",")
    for name in (f"{tail} {head}".strip(), plain, head):
        if squeeze(name) in codes:
            return codes[squeeze(name)]
    return {"Slovak Republic": "SVK", "Korea": "KOR", "Bosnia-Herzegovina": "BIH", "Macedonia": "MKD"}.get(head, "")


_MET = re.compile(
    r"(?P<role>(?:Deputy )?(?:Foreign Minister|Prime Minister|President|King|Queen|Chancellor|Foreign Secretary|"
    r"Defense Minister|Crown Prince|"
    r"Premier|General Secretary|Emir|Sultan)) (?P<name>(?:[A-Z][\w’'-]+|al-[A-Z]\w+|bin|de|von|van|der)"
    r"(?: (?:[A-Z][\w’'-]+|[A-Z]\.|al-[A-Z]\w+|el-[A-Z]\w+|bin|de|von|van|der))*)"
)


def met(sources: Sources, codes: Mapping[str, str]) -> Iterator[Record]:
    """Yield whom presidents and secretaries of state met abroad; often a surname only."""
    for trip in read_json_lines(sources.shared / "knowledge" / "travels.jsonl"):
        country = _visitor_country(trip["country"], codes)
        for found in _MET.finditer(trip["text"].replace("\xa0", " ")):
            before = trip["text"][: found.start()].rstrip().rsplit(" ", 1)[-1]
            if not country or before[:1].isupper():  # "Russian President Putin", met elsewhere
                continue
            role = found["role"].lower().replace("foreign secretary", "foreign minister")
            if found["name"].rsplit(" ", 1)[-1].islower():  # cut off within a surname
                continue
            yield Record(found["name"], country, "t", 0.55, [Term(role, country, trip["start"], trip["start"])])


# CAMEO actors

_CODE = re.compile(r"\[\s*([A-Z]{3})([A-Z]*)\s*([<>]?)\s*(\d{6,8})?\s*-?\s*(\d{6,8})?\s*\]")
_SECTORS = {"MIL": "MIL", "JUD": "JUD", "COP": "COP", "SPY": "SPY", "LEG": "LEG"}
# Words that make an entry of the dictionary more than a name ("GERMAN CHANCELLOR ANGELA MERKEL").
_STATION = frozenset({
    "President", "Prime", "Minister", "Chancellor", "Kanzler", "Bundeskanzler", "Pm", "Secretary", "Foreign",
    "General", "Chairman", "Senator", "Premier", "King", "Queen", "Leader", "Governor", "Vice", "Of", "Mr", "Mrs",
    "Defense", "Ambassador", "Emir", "Emperor", "Deputy", "Acting", "Former", "Commander", "Colonel", "Judge",
    "Justice", "The", "Administration", "Gov", "Gov.", "Gen.", "Regime", "Government", "Aides", "Officials",
})  # fmt: skip
_MINOR = frozenset({"AGR", "EDU", "HLH", "ENV", "LAB", "DEV", "HRI", "REL", "MUS", "REF"})
_CODES = {"TMP": "TLS", "ROM": "ROU", "KSV": "XKX", "ZAR": "COD"}


def actors(sources: Sources) -> Iterator[Record]:
    """Yield officials of the CAMEO actor dictionary with the days they are attested in office."""
    path = sources.shared / "petrarch" / "Phoenix.Countries.actors.txt"
    names: list[str] = []
    codes: list[tuple[str, ...]] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), "END"]:
        text = line.partition("#")[0].rstrip()
        if not text:
            continue
        found = [m.groups() for m in _CODE.finditer(text)]
        name = re.sub(r"\[.*", "", text).strip()
        if name and not text.startswith("+"):
            yield from _official(names, codes)
            names, codes = [name], []
        elif name:
            names.append(name[1:].strip())
        codes += found


def _official(names: list[str], codes: list[tuple[str, ...]]) -> Iterator[Record]:
    terms = [
        (code, country, *_days(sign, start, end))
        for country, code, sign, start, end in codes
        if code.startswith("GOV") and (start or end)
    ]
    if not names or not terms:
        return
    country = _CODES.get(terms[0][1], terms[0][1])
    sectors = {code[3:6] for _, code, *_ in codes if code.startswith("GOV") and code[3:6] in _SECTORS}
    shown = []
    for name in names:
        made = proper(untitled(name.strip("_").replace("_", " ")), country)
        words = made.split()
        if (
            1 < len(words) < 6
            and re.fullmatch(r"[A-Za-z.'\- ]+", made)
            and " ." not in made
            and not _STATION & set(words)
            and len(set(words)) > 1
        ):
            shown.append(made)
    if not shown:
        return
    held = [Term("official", _CODES.get(c, c), a, b) for _, c, a, b in terms if not a or not b or a <= b]
    if not held:
        return
    sector = _SECTORS[sectors.pop()] if len(sectors) == 1 else "GOV"
    exact = any(re.search(r"-(?!01$|28$|29$|30$|31$)\d\d$", t.start or "x") for t in held)
    if not exact and all(code[3:6] in _MINOR for code, *_ in terms):
        return
    yield Record(shown[0], country, "c", 0.5 if exact else 0.42, held, shown[1:], sector=sector)


def _days(sign: str, start: str | None, end: str | None) -> tuple[str, str]:
    first, last = _day(start), _day(end)
    if sign == "<":
        return "", first
    return first, last or ACTORS_UNTIL


def _day(digits: str | None) -> str:
    if not digits or len(digits) == 7:
        return ""
    full = digits if len(digits) == 8 else ("20" if digits[:2] < "15" else "19") + digits
    return f"{full[:4]}-{full[4:6]}-{full[6:]}"
