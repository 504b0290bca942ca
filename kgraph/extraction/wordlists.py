"""Word classes by which names, descriptions and states are read: data files, and the one way to ask them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from kgraph.errors import KnowledgeError
from kgraph.resources import data_lines, lexicon_dir

FILES = ("reference.tsv", "states.tsv")


@lru_cache(maxsize=1)
def word_classes() -> Mapping[str, frozenset[str]]:
    """Return the words of each class; a class with a dot also counts towards the class before the dot.

    Raises:
        KnowledgeError: If a line of the data files is not ``class<TAB>words``.

    >>> "visit" in word_classes()["verb.motion"], "he" in word_classes()["pronoun"]
    (True, True)
    """
    found: dict[str, set[str]] = {}
    for file in FILES:
        for number, line in data_lines(lexicon_dir() / file, "class\t"):
            name, tab, words = line.partition("\t")
            if not tab or not words.strip():
                raise KnowledgeError(
                    f"{file}, line {number}: a class and its words, with a tab between them, are wanted"
                )
            members = {w.replace("_", " ") for w in words.split()}
            while name:
                found.setdefault(name, set()).update(members)
                name = name.rpartition(".")[0]
    return {name: frozenset(words) for name, words in found.items()}


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of one class.

    Raises:
        KeyError: If there is no such class in the data files.
    """
    return word_classes()[name]
