"""The words that say whose claim something is, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kgraph.errors import KnowledgeError
from kgraph.resources import lexicon_dir

FILE = "attribution.tsv"
_HEADER = "kind\t"


@lru_cache(maxsize=1)
def attribution_words() -> Mapping[str, Mapping[str, float]]:
    """Return the words that attribute: kind to lemma to reliability, 0 to 1; of two listings the first holds.

    Raises:
        KnowledgeError: If a line is not ``kind<TAB>reliability<TAB>words``.

    >>> attribution_words()["say"]["insist"]
    1.0
    """
    found: dict[str, dict[str, float]] = {}
    for number, line in enumerate((lexicon_dir() / FILE).read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith(("#", _HEADER)):
            continue
        try:
            kind, reliability, words = line.split("\t")
            value = float(reliability)
        except ValueError as error:
            raise KnowledgeError(f"{FILE}, line {number}: kind, reliability and words are wanted ({error})") from error
        for word in words.split():
            found.setdefault(kind, {}).setdefault(word, value)
    return found
