"""Who held which office when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgraph.knowledge.types import Office

if TYPE_CHECKING:
    from kgraph.knowledge.tables import Table

# An office asked for is looked for under these names, in this order: sources differ in the title of one post.
_SAME_POST = {
    "president": ("president", "head of state", "leader"),
    "prime minister": ("prime minister", "premier", "head of government"),
    "premier": ("premier", "prime minister", "head of government"),
    "chancellor": ("chancellor", "head of government"),
    "king": ("king", "emir", "sultan", "monarch"),
    "monarch": ("king", "queen", "emperor", "emir", "sultan", "grand duke", "prince", "monarch"),
    "emir": ("emir",),
    "supreme leader": ("supreme leader", "leader"),
    "head of state": (
        "head of state", "president", "king", "queen", "emperor", "emir", "sultan", "supreme leader", "leader",
    ),
    "head of government": ("head of government", "prime minister", "chancellor", "premier", "taoiseach", "president"),
    "leader": (
        "leader", "supreme leader", "president", "prime minister", "chancellor", "king", "emir", "sultan", "emperor",
    ),
    "foreign minister": ("foreign minister", "secretary of state", "foreign secretary"),
    "foreign secretary": ("foreign secretary", "foreign minister"),
    "defense minister": ("defense minister", "secretary of defense", "defense secretary"),
    "defence minister": ("defense minister", "secretary of defense", "defense secretary"),
    "defence secretary": ("defense minister", "secretary of defense"),
    "defense secretary": ("secretary of defense", "defense minister"),
    "secretary of defense": ("secretary of defense", "defense minister"),
    "secretary general": ("secretary-general",),
}  # fmt: skip


class OfficeIndex:
    """Terms of office, by person and by office."""

    def __init__(self, people: Table) -> None:
        column = people.columns.index("offices")
        self._cells = {row[0]: row[column] for row in people.rows if row[column]}
        self._by_post: dict[tuple[str, str], list[Office]] = {}
        for person in self._cells:
            self._file(person)

    def _file(self, person: str) -> None:
        for office in self.of(person):
            self._by_post.setdefault((office.role, office.country), []).append(office)

    def add(self, person: str, cell: str) -> None:
        """Add the offices of a person, or replace them, as the data files write them."""
        for held in self._by_post.values():
            held[:] = [office for office in held if office.person != person]
        self._cells[person] = cell
        self._file(person)

    def of(self, person: str) -> tuple[Office, ...]:
        """Return the offices of a person by its id in the data files, in order of their beginning."""
        cell = self._cells.get(person, "")
        offices = [Office(person, *x.split("@")) for x in cell.split(";") if x]
        return tuple(sorted(offices, key=lambda o: o.start))

    def active(self, person: str, date: str) -> bool:
        """Return whether a person held any dated office at `date`."""
        return any(o.covers(date) for o in self.of(person) if o.start)

    def holder(self, role: str, country: str, date: str | None) -> str | None:
        """Return the id of who held an office at a date, or last."""
        for name in _SAME_POST.get(role, (role,)):
            terms = self._by_post.get((name, country), [])
            found = self._latest(terms, date)
            if found is not None:
                return found
        return None

    @staticmethod
    def _latest(terms: Iterable[Office], date: str | None) -> str | None:
        fitting = [o for o in terms if (o.covers(date) if date else not o.end)]
        # On the day of a handover both are in office: the one who has just begun is meant.
        return max(fitting, key=lambda o: o.start).person if fitting else None
