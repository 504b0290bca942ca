"""The text of SPARQL queries: its tokens, names of ours in it, values for its variables, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kgraph.errors import QueryError
from kgraph.vocabulary import PREFIXES

#: SPARQL 1.1 terminals, as far as names have to be told from what only looks like them.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                 | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.-]+)
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%-]|\\.|\.(?=[\w:%\\-]))*)
    | (?P<word>[^\W\d_]\w*)
    | (?P<brace>\{)
    """,
    re.VERBOSE | re.DOTALL,
)
_POSITION = re.compile(r"error at (\d+):(\d+)")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_LONGEST_QUOTE = 24


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query that is a name, an IRI, a variable, ..."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)


def tokens(sparql: str) -> list[Token]:
    """Return the tokens of a query that matter here, without comments and punctuation.

    >>> [t.text for t in tokens('SELECT ?x { ?x kgo:aids kg:Ukraine } # kg:Russia')]
    ['SELECT', '?x', '{', '?x', 'kgo:aids', 'kg:Ukraine']
    """
    found = (Token(str(m.lastgroup), m.group(), m.start()) for m in _TOKEN.finditer(sparql))
    return [token for token in found if token.kind != "comment"]


def prefixes(found: list[Token]) -> dict[str, str]:
    """Return the prefixes that hold in a query: the known ones, and those that it declares itself."""
    declared = dict(PREFIXES)
    for keyword, name, iri in zip(found, found[1:], found[2:], strict=False):
        if keyword.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            declared[name.text.removesuffix(":")] = iri.text[1:-1]
    return declared


def named(sparql: str) -> Iterator[tuple[Token, str]]:
    """Yield the names and IRIs of a query (not those of its declarations) with the IRI that each stands for."""
    found = tokens(sparql)
    known = prefixes(found)
    for number, token in enumerate(found):
        before = found[number - 1].text.upper() if number else ""
        if token.kind == "iri" and not (before.endswith(":") or before == "BASE"):
            yield token, token.text[1:-1]
        elif token.kind == "name" and before != "PREFIX":
            prefix, _, local = token.text.partition(":")
            if prefix in known:
                yield token, known[prefix] + re.sub(r"\\(.)", r"\1", local)


def replace_names(sparql: str, iri_of: Callable[[str], str | None]) -> str:
    """Return a query with other IRIs in the place of its names.

    Args:
        sparql: The query.
        iri_of: Gives the IRI to write for the one that a name stands for, or None to leave it.
    """
    pieces, at = [], 0
    for token, iri in named(sparql):
        other = iri_of(iri)
        if other is not None:
            pieces += [sparql[at : token.start], f"<{other}>"]
            at = token.end
    return "".join([*pieces, sparql[at:]])


def bind(sparql: str, values: Mapping[str, str]) -> str:
    """Return a query whose variables have values, by a ``VALUES`` clause at the start of what it matches.

    >>> bind("SELECT ?who WHERE { ?who kgo:aids ?whom }", {"whom": "<http://example.org/a>"})
    'SELECT ?who WHERE { VALUES ?whom { <http://example.org/a> } ?who kgo:aids ?whom }'
    """
    if not values:
        return sparql
    at = _pattern_start(tokens(sparql))
    clauses = " ".join(f"VALUES ?{name} {{ {value} }}" for name, value in values.items())
    return f"{sparql[:at]} {clauses}{sparql[at:]}"


def keywords(sparql: str) -> frozenset[str]:
    """Return the keywords of a query, in capitals."""
    return frozenset(token.text.upper() for token in tokens(sparql) if token.kind == "word")


def variables(sparql: str) -> frozenset[str]:
    """Return the names of a query's variables."""
    return frozenset(token.text[1:] for token in tokens(sparql) if token.kind == "variable")


def error(sparql: str, failure: Exception) -> QueryError:
    """Return what is wrong with a query that Oxigraph could not parse, as one line with the position."""
    found = tokens(sparql)
    if not found:
        return QueryError("the query is empty; write SPARQL or the name of a query")
    words = (t.text.upper() for t in found if t.kind == "word")
    keyword = next((word for word in words if word not in {"PREFIX", "BASE"}), "")
    if keyword in _UPDATES:
        return QueryError(f"{keyword} changes a graph; a query reads: SELECT, ASK, CONSTRUCT or DESCRIBE")
    known = prefixes(found)
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in known and "Prefix not found" in str(failure):
            line, column = _line_and_column(sparql, token.start)
            return QueryError(f"malformed SPARQL at line {line}, column {column}: unknown prefix {prefix}:")
    if "variable that is unbound" in str(failure):
        return QueryError("malformed SPARQL: it selects a variable that is neither grouped by nor aggregated")
    position = _POSITION.search(str(failure))
    if position is None:
        return QueryError(f"malformed SPARQL: {str(failure).splitlines()[0]}")
    line, column = int(position[1]), int(position[2])
    return QueryError(f"malformed SPARQL at line {line}, column {column}, {_near(sparql, line, column)}")


def _near(sparql: str, line: int, column: int) -> str:
    lines = sparql.splitlines()
    rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]]).strip() if line <= len(lines) else ""
    if not rest:
        return "at its end"
    quoted = rest.splitlines()[0][:_LONGEST_QUOTE].strip()
    return f'near "{quoted}"'


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _pattern_start(found: list[Token]) -> int:
    """Return the offset behind the brace that opens what a query matches (not a CONSTRUCT template)."""
    words = [(i, t.text.upper()) for i, t in enumerate(found) if t.kind == "word"]
    constructs = any(word == "CONSTRUCT" for _, word in words)
    where = next((i for i, word in words if word == "WHERE"), 0) if constructs else 0
    brace = next((t for t in found[where:] if t.kind == "brace"), None)
    if brace is None:
        raise QueryError("the query matches nothing: it has no { ... } in which parameters could be bound")
    return brace.end
