"""Parsed sentences written by hand, for tests that must not depend on a trained pipeline."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

_TAGS = {"VBD": "VERB", "VBN": "VERB", "VBG": "VERB", "VB": "VERB", "VBZ": "VERB", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN",
         "PRP": "PRON", "PRP$": "PRON", "IN": "ADP", "TO": "PART", "DT": "DET", "JJ": "ADJ", "CC": "CCONJ", "MD": "AUX", "WP": "PRON",
         "WDT": "PRON", "AUX": "AUX", ".": "PUNCT", "CD": "NUM", "POS": "PART", "RP": "ADP", "RB": "ADV"}  # fmt: skip


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
