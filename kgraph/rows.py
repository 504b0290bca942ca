"""Answers to queries: a table of RDF terms, as Python values, as text, as CSV, as SPARQL JSON."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgraph.vocabulary import KG, PREFIXES, compact

Term = NamedNode | BlankNode | Literal | Triple

_XSD = PREFIXES["xsd"]
_STRING = _XSD + "string"
_LANG_STRING = PREFIXES["rdf"] + "langString"


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing with an IRI in an answer.

    Attributes:
        iri: Its IRI.
        label: Its label in the graph or the ontology, or None.
    """

    iri: str
    label: str | None = None

    @property
    def name(self) -> str:
        """The IRI as a prefixed name where one is known, else as short as it can be told.

        >>> Resource("http://www.wikidata.org/entity/Q884").name
        'wd:Q884'
        """
        return compact(self.iri).removeprefix(KG)

    def __str__(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """The answer to a query.

    Iterating gives tuples of Python values: `Resource`, str, int, float, bool, date, or None where nothing is bound.
    The answer of an ASK query is one row with one value, and the truth of the whole; triples that a CONSTRUCT or
    DESCRIBE query makes are rows of subject, predicate and object.

    Attributes:
        columns: Names of the columns.
        terms: The rows as RDF terms.
        labels: Labels of the IRIs in them.
        kind: ``select``, ``ask`` or ``construct``.
        warnings: What in the query names nothing in the graph, or more than one thing.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    kind: str = "select"
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} of {', '.join(self.columns)}>"

    def __len__(self) -> int:
        return len(self.terms)

    def __bool__(self) -> bool:
        return bool(self._value(self.terms[0][0])) if self.kind == "ask" else bool(self.terms)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return (tuple(self._value(term) for term in row) for row in self.terms)

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries, as pandas and others take them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def texts(self) -> list[tuple[str, ...]]:
        """Return the rows as lines of text for people: labels where they are known, nothing where nothing is bound."""
        return [tuple(_text(value) for value in row) for row in self]

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(column)}</th>" for column in self.columns)
        body = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in self.texts())
        return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in body)}</table>"

    def _value(self, term: Term | None) -> Any:
        if isinstance(term, NamedNode):
            return Resource(term.value, self.labels.get(term.value))
        if isinstance(term, Literal):
            return _python_value(term)
        return None if term is None else str(term)


def rows_to_csv(rows: Rows, *, labels: bool = False) -> str:
    """Return rows as CSV with a header.

    Args:
        rows: The answer to a query.
        labels: Write labels where they are known; otherwise IRIs, as the W3C's SPARQL CSV format wants.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows(rows.texts() if labels else [[_plain(term) for term in row] for row in rows.terms])
    return out.getvalue()


def rows_to_json(rows: Rows) -> str:
    """Return rows in the W3C's SPARQL 1.1 Query Results JSON Format; made triples as rows of three."""
    if rows.kind == "ask":
        document: dict[str, Any] = {"head": {}, "boolean": bool(rows)}
    else:
        bindings = [
            {name: _json_term(term) for name, term in zip(rows.columns, row, strict=True) if term is not None}
            for row in rows.terms
        ]
        document = {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    record: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language is not None:
        record["xml:lang"] = term.language
    elif term.datatype.value not in {_STRING, _LANG_STRING}:
        record["datatype"] = term.datatype.value
    return record


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short", "byte"), int),
    **dict.fromkeys(("decimal", "double", "float"), float),
    "boolean": lambda text: text in {"true", "1"},
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


def _python_value(literal: Literal) -> Any:
    read = _READERS.get(literal.datatype.value.removeprefix(_XSD))
    if read is None:
        return literal.value
    try:
        return read(literal.value)
    except ValueError:
        return literal.value  # not of its datatype: told as it is
