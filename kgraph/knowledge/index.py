"""From a name to the rows of the knowledge base that bear it, and from running words to names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kgraph.knowledge.names import admits, bare, fold, squeeze, without_article

PREFIX = 3
_piece = lru_cache(maxsize=50_000)(squeeze)  # of single words; whole files of names go past it


class NameIndex:
    """Names of things; a thing is whatever integer the caller chose for it, and `kind` a small code of the caller's."""

    def __init__(self) -> None:
        self._surfaces: list[str] = []
        self._owners: list[int] = []
        self._kinds: list[str] = []
        self._weights: dict[int, float] = {}
        self._keys: dict[str, int | list[int]] = {}
        self._reach: dict[str, int] = {}

    def extend(self, entries: Iterable[tuple[str, int]], kind: str) -> None:
        """Add names; ``Congo=0.4`` gives the name a prior of its own."""
        names: list[str] = []
        owners: list[int] = []
        offset = len(self._surfaces)
        for name, owner in entries:
            if "=" in name:
                name, _, weight = name.partition("=")  # noqa: PLW2901
                self._weights[offset + len(names)] = float(weight)
            names.append(name)
            owners.append(owner)
        if not names:
            return
        self._surfaces += names
        self._owners += owners
        self._kinds += [kind] * len(names)
        keys, reach = self._keys, self._reach
        # One call folds them all: names have no line feeds.
        for number, key in enumerate(squeeze("\n".join(names)).split("\n"), offset):
            held = keys.get(key)
            if held is None:
                keys[key] = number
                prefix = key[:PREFIX]
                if reach.get(prefix, 0) < len(key):
                    reach[prefix] = len(key)
            elif isinstance(held, int):
                keys[key] = [held, number]
            else:
                held.append(number)

    def find(self, name: str) -> list[tuple[int, str, float | None, str]]:
        """Return (thing, kind, own prior, stored name) of every entry that `name` may be written for."""
        surface = fold(" ".join(name.split()))
        stripped = bare(surface)
        # As it stands first: some names end like a possessive ("Moody's") or begin with an article of their own.
        for form in dict.fromkeys((surface, stripped, without_article(surface), without_article(stripped))):
            found = self._at(squeeze(form), form)
            if found:
                return found
        return []

    def _at(self, key: str, surface: str) -> list[tuple[int, str, float | None, str]]:
        held = self._keys.get(key)
        if held is None:
            return []
        numbers = (held,) if isinstance(held, int) else held
        return [
            (self._owners[n], self._kinds[n], self._weights.get(n), self._surfaces[n])
            for n in numbers
            if admits(self._surfaces[n], surface)
        ]

    def longest(self, words: Sequence[str], start: int) -> int:
        """Return the end (exclusive) of the longest name that starts at `words[start]`, or `start` if there is none."""
        best = start
        key = ""
        reach = -1
        for i in range(start, len(words)):
            piece = _piece(words[i])
            key += piece
            if reach < 0 and len(key) >= PREFIX:
                reach = self._reach.get(key[:PREFIX], 0)
            if 0 <= reach < len(key):
                break
            if piece and key in self._keys and self._at(key, fold(" ".join(words[start : i + 1]))):
                best = i + 1
        return best

    def __len__(self) -> int:
        return len(self._surfaces)
