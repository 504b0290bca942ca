"""Which statements a picture shows: by confidence, relation and distance from the entities in focus."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kgraph.entity_names import key
from kgraph.errors import SelectionError
from kgraph.ontology import load_ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kgraph.model import Entity, Statement


def select(
    statements: Iterable[Statement],
    *,
    focus: str | Sequence[str] | None = None,
    hops: int = 1,
    relation: str | Sequence[str] | None = None,
    min_confidence: float,
) -> list[Statement]:
    """Return the statements to draw: those between two different entities that pass every filter.

    Args:
        statements: The graph's statements.
        focus: Labels or ids of entities; only what is reached from them within `hops` steps stays.
        hops: Steps from the focus, along relations of either direction: with 1, only relations of the focus itself.
        relation: Relations by name or label, or PLOVER events (``AID``); sub-relations count too.
        min_confidence: Least confidence, 0 to 1.

    Raises:
        SelectionError: If the focus or the relation is unknown, or nothing is left to draw.
    """
    if hops < 1:
        raise SelectionError(f"hops must be 1 or more, not {hops}")
    drawable = [s for s in statements if s.object is not None and s.subject.id != s.object.id]
    if not drawable:
        raise SelectionError("the graph holds no statement between two entities; there is nothing to draw")
    centres = centre_ids(drawable, focus)
    wanted = relation_names(relation)
    found = [s for s in drawable if s.confidence >= min_confidence and (wanted is None or s.predicate in wanted)]
    if centres:
        found = _around(found, centres, hops)
    if not found:
        raise SelectionError(f"no statement is left to draw; {_advice(focus, relation, min_confidence)}")
    return found


def centre_ids(statements: Iterable[Statement], focus: str | Sequence[str] | None) -> frozenset[str]:
    """Return the ids of the entities in focus.

    Raises:
        SelectionError: If a name is that of no entity; names like it are suggested.
    """
    entities = {e.id: e for s in statements for e in ends(s)}
    found: set[str] = set()
    for name in _several(focus):
        ids = {e.id for e in entities.values() if e.id == name or key(e.label) == key(name)}
        if not ids:
            labels = {e.label for e in entities.values()}
            raise SelectionError(f"the graph draws no entity called {name!r}{_suggestion(name, labels)}")
        found |= ids
    return frozenset(found)


def relation_names(relation: str | Sequence[str] | None) -> frozenset[str] | None:
    """Return the local names of the relations asked for with their sub-relations, or None for all.

    >>> sorted(relation_names("supplies arms to"))
    ['suppliesArmsTo']

    Raises:
        SelectionError: If a relation is unknown; names like it are suggested.
    """
    if relation is None:
        return None
    ontology = load_ontology()
    found: set[str] = set()
    for name in _several(relation):
        key = name.casefold()
        here = {p.name for p in ontology if key in (p.name.casefold(), p.label.casefold(), (p.event or "").casefold())}
        if not here:
            known = {p.name for p in ontology} | {p.label for p in ontology}
            raise SelectionError(f"no relation is called {name!r}{_suggestion(name, known)}")
        found |= {below for held in here for below in ontology.below(held)}
    return frozenset(found)


def ends(statement: Statement) -> tuple[Entity, ...]:
    """Return the entities that a statement connects."""
    return tuple(a.entity for a in (statement.subject, statement.object) if a is not None)


def _around(statements: list[Statement], centres: frozenset[str], hops: int) -> list[Statement]:
    reached = set(centres)
    found: list[Statement] = []
    for _ in range(hops):
        found = [s for s in statements if any(e.id in reached for e in ends(s))]
        reached |= {e.id for s in found for e in ends(s)}
    return found


def _several(names: str | Sequence[str] | None) -> list[str]:
    if names is None:
        return []
    return [names] if isinstance(names, str) else list(names)


def _suggestion(name: str, known: Iterable[str]) -> str:
    by_key = {k.casefold(): k for k in sorted(known)}
    close = difflib.get_close_matches(name.casefold(), by_key, n=3, cutoff=0.6)
    close += [k for k in by_key if name.casefold() in k and k not in close][: 3 - len(close)]
    return f"; did you mean {' or '.join(by_key[k] for k in close)}?" if close else ""


def _advice(focus: object, relation: object, min_confidence: float) -> str:
    filters = {"focus": focus is not None, "relation": relation is not None, "min_confidence": min_confidence > 0}
    used = [name for name, is_used in filters.items() if is_used]
    return f"loosen {' or '.join(used)}" if used else "the graph is empty"
