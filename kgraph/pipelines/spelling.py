"""Slips of the pen: which word a misspelt one stands for.

A word that no list knows, one letter too many, too few or two letters the wrong way round from a common one, is taken
for that one ("recomend", "releif").  A wrong letter in the place of a right one is left alone: so do names and foreign
words differ from English ones.
"""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHORTEST, _LEAST = 5, 4
"""Letters of the shortest word that is mended, and of the shortest that another may stand for."""


class Spelling:
    """Mends words.

    Args:
        common: Common words in small letters, the most common first.
    """

    def __init__(self, common: Sequence[str]) -> None:
        self._rank = {word: rank for rank, word in reversed(list(enumerate(common))) if len(word) >= _LEAST}

    def mended(self, word: str) -> str:
        """Return the most common word that an unknown one may be a slip for, or the word itself.

        >>> Spelling(["relief", "belief"]).mended("releif")
        'relief'
        """
        if len(word) < _SHORTEST or not (word.isascii() and word.isalpha() and word.islower()):
            return word
        # Letters the wrong way round are a slip more surely than one that is missing or doubled.
        for slips in (_swapped(word), _shorter(word), _longer(word)):
            found = [other for other in slips if other in self._rank and other[0] == word[0]]
            if found:
                return min(found, key=self._rank.__getitem__)
        return word


def _swapped(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _shorter(word: str) -> Iterator[str]:
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _longer(word: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        for letter in ascii_lowercase:
            yield word[:i] + letter + word[i:]
