"""Parsed sentences written by hand, for tests that must not depend on a trained pipeline."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

_TAGS = {
    **dict.fromkeys(("VBD", "VBN", "VBG", "VB", "VBZ"), "VERB"),
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("PRP", "PRP$", "WP", "WDT"), "PRON"),
    **dict.fromkeys(("IN", "RP"), "ADP"),
    **dict.fromkeys(("TO", "POS"), "PART"),
    **dict.fromkeys(("MD", "AUX"), "AUX"),
    "NNP": "PROPN",
    "DT": "DET",
    "JJ": "ADJ",
    "CC": "CCONJ",
    "CD": "NUM",
    "RB": "ADV",
    ".": "PUNCT",
}


def parsed(rows: str) -> Doc:
    """Return a document from lines ``word tag head relation [lemma]``; heads count from 1, 0 is the root."""
    table = [line.split() for line in rows.strip().splitlines()]
    words = [row[0] for row in table]
    heads = [i if row[2] == "0" else int(row[2]) - 1 for i, row in enumerate(table)]
    return Doc(
        Vocab(),
        words=words,
        tags=[row[1] if row[1] != "AUX" else "VBZ" for row in table],
        pos=[_TAGS[row[1]] for row in table],
        heads=heads,
        deps=["ROOT" if row[2] == "0" else row[3] for row in table],
        lemmas=[row[4] if len(row) > 4 else row[0].lower() for row in table],
    )


def chain(length: int = 3000) -> Doc:
    """Return verbs, each the complement of the one before."""
    return Doc(
        Vocab(),
        words=["said"] * length,
        lemmas=["say"] * length,
        pos=["VERB"] * length,
        tags=["VBD"] * length,
        heads=[0, *range(length - 1)],
        deps=["ROOT", *["ccomp"] * (length - 1)],
    )
