"""The queries that kgraph ships, by name: files of SPARQL whose head says what they ask and with which parameters.

The head is the comment lines at the start of the file::

    # title: Who aids whom
    # description: Material aid that some article states in its own voice.
    # parameter: actor, entity, optional: who gives
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kgraph.errors import KnowledgeError
from kgraph.resources import ontology_dir

#: What the value of a parameter can be: an entity's name, a relation's name, a number.
KINDS = frozenset({"entity", "relation", "number"})

_PARAMETER = re.compile(
    r"(?P<name>\w+), *(?P<kind>\w+)(?P<optional>, *optional)?(, *default (?P<default>\S+))?: *(?P<text>.+)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a named query to which its user gives a value.

    Attributes:
        name: The variable.
        kind: One of `KINDS`.
        required: Whether the query makes no sense without it.
        default: Its value if none is given, or None.
        description: What it says, for people.
    """

    name: str
    kind: str
    required: bool
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a name."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str


def read_named_query(path: Path) -> NamedQuery:
    """Read a query file.

    Raises:
        KnowledgeError: If its head is not as this module says.
    """
    sparql = path.read_text(encoding="utf-8")
    fields: dict[str, list[str]] = {"title": [], "description": [], "parameter": []}
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        field, _, value = line.lstrip("# ").partition(": ")
        if field not in fields:
            raise KnowledgeError(f"{path.name}: the head has a line that is none of {', '.join(fields)}: {line}")
        fields[field].append(value.strip())
    if len(fields["title"]) != 1 or not fields["description"]:
        raise KnowledgeError(f"{path.name}: the head wants one title and a description")
    parameters = tuple(_parameter(path, value) for value in fields["parameter"])
    return NamedQuery(path.stem, fields["title"][0], " ".join(fields["description"]), parameters, sparql)


@lru_cache(maxsize=1)
def named_queries() -> dict[str, NamedQuery]:
    """Return the queries that kgraph ships, by name."""
    return {path.stem: read_named_query(path) for path in sorted((ontology_dir() / "queries").glob("*.rq"))}


def _parameter(path: Path, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if match is None or match["kind"] not in KINDS:
        raise KnowledgeError(f"{path.name}: no parameter as in 'actor, entity, optional: who gives': {text}")
    required = not match["optional"] and match["default"] is None
    return Parameter(match["name"], match["kind"], required, match["default"], match["text"])
