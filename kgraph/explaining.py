"""What a graph knows of an entity, and why words were taken to mean it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad

from kgraph import vocabulary as v
from kgraph.entity_names import EntityNames
from kgraph.errors import SelectionError
from kgraph.rdf import Nodes, Source, names
from kgraph.rdf.writing import ROLES

if TYPE_CHECKING:
    from kgraph.graph import KnowledgeGraph
    from kgraph.model import Argument, Entity, Mention, RunnerUp, Span, Statement


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words of an article that were taken to mean the entity.

    Attributes:
        kind: name, demonym, nominal or pronoun.
        reason: Why; a notation of the ontology's ``kgo:identifications``.
        confidence: 0 to 1, that the entity is meant; None for unnamed actors of statements.
        runner_up: Who else could have been meant.
        read_as: Id of the entity as the article was read, where a file, a service or namesakes changed it.
        sentence: The sentence around the words, where the graph holds it.
    """

    document: str
    words: str
    start: int
    end: int
    kind: str
    reason: str
    confidence: float | None
    runner_up: RunnerUp | None
    read_as: str | None
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Occurrences of the same words that were linked in the same way."""

    words: str
    kind: str
    reason: str
    runner_up: str | None
    read_as: str | None
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that a graph holds of one entity but what is said about it.

    Attributes:
        entity: Its id, label, type and country.
        sectors: PLOVER sectors in which it acts.
        names: What else it is called.
        elsewhere: IRIs of the same in Wikidata, GeoNames.
        same_as: IRIs that were merged into it.
        different_from: IRIs of others of its name.
        occurrences: By article and place in the text.
        sources: The articles that speak of it.
        statements: How many statements of each article (by its id) have it as subject, object, source or place.
    """

    entity: Entity
    sectors: tuple[str, ...]
    names: tuple[str, ...]
    elsewhere: tuple[str, ...]
    same_as: tuple[str, ...]
    different_from: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    sources: tuple[Source, ...]
    statements: dict[str, int]

    def readings(self) -> list[Reading]:
        """Return the occurrences by words and by how they were linked, the most frequent first."""
        groups: dict[tuple[str, str, str, str | None, str | None], list[Occurrence]] = defaultdict(list)
        for o in self.occurrences:
            groups[o.words, o.kind, o.reason, o.runner_up.id if o.runner_up else None, o.read_as].append(o)
        found = [Reading(*key, tuple(alike)) for key, alike in groups.items()]
        return sorted(found, key=lambda r: -len(r.occurrences))

    def to_json(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        e = self.entity
        return {
            "id": e.id, "label": e.label, "type": e.type, "country": e.country, "sectors": list(self.sectors),
            "names": list(self.names), "exact_matches": list(self.elsewhere), "same_as": list(self.same_as),
            "different_from": list(self.different_from),
            "mentions": [asdict(o) for o in self.occurrences],
            "articles": [
                {
                    "id": s.id, "title": s.title, "date": s.date, "publisher": s.publisher, "url": s.url,
                    "mentions": sum(o.document == s.id for o in self.occurrences),
                    "statements": self.statements.get(s.id, 0),
                }
                for s in self.sources
            ],
        }  # fmt: skip


def explain(kg: KnowledgeGraph, name: str) -> list[Explanation]:
    """Return what a graph knows of each entity that a name, IRI or prefixed name means, the likeliest first.

    Raises:
        SelectionError: If it holds no such entity.
    """
    known = EntityNames(kg.store)
    found = known.meant(name)
    if not found:
        similar = known.similar(name)
        perhaps = f"; do you mean {similar!r}?" if similar else ""
        raise SelectionError(f"no entity of this graph is called {name!r}{perhaps}")
    return [_explanation(kg, NamedNode(iri)) for iri in found]


def _explanation(kg: KnowledgeGraph, node: NamedNode) -> Explanation:
    own = list(kg.store.quads_for_pattern(node, None, None, v.ENTITIES))
    entities = Nodes(own)
    held = Nodes(_around(kg, node), entities)
    statements = list(held.statements())
    occurrences = _occurrences(list(held.mentions()), statements, names.entity_id(node.value))
    sources = tuple(held.sources())
    spoken = {s.id: sum(x.document == s.id for x in statements) for s in sources}

    def values(predicate: NamedNode) -> tuple[str, ...]:
        return tuple(sorted({getattr(q.object, "value", "") for q in own if q.predicate == predicate}))

    return Explanation(
        entity=entities.entity(node.value),
        sectors=tuple(names.local_name(iri).removeprefix("sector-") for iri in values(v.SECTOR)),
        names=values(v.ALT_LABEL),
        elsewhere=values(v.EXACT_MATCH),
        same_as=values(v.SAME_AS),
        different_from=values(v.DIFFERENT_FROM),
        occurrences=occurrences,
        sources=sources,
        statements=spoken,
    )


def _around(kg: KnowledgeGraph, node: NamedNode) -> Iterator[Quad]:
    """Yield what articles say of an entity's mentions and statements, and who wrote the articles."""
    found: dict[Quad, None] = {}
    graphs: dict[NamedNode, None] = {}
    for predicate in (v.IDENT_REF, *(term for term, _ in ROLES.values())):
        for quad in kg.store.quads_for_pattern(None, predicate, node):
            if isinstance(quad.graph_name, NamedNode) and names.is_article(quad.graph_name.value):
                graphs[quad.graph_name] = None
                found.update(dict.fromkeys(kg.around(quad)))
    for graph in graphs:
        found.update(dict.fromkeys(kg.store.quads_for_pattern(graph, None, None, graph)))
    yield from found


def _occurrences(mentions: Sequence[Mention], statements: Sequence[Statement], entity: str) -> tuple[Occurrence, ...]:
    found: dict[tuple[str, int, int], Occurrence] = {}
    for m in mentions:
        if m.entity.id == entity:
            reason, other, read_as = (
                (m.identity.reason, m.identity.runner_up, m.identity.read_as) if m.identity else ("", None, None)
            )
            sentence = m.sentence.text if m.sentence else None
            key = m.document, m.span.start, m.span.end
            found[key] = Occurrence(
                m.document, m.span.text, m.span.start, m.span.end, m.kind, reason, m.confidence, other, read_as,
                sentence,
            )  # fmt: skip
    for s in statements:
        for span, reason in _spans(s, entity):
            found.setdefault(
                (s.document, span.start, span.end),
                Occurrence(s.document, span.text, span.start, span.end, "nominal", reason, None, None, None,
                           s.evidence.text),
            )  # fmt: skip
    return tuple(found[key] for key in sorted(found))


def _spans(s: Statement, entity: str) -> Iterator[tuple[Span, str]]:
    arguments: tuple[Argument | None, ...] = (s.subject, s.object, s.attributed_to, s.place)
    for argument in arguments:
        if argument is not None and argument.id == entity and argument.span is not None:
            yield argument.span, argument.reason or ""
