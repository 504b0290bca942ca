"""Keeping the entities' graph of a store in step with its articles: one label and type each, and no orphans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from kgraph import vocabulary as v

#: Properties of which an entity has one value: what an article says otherwise does not count.
_SINGLE = frozenset({v.TYPE, v.PREF_LABEL, v.ISO3, v.COUNTRY_CODE})
#: Properties that come from articles; the others come from `KnowledgeGraph.describe`.
_FROM_ARTICLES = (v.TYPE, v.PREF_LABEL, v.ISO3, v.COUNTRY_CODE, v.SECTOR)


def settled(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads, but no second type, code or label of an entity that the store describes; the label as another name.

    Queries rely on it: an entity with two labels would make two rows of one.
    """
    for q in quads:
        if q.graph_name != v.ENTITIES or q.predicate not in _SINGLE:
            yield q
            continue
        held = next(store.quads_for_pattern(q.subject, q.predicate, None, v.ENTITIES), None)
        if held is None or held.object == q.object:
            yield q
        elif q.predicate == v.PREF_LABEL:
            yield Quad(q.subject, v.ALT_LABEL, q.object, v.ENTITIES)


def referred(store: Store, article: NamedNode) -> set[NamedNode]:
    """Return the entities that an article's graph refers to."""
    objects = {q.object for q in store.quads_for_pattern(None, None, None, article) if isinstance(q.object, NamedNode)}
    return {o for o in objects if next(store.quads_for_pattern(o, None, None, v.ENTITIES), None)}


def orphans(store: Store, entities: Iterable[NamedNode]) -> set[NamedNode]:
    """Return those of the entities to which no article of the store refers."""
    return {e for e in entities if all(q.graph_name == v.ENTITIES for q in store.quads_for_pattern(None, None, e))}


def reset(store: Store, entities: Iterable[NamedNode]) -> None:
    """Take away what articles said of entities, so that an article that is read again can describe them anew."""
    for entity in entities:
        for predicate in _FROM_ARTICLES:
            for quad in list(store.quads_for_pattern(entity, predicate, None, v.ENTITIES)):
                store.remove(quad)


def forget(store: Store, entities: Iterable[NamedNode]) -> None:
    """Take away all that the store knows of entities, and that others are not the same as they."""
    for entity in entities:
        for quad in list(store.quads_for_pattern(entity, None, None, v.ENTITIES)):
            store.remove(quad)
        for quad in list(store.quads_for_pattern(None, v.DIFFERENT_FROM, entity, v.ENTITIES)):
            store.remove(quad)


def part(store: Store, entities: Iterable[NamedNode]) -> None:
    """Take it back that others are the same as these: an article that was read again speaks of them on their own."""
    for entity in entities:
        for quad in list(store.quads_for_pattern(None, v.SAME_AS, entity, v.ENTITIES)):
            store.remove(quad)
            if isinstance(quad.subject, NamedNode):
                _unname(store, quad.subject, entity)


def _unname(store: Store, entity: NamedNode, other: NamedNode) -> None:
    """Take away the names that an entity has of another and that no article gives it."""
    given = {
        q.object
        for mention in store.quads_for_pattern(None, v.IDENT_REF, entity)
        for q in store.quads_for_pattern(mention.subject, v.ANCHOR_OF, None, mention.graph_name)
    }
    for predicate in (v.PREF_LABEL, v.ALT_LABEL):
        for quad in list(store.quads_for_pattern(other, predicate, None, v.ENTITIES)):
            if quad.object not in given:
                store.remove(Quad(entity, v.ALT_LABEL, quad.object, v.ENTITIES))
