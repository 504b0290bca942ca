"""Ids of entities: IRIs outside, and as the data files write them."""

from __future__ import annotations

WIKIDATA = "http://www.wikidata.org/entity/"
MINTED = "https://w3id.org/kgraph/id/"


def iri(identifier: str) -> str:
    """Return the IRI of an id as the data files have it: a Wikidata item or a path of our own.

    >>> iri("Q884"), iri("person/kofi-annan")
    ('http://www.wikidata.org/entity/Q884', 'https://w3id.org/kgraph/id/person/kofi-annan')
    """
    if identifier[:1] == "Q" and identifier[1:].isdigit():
        return WIKIDATA + identifier
    return identifier if "://" in identifier else MINTED + identifier


def short(identifier: str) -> str:
    """Return an id as the data files have it; the inverse of `iri`.

    >>> short("http://www.wikidata.org/entity/Q884"), short("person/kofi-annan")
    ('Q884', 'person/kofi-annan')
    """
    return identifier.removeprefix(MINTED).removeprefix(WIKIDATA)
