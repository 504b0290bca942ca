"""People under spellings that the data files do not have: "Mahmud Abbas" for Mahmoud Abbas."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kgraph.knowledge.names import skeleton, squeeze

if TYPE_CHECKING:
    from kgraph.knowledge.tables import Table

_SHORTEST = 9
_LEAST = 0.8


class Respelling:
    """Full names of the people table by what transliterations of first and last word have in common."""

    def __init__(self, people: Table) -> None:
        label, names = people.columns.index("label"), people.columns.index("names")
        self._spelled: list[tuple[str, int]] = []
        for number, row in enumerate(people.rows):
            for name in (row[label], *row[names].split("|")):
                if " " in name and "=" not in name:
                    self._spelled.append((name, number))
        # Both words of all names are folded in one call each.
        first = skeleton("\n".join(name.partition(" ")[0] for name, _ in self._spelled)).split("\n")
        last = skeleton("\n".join(name.rpartition(" ")[2] for name, _ in self._spelled)).split("\n")
        self._by_key: dict[tuple[str, str], list[int]] = {}
        for i, key in enumerate(zip(first, last, strict=True)):
            self._by_key.setdefault(key, []).append(i)

    def find(self, name: str) -> list[int]:
        """Return the rows of those who may be meant by a full name, the most similar first."""
        key = squeeze(name)
        if len(key) < _SHORTEST or " " not in name:
            return []
        ends = skeleton(name.partition(" ")[0]), skeleton(name.rpartition(" ")[2])
        alike: dict[int, float] = {}
        for i in self._by_key.get(ends, ()):
            spelled, row = self._spelled[i]
            ratio = SequenceMatcher(None, key, squeeze(spelled)).ratio()
            if ratio >= _LEAST:
                alike[row] = max(ratio, alike.get(row, 0.0))
        return sorted(alike, key=lambda row: -alike[row])
