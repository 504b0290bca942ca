"""A user's word on who is who: a file that merges entities of a graph, or sets an article's entity apart.

The file has three columns set apart by tabs; lines that begin with ``#`` are passed over::

    same-as      Jane Doe     kg:person/j-doe
    not-same-as  John Smith   news/article-7.txt

``same-as`` makes one entity of two, with the IRI of the first.  ``not-same-as`` gives whom an article means by a name
an IRI of its own.  An entity is written as its name, its IRI or a prefixed name (``wd:Q42``); a name means all
entities of that name.  The first entity of ``same-as`` may also be an IRI that the graph does not hold yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Quad, Store

from kgraph import vocabulary as v
from kgraph.entity_names import EntityNames
from kgraph.errors import FormatError, SourceError
from kgraph.knowledge.names import slug
from kgraph.rdf import entities as upkeep
from kgraph.rdf import names
from kgraph.rdf.renaming import articles_of, describe_as, rename, set_values

_WORDS = ("same-as", "not-same-as")


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the file.

    Attributes:
        word: What it says of the two.
        first: An entity.
        second: Another entity, or for ``not-same-as`` an article: its id, its IRI, or the end of its path.
        where: File and line.
    """

    word: Literal["same-as", "not-same-as"]
    first: str
    second: str
    where: str


def read_pairs(path: Path) -> list[Pair]:
    """Return the lines of a file.

    Raises:
        SourceError: If it cannot be read.
        FormatError: If a line is not a word and two names set apart by tabs; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return [_pair(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]


def _pair(line: str, where: str) -> Pair:
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) != 3:
        raise FormatError(f"{where}: wanted are a word and two names, set apart by tabs")
    for word in _WORDS:
        if cells[0].lower() == word:
            return Pair(word, cells[1], cells[2], where)  # type: ignore[arg-type]  # mypy does not narrow over a tuple
    raise FormatError(f"{where}: the first word is same-as or not-same-as, not {cells[0]!r}")


def apply_pairs(store: Store, pairs: Iterable[Pair]) -> Iterator[str]:
    """Make a store's entities as a user's file says, line by line.

    Args:
        store: Changed in place.
        pairs: From `read_pairs`.

    Yields:
        A message for each line that is about nothing in the store.
    """
    for pair in pairs:
        known = EntityNames(store)
        message = _merge(store, known, pair) if pair.word == "same-as" else _set_apart(store, known, pair)
        if message is not None:
            yield f"{pair.where}: {message}"


def _merge(store: Store, known: EntityNames, pair: Pair) -> str | None:
    others = known.meant(pair.second)
    first = known.meant(pair.first)[:1] or [iri for iri in (known.iri(pair.first),) if iri is not None]
    if not first:
        return f"no entity of the graph is called {pair.first!r}"
    if not others:
        return f"no entity of the graph is called {pair.second!r}"
    node = NamedNode(first[0])
    for iri in others:
        if iri != first[0]:
            merge(store, node, NamedNode(iri))
    return None


def merge(store: Store, first: NamedNode, second: NamedNode) -> None:
    """Make one entity of two; the first's IRI stands for both, and names the second's as ``owl:sameAs``."""
    for article in articles_of(store, second):
        rename(store, article, second, first, "same-as")
    describe_as(store, second, first)
    upkeep.forget(store, [second])
    store.add(Quad(first, v.SAME_AS, second, v.ENTITIES))


def _set_apart(store: Store, known: EntityNames, pair: Pair) -> str | None:
    entities = [NamedNode(iri) for iri in known.meant(pair.first)]
    if not entities:
        return f"no entity of the graph is called {pair.first!r}"
    articles = _articles(store, pair.second)
    if not articles:
        return f"the graph holds no article {pair.second!r}"
    found = [(e, a) for e in entities for a in articles_of(store, e) if a in articles]
    if not found:
        return f"{pair.second} speaks of no {pair.first!r}"
    for entity, article in found:
        set_apart(store, entity, article)
    return None


def set_apart(store: Store, entity: NamedNode, article: NamedNode) -> None:
    """Give whom an article means an IRI of its own, from the name and the article."""
    label = _name_in(store, entity, article)
    kinds = [q.object for q in store.quads_for_pattern(entity, v.TYPE, None, v.ENTITIES)]
    folder = next((k.value.rsplit("#", 1)[-1].lower() for k in kinds if isinstance(k, NamedNode)), "entity")
    digest = hashlib.sha256(article.value.encode()).hexdigest()[:8]
    other = NamedNode(f"{v.KG}{folder}/{slug(label) or 'unnamed'}-{digest}")
    rename(store, article, entity, other, "not-same-as")
    store.extend(Quad(other, v.TYPE, kind, v.ENTITIES) for kind in kinds)
    set_values(store, other, v.PREF_LABEL, [Text(label)])
    mentions = [q.subject for q in store.quads_for_pattern(None, v.IDENT_REF, other, article)]
    for predicate in (v.COUNTRY_CODE, v.SECTOR):
        said = (q.object for m in mentions for q in store.quads_for_pattern(m, predicate, None, article))
        set_values(store, other, predicate, dict.fromkeys(x for x in said if isinstance(x, NamedNode | Text)))
    store.extend(Quad(a, v.DIFFERENT_FROM, b, v.ENTITIES) for a, b in ((entity, other), (other, entity)))
    upkeep.forget(store, upkeep.orphans(store, [entity]))


def _name_in(store: Store, entity: NamedNode, article: NamedNode) -> str:
    """Return the longest name that an article gives an entity; without any the entity's label."""
    found = [""]
    for quad in store.quads_for_pattern(None, v.IDENT_REF, entity, article):
        if Quad(quad.subject, v.MENTION_KIND, Text("name"), article) in store:
            words = store.quads_for_pattern(quad.subject, v.ANCHOR_OF, None, article)
            found += [q.object.value for q in words if isinstance(q.object, Text)]
    labels = store.quads_for_pattern(entity, v.PREF_LABEL, None, v.ENTITIES)
    return max(found, key=len) or next((q.object.value for q in labels if isinstance(q.object, Text)), "")


def _articles(store: Store, name: str) -> set[NamedNode]:
    """Return the graphs of the articles with an id, an IRI, or, if there are none, a path that ends so."""
    ids: dict[NamedNode, str] = {}
    for quad in store.quads_for_pattern(None, v.IDENTIFIER, None, None):
        node, held = quad.subject, quad.object
        if isinstance(node, NamedNode) and isinstance(held, Text) and names.is_article(node.value):
            ids[node] = held.value
    exact = {node for node, own in ids.items() if name in {own, node.value}}
    return exact or {node for node, own in ids.items() if own.endswith(f"/{name}")}
