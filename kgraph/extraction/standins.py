"""Phrases by which news calls somebody without the name: "the world body", "the U.N. nuclear watchdog"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.extraction.types import DocMention
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.knowledge import Knowledge

FILE = "standins.tsv"
_SURE = 0.7
Phrase = tuple[frozenset[str], str]


@lru_cache(maxsize=1)
def standins() -> Mapping[str, Sequence[Phrase]]:
    """Return by noun what must stand before it, and the name of who is then meant; the most demanding first.

    Raises:
        KnowledgeError: If a line is not ``words<TAB>name``.

    >>> [name for words, name in standins()["kingdom"] if "hermit" in words]
    ['North Korea']
    """
    found: dict[str, list[Phrase]] = {}
    for number, line in data_lines(lexicon_dir() / FILE):
        phrase, tab, name = line.partition("\t")
        words = phrase.split()
        if not tab or not name.strip() or len(words) < 2:
            raise KnowledgeError(f"{FILE}, line {number}: words with their noun, and a name, are wanted")
        found.setdefault(words[-1], []).append((frozenset(words[:-1]), name.strip()))
    return {noun: sorted(phrases, key=lambda p: -len(p[0])) for noun, phrases in found.items()}


def find_standin(head: Token, parts: Sequence[Token], knowledge: Knowledge) -> DocMention | None:
    """Return the mention of whom a definite noun phrase stands for, or None.

    Args:
        head: The phrase's noun.
        parts: The words before it in the phrase.
        knowledge: Knows who bears the name.
    """
    known = standins().get(head.lemma_.lower())
    if known is None or not any(t.lower_ in {"the", "this"} for t in parts):
        return None
    words = {t.lower_ for t in parts}
    name = next((name for needed, name in known if needed <= words), None)
    entity = next((c.entity for c in knowledge.lookup(name)), None) if name is not None else None
    if entity is None:
        return None
    start = min(t.i for t in parts if t.dep_ != "case")
    return DocMention(start, head.i + 1, head.i, "nominal", "", entity, None, _SURE)
