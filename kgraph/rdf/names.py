"""IRIs that kgraph mints: articles, and what lies inside them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from kgraph.vocabulary import KG, KGO, PREFIXES

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_ARTICLES = PREFIXES["article"]
_MINTED = KG + "local/"
_LONGEST_SLUG = 40


def article_iri(document: str) -> NamedNode:
    """Return the IRI of an article (and of its named graph) from the id that statements call it by.

    >>> article_iri("news/article.txt").value
    'https://w3id.org/kgraph/id/article/article-2252d0ef'
    """
    digest = hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    name = document.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", ascii_name).strip("-")[:_LONGEST_SLUG]
    return NamedNode(f"{_ARTICLES}{slug or 'text'}-{digest}")


def is_article(iri: str) -> bool:
    """Whether an IRI names an article or something inside one."""
    return iri.startswith(_ARTICLES)


def article_of(iri: str) -> NamedNode:
    """Return the article that an IRI minted below lies in."""
    return NamedNode(iri.partition("#")[0])


def statement_iri(article: NamedNode, identifier: str) -> NamedNode:
    """Return the IRI of a statement of an article."""
    return NamedNode(f"{article.value}#statement={quote(identifier, safe='')}")


def statement_id(iri: str) -> str:
    """Return the identifier of the statement that `statement_iri` named."""
    return unquote(iri.partition("#statement=")[2] or iri)


def span_iri(article: NamedNode, start: int, end: int) -> NamedNode:
    """Return the NIF 2.0 (RFC 5147) IRI of a stretch of an article's text."""
    return NamedNode(f"{article.value}#char={start},{end}")


def inside(article: NamedNode, part: str) -> NamedNode:
    """Return the IRI of a part of an article that is named by a word (``run``, ``context``, ...)."""
    return NamedNode(f"{article.value}#{quote(part, safe='=,')}")


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI.

    >>> is_iri("http://www.wikidata.org/entity/Q884"), is_iri("South Korea")
    (True, False)
    """
    if not _ABSOLUTE.fullmatch(text):
        return False
    try:
        NamedNode(text)
    except ValueError:  # it only looked like one
        return False
    return True


def entity_iri(identifier: str) -> NamedNode:
    """Return an entity's IRI; an identifier that is no IRI is minted one, from which `entity_id` gets it back."""
    return NamedNode(identifier if is_iri(identifier) else _MINTED + quote(identifier, safe=""))


def entity_id(iri: str) -> str:
    """Return the identifier from which `entity_iri` made an IRI."""
    return unquote(iri.removeprefix(_MINTED)) if iri.startswith(_MINTED) else iri


@lru_cache(maxsize=10_000)
def relation_iri(name: str) -> NamedNode:
    """Return the IRI of a relation by its local name."""
    return NamedNode(KGO + quote(name, safe=""))


def local_name(iri: str) -> str:
    """Return the local name from which `relation_iri` made an IRI; other IRIs as they are."""
    return unquote(iri.removeprefix(KGO)) if iri.startswith(KGO) else iri
