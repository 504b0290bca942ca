"""From a trained network to the files that ship: bytes and half floats that numpy reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kgraph.training.corpora import NAME_LABELS

if TYPE_CHECKING:
    from kgraph.training.encoding import Labels
    from kgraph.training.network import Network

Arrays = dict[str, npt.NDArray[Any]]
_TABLES = ("pieces", "positions", "shapes", "suffixes", "spaces")
_AS_BYTES = 100_000
"""Matrices with at least as many values are stored as bytes, a factor for each row; the others as half floats."""


def exported(network: Network) -> Arrays:
    """Return a network's arrays under the names that ``kgraph.pipelines.network`` reads."""
    arrays: Arrays = {}
    for name, tensor in network.state_dict().items():
        table = name.removesuffix(".weight")
        values = tensor.detach().cpu().float().numpy()
        if table == "pieces" or (values.ndim == 2 and values.size >= _AS_BYTES):
            short = table if table in _TABLES else name
            arrays[short], arrays[f"{short}.scale"] = as_bytes(values)
        else:
            arrays[table if table in _TABLES else name] = values.astype(np.float16)
    return arrays


def as_bytes(values: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return a matrix in whole numbers from -127 to 127, and the factor of each row.

    >>> whole, factor = as_bytes(np.array([[0.5, -1.0], [0.0, 0.0]], dtype=np.float32))
    >>> whole.tolist(), (whole * factor[:, None]).round(2).tolist()
    ([[64, -127], [0, 0]], [[0.5, -1.0], [0.0, 0.0]])
    """
    scale = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
    return np.rint(values / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def description(network: Network, labels: Labels, vocabulary: list[str]) -> dict[str, Any]:
    """Return what stands beside the arrays: sizes, labels in the order of their weights, pieces."""
    return {
        "sizes": network.shape.to_json(),
        "labels": {
            "xpos": labels.xpos,
            "morph": labels.morph,
            "lemma": labels.lemma,
            "dep": labels.dep,
            "names": list(NAME_LABELS),
        },
        "vocabulary": vocabulary,
    }
