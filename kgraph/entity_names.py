"""Finding the entities of a graph by their names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from kgraph import vocabulary as v
from kgraph.model import ENTITY_TYPES
from kgraph.rdf import names

_RANK = {v.kgo(name): rank for rank, name in enumerate(ENTITY_TYPES)}
_NO_WORD = re.compile(r"[\W_]+")


def key(name: str) -> str:
    """Return what two spellings of a name have in common: no case, accents, punctuation; words joined by ``_``.

    >>> key("Côte d'Ivoire") == key("cote_d_ivoire")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _NO_WORD.sub("_", plain.casefold()).strip("_")


class EntityNames:
    """The names of a store's entities.

    Args:
        store: The store; read once, when the object is made.
    """

    def __init__(self, store: Store) -> None:
        self._by_key: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._labels: dict[str, str] = {}
        self._store = store
        types = {q.subject: _RANK.get(q.object, len(_RANK)) for q in _described(store, v.TYPE)
                 if isinstance(q.object, NamedNode)}  # fmt: skip
        for rank, predicate in enumerate((v.PREF_LABEL, v.ALT_LABEL)):
            for quad in _described(store, predicate):
                if isinstance(quad.subject, NamedNode):
                    name, iri = str(getattr(quad.object, "value", "")), quad.subject.value
                    self._by_key[key(name)].append((rank, types.get(quad.subject, len(_RANK)), iri))
                    self._labels.setdefault(key(name), name)

    def find(self, name: str) -> list[str]:
        """Return the IRIs of the entities of this name, best first.

        An entity whose label it is comes before one that is also called so; then countries come first, and after
        them places, organisations, people, groups and events.
        """
        ranked = sorted(self._by_key.get(key(name), ()))
        return list(dict.fromkeys(iri for _, _, iri in ranked))

    def called(self, name: str) -> frozenset[str]:
        """Return the IRIs of all entities whose label a name is, or, if there are none, that are also called so."""
        ranked = self._by_key.get(key(name), ())
        best = min((rank for rank, _, _ in ranked), default=None)
        return frozenset(iri for rank, _, iri in ranked if rank == best)

    def meant(self, name: str) -> list[str]:
        """Return the IRIs of the entities that a user means, best first: by IRI, prefixed name or name.

        ``kg:South_Korea`` is the entity of that name, as in queries; a name is all entities whose label it is, or, if
        there are none, that are also called so.
        """
        iri = self.iri(name)
        if iri is not None and next(_described(self._store, v.TYPE, NamedNode(iri)), None) is not None:
            return [iri]
        wanted = name.removeprefix("kg:")
        called = self.called(wanted)
        return [iri for iri in self.find(wanted) if iri in called]

    def iri(self, name: str) -> str | None:
        """Return the IRI that a user has written, with a known prefix or in full, or None if it is none."""
        prefix, colon, local = name.partition(":")
        iri = v.PREFIXES[prefix] + local if colon and prefix in v.PREFIXES else name
        return iri if names.is_iri(iri) else None

    def similar(self, name: str) -> str | None:
        """Return the name of an entity that resembles a name, or None if none does."""
        close = difflib.get_close_matches(key(name), self._by_key, n=1, cutoff=0.75)
        return self._labels[close[0]] if close else None


def _described(store: Store, predicate: NamedNode, entity: NamedNode | None = None) -> Iterator[Quad]:
    return store.quads_for_pattern(entity, predicate, None, v.ENTITIES)
