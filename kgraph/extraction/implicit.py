"""The pair that an article is about: who works together where "military cooperation has grown" names nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.extraction.types import DocMention, MentionIndex

_FEWEST = 3
_DOMINANCE = 1.5
_BACK, _AHEAD = 40, 12


class SalientPair:
    """The two countries that an article is mostly about, if there are such two.

    Args:
        index: The article's mentions; people count for the country that they act for.
    """

    def __init__(self, index: MentionIndex) -> None:
        self._others: list[int] = []
        counts = Counter(m.entity.country for m in index if m.entity.country and m.entity.type in ("Country", "Person"))
        ranked = counts.most_common(3)
        self._mentions: list[list[DocMention]] = []
        if (
            len(ranked) > 1
            and ranked[1][1] >= _FEWEST
            and (len(ranked) == 2 or ranked[1][1] >= _DOMINANCE * ranked[2][1])
        ):
            for code, _ in ranked[:2]:
                self._mentions.append([m for m in index if m.entity.type == "Country" and m.entity.country == code])
            pair = {code for code, _ in ranked[:2]}
            self._others = [m.start for m in index if m.entity.country and m.entity.country not in pair]

    def before(self, token: int) -> tuple[DocMention, DocMention] | None:
        """Return the last mentions of the two before a token.

        None without such a pair, if one was not named yet, or if the words around speak of somebody else.
        """
        if not self._mentions or bisect_right(self._others, token + _AHEAD) > bisect_right(self._others, token - _BACK):
            return None
        found = []
        for mentions in self._mentions:
            at = bisect_right([m.start for m in mentions], token)
            if not at:
                return None
            found.append(mentions[at - 1])
        return (found[0], found[1]) if found[0].start < found[1].start else (found[1], found[0])
