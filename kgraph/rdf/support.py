"""Finding the statements between two entities, and the facts that they support."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from kgraph import vocabulary as v
from kgraph.ontology import Fact, load_ontology
from kgraph.rdf import names

_POSITIVE, _ASSERTED = v.kgo("positive"), v.kgo("asserted")


def between(store: Store, subject: NamedNode, obj: NamedNode) -> Iterator[Quad]:
    """Yield for each statement of a subject on an object the quad that names the one or the other.

    A great power has thousands of statements, most others few: looking from both ends in turn, and stopping when
    either is through, costs no more than the rarer of the two.
    """
    from_subject = store.quads_for_pattern(None, v.SUBJECT, subject)
    from_object = store.quads_for_pattern(None, v.OBJECT, obj)
    seen = set()
    for one, other in zip(from_subject, from_object, strict=False):
        for quad, rest in ((one, (v.OBJECT, obj)), (other, (v.SUBJECT, subject))):
            if quad.subject not in seen and Quad(quad.subject, *rest, quad.graph_name) in store:
                seen.add(quad.subject)
                yield quad


def unsupported(store: Store, facts: Iterable[Fact]) -> set[Fact]:
    """Return those of the facts that no statement of a store supports."""
    waiting: dict[frozenset[str], set[Fact]] = defaultdict(set)
    for fact in facts:
        waiting[frozenset((fact.subject, fact.object))].add(fact)
    for pair, wanted in waiting.items():
        for supported in _supported(store, *(pair if len(pair) == 2 else (*pair, *pair))):
            wanted.difference_update(supported)
            if not wanted:
                break
    return set().union(*waiting.values())


def _supported(store: Store, one: str, other: str) -> Iterator[frozenset[Fact]]:
    for subject, obj in ((one, other), (other, one)):
        for quad in between(store, NamedNode(subject), NamedNode(obj)):
            relation = _asserted_relation(store, quad)
            if relation is not None:
                yield load_ontology().entailed(Fact(subject, relation, obj))


def _asserted_relation(store: Store, quad: Quad) -> str | None:
    """Return the relation of a statement that is a fact, or None if it is denied, possible, planned or a claim."""
    node, graph = quad.subject, quad.graph_name
    if Quad(node, v.POLARITY, _POSITIVE, graph) not in store or Quad(node, v.MODALITY, _ASSERTED, graph) not in store:
        return None
    if next(store.quads_for_pattern(node, v.ATTRIBUTED_TO, None, graph), None) is not None:
        return None
    relation = next(store.quads_for_pattern(node, v.PREDICATE, None, graph), None)
    return names.local_name(relation.object.value) if relation and isinstance(relation.object, NamedNode) else None
