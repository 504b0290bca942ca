"""Statements, mentions and articles to quads and back: pure functions over `kgraph.model` and pyoxigraph terms."""

from kgraph.rdf.reading import Nodes, Source, in_reading_order
from kgraph.rdf.times import bounds
from kgraph.rdf.writing import asserted, fact_quad, facts, quads

__all__ = ["Nodes", "Source", "asserted", "bounds", "fact_quad", "facts", "in_reading_order", "quads"]
