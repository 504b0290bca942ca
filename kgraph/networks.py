"""Statements as a networkx graph, and as GraphML."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import networkx as nx

from kgraph.files import for_xml
from kgraph.ontology import load_ontology

if TYPE_CHECKING:
    from kgraph.model import Entity, Statement


def network(statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """Return entities as nodes and statements (those with an object) as edges; absent values are left out."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for s in statements:
        if s.object is None:
            continue
        for entity in (s.subject.entity, s.object.entity):
            graph.add_node(entity.id, **_node(entity))
        graph.add_edge(s.subject.id, s.object.id, key=s.id, **_edge(s))
    return graph


def graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return a network as the content of a GraphML file."""
    clean = graph.copy()
    for attributes in (*(data for _, data in clean.nodes(data=True)), *(data for *_, data in clean.edges(data=True))):
        attributes.update({k: for_xml(value) for k, value in attributes.items() if isinstance(value, str)})
    out = io.BytesIO()
    nx.write_graphml(clean, out)
    return out.getvalue()


def _node(entity: Entity) -> dict[str, Any]:
    values = {"label": entity.label, "type": entity.type, "country": entity.country, "sector": entity.sector}
    return {k: value for k, value in values.items() if value is not None}


def _edge(s: Statement) -> dict[str, Any]:
    ontology = load_ontology()
    values = {
        "predicate": s.predicate,
        "label": ontology[s.predicate].label if s.predicate in ontology else s.predicate,
        "symmetric": s.predicate in ontology and ontology[s.predicate].symmetric,
        "event": s.event.type if s.event else None,
        "polarity": s.polarity,
        "modality": s.modality,
        "attributed_to": s.attributed_to.label if s.attributed_to else None,
        "time": s.time.value if s.time else None,
        "place": s.place.label if s.place else None,
        "confidence": s.confidence,
        "evidence": s.evidence.text,
        "document": s.document,
    }
    return {k: value for k, value in values.items() if value is not None}
