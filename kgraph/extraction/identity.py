"""Ids of our own for those whom the knowledge base does not know, and the name within "pro-Syrian"."""

from __future__ import annotations

import hashlib
import re

from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.ids import MINTED
from kgraph.knowledge.names import fold

_NO_SLUG = re.compile(r"[^a-z0-9]+")


def minted(kind: str, label: str, scope: str = "") -> str:
    """Return an IRI from what something is and is called.

    Args:
        kind: First part of the path: person, organization, place, group, event.
        label: Its name.
        scope: An article's id, where the name alone does not say who is meant from one article to the next.

    >>> minted("person", "Jalil Abbas Jilani")
    'https://w3id.org/kgraph/id/person/jalil-abbas-jilani'
    >>> minted("group", "protesters", "a.txt") == minted("group", "protesters", "b.txt")
    False
    """
    slug = _NO_SLUG.sub("-", fold(label).lower()).strip("-") or hashlib.sha256(label.encode()).hexdigest()[:12]
    suffix = "-" + hashlib.sha256(scope.encode()).hexdigest()[:8] if scope else ""
    return f"{MINTED}{kind}/{slug}{suffix}"


def without_affix(text: str) -> str:
    """Return the name within a word that says who is for or against it, else the text as it is.

    >>> without_affix("pro-Syrian"), without_affix("al-Qaida")
    ('Syrian', 'al-Qaida')
    """
    affix, hyphen, name = text.partition("-")
    return name if hyphen and affix.lower() in words_of("affix") and name[:1].isupper() else text
