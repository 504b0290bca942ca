"""The ontology as an object: relations with their hierarchy, event classes, entity classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kgraph.resources import ontology_dir
from kgraph.vocabulary import KGO, LABEL, PREF_LABEL, TYPE, kgo, term

_SUB_PROPERTY = term("rdfs:subPropertyOf").value
_SYMMETRIC = term("owl:SymmetricProperty").value
_INVERSE = term("owl:inverseOf").value
_Index = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Property:
    """A relation of the ontology.

    Attributes:
        name: Local name, as in `Statement.predicate`.
        chain: The name with its super-properties' names, most specific first.
        event: PLOVER event type (upper case) that establishes it, or None for states.
        inverse: Local name of the inverse relation, or None.
    """

    name: str
    label: str
    chain: tuple[str, ...]
    symmetric: bool
    event: str | None
    inverse: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain triple between entities: IRI, local name of the relation, IRI."""

    subject: str
    relation: str
    object: str


class Ontology:
    """The relations and event classes of ``ontology/kgraph.ttl``.

    >>> ontology = load_ontology()
    >>> ontology.chain("suppliesArmsTo")
    ('suppliesArmsTo', 'aids')
    >>> ontology["meets"].symmetric
    True
    """

    def __init__(self, index: _Index) -> None:
        self._index = index
        self.terms = frozenset(iri for iri in index if iri.startswith(KGO))
        types = self._instances("EventType")
        self.events = {code: iri for iri in types for code in index[iri][term("skos:notation").value]}
        self._event_codes = {iri: code for code, iri in self.events.items()}
        names = [i.removeprefix(KGO) for kind in ("EventRelation", "StateRelation") for i in self._instances(kind)]
        self.properties = {name: self._property(name) for name in names}
        inverses = {p.inverse: p.name for p in self.properties.values() if p.inverse}
        self._inverse = {p.name: p.inverse or inverses.get(p.name) for p in self.properties.values()}

    def __getitem__(self, name: str) -> Property:
        return self.properties[name]

    def __contains__(self, name: object) -> bool:
        return name in self.properties

    def __iter__(self) -> Iterator[Property]:
        return iter(self.properties.values())

    def chain(self, name: str) -> tuple[str, ...]:
        """Return a relation's name with its super-properties' names, most specific first; unknown ones alone."""
        held = self.properties.get(name)
        return held.chain if held else (name,)

    def below(self, name: str) -> frozenset[str]:
        """Return the names of a relation and all its sub-properties."""
        return frozenset({name, *(p.name for p in self if name in p.chain)})

    def event_class(self, code: str) -> NamedNode:
        """Return the class of a PLOVER event (``AID``)."""
        return NamedNode(self.events.get(code, KGO + code.capitalize()))

    def mode_class(self, code: str, mode: str) -> NamedNode:
        """Return the class of an event's mode; mode names repeat, so the class name holds both.

        >>> load_ontology().mode_class("REQUEST", "assist").value
        'https://w3id.org/kgraph/ontology#RequestAssist'
        """
        words = "".join(word.capitalize() for word in mode.replace("_", "-").split("-"))
        return kgo(code.capitalize() + words)

    def event_code(self, class_iri: str) -> str | None:
        """Return the PLOVER event of a class, or None if the class is none."""
        return self._event_codes.get(class_iri)

    def label(self, iri: str) -> str | None:
        """Return the label of a term of the ontology."""
        values = self._index.get(iri, {})
        return next((label for term in (LABEL, PREF_LABEL) for label in values.get(term.value, ())), None)

    def entailed(self, fact: Fact) -> frozenset[Fact]:
        """Return the fact with what follows from sub-properties, symmetry and inverses (the asserted graph's closure).

        >>> sorted(f.relation for f in load_ontology().entailed(Fact("kg:A", "suppliesArmsTo", "kg:B")))
        ['aids', 'suppliesArmsTo']
        """
        found: set[Fact] = set()
        waiting = [fact]
        while waiting:
            f = waiting.pop()
            if f in found:
                continue
            found.add(f)
            held = self.properties.get(f.relation)
            if held is None:
                continue
            waiting += [Fact(f.subject, name, f.object) for name in held.chain[1:]]
            if held.symmetric:
                waiting.append(Fact(f.object, f.relation, f.subject))
            inverse = self._inverse[f.relation]
            if inverse:
                waiting.append(Fact(f.object, inverse, f.subject))
        return frozenset(found)

    def _instances(self, kind: str) -> list[str]:
        return [iri for iri, values in self._index.items() if KGO + kind in values.get(TYPE.value, ())]

    def _property(self, name: str) -> Property:
        values = self._index[KGO + name]

        def first(predicate: str) -> str | None:
            return next(iter(values.get(predicate, ())), None)

        event = first(KGO + "ploverEvent")
        return Property(
            name=name,
            label=first(LABEL.value) or name,
            chain=tuple(self._supers(name)),
            symmetric=_SYMMETRIC in values[TYPE.value],
            event=self._event_codes[event] if event else None,
            inverse=next((i.removeprefix(KGO) for i in values.get(_INVERSE, ()) if i.startswith(KGO)), None),
        )

    def _supers(self, name: str) -> Iterator[str]:
        yield name
        for iri in self._index[KGO + name].get(_SUB_PROPERTY, ()):
            yield from self._supers(iri.removeprefix(KGO))


def read_ontology(path: Path) -> Ontology:
    """Read an ontology from a Turtle file.

    Raises:
        OSError: If the file cannot be read.
        SyntaxError: If it is not Turtle.
    """
    index: _Index = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            index[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return Ontology({iri: dict(values) for iri, values in index.items()})


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """Return the ontology that kgraph ships, read once."""
    return read_ontology(ontology_dir() / "kgraph.ttl")
