"""A dictionary of English for the lemmatiser: WordNet's, as the package ``spacy-lookups-data`` holds it.

WordNet 3.0 (Fellbaum 1998; Princeton University) may be used, changed and passed on with its notice.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph.errors import SourceError

PACKAGE = "spacy_lookups_data"
_TAGS: dict[str, dict[str, tuple[str, ...]]] = {
    "verb": {"ing": ("VBG",), "s": ("VBZ",), "": ("VBD", "VBN")},
    "noun": {"": ("NNS",)},
    "adj": {"er": ("JJR",), "est": ("JJS",)},
    "adv": {"er": ("RBR",), "est": ("RBS",)},
}
"""By kind of word the tags of an irregular form, by its ending; no ending stands for all others."""

_SHORTHAND = {"IN": {"b/c": "because", "thru": "through", "w/": "with", "w/i": "within", "w/o": "without"}}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Dictionary forms by kind of word (``verb noun adj adv``), and by kind and tag the lemmas of irregular forms.

    ``shorthand`` holds by tag what is written for a longer word.
    """

    words: dict[str, frozenset[str]]
    irregular: dict[str, dict[str, dict[str, str]]]
    shorthand: dict[str, dict[str, str]]


def read_dictionary() -> Dictionary:
    """Return the packaged dictionary; only words of plain small letters, and irregular forms of one lemma.

    Raises:
        SourceError: the package is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SourceError("the dictionary is not installed: pip install spacy-lookups-data")
    folder = Path(spec.origin).parent / "data"
    index = _table(folder / "en_lemma_index.json.gz")
    words = {kind: frozenset(word for word in index[kind] if len(word) > 2 and _plain(word)) for kind in _TAGS}
    irregular: dict[str, dict[str, dict[str, str]]] = {kind: {} for kind in _TAGS}
    exceptions = _table(folder / "en_lemma_exc.json.gz")
    for kind, endings in _TAGS.items():
        for form, lemmas in exceptions[kind].items():
            if len(lemmas) == 1 and _plain(form) and lemmas[0] in words[kind]:
                ending = next((e for e in endings if e and form.endswith(e)), "")
                for tag in endings.get(ending, ()):
                    irregular[kind].setdefault(tag, {})[form] = lemmas[0]
    return Dictionary(words, irregular, _SHORTHAND)


def _plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()


def _table(path: Path) -> dict[str, Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        table: dict[str, Any] = json.load(file)
    return table
