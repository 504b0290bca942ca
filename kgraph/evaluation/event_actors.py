"""Who acts in a sentence, as PLOVER codes actors: by country, or by the kind of body that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.lexicon.plover import load_plover

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kgraph.model import Entity, Statement

_SERVING = frozenset({"leaderOf", "spokespersonOf", "affiliatedWith"})
_PEOPLE = frozenset({"Group", "Person"})
_STATELESS = {"REB": "IMG", "SOC": "NGO", "BUS": "MNC", "REL": "ISM"}


class Actors:
    """Which PLOVER code of country or kind of body the actors of a sentence have."""

    def __init__(self, statements: Sequence[Statement], countries: Iterable[str | None]) -> None:
        self._served = {
            s.subject.id: s.object.entity.country
            for s in statements
            if s.predicate in _SERVING and s.object is not None and s.object.entity.country == "IGO"
        }
        self._sectors: dict[str | None, set[str]] = {}
        for party in (a.entity for s in statements for a in (s.subject, s.object) if a is not None):
            if party.sector is not None:
                self._sectors.setdefault(party.country, set()).add(party.sector)
        codes = {c for c in countries if c}
        self._named = codes - {"IGO"}
        self._home = next(iter(codes)) if len(codes) == 1 and self._named else None

    def country(self, entity: Entity) -> str | None:
        """Return the code of an entity; who speaks for an intergovernmental body is coded as it is."""
        return self._served.get(entity.id, entity.country)

    def home(self, entity: Entity) -> str | None:
        """Return the only country that the sentence names as that of an actor of whom none is known.

        Known armed groups and bodies of no country are the kinds that PLOVER has for them.
        """
        if entity.type == "Organization" and entity.sector in _STATELESS:
            return _STATELESS[entity.sector]
        return self._home if entity.type in _PEOPLE else None

    def sector(self, country: str | None, source: str | None) -> str | None:
        """Return the one sector in which the sentence tells of a country other than the source's."""
        sectors = self._sectors.get(country, set()) if country is not None and country != source else set()
        return next(iter(sectors)) if len(sectors) == 1 else None

    def other(self, source: str | None, kind: str | None) -> str | None:
        """Return whom an event without a target may be aimed at: the only other country that the sentence names.

        What is said against somebody where no other country is named is said at home.
        """
        others = self._named - {source}
        if source is not None and len(others) == 1:
            return next(iter(others))
        against = kind is not None and load_plover().events[kind].quad == "VX"
        return source if against and not others and source in self._named else None
