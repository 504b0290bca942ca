"""From a trained network to the files that ship: bytes and half floats that numpy reads."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from kgraph.errors import SourceError
from kgraph.pipelines.network import read
from kgraph.pipelines.reader import Reader
from kgraph.pipelines.tokenizer import blank
from kgraph.training.corpora import NAME_LABELS
from kgraph.training.encoding import Labels
from kgraph.training.tables import count, describe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kgraph.training.corpora import Annotated
    from kgraph.training.dictionary import Dictionary
    from kgraph.training.network import Network
    from kgraph.training.tables import Tables

Arrays = dict[str, npt.NDArray[Any]]
TABLES = ("pieces", "positions", "shapes", "suffixes", "spaces")
_AS_BYTES = 100_000
"""Matrices with at least as many values are stored as bytes, a factor for each row; the others as half floats."""


def exported(network: Network) -> Arrays:
    """Return a network's arrays under the names that ``kgraph.pipelines.network`` reads."""
    arrays: Arrays = {}
    for name, tensor in network.state_dict().items():
        table = name.removesuffix(".weight")
        values = tensor.detach().cpu().float().numpy()
        if table == "pieces" or (values.ndim == 2 and values.size >= _AS_BYTES):
            short = table if table in TABLES else name
            arrays[short], arrays[f"{short}.scale"] = as_bytes(values)
        else:
            arrays[table if table in TABLES else name] = values.astype(np.float16)
    return arrays


def as_bytes(values: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return a matrix in whole numbers from -127 to 127, and the factor of each row.

    >>> whole, factor = as_bytes(np.array([[0.5, -1.0], [0.0, 0.0]], dtype=np.float32))
    >>> whole.tolist(), (whole * factor[:, None]).round(2).tolist()
    ([[64, -127], [0, 0]], [[0.5, -1.0], [0.0, 0.0]])
    """
    scale = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
    return np.rint(values / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def description(
    network: Network,
    labels: Labels,
    vocabulary: list[str],
    passages: Iterable[Annotated],
    dictionary: Dictionary,
    before: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what stands beside the arrays.

    Args:
        network: for its sizes.
        labels: in the order of their weights.
        vocabulary: word pieces.
        passages: what the network was trained on.
        dictionary: what is known of words beside the corpora.
        before: the description of the pipeline that training went on from, whose pairs and forms stay known.

    Returns:
        ``sizes``, ``labels``, ``vocabulary``, and what :func:`kgraph.training.tables.describe` returns.
    """
    tables = count(labels, passages, before)
    return complete(tables, labels, dictionary, network.shape.to_json(), vocabulary)


def complete(
    tables: Tables, labels: Labels, dictionary: Dictionary, sizes: dict[str, int], vocabulary: list[str]
) -> dict[str, Any]:
    """Return the description of a network of some sizes, with the tables beside it."""
    described, scripts = describe(tables, labels, dictionary)
    return described | {
        "sizes": sizes,
        "labels": {
            "xpos": labels.xpos,
            "morph": labels.morph,
            "lemma": scripts,
            "dep": labels.dep,
            "names": list(NAME_LABELS),
        },
        "vocabulary": vocabulary,
    }


def write(arrays: Arrays, description: dict[str, Any], output: Path, meta: dict[str, object]) -> None:
    """Write a network as a spaCy pipeline.

    Args:
        arrays: of the network, as :func:`exported` returns them.
        description: what :func:`description` says of it.
        output: folder to be written.
        meta: entries for the pipeline's ``meta.json``.
    """
    nlp = blank()
    reader = nlp.add_pipe("kgraph_reader")
    if not isinstance(reader, Reader):
        raise TypeError("the factory kgraph_reader is not kgraph's")
    reader.load(arrays, description)
    nlp.meta.update(meta)
    nlp.to_disk(output)


def stored(folder: Path) -> tuple[Arrays, dict[str, Any]]:
    """Return the arrays of a pipeline's network, and what stands beside them.

    Raises:
        SourceError: the folder holds no pipeline of kgraph's.
    """
    try:
        return read(folder / "kgraph_reader")
    except (OSError, ValueError, BadZipFile) as error:
        raise SourceError(f"{folder} holds no pipeline that kgraph trained ({error})") from error


def labels_of(described: dict[str, Any]) -> Labels:
    """Return the label sets of a network from its pipeline's description."""
    sizes = described["sizes"]
    return Labels(**{f.name: described["labels"][f.name][: sizes[f.name]] for f in fields(Labels)})
