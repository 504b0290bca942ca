"""Everyday words, so that no name is linked on one alone."""

from __future__ import annotations

import re
from collections import Counter

from kgraph.knowledge.building.common import CURATED, DATA, Sources, write_table

NOTES = (
    "Everyday English words: those that stand in lower case in running prose, and names of months and days.",
    "Source: counted in texts of the US Office of the Historian (CC0) and the World Factbook (public domain).",
    "Licence: CC0-1.0. Made by: python -m kgraph.knowledge.build",
)
SEEN_AT_LEAST = 3
A_LINE = 40


def build(sources: Sources) -> int:
    """Write ``common_words.tsv`` and return its number of lines."""
    counts: Counter[str] = Counter()
    for path in sorted((sources.shared / "text").iterdir()):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="ignore")
            counts.update(re.findall(r"(?<![\w'’-])[a-z]{2,}(?![\w'’])", text))
    words = {w for w, n in counts.items() if n >= SEEN_AT_LEAST}
    words |= set((CURATED / "common_words.txt").read_text(encoding="utf-8").split())
    ordered = sorted(words)
    lines = [[" ".join(ordered[i : i + A_LINE])] for i in range(0, len(ordered), A_LINE)]
    return write_table(DATA / "common_words.tsv", NOTES, ["words"], lines)
