"""Asking a graph in SPARQL, by queries of the user's own or by those that kgraph ships.

A query sees all graphs as one: plain triples between entities, which only the asserted graph has, so that
``?a kgo:aids ?b`` never reads a denial or a rumour as a fact; and the nodes of all statements, with what they say of
themselves, in the articles' graphs.  ``GRAPH ?article { ... }`` tells articles apart, ``FROM <...>`` picks some.

The prefixes of `kgraph.vocabulary.PREFIXES` are known.  ``kg:South_Korea`` stands for the entity of that name,
whatever its IRI: case, accents and punctuation do not count, and other names than the label do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kgraph import sparql as text
from kgraph import vocabulary as v
from kgraph.entity_names import EntityNames
from kgraph.errors import QueryError
from kgraph.named_queries import NamedQuery, Parameter, named_queries
from kgraph.ontology import load_ontology
from kgraph.rdf import names
from kgraph.rows import Resource, Rows, Term, rows_to_csv, rows_to_json

if TYPE_CHECKING:
    from kgraph.graph import KnowledgeGraph

__all__ = ["NamedQuery", "Resource", "Rows", "named_queries", "rows_to_csv", "rows_to_json", "run"]


def run(kg: KnowledgeGraph, query: str, parameters: Mapping[str, str] | None = None) -> Rows:
    """Run a query on a graph.

    Args:
        kg: The graph.
        query: SPARQL (SELECT, ASK, CONSTRUCT or DESCRIBE), or the name of a query that kgraph ships.
        parameters: Values of variables: an entity's name ("North Korea"), a relation's ("aids"), an IRI or a
            prefixed name.  Queries that kgraph ships say in `NamedQuery.parameters` which they take.

    Raises:
        QueryError: If the query is malformed or there is none of this name, if a parameter is unknown, missing or
            names nothing.
    """
    named = _named_query(query)
    asking = _Asking(kg.store)
    given = dict(parameters or {})
    if named is None:
        sparql = query
        values = asking.values(_free_parameters(query), given)
    else:
        sparql = named.sparql
        values = asking.values(named.parameters, given, f"the query {named.name}")
    return asking.answer(sparql, values)


class _Asking:
    """One query on one store: finds what its names mean, runs it, and collects what is to be said about it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._warnings: list[str] = []

    @cached_property
    def _names(self) -> EntityNames:
        return EntityNames(self._store)

    def values(self, known: Iterable[Parameter], given: Mapping[str, str], whose: str = "the query") -> dict[str, str]:
        """Return the variables' values as SPARQL writes them."""
        parameters = {parameter.name: parameter for parameter in known}
        for name in given:
            if name not in parameters:
                taken = ", ".join(parameters) or "none"
                raise QueryError(f"{whose} has no parameter {name!r}; it takes: {taken}")
        found = {}
        for name, parameter in parameters.items():
            value = given.get(name, parameter.default)
            if value is not None:
                found[name] = self._value(parameter, value)
            elif parameter.required:
                raise QueryError(f"{whose} needs the parameter {name!r}: {parameter.description}")
        return found

    def answer(self, sparql: str, values: Mapping[str, str]) -> Rows:
        try:
            Store().query(sparql, prefixes=v.PREFIXES)
        except SyntaxError as failure:
            raise text.error(sparql, failure) from failure
        asked = text.bind(text.replace_names(sparql, self._entity_named), values)
        keywords = text.keywords(sparql)
        if "SERVICE" in keywords:
            raise QueryError("SERVICE asks another machine; kgraph answers from the graph alone")
        try:
            result = self._store.query(asked, prefixes=v.PREFIXES, use_default_graph_as_union="FROM" not in keywords)
            columns, terms, kind = _table(result)
        except (SyntaxError, ValueError, OSError, RuntimeError) as failure:
            raise QueryError(f"the query cannot be run: {str(failure).splitlines()[0]}") from failure
        return Rows(columns, tuple(terms), self._labels(terms), kind, tuple(self._warnings))

    def _entity_named(self, iri: str) -> str | None:
        """Return the entity that ``kg:Name`` stands for, or None if the IRI stands for itself."""
        if iri.startswith(v.KGO):
            self._check_term(iri)
        if not iri.startswith(v.KG) or iri == v.KG or names.is_article(iri) or self._is_known(iri):
            return None
        name = iri.removeprefix(v.KG)
        found = self._names.find(name)
        if not found:
            self._warn(f"kg:{name} names no entity of this graph", self._names.similar(name))
            return None
        self._say_which(f"kg:{name}", found)
        return found[0]

    def _is_known(self, iri: str) -> bool:
        node = NamedNode(iri)
        return node == v.ENTITIES or any(
            next(found, None) is not None
            for found in (
                self._store.quads_for_pattern(node, None, None),
                self._store.quads_for_pattern(None, None, node),
            )
        )

    def _check_term(self, iri: str) -> None:
        known = load_ontology().terms
        if iri not in known:
            close = difflib.get_close_matches(iri, known, n=1)
            self._warn(f"{v.compact(iri)} is no term of the ontology", v.compact(close[0]) if close else None)

    def _value(self, parameter: Parameter, value: str) -> str:
        if parameter.kind == "number":
            try:
                return repr(float(value))
            except ValueError as error:
                raise QueryError(f"the parameter {parameter.name!r} wants a number, not {value!r}") from error
        if parameter.kind in {"relation", "any"} and value.removeprefix("kgo:") in load_ontology():
            return f"<{names.relation_iri(value.removeprefix('kgo:')).value}>"
        if parameter.kind == "relation":
            close = difflib.get_close_matches(value, load_ontology().properties, n=1)
            raise QueryError(f"there is no relation {value!r}{_perhaps(close[0] if close else None)}")
        return f"<{self._entity(value)}>"

    def _entity(self, name: str) -> str:
        expanded = _expanded(name)
        if expanded is not None and not expanded.startswith(v.KG):
            return expanded
        if expanded is not None and self._is_known(expanded):
            return expanded
        wanted = name if expanded is None else expanded.removeprefix(v.KG)
        found = self._names.find(wanted)
        if not found:
            raise QueryError(f"no entity of this graph is called {wanted!r}{_perhaps(self._names.similar(wanted))}")
        self._say_which(name, found)
        return found[0]

    def _say_which(self, name: str, found: list[str]) -> None:
        if len(found) > 1:
            others = ", ".join(v.compact(iri) for iri in found[1:])
            self._warn(f"{name} is taken as {v.compact(found[0])}; also called so: {others}", None)

    def _warn(self, message: str, similar: str | None) -> None:
        warning = message + _perhaps(similar)
        if warning not in self._warnings:
            self._warnings.append(warning)

    def _labels(self, rows: Iterable[tuple[Term | None, ...]]) -> dict[str, str]:
        iris = {term.value for row in rows for term in row if isinstance(term, NamedNode)}
        found = ((iri, self._label(iri)) for iri in iris)
        return {iri: label for iri, label in found if label}

    def _label(self, iri: str) -> str | None:
        if iri.startswith(v.KGO):
            return load_ontology().label(iri)
        node = NamedNode(iri)
        for predicate in (v.PREF_LABEL, v.TITLE, v.IDENTIFIER, v.ANCHOR_OF):
            quad = next(self._store.quads_for_pattern(node, predicate, None, None), None)
            if quad is not None and isinstance(quad.object, Literal):
                return quad.object.value
        return None


def _table(
    result: QuerySolutions | QueryBoolean | QueryTriples,
) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]], str]:
    """Return an answer's columns, rows and kind."""
    if isinstance(result, QueryBoolean):
        return ("answer",), [(Literal(bool(result)),)], "ask"
    if isinstance(result, QueryTriples):
        triples = {(t.subject, t.predicate, t.object) for t in result}
        return ("subject", "predicate", "object"), sorted(triples, key=lambda row: tuple(map(str, row))), "construct"
    return tuple(variable.value for variable in result.variables), [tuple(row) for row in result], "select"


def _named_query(query: str) -> NamedQuery | None:
    """Return the query of this name; None if it is no name but SPARQL."""
    name = query.strip()
    if not name or not name.replace("-", "").replace("_", "").isalnum():
        return None
    try:
        return named_queries()[name]
    except KeyError:
        close = difflib.get_close_matches(name, named_queries(), n=1)
        known = ", ".join(named_queries())
        raise QueryError(f"there is no query {name!r}{_perhaps(close[0] if close else None)}; known: {known}") from None


def _free_parameters(sparql: str) -> Iterator[Parameter]:
    """Yield the variables of a query of the user's own; any that gets a value may be a name of whatever kind."""
    for name in sorted(text.variables(sparql)):
        yield Parameter(name, "any", required=False, default=None, description="")


def _expanded(name: str) -> str | None:
    """Return the IRI that an IRI or a prefixed name stands for; None for any other name."""
    prefix, colon, local = name.partition(":")
    if not colon or any(c.isspace() for c in name):
        return None
    if prefix in v.PREFIXES:
        return v.PREFIXES[prefix] + local
    return name if local.startswith("//") or prefix == "urn" else None


def _perhaps(similar: str | None) -> str:
    return f" (do you mean {similar}?)" if similar else ""
