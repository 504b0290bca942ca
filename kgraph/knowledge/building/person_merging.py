"""One row a person from what several sources say: who is whom, which office a term was, which names count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from kgraph.knowledge.building.person_names import alike, skeletons
from kgraph.knowledge.building.person_sources import Record, Term
from kgraph.knowledge.names import fold, skeleton, squeeze

# States whose people are looked for together with those of their successor.
_SUCCESSOR = {"SUN": "RUS", "CSK": "CZE", "YUG": "SRB", "SCG": "SRB", "YMD": "YEM", "VDR": "VNM", "DDR": "DEU"}
_SHORT_NAMES = frozenset({"CHN", "TWN", "HKG", "MAC", "PRK", "KOR", "VNM", "KHM", "LAO", "MMR", "SGP"})
_SLACK = 62
_SINGLE_POST = frozenset({"leader", "official"})


def days(text: str, *, last: bool = False) -> int:
    """Return the ordinal of a date given as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    parts = [int(x) for x in text.strip("~").split("-")]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (28 if last else 1)
    return date(parts[0], month, min(day, 28)).toordinal()


def overlap(a: Term, b: Term) -> bool:
    """Whether two terms share days, give or take two months."""
    first = max(days(x.start) for x in (a, b) if x.start) if a.start or b.start else 0
    ends = [days(x.end, last=True) for x in (a, b) if x.end]
    return not ends or first <= min(ends) + _SLACK


class Merger:
    """People found so far, by state."""

    def __init__(self) -> None:
        self.people: list[Record] = []
        self.evidence: dict[int, list[Term]] = {}
        self._curated: set[str] = set()
        self._by_key: dict[tuple[str, str], Record] = {}
        self._by_part: dict[tuple[str, str], list[Record]] = {}

    def add(self, record: Record, *, alone: bool = True) -> None:
        """Add what a source says, to someone known already or (if `alone`) as someone new."""
        person = self._find(record)
        if person is None:
            # A visitor in a third country, an administrator sent abroad: known under the own country already.
            abroad = any(squeeze(name) in self._curated for name in (record.name, *record.names))
            if alone and not abroad and len(record.name.split()) > 1:
                self._new(record)
            return
        self._join(person, record)

    def add_new(self, record: Record) -> None:
        """Add someone who is known not to be there yet: hand-written people may share names (two Presidents Bush)."""
        self._new(record)
        self._curated.update(squeeze(x.partition("=")[0]) for x in (record.name, *record.names))

    # Who is it

    def _state(self, country: str) -> str:
        return _SUCCESSOR.get(country, country)

    def _find(self, record: Record) -> Record | None:
        state = self._state(record.country)
        for name in (record.name, *record.names):
            held = self._by_key.get((state, squeeze(name)))
            if held is not None and (len(name.split()) > 1 or self._together(held, record)):
                return held
        parts = skeletons(record.name)
        pool = {id(p): p for x in parts for p in self._by_part.get((state, x), ())}
        same = [p for p in pool.values() if self._same_name(p, record)]
        if not same:
            # REIGN and the travel reports often give a surname only: the term decides.
            same = [
                p
                for p in pool.values()
                if record.mark in "rt" and self._shares_surname(p, record) and self._together(p, record)
            ]
        return max(same, key=lambda p: (self._closeness(p, record), p.weight), default=None)

    @staticmethod
    def _same_name(person: Record, record: Record) -> bool:
        if person.country in _SHORT_NAMES:  # too little is left of "Liu He" without its vowels
            own = sorted(map(squeeze, record.name.split()))
            return any(sorted(map(squeeze, name.split())) == own for name in (person.name, *person.names))
        own = sorted(skeletons(record.name))
        return any(
            alike(name, record.name) or (len(own) > 1 and sorted(skeletons(name)) == own)
            for name in (person.name, *person.names)
        )

    @staticmethod
    def _shares_surname(person: Record, record: Record) -> bool:
        wanted = skeletons(record.name)
        own = {s for name in (person.name, *person.names, *person.surnames) for s in (*skeletons(name), skeleton(name))}
        return bool(wanted) and (wanted[-1] in own if len(wanted) == 1 else set(wanted) <= own)

    def _together(self, person: Record, record: Record) -> bool:
        terms = [*person.terms, *self.evidence.get(id(person), ())]
        return any(overlap(a, b) for a in terms for b in record.terms if a.start or a.end)

    def _closeness(self, person: Record, record: Record) -> int:
        gaps = [
            abs(days(a.start) - days(b.start))
            for a in [*person.terms, *self.evidence.get(id(person), ())]
            for b in record.terms
            if a.start and b.start
        ]
        return -min(gaps, default=99999)

    # Adding

    def _new(self, record: Record) -> None:
        self.people.append(record)
        if record.mark in "vt":
            self.evidence[id(record)] = record.terms
            record.terms = []
        self._index(record, [record.name, *record.names])

    def _index(self, person: Record, names: Iterable[str]) -> None:
        state = self._state(person.country)
        for spelled in names:
            name, _, weight = spelled.partition("=")
            if weight:
                continue
            self._by_key.setdefault((state, squeeze(name)), person)
            for part in skeletons(name):
                pool = self._by_part.setdefault((state, part), [])
                if person not in pool:
                    pool.append(person)

    def _join(self, person: Record, record: Record) -> None:
        known = {squeeze(x) for x in (person.name, *person.names)}
        state = self._state(person.country)
        fresh = [
            x
            for x in (record.name, *record.names)
            if len(x.split()) > 1
            and squeeze(x) not in known
            and self._by_key.get((state, squeeze(x)), person) is person
        ]
        person.names += list({squeeze(x): x for x in fresh}.values())
        self._index(person, fresh)
        person.gender = person.gender or record.gender
        person.weight = max(person.weight, record.weight)
        if record.mark not in person.mark:
            person.mark += record.mark
        if person.mark[0] == "m":
            return
        if not person.surnames:
            person.surnames = record.surnames
        if record.mark in "vt":
            self.evidence.setdefault(id(person), []).extend(record.terms)
        else:
            person.terms += record.terms
        if person.sector == "GOV":
            person.sector = record.sector


def settle(terms: list[Term], evidence: list[Term]) -> list[Term]:
    """Return a person's terms, each once, named after the title under which the person met others during it.

    >>> visit = Term("president", "GHA", "2005-10-26", "2005-10-26")
    >>> [t.cell() for t in settle([Term("leader", "GHA", "2001-01-07", "2009-01")], [visit])]
    ['president@GHA@2001-01-07@2009-01']
    """
    named = [t for t in terms if t.role not in _SINGLE_POST]
    spans = sorted((t for t in terms if t.role == "leader"), key=lambda t: t.start)
    spans = [
        t
        for t in spans
        if not any(overlap(t, n) and abs(days(t.start) - days(n.start)) < 400 for n in named if n.start)
    ]
    used: set[int] = set()
    for span in spans:
        inside = [e for e in evidence if overlap(span, e) and e.country in {span.country, _SUCCESSOR.get(span.country)}]
        roles = Counter(e.role for e in inside if e.role not in {"president-elect", "leader"})
        if roles:
            span.role = roles.most_common(1)[0][0]
        used.update(map(id, inside))
    officials = _union([t for t in terms if t.role == "official"])
    officials = [t for t in officials if not any(overlap(t, s) for s in (*spans, *named))]
    for term in officials:
        inside = [e for e in evidence if id(e) not in used and overlap(term, e)]
        roles = Counter(e.role for e in inside)
        if roles:
            term.role = roles.most_common(1)[0][0]
        used.update(map(id, inside))
    rest: dict[tuple[str, str], list[str]] = {}
    for e in evidence:
        if id(e) not in used and not any(overlap(e, n) for n in named):
            rest.setdefault((e.role, e.country), []).append(e.start[:4])
    attested = [Term(role, country, min(years), max(years)) for (role, country), years in rest.items()]
    return sorted([*named, *spans, *officials, *attested], key=lambda t: t.start)


def _union(terms: list[Term]) -> list[Term]:
    merged: list[Term] = []
    for term in sorted(terms, key=lambda t: t.start):
        if merged and merged[-1].country == term.country and overlap(merged[-1], term):
            merged[-1].end = max(merged[-1].end, term.end)
        else:
            merged.append(Term(term.role, term.country, term.start, term.end))
    return merged


def plain(names: Iterable[str]) -> list[str]:
    """Return names in ASCII, each spelling that differs in more than spaces and hyphens once."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(squeeze(name), fold(name))
    return list(kept.values())
