"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from kgraph.resources import data_lines

_DATA = Path(__file__).with_name("data") / "languages.tsv"
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5_000
_LEAST_LETTERS = 40
# English has a fifth of its words from the list of common ones; a language that shares "in" and "was" far fewer.
_ENGLISH_SHARE = 0.2
# Difference of log probability over the sample below which a guess against English is not trusted.
_MARGIN = 15.0


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where too little tells it.

    >>> language_of("The minister said that talks with the other side were to begin in the autumn.")
    'en'
    """
    sample = text[:_SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    if sum(map(len, words)) < _LEAST_LETTERS:
        return None
    if sum(w in _names()["common"].split() for w in words) > _ENGLISH_SHARE * len(words):
        return "en"
    # Half a second to load, so only where the words do not tell already.
    import py3langid  # noqa: PLC0415

    ranked = py3langid.rank(sample if not sample.isupper() else sample.lower())
    scores = dict(ranked)
    best = str(max(scores, key=lambda code: scores[code]))
    if best != "en" and scores[best] - scores["en"] < _MARGIN:
        return None
    return best


def language_name(code: str) -> str:
    """Return the English name of a language.

    >>> language_name("fr")
    'French'
    """
    return _names().get(code, code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return dict(line.split("\t", 1) for _, line in data_lines(_DATA))
