"""Letting the words of an article mean another entity: in its graph, among the entities, and in the plain triples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph import vocabulary as v
from kgraph.rdf import entities as upkeep
from kgraph.rdf import names
from kgraph.rdf.reading import Nodes
from kgraph.rdf.support import unsupported
from kgraph.rdf.writing import ROLES, fact_quad, facts

if TYPE_CHECKING:
    from kgraph.ontology import Fact

_ARGUMENTS = tuple(term for term, _ in ROLES.values())
_DESCRIPTION = frozenset({
    v.TYPE, v.PREF_LABEL, v.ALT_LABEL, v.ISO3, v.COUNTRY_CODE, v.SECTOR, v.LATITUDE, v.LONGITUDE, v.EXACT_MATCH,
    v.SAME_AS,
})  # fmt: skip
_RUNNER_UP = (v.RUNNER_UP, v.RUNNER_UP_LABEL, v.RUNNER_UP_CONFIDENCE)


def articles_of(store: Store, entity: NamedNode) -> list[NamedNode]:
    """Return the graphs of the articles that refer to an entity, in order of their IRIs."""
    found = {q.graph_name for q in store.quads_for_pattern(None, None, entity) if isinstance(q.graph_name, NamedNode)}
    return sorted((g for g in found if names.is_article(g.value)), key=lambda g: g.value)


def rename(store: Store, article: NamedNode, old: NamedNode, new: NamedNode, reason: str | None = None) -> None:
    """Replace an entity by another in all that was read from an article; each mention keeps what it was read as.

    What is said of both among the entities is left to the caller.

    Args:
        store: Changed in place.
        article: The article's graph.
        old: Who was meant.
        new: Who is meant now; going back to what was read takes the note of that away.
        reason: Notation of ``kgo:identifications`` that the mentions get; None leaves the one they have.
    """
    before = _facts_about(store, article, old)
    for quad in list(store.quads_for_pattern(None, None, old, article)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, new, article))
        if quad.predicate == v.IDENT_REF and isinstance(quad.subject, NamedNode):
            _note(store, quad.subject, old, new, article, reason)
    after = _facts_about(store, article, new)
    store.extend(fact_quad(f) for f in after)
    for fact in unsupported(store, before - after):
        store.remove(fact_quad(fact))


def describe_as(store: Store, old: NamedNode, new: NamedNode) -> None:
    """Give one entity what is known of another, where it has nothing of its own; the other's label is another name."""
    known = store.quads_for_pattern(old, None, None, v.ENTITIES)
    held = [Quad(new, q.predicate, q.object, v.ENTITIES) for q in known if q.predicate in _DESCRIPTION]
    for quad in upkeep.settled(store, held):
        if quad.object != new:
            store.add(quad)
    label = next(store.quads_for_pattern(new, v.PREF_LABEL, None, v.ENTITIES), None)
    if label is not None:
        store.remove(Quad(new, v.ALT_LABEL, label.object, v.ENTITIES))


def set_values(store: Store, entity: NamedNode, predicate: NamedNode, values: Iterable[NamedNode | Literal]) -> None:
    """Let an entity have these values of a property, and no others."""
    for quad in list(store.quads_for_pattern(entity, predicate, None, v.ENTITIES)):
        store.remove(quad)
    store.extend(Quad(entity, predicate, value, v.ENTITIES) for value in values)


def _note(
    store: Store, mention: NamedNode, old: NamedNode, new: NamedNode, article: NamedNode, reason: str | None
) -> None:
    """Note on a mention what it was read as and why it means somebody else now."""
    first = next(store.quads_for_pattern(mention, v.READ_AS, None, article), None)
    if first is None:
        store.add(Quad(mention, v.READ_AS, Literal(old.value, datatype=v.XSD_ANY_URI), article))
    elif isinstance(first.object, Literal) and first.object.value == new.value:
        store.remove(first)
    if reason is not None:
        for quad in list(store.quads_for_pattern(mention, v.IDENTIFIED_BY, None, article)):
            store.remove(quad)
        store.add(Quad(mention, v.IDENTIFIED_BY, names.relation_iri(f"identification-{reason}"), article))
    other = next(store.quads_for_pattern(mention, v.RUNNER_UP, None, article), None)
    if other is not None and isinstance(other.object, Literal) and other.object.value == new.value:
        for predicate in _RUNNER_UP:  # nobody is the runner-up to himself
            for quad in list(store.quads_for_pattern(mention, predicate, None, article)):
                store.remove(quad)


def _facts_about(store: Store, article: NamedNode, entity: NamedNode) -> set[Fact]:
    """Return the plain triples that an article's statements about an entity support."""
    found: dict[Quad, None] = {}
    for predicate in _ARGUMENTS:
        for quad in store.quads_for_pattern(None, predicate, entity, article):
            found.update(dict.fromkeys(store.quads_for_pattern(quad.subject, None, None, article)))
    return {fact for s in Nodes(found, Nodes(())).statements() for fact in facts(s)}
