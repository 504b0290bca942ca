"""The user's own who-is-who on top of the one that ships: JSON Lines, or SKOS in Turtle.

In JSON Lines each entity is an object::

    {"id": "person/jane-doe", "label": "Jane Doe", "type": "Person", "names": ["J. Doe"], "surnames": ["Doe"],
     "country": "NZL", "sector": "GOV",
     "offices": [{"role": "foreign minister", "country": "NZL", "start": "2027-01-05"}]}

``label`` and ``type`` are needed unless ``id`` is one that is known already: a Wikidata IRI or item, or a path of ours.
In Turtle each ``skos:Concept`` with a class of the ontology is an entity; ``skos:exactMatch`` to one that is known adds
to that one.  Its label is the English ``skos:prefLabel``, else the one without a language, else the first; labels in
all languages are names of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from kgraph.errors import KnowledgeError
from kgraph.knowledge.ids import iri
from kgraph.knowledge.names import slug
from kgraph.model import ENTITY_TYPES, Entity

if TYPE_CHECKING:
    from kgraph.knowledge.store import Knowledge

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = frozenset(f"{_SKOS}{kind}Label" for kind in ("pref", "alt", "hidden"))
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_FOLDERS: Mapping[str, str] = {
    "Country": "country", "Place": "place", "Organization": "organization", "Person": "person", "Group": "group",
    "NamedEvent": "event",
}  # fmt: skip
_LISTS = ("surnames", "adjectives", "persons", "peoples")
_CELLS = ("gender", "stands_for", "parent", "lat", "lon", "start", "end", "kind")


@dataclass(slots=True)
class _Draft:
    """What a file says of an entity."""

    where: str
    id: str = ""
    label: str = ""
    type: str = ""
    country: str = ""
    sector: str = ""
    names: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)


def read_extra(knowledge: Knowledge, path: Path) -> int:
    """Add the entities of a file to the knowledge base, or replace those with their ids.

    Args:
        knowledge: Changed in place.
        path: ``.jsonl`` or ``.ttl``.

    Returns:
        The number of entities read.

    Raises:
        KnowledgeError: If the file cannot be read, or an entity lacks a label or a class; names the line or concept.
    """
    readers = {".jsonl": _json_lines, ".ttl": _skos}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise KnowledgeError(f"{path}: own knowledge must be JSON Lines (.jsonl) or SKOS in Turtle (.ttl)")
    drafts = list(reader(path, knowledge))
    for draft in drafts:
        _add(knowledge, draft)
    return len(drafts)


def _add(knowledge: Knowledge, draft: _Draft) -> None:
    known = knowledge.entity(draft.id) if draft.id else None
    label = draft.label or (known.label if known else "")
    kind = draft.type or (known.type if known else "")
    if not label:
        raise KnowledgeError(f"{draft.where}: no label, and no known id")
    if kind not in ENTITY_TYPES:
        raise KnowledgeError(f"{draft.where}: {label} has no type; it is one of {', '.join(ENTITY_TYPES)}")
    identifier = known.id if known else iri(draft.id or f"{_FOLDERS[kind]}/{slug(label)}")
    country = draft.country or (known.country if known else None)
    sector = draft.sector or (known.sector if known else None)
    entity = Entity(identifier, label, kind, country or None, sector or None)
    knowledge.add(entity, draft.names, draft.facts)


# JSON Lines


def _json_lines(path: Path, _: Knowledge) -> Iterator[_Draft]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise KnowledgeError(f"{where}: not JSON: {error}") from error
        if not isinstance(record, dict):
            raise KnowledgeError(f"{where}: not an object")
        yield _draft(record, where)


def _draft(record: Mapping[str, Any], where: str) -> _Draft:
    identifier, label, kind = (_text(record, k, where) for k in ("id", "label", "type"))
    country, sector = (_text(record, k, where) for k in ("country", "sector"))
    draft = _Draft(where, identifier, label, kind, country, sector)
    draft.names = _texts(record, "names", where)
    for key in _LISTS:
        if key in record:
            draft.facts[key] = "|".join(_texts(record, key, where))
    for key in _CELLS:
        if record.get(key) is not None:
            draft.facts[key] = str(record[key])
    offices = record.get("offices", [])
    if not isinstance(offices, list) or not all(isinstance(x, dict) and x.get("role") for x in offices):
        raise KnowledgeError(f"{where}: offices is a list of objects with role, country, start and end")
    if offices:
        draft.facts["offices"] = ";".join(
            "@".join(str(x.get(k) or "") for k in ("role", "country", "start", "end")) for x in offices
        )
    return draft


def _text(record: Mapping[str, Any], key: str, where: str) -> str:
    value = record.get(key) or ""
    if not isinstance(value, str):
        raise KnowledgeError(f"{where}: {key} is not a string")
    return value


def _texts(record: Mapping[str, Any], key: str, where: str) -> list[str]:
    values = record.get(key) or []
    if not isinstance(values, list) or not all(isinstance(x, str) for x in values):
        raise KnowledgeError(f"{where}: {key} is not a list of strings")
    return values


# SKOS


def _skos(path: Path, knowledge: Knowledge) -> Iterator[_Draft]:
    try:
        quads = list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"{path}: cannot be read as Turtle: {error}") from error
    concepts: dict[str, list[tuple[str, Any]]] = {}
    for quad in quads:
        if isinstance(quad.subject, pyoxigraph.NamedNode):
            concepts.setdefault(quad.subject.value, []).append((quad.predicate.value, quad.object))
    for identifier, properties in concepts.items():
        if any(p == f"{_SKOS}prefLabel" for p, _ in properties):
            yield _concept(f"{path}: {identifier}", identifier, properties, knowledge)


def _concept(where: str, identifier: str, properties: list[tuple[str, Any]], knowledge: Knowledge) -> _Draft:
    draft = _Draft(where, identifier)
    labels = [x for p, x in properties if p == f"{_SKOS}prefLabel" and isinstance(x, pyoxigraph.Literal)]
    draft.label = min(labels, key=_foreignness).value if labels else ""
    for predicate, value in properties:
        name = _local(predicate)
        if predicate in _LABELS:
            draft.names.append(value.value)
        elif predicate == f"{_SKOS}exactMatch" and knowledge.entity(value.value) is not None:
            draft.id = value.value
        elif predicate == _TYPE and _local(value.value) in ENTITY_TYPES:
            draft.type = _local(value.value)
        elif name in ("countryCode", "iso3"):
            draft.country = value.value
        elif name == "sector":
            draft.sector = _local(value.value).removeprefix("sector-")
    return draft


def _foreignness(label: pyoxigraph.Literal) -> int:
    """Return how far a label is from being English: 0 if it says that it is, 1 for a dialect, 2 if it says nothing."""
    language = (label.language or "").lower()
    return 0 if language == "en" else 1 if language.startswith("en-") else 3 if language else 2


def _local(text: str) -> str:
    """Return the last step of an IRI.

    >>> _local("https://w3id.org/kgraph/ontology#Person"), _local("GOV")
    ('Person', 'GOV')
    """
    return text.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
