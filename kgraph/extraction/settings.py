"""Which country a stretch of an article is set in: where "the foreign minister" without more is foreign minister."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.extraction.names import Name
    from kgraph.extraction.titles import EntityAt

_PLACES = frozenset({"GPE", "LOC"})
_SENTENCES = 3


def setting(doc: Doc, names: Sequence[Name], index: int, entity_at: EntityAt) -> str | None:
    """Return the ISO code of the country that the words before a name are set in.

    That of the nearest place or country named in the sentence, else the one named most in the sentences before.

    Args:
        doc: The article, with sentences.
        names: Its names in order.
        index: Of the name.
        entity_at: Countries and places by token.
    """
    first = doc[names[index].start].sent.start
    counts: Counter[str] = Counter()
    sentences = 0
    for name in reversed(names[:index]):
        if name.start < first:
            if counts or sentences == _SENTENCES:
                break
            first, sentences = doc[name.start].sent.start, sentences + 1
        found = entity_at(name.start) if name.tag in _PLACES else None
        if found is None or found.country is None or found.country == "IGO":
            continue
        if sentences == 0:
            return found.country
        counts[found.country] += 1
    return counts.most_common(1)[0][0] if counts else None
