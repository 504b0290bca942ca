"""A trained pipeline with its tokenizer and tables made anew; the network stays as it is, and torch is not needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kgraph.errors import SourceError
from kgraph.training import data, export
from kgraph.training.data import Corpora
from kgraph.training.dictionary import read_dictionary
from kgraph.training.tables import count

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from pathlib import Path

_META = ("name", "version", "spacy_version", "description", "license", "kgraph")
"""What a pipeline says of itself that is not spaCy's to say."""


def rebuild(
    output: Path,
    *,
    start: Path,
    folder: Path | None = None,
    treebanks: Sequence[Path] = (),
    without: Container[str] = (),
) -> Path:
    """Write a pipeline again, with the tokenizer of this version and with tables counted from treebanks.

    Args:
        output: folder to be written; it may be the pipeline's own.
        start: folder of a pipeline of kgraph's.
        folder: corpora laid out with ``ud/``.
        treebanks: further CoNLL-U files.
        without: names of corpora in the folder that are left out.

    Returns:
        The folder.

    Raises:
        SourceError: there is no pipeline, or no treebank.
        FormatError: a treebank is not in its format.
    """
    arrays, before = export.stored(start)
    corpora = data.treebanks(folder, without) if folder else Corpora()
    for path in treebanks:
        corpora.add(path.stem, data.treebank(path, path.stem))
    if not corpora.passages:
        raise SourceError("nothing to count: give a CoNLL-U treebank, or a folder with ud/ewt_train.conllu")
    labels = export.labels_of(before)
    description = export.complete(
        count(labels, corpora), labels, read_dictionary(), before["sizes"], before["vocabulary"]
    )
    meta = json.loads((start / "meta.json").read_text(encoding="utf-8"))
    export.write(arrays, description, output, {name: meta[name] for name in _META if name in meta})
    return output
