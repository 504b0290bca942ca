"""The knowledge graph: articles' statements in a quad store, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph import vocabulary as v
from kgraph.entity_names import EntityNames
from kgraph.errors import OutputError
from kgraph.files import new_folder
from kgraph.identities import apply_pairs, read_pairs
from kgraph.ontology import load_ontology
from kgraph.rdf import Nodes, Source, fact_quad, facts, in_reading_order, names, namesakes, quads
from kgraph.rdf import entities as upkeep
from kgraph.rdf.support import between, unsupported
from kgraph.selection import Selection

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kgraph.explaining import Explanation
    from kgraph.model import Entity, Extraction, Mention, Modality, Polarity, Statement
    from kgraph.query import Rows


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a statement comes from: its node, its article, and every statement of the graph that says the same."""

    statement: Statement
    iri: str
    source: Source | None
    agreeing: tuple[Statement, ...]


class KnowledgeGraph:
    """Statements of articles as a graph of entities.

    Each article has a named graph with its description, statements, mentions and entities.  The default graph is the
    *asserted* graph: it holds ``wd:Q884 kgo:aids wd:Q212`` only where some article states that in its own voice, not
    negated, not merely possible or planned.  A statement whose relation is symmetric is kept once; the asserted graph
    holds both directions, and the super-properties of every relation, so that plain SPARQL finds them.

    Args:
        store: A pyoxigraph store to use; by default a new one in memory.

    >>> kg = KnowledgeGraph()
    >>> len(kg)
    0
    """

    def __init__(self, store: Store | None = None) -> None:
        self.store = Store() if store is None else store

    def __len__(self) -> int:
        """Return the number of statements."""
        return sum(1 for _ in self.store.quads_for_pattern(None, v.TYPE, v.STATEMENT, None))

    def __iter__(self) -> Iterator[Statement]:
        return self.statements()

    def __repr__(self) -> str:
        articles = len(self._article_graphs())
        return f"<KnowledgeGraph: {len(self)} statements from {articles} {'article' if articles == 1 else 'articles'}>"

    # ------------------------------------------------------------------ adding

    def add(self, extraction: Extraction, *, version: str | None = None) -> None:
        """Add what was read from an article; what the graph held of that article before is replaced.

        Args:
            extraction: The article's statements and mentions.
            version: Version of kgraph that read it, for the record.
        """
        graph = names.article_iri(extraction.article.id)
        candidates = self._withdraw(graph)
        extraction = namesakes.told_apart(self.store, extraction)
        upkeep.reset(self.store, upkeep.orphans(self.store, candidates))
        # Not `bulk_extend`: for one article's quads it is slower on disk, and a failure would leave a part of them.
        self.store.extend(upkeep.settled(self.store, quads(extraction, version=version)))
        spoken_of = upkeep.referred(self.store, graph)
        upkeep.part(self.store, spoken_of)
        namesakes.settle(self.store, [graph], spoken_of, candidates)
        upkeep.forget(self.store, upkeep.orphans(self.store, candidates))

    def remove(self, document: str) -> bool:
        """Take an article out, and the plain triples that no other article supports; return whether it was there."""
        graph = names.article_iri(document)
        there = self.store.contains_named_graph(graph)
        entities = self._withdraw(graph)
        namesakes.settle(self.store, [], [], entities)
        upkeep.forget(self.store, upkeep.orphans(self.store, entities))
        return there

    def merge(self, other: KnowledgeGraph) -> None:
        """Add all of another graph; articles that both hold are taken from the other."""
        candidates: set[NamedNode] = set()
        added = other._article_graphs()
        for graph in added:
            candidates |= self._withdraw(graph)
        upkeep.reset(self.store, upkeep.orphans(self.store, candidates))
        self.store.bulk_extend(upkeep.settled(self.store, other.store))
        spoken_of = {entity for graph in added for entity in upkeep.referred(self.store, graph)}
        namesakes.settle(self.store, added, spoken_of, candidates | spoken_of)
        upkeep.forget(self.store, upkeep.orphans(self.store, candidates))

    def copy(self) -> KnowledgeGraph:
        """Return a graph in memory that holds the same."""
        kg = KnowledgeGraph()
        kg.store.bulk_extend(self.store)
        return kg

    def describe(
        self,
        entity: str,
        *,
        latitude: float | None = None,
        longitude: float | None = None,
        exact_match: Iterable[str] = (),
        alt_labels: Iterable[str] = (),
    ) -> None:
        """Record what is known of an entity from elsewhere than the articles.

        Args:
            entity: The entity's id.
            latitude: Degrees north (WGS 84).
            longitude: Degrees east (WGS 84).
            exact_match: IRIs of the same entity in Wikidata, GeoNames, ...
            alt_labels: Other names.
        """
        node = names.entity_iri(entity)
        values: list[tuple[NamedNode, NamedNode | Literal]] = []
        if latitude is not None and longitude is not None:
            values += [(v.LATITUDE, Literal(latitude)), (v.LONGITUDE, Literal(longitude))]
        values += [(v.EXACT_MATCH, NamedNode(iri)) for iri in exact_match]
        values += [(v.ALT_LABEL, Literal(label)) for label in alt_labels]
        self.store.extend(Quad(node, predicate, value, v.ENTITIES) for predicate, value in values)

    def identify(self, path: str | Path) -> list[str]:
        """Merge entities, and set others apart, as a file of the user's says; see `kgraph.identities`.

        Returns:
            A message for each line that is about nothing in the graph.

        Raises:
            SourceError: If the file cannot be read.
            FormatError: If a line of it is faulty.
        """
        return list(apply_pairs(self.store, read_pairs(Path(path))))

    # ------------------------------------------------------------------ reading

    def statements(
        self,
        *,
        min_confidence: float = 0.0,
        predicate: str | None = None,
        subject: str | None = None,
        object: str | None = None,  # noqa: A002 - the field's word, as in `Statement.object`
        entity: str | None = None,
        attributed_to: str | None = None,
        article: str | None = None,
        polarity: Polarity | None = None,
        modality: Modality | None = None,
        facts_only: bool = False,
    ) -> Iterator[Statement]:
        """Yield statements in the order of their documents.

        Args:
            min_confidence: Least confidence, 0 to 1.
            predicate: A relation; its sub-relations count too (``aids`` finds ``suppliesArmsTo``).
            subject: Name or id of the subject.
            object: Name or id of the object.
            entity: Name or id of the subject or the object.
            attributed_to: Name or id of whose claim it is.
            article: Id of an article.
            polarity: ``positive`` or ``negative``.
            modality: ``asserted``, ``possible`` or ``planned``.
            facts_only: Only what articles state in their own voice as having happened or being so.
        """
        wanted = Selection(
            min_confidence=min_confidence,
            predicate=predicate,
            subject=self._called(subject),
            object=self._called(object),
            entity=self._called(entity),
            attributed_to=self._called(attributed_to),
            polarity=polarity,
            modality=modality,
            facts_only=facts_only,
        )
        entities = self._entities()
        for graph in self._article_graphs() if article is None else [names.article_iri(article)]:
            yield from filter(wanted.takes, self._nodes(graph, entities).statements())

    def mentions(self) -> Iterator[Mention]:
        """Yield the mentions of entities, article by article."""
        entities = self._entities()
        for graph in self._article_graphs():
            yield from self._nodes(graph, entities).mentions()

    def entities(self) -> list[Entity]:
        """Return the entities, by label."""
        return list(self._entities().entities())

    def articles(self) -> list[Source]:
        """Return the descriptions of the articles, by id."""
        return [source for graph in self._article_graphs() for source in self._sources(graph)]

    def provenance(self, statement: Statement) -> Provenance:
        """Return where a statement comes from, and the other statements of the graph that say the same."""
        graph = names.article_iri(statement.document)
        if statement.object is None:
            candidates = self.statements(subject=statement.subject.id, predicate=statement.predicate)
        else:
            candidates = iter(self._between(statement.subject.id, statement.object.id))
        agreeing = tuple(s for s in candidates if _agree(s, statement))
        source = next(self._sources(graph), None)
        return Provenance(statement, names.statement_iri(graph, statement.id).value, source, agreeing)

    # ------------------------------------------------------------------ what others do with a graph

    def query(self, sparql: str, parameters: Mapping[str, str] | None = None) -> Rows:
        """Run a SPARQL query, or a named one by its name; see `kgraph.query.run`.

        Raises:
            QueryError: If the query is malformed or a parameter names nothing.
        """
        from kgraph.query import run  # noqa: PLC0415 - a graph loads fast without it

        return run(self, sparql, parameters)

    def explain(self, name: str) -> list[Explanation]:
        """Return what the graph knows of the entities of a name or IRI, and why words were taken to mean them.

        Raises:
            SelectionError: If the graph holds no such entity.
        """
        from kgraph.explaining import explain  # noqa: PLC0415 - a graph loads fast without it

        return explain(self, name)

    def export(self, path: str | Path, *, rdf12: bool = False) -> None:
        """Write the graph to a file in the format of its suffix; see `kgraph.export.export`.

        Raises:
            FormatError: If the suffix is unknown, or its format cannot hold RDF 1.2.
            OutputError: If the path cannot be written.
        """
        from kgraph.export import export  # noqa: PLC0415 - a graph loads fast without it

        export(self, path, rdf12=rdf12)

    def draw(self, path: str | Path, **options: Any) -> None:
        """Draw the graph into a PNG, SVG or PDF file; see `kgraph.draw.draw` for the options."""
        from kgraph.draw import draw  # noqa: PLC0415 - a graph loads fast without it

        draw(self, path, **options)

    def to_networkx(self, *, min_confidence: float = 0.0) -> nx.MultiDiGraph[str]:
        """Return a network of entities with an edge for each statement that has an object.

        Nodes are entity ids with ``label``, ``type``, ``country``, ``sector``; edges have the statement's id as key
        and its fields as attributes (absent ones are left out).
        """
        from kgraph.networks import network  # noqa: PLC0415 - a graph loads fast without it

        return network(self.statements(min_confidence=min_confidence))

    def to_rdflib(self) -> rdflib.Dataset:
        """Return an rdflib `Dataset` that shares this graph's store; its default graph is the union of all graphs."""
        import rdflib  # noqa: PLC0415 - a graph loads fast without it
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - a graph loads fast without it

        dataset = rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)
        for prefix, namespace in v.PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def save(self, folder: str | Path) -> None:
        """Write the graph as an Oxigraph store on disk, for `kgraph.open`; an older store there is replaced.

        Raises:
            OutputError: If the folder cannot be written, or holds something else than a store.
        """
        target = Path(folder)
        with new_folder(target, replaceable=is_store) as aside:
            try:
                store = Store(aside)
                store.bulk_extend(self.store)
                store.flush()
            except OSError as error:
                raise OutputError(f"{target} cannot be written: {error}") from error
            del store

    # ------------------------------------------------------------------ inside

    def _article_graphs(self) -> list[NamedNode]:
        found = [g for g in self.store.named_graphs() if isinstance(g, NamedNode) and names.is_article(g.value)]
        return sorted(found, key=lambda g: (self._document(g), g.value))

    def _document(self, graph: NamedNode) -> str:
        found = self.store.quads_for_pattern(graph, v.IDENTIFIER, None, graph)
        return next((q.object.value for q in found if isinstance(q.object, Literal)), graph.value)

    def _nodes(self, graph: NamedNode, entities: Nodes) -> Nodes:
        return Nodes(self.store.quads_for_pattern(None, None, None, graph), entities)

    def _entities(self) -> Nodes:
        return Nodes(self.store.quads_for_pattern(None, None, None, v.ENTITIES))

    def _called(self, name: str | None) -> frozenset[str] | None:
        if name is None:
            return None
        return frozenset({name, *map(names.entity_id, EntityNames(self.store).called(name))})

    def _sources(self, graph: NamedNode) -> Iterator[Source]:
        return self._nodes(graph, Nodes(())).sources()

    def _withdraw(self, graph: NamedNode) -> set[NamedNode]:
        """Take an article's graph out, with the facts that no other article supports; return its entities."""
        entities = upkeep.referred(self.store, graph)
        gone = [s for s in self._nodes(graph, Nodes(())).statements() if s.is_fact]
        self.store.remove_graph(graph)
        for fact in unsupported(self.store, {fact for s in gone for fact in facts(s)}):
            self.store.remove(fact_quad(fact))
        return entities

    def _between(self, one: str, other: str) -> list[Statement]:
        """Return the statements whose subject and object are these two, in either direction."""
        a, b = names.entity_iri(one), names.entity_iri(other)
        found: dict[Quad, None] = {}
        for subject, obj in {(a, b), (b, a)}:
            for quad in between(self.store, subject, obj):
                found.update(dict.fromkeys(self.around(quad)))
        entities = Nodes(q for node in (a, b) for q in self.store.quads_for_pattern(node, None, None, v.ENTITIES))
        return sorted(Nodes(found, entities).statements(), key=in_reading_order)

    def around(self, quad: Quad) -> Iterator[Quad]:
        """Yield what the graph says of a statement and of the parts of the article that it refers to."""
        graph = quad.graph_name
        for q in self.store.quads_for_pattern(quad.subject, None, None, graph):
            yield q
            if isinstance(q.object, NamedNode) and names.is_article(q.object.value):
                yield from self.store.quads_for_pattern(q.object, None, None, graph)


def is_store(folder: Path) -> bool:
    """Whether a folder is an Oxigraph (RocksDB) store."""
    return (folder / "CURRENT").is_file()


def _agree(one: Statement, other: Statement) -> bool:
    """Whether two statements say, or deny, the same of the same."""
    if (one.document, one.id) == (other.document, other.id):
        return False
    if (one.predicate, one.polarity, one.object is None) != (other.predicate, other.polarity, other.object is None):
        return False
    ontology = load_ontology()
    mutual = one.predicate in ontology and ontology[one.predicate].symmetric
    return mutual or one.subject.id == other.subject.id

