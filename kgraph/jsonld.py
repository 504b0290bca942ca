"""Quads as JSON-LD, compacted with the ontology's context so that people and plain JSON tools can read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kgraph import vocabulary as v
from kgraph.resources import ontology_dir

_STRING = v.PREFIXES["xsd"] + "string"


def to_jsonld(quads: Iterable[Quad]) -> bytes:
    """Return quads that are sorted by graph and subject as a JSON-LD document with its context."""
    top: list[dict[str, Any]] = []
    for graph, members in groupby(quads, key=lambda q: q.graph_name):
        nodes = [_node(subject, list(group)) for subject, group in groupby(members, key=lambda q: q.subject)]
        top += nodes if graph == v.ASSERTED else [{"@id": _iri(graph), "@graph": nodes}]
    document = {"@context": _context(), "@graph": top}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _context() -> dict[str, Any]:
    context: dict[str, Any] = json.loads((ontology_dir() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return context


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[str, str | None]]:
    """Return the context's terms by IRI, with the type that their values have by the context."""
    found: dict[str, tuple[str, str | None]] = {}
    for name, meaning in _context().items():
        if name.startswith("@") or name in v.PREFIXES:
            continue
        iri, type_ = (meaning, None) if isinstance(meaning, str) else (meaning["@id"], meaning["@type"])
        if iri != "@type":
            found[v.term(iri).value] = name, type_ if type_ in {None, "@id"} else v.term(type_).value
    return found


def _node(subject: NamedNode | BlankNode | Triple, quads: list[Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _iri(subject)}
    for q in quads:
        name, type_ = ("type", "@vocab") if q.predicate == v.TYPE else _property(q.predicate)
        value = _value(q.object, type_)
        if name not in node:
            node[name] = value
        elif isinstance(node[name], list):
            node[name].append(value)
        else:
            node[name] = [node[name], value]
    return node


def _property(predicate: NamedNode) -> tuple[str, str | None]:
    return _terms().get(predicate.value) or (_iri(predicate), None)


def _value(term: NamedNode | BlankNode | Literal | Triple, type_: str | None) -> Any:
    if not isinstance(term, Literal):
        iri = _iri(term)
        if type_ == "@vocab":
            return iri.removeprefix("kgo:")
        return iri if type_ == "@id" else {"@id": iri}
    if term.language is not None:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == (type_ or _STRING):
        return term.value
    return {"@value": term.value, "@type": _iri(term.datatype)}


def _iri(term: object) -> str:
    """Return an IRI as a prefixed name where a prefix fits, so that expanding gives it back."""
    if not isinstance(term, NamedNode):
        return str(term)
    fitting = [(namespace, prefix) for prefix, namespace in v.PREFIXES.items() if term.value.startswith(namespace)]
    if not fitting:
        return term.value
    namespace, prefix = max(fitting)
    local = term.value.removeprefix(namespace)
    return term.value if local.startswith("//") else f"{prefix}:{local}"
