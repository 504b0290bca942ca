"""What the knowledge base answers with: candidates for a name, offices, and the meaning of role and agent nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kgraph.model import Entity


CandidateKind = Literal["name", "alias", "acronym", "demonym", "capital", "metonym", "surname"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean.

    Attributes:
        entity: Who or what is meant.
        kind: How the name leads there; ``capital`` and ``metonym`` are a place or building that stands for `entity`.
        prior: 0 to 1, how likely without context; not normalised over the candidates of a name.
    """

    entity: Entity
    kind: CandidateKind
    prior: float


@dataclass(frozen=True, slots=True)
class Office:
    """An office held by a person.

    Attributes:
        person: Id of the holder.
        role: Name of the office ("president", "foreign minister", ...), singular and lower case; ``leader`` where the
            source names only who ruled.
        country: ISO 3166-1 alpha-3 of the country, or the id of an organisation.
        start: First day as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty if unknown.
        end: Last day likewise; empty if still in office or unknown.
    """

    person: str
    role: str
    country: str
    start: str = ""
    end: str = ""

    def covers(self, date: str) -> bool:
        """Return whether `date` (a prefix of ``YYYY-MM-DD``) lies in the term, as far as the days are known.

        >>> Office("x", "president", "USA", "2001-01-20", "2009-01-20").covers("2005")
        True
        """
        after = not self.start or self.start[: len(date)] <= date[: len(self.start)]
        return after and (not self.end or date[: len(self.end)] <= self.end[: len(date)])


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun says of the person it is used of.

    Attributes:
        noun: Singular, lower case ("foreign minister").
        relation: State relation between holder and body or country ("ministerOf", "headOfState", ...).
        sector: PLOVER sector of the holder, or None where the body decides it.
        title: Whether it stands before a name ("President Bush").
        gender: ``m``, ``f`` or None.
        office: Key under which `Knowledge.office_holder` finds its holders, or None.
    """

    noun: str
    relation: str
    sector: str | None = None
    title: bool = False
    gender: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun for those who act ("soldier", "police", "rebel group").

    Attributes:
        noun: Singular, lower case.
        sector: PLOVER sector.
        kind: ``person``, ``group`` (people together), ``body`` (an institution) or ``thing`` (a warship, a drone).
    """

    noun: str
    sector: str
    kind: Literal["person", "group", "body", "thing"]


@dataclass(frozen=True, slots=True)
class Kinship:
    """A noun for kin.

    Attributes:
        noun: Singular, lower case.
        relation: ``parentOf``, ``childOf``, ``spouseOf``, ``siblingOf``, ``grandparentOf`` or ``relativeOf``.
        inverse: False if the one called by the noun is the subject ("X's father" is parentOf X); True if the object
            ("X's grandson": X is grandparentOf him).
    """

    noun: str
    relation: str
    inverse: bool = False
