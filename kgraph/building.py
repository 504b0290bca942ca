"""From articles to a knowledge graph: the one place where reading and graph meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import kgraph
from kgraph.articles import ReadProblem, read_articles, warn
from kgraph.extraction import Reader
from kgraph.graph import KnowledgeGraph
from kgraph.identities import apply_pairs, read_pairs
from kgraph.model import Article, Entity, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

    from kgraph.articles.reading import Report
    from kgraph.reconciling import Reconciler

Sources = str | Path | Article | Iterable[str | Path | Article]


def build(
    sources: Sources,
    *,
    date: str | None = None,
    publisher: str | None = None,
    pipeline: str | Path | Language | None = None,
    knowledge: Path | None = None,
    identity: Path | None = None,
    reconciler: Reconciler | None = None,
    graph: KnowledgeGraph | None = None,
    min_confidence: float = 0.0,
    on_problem: Report | None = None,
    on_article: Callable[[Extraction], None] | None = None,
) -> KnowledgeGraph:
    """Read articles and return the graph of what they say.

    Args:
        sources: Files (text, HTML, JSON Lines), folders, ``-`` for standard input, text, or `Article` objects.
        date: Date of publication (``YYYY-MM-DD``), for all but JSON records and `Article` objects that have their own.
        publisher: Publisher, likewise.
        pipeline: Name or folder of a spaCy pipeline with Universal Dependencies; None for the one that ships.
        knowledge: A file of the user's own entities (JSON Lines or SKOS Turtle), or None.
        identity: A file of the user's that merges entities and sets others apart (see `kgraph.identities`), or None.
        reconciler: Asks a service on the network for entities that the knowledge base does not know; None asks nobody.
        graph: A graph to add to; an article that it holds already is replaced.  By default a new one.
        min_confidence: Least confidence of the statements that go into the graph.
        on_problem: Gets what could not be read; by default it becomes a warning.
        on_article: Called with each article's extraction once it is in the graph.

    Raises:
        SourceError: If nothing could be read.
        PipelineError: If the pipeline cannot be loaded or read.
        FormatError: If the file of identities is faulty.

    >>> kg = build("France recalled its ambassador from Washington on Friday.", date="2021-09-20")
    >>> [(s.subject.label, s.predicate, s.object.label, s.time.value) for s in kg]
    [('France', 'cutsTiesWith', 'United States', '2021-09-17')]
    """
    kg = KnowledgeGraph() if graph is None else graph
    pairs = read_pairs(identity) if identity is not None else []
    articles = read_articles(sources, date=date, source=publisher, on_problem=on_problem)
    reader = Reader(pipeline, knowledge=knowledge, reconciler=reconciler)
    described: set[str] = set()
    for read in reader.read_all(articles):
        kept = tuple(s for s in read.statements if s.confidence >= min_confidence)
        extraction = replace(read, statements=kept)
        kg.add(extraction, version=kgraph.__version__)
        _describe(kg, reader, extraction, described)
        if on_article is not None:
            on_article(extraction)
    for message in apply_pairs(kg.store, pairs):
        problem = ReadProblem(str(identity), message, skipped=False)
        (on_problem or warn)(problem)
    return kg


def _describe(kg: KnowledgeGraph, reader: Reader, extraction: Extraction, described: set[str]) -> None:
    """Add what the knowledge base knows of the entities that statements speak of: coordinates, ids elsewhere, names."""
    for entity in _entities(extraction):
        if entity.id in described:
            continue
        described.add(entity.id)
        known = reader.knowledge
        latitude, longitude = known.coordinates(entity) or (None, None)
        kg.describe(
            entity.id,
            latitude=latitude,
            longitude=longitude,
            exact_match=known.exact_matches(entity),
            alt_labels=known.names(entity)[1:],
        )


def _entities(extraction: Extraction) -> Iterable[Entity]:
    for s in extraction.statements:
        for argument in (s.subject, s.object, s.attributed_to, s.place):
            if argument is not None:
                yield argument.entity
