"""Writing a graph to files: RDF in its formats, GraphML, statements as JSON Lines.

Formats that hold named graphs (TriG, N-Quads, JSON-LD) keep an article's graph apart from the others.  Turtle,
N-Triples and RDF/XML hold one graph: all graphs together.  `kgraph.open` puts them apart again, so that every RDF
format brings back the same statements.  What is written is sorted, so that the same graph gives the same file.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kgraph import vocabulary as v
from kgraph.errors import FormatError, OutputError
from kgraph.files import for_xml, new_file
from kgraph.jsonld import to_jsonld
from kgraph.rdf import names

if TYPE_CHECKING:
    from kgraph.graph import KnowledgeGraph

_RDF = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
}
#: The suffixes of the files that `export` writes, with what they hold.
FORMATS = {
    ".ttl": "Turtle",
    ".trig": "TriG",
    ".nq": "N-Quads",
    ".nt": "N-Triples",
    ".jsonld": "JSON-LD",
    ".rdf": "RDF/XML",
    ".xml": "RDF/XML",
    ".graphml": "GraphML",
    ".jsonl": "statements, JSON Lines",
    ".ndjson": "statements, JSON Lines",
}
#: Formats that can hold the triple terms of RDF 1.2.
_RDF12 = frozenset({".ttl", ".trig", ".nq", ".nt"})

_NUMBER = re.compile(r"(\d+)")
_FIRST = [v.TYPE, v.PREF_LABEL, v.IDENTIFIER, v.TITLE, v.SUBJECT, v.PREDICATE, v.OBJECT]
_PREDICATE_RANK = {predicate.value: rank for rank, predicate in enumerate(_FIRST)}
Key = tuple[object, ...]


def export(kg: KnowledgeGraph, path: str | Path, *, rdf12: bool = False) -> None:
    """Write a graph to a file in the format of its suffix; see `FORMATS`.

    Args:
        kg: The graph.
        path: The file; what was there before is replaced when all is written.
        rdf12: Add to each statement ``rdf:reifies <<( subject predicate object )>>``, for stores that read RDF 1.2.

    Raises:
        FormatError: If the suffix is unknown, or its format cannot hold RDF 1.2.
        OutputError: If the path cannot be written.
    """
    target = Path(path)
    content = to_bytes(kg, target.suffix, rdf12=rdf12)
    with new_file(target) as aside:
        try:
            aside.write_bytes(content)
        except OSError as error:
            raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error


def to_bytes(kg: KnowledgeGraph, suffix: str, *, rdf12: bool = False) -> bytes:
    """Return a graph as the content of a file with this suffix.

    Raises:
        FormatError: If the suffix is unknown, or its format cannot hold RDF 1.2.
    """
    form = suffix.lower()
    if form not in FORMATS:
        known = ", ".join(f"{name} ({what})" for name, what in FORMATS.items())
        raise FormatError(f"{suffix or 'a name without a suffix'!s} is no format that kgraph writes; it writes {known}")
    if rdf12 and form not in _RDF12:
        raise FormatError(f"{FORMATS[form]} cannot hold RDF 1.2; {', '.join(sorted(_RDF12))} can")
    if form in {".jsonl", ".ndjson"}:
        lines = (json.dumps(s.to_json(), ensure_ascii=False) + "\n" for s in kg.statements())
        return "".join(lines).encode("utf-8", "replace")
    if form == ".graphml":
        from kgraph.networks import graphml  # noqa: PLC0415 - networkx is slow to load, other formats do without

        return graphml(kg.to_networkx())
    quads = list(kg.store)
    if rdf12:
        quads += _reified(kg)
    if form == ".jsonld":
        return to_jsonld(_in_order(quads, one_graph=False))
    format_ = _RDF[form]
    if format_ == RdfFormat.RDF_XML:
        quads = [_for_xml(q) for q in quads]
    ordered = _in_order(quads, one_graph=not format_.supports_datasets)
    content = ordered if format_.supports_datasets else dict.fromkeys(q.triple for q in ordered)
    written = serialize(content, format=format_, prefixes=_prefixes(quads)) or b""
    return _spaced(written) if format_ in {RdfFormat.TURTLE, RdfFormat.TRIG} else written


def _reified(kg: KnowledgeGraph) -> Iterator[Quad]:
    """Yield for each statement the triple that it is about, as a term of RDF 1.2."""
    for quad in kg.store.quads_for_pattern(None, v.TYPE, v.STATEMENT, None):
        parts = [
            next((q.object for q in kg.store.quads_for_pattern(quad.subject, term, None, quad.graph_name)), None)
            for term in (v.SUBJECT, v.PREDICATE, v.OBJECT)
        ]
        subject, predicate, obj = parts
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and obj is not None:
            yield Quad(quad.subject, v.REIFIES, Triple(subject, predicate, obj), quad.graph_name)


def _in_order(quads: Iterable[Quad], *, one_graph: bool) -> Iterator[Quad]:
    """Yield quads by graph, entities before articles, an article's statements before the parts of its text.

    Args:
        quads: The quads.
        one_graph: Whether all of a subject stands together, whatever the graph, each triple once.
    """
    groups: dict[tuple[str, object], list[Quad]] = defaultdict(list)
    for q in quads:
        graph = q.graph_name.value if isinstance(q.graph_name, NamedNode) and not one_graph else ""
        groups[graph, q.subject].append(q)
    for _, group in sorted(groups.items(), key=lambda item: (item[0][0], _subject_place(item[0][1]))):
        yield from sorted(group, key=_value_place)


def _value_place(quad: Quad) -> Key:
    rank = _PREDICATE_RANK.get(quad.predicate.value, len(_PREDICATE_RANK))
    return rank, quad.predicate.value, str(quad.object)


def _subject_place(subject: object) -> Key:
    if not isinstance(subject, NamedNode):
        return 2, str(subject)
    if not names.is_article(subject.value):
        return 0, subject.value
    article, _, part = subject.value.partition("#")
    rank = 0 if not part else 1 if part.startswith("statement=") else 2
    numbered = tuple(int(piece) if piece.isdigit() else piece for piece in _NUMBER.split(part))
    return 1, article, rank, numbered


def _prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the prefixes of a file: the known ones, and one for the parts of each article."""
    articles = sorted({q.graph_name.value for q in quads
                       if isinstance(q.graph_name, NamedNode) and names.is_article(q.graph_name.value)})  # fmt: skip
    return {**v.PREFIXES, **{f"a{number}": f"{article}#" for number, article in enumerate(articles, 1)}}


def _spaced(turtle: bytes) -> bytes:
    """Return Turtle with its prefixes in order and a blank line before each subject and graph."""
    lines = turtle.splitlines(keepends=True)
    head = sorted(line for line in lines if line.startswith(b"@prefix"))
    body = (line if line[:1].isspace() or line.startswith(b"}") else b"\n" + line for line in lines[len(head) :])
    return b"".join([*head, *body])


def _for_xml(quad: Quad) -> Quad:
    """Return a quad whose text XML can hold."""
    obj = quad.object
    if not isinstance(obj, Literal) or for_xml(obj.value) == obj.value:
        return quad
    clean = for_xml(obj.value)
    literal = Literal(clean, language=obj.language) if obj.language else Literal(clean, datatype=obj.datatype)
    return Quad(quad.subject, quad.predicate, literal, quad.graph_name)
