"""The words that say whose claim something is, as data."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.extraction.trees import Tree

FILE = "attribution.tsv"
_PARTICLES = frozenset({"compound:prt", "obj", "obl", "advmod", "mark", "case"})


@lru_cache(maxsize=1)
def attribution_words() -> Mapping[str, Mapping[str, float]]:
    """Return the words that attribute: kind to lemma to reliability, 0 to 1; of two listings the first holds.

    Raises:
        KnowledgeError: If a line is not ``kind<TAB>reliability<TAB>words``.

    >>> attribution_words()["say"]["insist"]
    1.0
    """
    found: dict[str, dict[str, float]] = {}
    for number, line in data_lines(lexicon_dir() / FILE, "kind\t"):
        try:
            kind, reliability, words = line.split("\t")
            value = float(reliability)
        except ValueError as error:
            raise KnowledgeError(f"{FILE}, line {number}: kind, reliability and words are wanted ({error})") from error
        for word in words.split():
            found.setdefault(kind, {}).setdefault(word, value)
    return found


def reliability(tree: Tree, token: int, *kinds: str) -> float | None:
    """Return how sure a sign a word is of the first of the kinds that list it; None if none does.

    A verb may be listed with its particle: "point_out".
    """
    words, lemma = attribution_words(), tree.lemma[token]
    forms = (lemma, *(f"{lemma}_{tree.lower[c]}" for c in tree.children[token] if tree.dep[c] in _PARTICLES))
    return next((words[k][f] for k in kinds for f in forms if f in words[k]), None)
