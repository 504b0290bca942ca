"""What the network sees of a word: pieces of an uncased vocabulary, its shape, its last letters.

All of it depends on the word alone, so that the sum of its embeddings is computed once a word and kept. Hashes are
CRC-32, which is the same on every machine and in every Python process.
"""

from __future__ import annotations

import unicodedata
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    Breaks = Sequence[bool] | npt.NDArray[np.bool_]

MAX_PIECES: Final = 6
SHAPE_ROWS: Final = 512
SUFFIX_ROWS: Final = 4096
WINDOW: Final = 128
"""Most words that are read together."""

_SOFT_BREAK: Final = frozenset({".", "!", "?", "…", "..."})
_CLOSING: Final = frozenset({'"', "”", "’", "''", ")", "]", "'"})


class WordPieces:
    """Greedy longest-match splitter over a BERT vocabulary (Wu et al. 2016, section 4.1).

    Args:
        vocabulary: pieces by row; a piece that continues a word begins with ``##``.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = list(vocabulary)
        self._rows = {piece: i for i, piece in enumerate(self.vocabulary)}
        self._longest = max(map(len, self.vocabulary), default=0)
        self._unknown = self._rows.get("[UNK]", 0)

    def rows(self, word: str) -> list[int]:
        """Return the rows of a word's first pieces, at least one and at most ``MAX_PIECES``.

        Args:
            word: a token as written.

        Returns:
            Rows of the vocabulary; the unknown piece's row for a word that cannot be built of pieces.
        """
        text = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        found: list[int] = []
        for part in _split_punctuation(text):
            found += self._split(part)
            if len(found) >= MAX_PIECES:
                break
        return found[:MAX_PIECES] or [self._unknown]

    def _split(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            end = min(len(part), start + self._longest)
            while end > start:
                row = self._rows.get(("##" if start else "") + part[start:end])
                if row is not None:
                    found.append(row)
                    break
                end -= 1
            if end == start:
                return [self._unknown]
            start = end
        return found


def _split_punctuation(text: str) -> list[str]:
    """Return the runs of letters and digits and each other character by itself, as BERT's splitter does."""
    parts: list[str] = []
    begin = 0
    for i, char in enumerate(text):
        if not char.isalnum():
            parts += [text[begin:i], "" if char.isspace() else char]
            begin = i + 1
    return [part for part in (*parts, text[begin:]) if part]


def shape(word: str) -> str:
    """Return a word's shape: runs of more than four characters of a kind are cut to four.

    >>> shape("Kim"), shape("NATO"), shape("2019"), shape("al-Qaida")
    ('Xxx', 'XXXX', 'dddd', 'xx-Xxxxx')
    """
    out: list[str] = []
    for char in word:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        if out[-4:] != [kind] * 4:
            out.append(kind)
    return "".join(out[:16])


def shape_row(word: str) -> int:
    """Return the row of a word's shape."""
    return zlib.crc32(shape(word).encode()) % SHAPE_ROWS


def suffix_row(word: str) -> int:
    """Return the row of a word's last three letters, with their case."""
    return zlib.crc32(word[-3:].encode()) % SUFFIX_ROWS


def windows(words: Sequence[str], breaks: Breaks, limit: int = WINDOW) -> list[tuple[int, int]]:
    """Cut a text into windows that end, where possible, where a sentence seems to end.

    Args:
        words: its tokens.
        breaks: for each token whether it begins a line.
        limit: most tokens in a window.

    Returns:
        Spans ``(start, end)`` that cover the text in order.

    >>> windows("A b . C d . E".split(), [False] * 7, limit=3)
    [(0, 3), (3, 6), (6, 7)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    while len(words) - start > limit:
        end = start + limit
        cut = next((i for i in range(end, start, -1) if _ends(words, breaks, i)), end)
        spans.append((start, cut))
        start = cut
    if start < len(words):
        spans.append((start, len(words)))
    return spans


def _ends(words: Sequence[str], breaks: Breaks, i: int) -> bool:
    """Return whether a sentence seems to end before token ``i``."""
    if breaks[i]:
        return True
    last = words[i - 1]
    if last in _CLOSING and i >= 2:
        last = words[i - 2]
    return last in _SOFT_BREAK and not words[i][:1].islower()
