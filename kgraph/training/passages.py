"""Passages of open corpora whose statements readers judged (``items/judged_passages.tsv``).

The corpora are those that names and trees are learned from; their text is not part of the project.  A passage is known
by its corpus and its place there: ``gmb-120`` is the sentence of that index in the Groningen Meaning Bank.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kgraph.model import Article
from kgraph.training.corpora import detokenise, documents, join, read_conllu, read_iob, read_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from pathlib import Path

_SENTENCES = 5
"""How many sentences of a treebank's document make a passage."""


def passages(folder: Path, wanted: Container[str]) -> Iterator[Article]:
    """Yield passages as articles without title and date.

    Args:
        folder: Holds the corpora (``ner/gmb.tsv``, ``ud/gum_train.conllu``, ...).
        wanted: Their names.
    """
    for name, text in _all(folder):
        if name in wanted:
            yield Article(id=name, text=text, language="en")


def _all(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and the text of all passages."""
    for reads, paths in _CORPORA:
        for path in sorted(folder.glob(paths)):
            yield from reads(path)


def _names(path: Path) -> Iterator[tuple[str, str]]:
    for n, (words, _) in enumerate(read_iob(path)):
        yield f"{path.stem}-{n}", detokenise(words)[0]


def _newswire(path: Path) -> Iterator[tuple[str, str]]:
    for n, row in enumerate(read_jsonl(path)):
        yield f"{path.stem}-{n}", str(row["text"])


def _docred(path: Path) -> Iterator[tuple[str, str]]:
    for n, document in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        yield f"docred_{path.stem}-{n}", detokenise([word for words in document["sents"] for word in words])[0]


def _treebank(path: Path) -> Iterator[tuple[str, str]]:
    for n, document in enumerate(documents(read_conllu(path))):
        for k in range(0, len(document), _SENTENCES):
            yield f"{path.stem}-{n}-{k}", join(document[k : k + _SENTENCES], path.stem).text()


def _prose(path: Path) -> Iterator[tuple[str, str]]:
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        yield f"text_{path.stem}-{n}", line.strip()


_CORPORA: tuple[tuple[Callable[[Path], Iterator[tuple[str, str]]], str], ...] = (
    (_names, "ner/gmb.tsv"),
    (_names, "ner/crossner_*.txt"),
    (_newswire, "ner/newswire.jsonl"),
    (_docred, "docred/*.json"),
    (_treebank, "ud/*_train.conllu"),
    (_prose, "text/*.txt"),
)
