"""The relation names that extraction writes, with their super-properties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Relation:
    """A property of the ontology as extraction knows it.

    Attributes:
        event: PLOVER event; None for states.
        of_place: Whether a city named as the object is meant as a place; otherwise it stands for its government.
    """

    name: str
    parent: str | None
    event: str | None
    symmetric: bool
    of_place: bool


class Relations:
    """All relations by name.

    >>> load_relations().chain("suppliesArmsTo")
    ('suppliesArmsTo', 'aids')
    """

    def __init__(self, relations: dict[str, Relation]) -> None:
        self._by_name = relations
        self._chains: dict[str, tuple[str, ...]] = {name: self._chain(name) for name in relations}

    def __getitem__(self, name: str) -> Relation:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Relation]:
        return iter(self._by_name.values())

    def chain(self, name: str) -> tuple[str, ...]:
        """Return the relation with its super-properties, most specific first."""
        return self._chains[name]

    def _chain(self, name: str) -> tuple[str, ...]:
        chain: list[str] = []
        at: str | None = name
        while at is not None:
            if at in chain or at not in self._by_name:
                raise KnowledgeError(f"relation {name!r} has a broken chain at {at!r}")
            chain.append(at)
            at = self._by_name[at].parent
        return tuple(chain)


@lru_cache(maxsize=1)
def load_relations() -> Relations:
    """Read ``relations.tsv``.

    Raises:
        KnowledgeError: If a line is broken or a super-property is missing.
    """
    path = lexicon_dir() / "relations.tsv"
    relations: dict[str, Relation] = {}
    for number, line in data_lines(path):
        columns = line.split("\t")
        if len(columns) != 6:
            raise KnowledgeError(f"{path.name}:{number}: six columns wanted, {len(columns)} found")
        name, parent, event, symmetric, of_place, _ = columns
        relations[name] = Relation(
            name, parent or None, None if event == "state" else event, symmetric == "yes", of_place == "yes"
        )
    return Relations(relations)
