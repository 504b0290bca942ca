"""Opening graphs that were written before: RDF files, statement files, stores on disk."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kgraph import vocabulary as v
from kgraph.errors import FormatError, SourceError
from kgraph.graph import KnowledgeGraph, is_store
from kgraph.model import Article, Extraction, Statement
from kgraph.rdf import names

#: Formats that keep named graphs apart, and formats in which all is one graph.
QUAD_FORMATS = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS, ".jsonld": RdfFormat.JSON_LD}
TRIPLE_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
STATEMENT_SUFFIXES = frozenset({".jsonl", ".ndjson"})


def open_graph(path: str | Path, *, read_only: bool = False) -> KnowledgeGraph:
    """Open a graph file (RDF, or statements in JSON Lines) or a store that `KnowledgeGraph.save` wrote.

    A file is read into memory; a store is used where it is, and what is added to the graph is kept there.

    Args:
        path: The file or folder; a file's suffix says its format.
        read_only: Open a store for reading alone, so that several processes can.

    Raises:
        SourceError: If there is no such file, or a store cannot be opened.
        FormatError: If the suffix is unknown, or the file is not what its suffix says.
    """
    source = Path(path)
    if not source.exists():
        raise SourceError(f"{source} does not exist")
    if source.is_dir():
        return _open_store(source, read_only=read_only)
    suffix = source.suffix.lower()
    if suffix in STATEMENT_SUFFIXES:
        return _read_statements(source)
    format_ = QUAD_FORMATS.get(suffix) or TRIPLE_FORMATS.get(suffix)
    if format_ is None:
        known = ", ".join(sorted({*QUAD_FORMATS, *TRIPLE_FORMATS, *STATEMENT_SUFFIXES}))
        raise FormatError(f"{source} is no graph that kgraph can open: its suffix is none of {known}")
    kg = KnowledgeGraph()
    try:
        base = source.absolute().as_uri()
        if suffix in TRIPLE_FORMATS:
            kg.store.bulk_extend(_in_named_graphs(parse(path=source, format=format_, base_iri=base)))
        else:
            kg.store.bulk_load(path=source, format=format_, base_iri=base)
    except (SyntaxError, ValueError) as error:
        message = str(error).splitlines()[0] if str(error) else "it cannot be parsed"
        raise FormatError(f"{source} is not valid {format_.name}: {message}") from error
    except OSError as error:
        raise SourceError(f"{source} cannot be read: {error.strerror or error}") from error
    return kg


def open_or_new_store(folder: str | Path) -> KnowledgeGraph:
    """Open a store to add to; one that does not exist yet is made.

    Raises:
        SourceError: If the folder holds something else, or cannot be opened or made.
    """
    path = Path(folder)
    if path.exists() and (not path.is_dir() or (any(path.iterdir()) and not is_store(path))):
        raise SourceError(f"{path} holds something else than a graph store; name a new folder")
    try:
        return KnowledgeGraph(Store(path))
    except OSError as error:
        raise SourceError(f"{path} cannot be opened as a graph store: {str(error).splitlines()[0]}") from error


def _open_store(folder: Path, *, read_only: bool) -> KnowledgeGraph:
    if not is_store(folder):
        raise SourceError(f"{folder} holds no graph store; build one with: kgraph build SOURCE --store {folder}")
    try:
        return KnowledgeGraph(Store.read_only(str(folder)) if read_only else Store(folder))
    except (OSError, RuntimeError) as error:
        if "LOCK" in str(error):
            raise SourceError(f"{folder} is in use; close it there first, or open it for reading alone") from error
        raise SourceError(f"{folder} cannot be opened as a graph store: {str(error).splitlines()[0]}") from error


def _read_statements(path: Path) -> KnowledgeGraph:
    by_document: dict[str, list[Statement]] = defaultdict(list)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path} is not text in UTF-8") from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            statement = _statement(line, f"{path}, line {number}")
            by_document[statement.document].append(statement)
    kg = KnowledgeGraph()
    for document, statements in by_document.items():
        kg.add(Extraction(Article(document, ""), tuple(statements)))
    return kg


def _statement(line: str, where: str) -> Statement:
    try:
        statement = Statement.from_json(json.loads(line))
    except KeyError as error:
        raise FormatError(f"{where}: no statement record, it lacks {error}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise FormatError(f"{where}: no statement record ({error})") from error
    return statement


def _in_named_graphs(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the triples of a file of one graph as quads, in the graphs where `KnowledgeGraph` keeps them.

    What lies inside an article has an IRI that begins with the article's.  What describes an entity goes to the
    entities' graph; relations between entities, and all else, to the default graph.
    """
    for q in quads:
        if isinstance(q.subject, NamedNode) and names.is_article(q.subject.value):
            yield Quad(q.subject, q.predicate, q.object, names.article_of(q.subject.value))
        else:
            yield Quad(q.subject, q.predicate, q.object, v.ENTITIES if q.predicate in _DESCRIBING else v.ASSERTED)


_DESCRIBING = frozenset({v.TYPE, v.PREF_LABEL, v.ALT_LABEL, v.ISO3, v.COUNTRY_CODE, v.SECTOR,
                         v.LATITUDE, v.LONGITUDE, v.EXACT_MATCH, v.SAME_AS, v.DIFFERENT_FROM,
                         v.NAMESAKE_OF})  # fmt: skip
