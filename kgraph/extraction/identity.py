"""Ids of our own for those whom the knowledge base does not know, and the name within "pro-Syrian"."""

from __future__ import annotations

import hashlib
import re

from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.ids import MINTED
from kgraph.knowledge.names import fold, squeeze

PARTICLES = ("al-", "el-", "ul-", "as-", "ash-", "at-", "ad-", "an-", "ar-", "az-")
"""The article before Arabic names, in its spellings."""

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


def minted_person(label: str, document: str) -> str:
    """Return an IRI for a person by name: the same for the forms that newspapers give one name.

    Initials between other names and the article before an Arabic name do not count.  A name of one word says who is
    meant only within its article.

    Args:
        label: The fullest form of the name.
        document: The article's id.

    >>> minted_person("Zelda P. Quirke", "a") == minted_person("Zelda Quirke", "b")
    True
    >>> minted_person("Omar al-Quirki", "a") == minted_person("Omar Quirki", "b")
    True
    >>> minted_person("Quirke", "a") == minted_person("Quirke", "b")
    False
    """
    words = label.split()
    if len(words) < 2:
        return minted("person", label, document)
    inner = [w for w in words[1:-1] if len(w.strip(".")) > 1 and f"{w.lower()}-" not in PARTICLES]
    parts = [words[0], *inner, words[-1]]
    return minted("person", " ".join(w.partition("-")[2] if w.lower().startswith(PARTICLES) else w for w in parts))


def misspelt(text: str, name: str, shortest: int = 4) -> bool:
    """Whether a word is a name with one letter wrong, missing or too many, not counting its first.

    >>> misspelt("Afganistan", "Afghanistan"), misspelt("Bush", "Bash"), misspelt("Li", "Lie")
    (True, True, False)
    """
    a, b = sorted((squeeze(text), squeeze(name)), key=len)
    if len(a) < shortest or len(b) - len(a) > 1 or a == b or a[0] != b[0]:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[i + (len(a) == len(b)) :] == b[i + 1 :]


def without_affix(text: str) -> str:
    """Return the name within a word that says who is for or against it, else the text as it is.

    >>> without_affix("pro-Syrian"), without_affix("al-Qaida")
    ('Syrian', 'al-Qaida')
    """
    affix, hyphen, name = text.partition("-")
    return name if hyphen and affix.lower() in words_of("affix") and name[:1].isupper() else text
