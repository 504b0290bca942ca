"""Where and when a report was filed, as it stands before its first word: "SEOUL, South Korea (Reuters), May 3 — ".

A dateline is no part of the sentence behind it, though no full stop parts them; parsers take its city for the subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_WORD = r"[A-Z][\w.'’\-]+"
_AREA = rf"(?:, {_WORD}(?: (?:of |the )*{_WORD}){{0,3}})"
_FILED = r"(?:,? \([^()\n]{2,40}\))"
_CAPITALS = r"(?:[A-Z][A-Z'’\-]{3,}|[A-Z]{2,3}\.?[ /][A-Z]{3,})(?:[ /][A-Z][A-Z.'’\-]+){0,4}"
_CITY = rf"{_WORD}(?: {_WORD}){{0,3}}"
_DATELINE = re.compile(
    rf"(?:\A|\n)[ \t]*(?:{_CAPITALS}{_AREA}?{_FILED}?(?:, {_DAY})?{_FILED}?|{_CITY}{_AREA}?(?:, {_DAY})?{_FILED})"
    r"[ \t]*(?:—|–|--|-)[ \t]+(?=[A-Z0-9\"“‘'])"
)


def dateline_ends(text: str) -> Iterator[int]:
    r"""Yield the offset of the first word behind each dateline of a text.

    >>> text = "TOKYO, May 3 (Reuters) - Japan protested.\n\nParis (AFP) — France agreed."
    >>> [text[i:].split()[0] for i in dateline_ends(text)]
    ['Japan', 'France']
    """
    return (found.end() for found in _DATELINE.finditer(text))
