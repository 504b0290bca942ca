"""Weights of logistic models, read from data files of the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_weights(file: str) -> Mapping[str, float]:
    """Return the weights of features by name.

    Args:
        file: Name of the data file; each line is ``feature<TAB>weight``.

    Raises:
        KnowledgeError: If a line is not.
    """
    found: dict[str, float] = {}
    for number, line in data_lines(lexicon_dir() / file):
        name, tab, value = line.partition("\t")
        try:
            found[name] = float(value)
        except ValueError as error:
            raise KnowledgeError(f"{file}, line {number}: a feature and its weight are wanted ({error})") from error
        if not tab:
            raise KnowledgeError(f"{file}, line {number}: a feature and its weight are wanted")
    return found
