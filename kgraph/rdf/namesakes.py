"""People of one name in several articles: one IRI, unless articles say that they act for different countries.

Whom the knowledge base does not know has an IRI made from the name, the same in all articles.  Once two articles give
people of the name different countries, each country's person has an IRI of its own (``person/john-smith-gbr``), and
the bare one is left to articles that give none.  What comes out depends on which articles a graph holds, not on the
order in which they were added: adding or removing an article decides anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph import vocabulary as v
from kgraph.model import Entity
from kgraph.rdf import entities as upkeep
from kgraph.rdf import names
from kgraph.rdf.renaming import articles_of, describe_as, rename, set_values

if TYPE_CHECKING:
    from kgraph.model import Extraction

PEOPLE = v.KG + "person/"
_NO_COUNTRY = "IGO"


def told_apart(store: Store, extraction: Extraction) -> Extraction:
    """Return what was read from an article, with people who were told apart from their namesakes under their own IRIs.

    `settle` would find them as well, by looking at all articles of the name.
    """
    countries: dict[str, str] = {}
    for m in extraction.mentions:
        if m.entity.id.startswith(PEOPLE) and m.entity.country not in {None, _NO_COUNTRY}:
            countries.setdefault(m.entity.id, m.entity.country or "")
    others = {}
    for identifier, code in countries.items():
        name = names.entity_iri(identifier)
        meant = _of_country(name, code)
        if Quad(meant, v.NAMESAKE_OF, name, v.ENTITIES) in store:
            label = next((q.object for q in store.quads_for_pattern(meant, v.PREF_LABEL, None, v.ENTITIES)), name)
            others[identifier] = Entity(meant.value, str(getattr(label, "value", "")), "Person")
    return extraction.with_entities(others) if others else extraction


def settle(
    store: Store, articles: Collection[NamedNode], added: Iterable[NamedNode], removed: Iterable[NamedNode]
) -> None:
    """Tell apart the people of each name that these entities bear, or put them together again.

    Args:
        store: Changed in place.
        articles: The graphs of the articles that were added.
        added: Entities of whom they speak.
        removed: Entities of whom articles spoke that were taken out.
    """
    doubtful = {_bare(store, e) for e in removed if e.value.startswith(PEOPLE)}
    doubtful = {name for name in doubtful if _has_namesakes(store, name)}
    doubtful |= {e for e in added if e.value.startswith(PEOPLE) and _is_doubtful(store, articles, e)}
    for name in sorted(doubtful, key=lambda e: e.value):
        _settle(store, name)


def _of_country(name: NamedNode, code: str) -> NamedNode:
    """Return the IRI of a country's person of a name."""
    return NamedNode(f"{name.value}-{code.lower()}")


def _bare(store: Store, entity: NamedNode) -> NamedNode:
    """Return the IRI that is made from the name alone."""
    quad = next(store.quads_for_pattern(entity, v.NAMESAKE_OF, None, v.ENTITIES), None)
    return quad.object if quad is not None and isinstance(quad.object, NamedNode) else entity


def _has_namesakes(store: Store, name: NamedNode) -> bool:
    return next(store.quads_for_pattern(None, v.NAMESAKE_OF, name, v.ENTITIES), None) is not None


def _is_doubtful(store: Store, articles: Iterable[NamedNode], entity: NamedNode) -> bool:
    """Whether an article says another country of somebody than the store does."""
    if Quad(entity, v.NAMESAKE_OF, _bare(store, entity), v.ENTITIES) in store:
        return False  # told apart already
    held = {q.object for q in store.quads_for_pattern(entity, v.COUNTRY_CODE, None, v.ENTITIES)}
    several = _has_namesakes(store, entity)
    said = (_country(store, article, entity) for article in articles)
    return any(code and (several or Literal(code) not in held) for code in said)


def _country(store: Store, article: NamedNode, entity: NamedNode) -> str:
    """Return the country that an article says a person acts for, or an empty string."""
    for quad in store.quads_for_pattern(None, v.IDENT_REF, entity, article):
        for said in store.quads_for_pattern(quad.subject, v.COUNTRY_CODE, None, article):
            if isinstance(said.object, Literal) and said.object.value != _NO_COUNTRY:
                return said.object.value
    return ""


def _settle(store: Store, name: NamedNode) -> None:
    """Give each article of a name the IRI that it should have."""
    told_apart = [q.subject for q in store.quads_for_pattern(None, v.NAMESAKE_OF, name, v.ENTITIES)]
    bearers = [name, *sorted((e for e in told_apart if isinstance(e, NamedNode)), key=lambda e: e.value)]
    now = {article: bearer for bearer in bearers for article in articles_of(store, bearer)}
    country = {article: _country(store, article, bearer) for article, bearer in now.items()}
    several = len({code for code in country.values() if code}) > 1
    members: dict[NamedNode, set[str]] = defaultdict(set)
    for article, bearer in now.items():
        code = country[article]
        meant = _of_country(name, code) if several and code else name
        members[meant].add(code)
        if meant != bearer:
            describe_as(store, bearer, meant)
            rename(store, article, bearer, meant)
    for meant, said in members.items():
        _describe(store, meant, name, "" if several and meant == name else "".join(said))
    people = [e for e in members if e != name]
    for meant in people:
        set_values(store, meant, v.DIFFERENT_FROM, [e for e in people if e != meant])
    upkeep.forget(store, upkeep.orphans(store, [e for e in bearers if e not in members]))


def _describe(store: Store, person: NamedNode, name: NamedNode, code: str) -> None:
    """Say of a person of a name what the articles that mean this one say."""
    called: dict[str, None] = {}
    sectors: dict[NamedNode, None] = {}
    for article in articles_of(store, person):
        for quad in store.quads_for_pattern(None, v.IDENT_REF, person, article):
            mention = quad.subject
            sectors |= {q.object: None for q in store.quads_for_pattern(mention, v.SECTOR, None, article)
                        if isinstance(q.object, NamedNode)}  # fmt: skip
            if Quad(mention, v.MENTION_KIND, Literal("name"), article) in store:
                called |= {q.object.value: None for q in store.quads_for_pattern(mention, v.ANCHOR_OF, None, article)
                           if isinstance(q.object, Literal)}  # fmt: skip
    held = next(store.quads_for_pattern(person, v.PREF_LABEL, None, v.ENTITIES), None)
    label = held.object.value if held is not None and isinstance(held.object, Literal) else ""
    others = {called_so for called_so in called if called_so != label}
    if person != name:
        others.add(f"{label} ({code})")
    set_values(store, person, v.ALT_LABEL, map(Literal, sorted(others)))
    set_values(store, person, v.SECTOR, sectors)
    set_values(store, person, v.COUNTRY_CODE, [Literal(code)] if code else [])
    set_values(store, person, v.NAMESAKE_OF, [name] if person != name else [])
    if person == name:
        set_values(store, person, v.DIFFERENT_FROM, [])
