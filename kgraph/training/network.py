"""The network in PyTorch: a few transformer layers over words, with a head for each annotation.

The layers start from the lower layers of an uncased sentence encoder (MiniLM; Wang et al. 2020). Words instead of
pieces enter it: the mean of a word's pieces plus embeddings of its shape and suffix. Trees are scored by biaffine
attention (Dozat and Manning 2017). ``kgraph.pipelines.network`` is the same network in numpy.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kgraph.pipelines.features import SHAPE_ROWS, SUFFIX_ROWS, WINDOW
from kgraph.training.export import TABLES, Arrays


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network, in units of its arrays."""

    vocabulary: int
    width: int = 384
    heads: int = 12
    inner: int = 1024
    layers: int = 4
    arc: int = 160
    label: int = 64
    xpos: int = 50
    morph: int = 200
    lemma: int = 200
    dep: int = 50
    names: int = 41

    def to_json(self) -> dict[str, int]:
        """Return the sizes by name."""
        return asdict(self)


class Layer(nn.Module):  # type: ignore[misc]  # (torch may be absent)
    """One transformer layer, normalised after each block as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Return the layer's output (batch, words, width); ``mask`` is (batch, 1, 1, words), true for words.

        Nothing is dropped inside the attention: drawing its random numbers would cost more than the attention itself.
        """
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        y = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y = self.out(y.transpose(1, 2).reshape(b, n, w))
        x = self.norm1(x + functional.dropout(y, dropout, self.training))
        y = self.down(functional.gelu(self.up(x), approximate="tanh"))
        return self.norm2(x + functional.dropout(y, dropout, self.training))


class Network(nn.Module):  # type: ignore[misc]  # (torch may be absent)
    """Encoder and heads.

    Args:
        shape: sizes.
        dropout: share of values dropped inside the encoder in training.
        head_dropout: share of values dropped from what the heads read.
        word_dropout: share of words of which only shape and suffix are seen in training, so that what stands around a
            name or a rare word is read as well.
    """

    def __init__(
        self, shape: Shape, dropout: float = 0.1, head_dropout: float = 0.1, word_dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.shape, self.dropout, self.head_dropout, self.word_dropout = shape, dropout, head_dropout, word_dropout
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(WINDOW, shape.width)
        self.opening = nn.Parameter(torch.zeros(shape.width))
        self.shapes = nn.Embedding(SHAPE_ROWS, shape.width)
        self.suffixes = nn.Embedding(SUFFIX_ROWS, shape.width)
        self.spaces = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.tags = nn.Linear(shape.width, shape.xpos + shape.morph + shape.lemma + 1 + shape.names)
        self.arc_dep = nn.Linear(shape.width, shape.arc)
        self.arc_head = nn.Linear(shape.width, shape.arc)
        self.arc = nn.Parameter(torch.zeros(shape.arc + 1, shape.arc))
        self.root = nn.Linear(shape.width, 1)
        self.label_dep = nn.Linear(shape.width, shape.label)
        self.label_head = nn.Linear(shape.width, shape.label)
        self.label_root = nn.Parameter(torch.zeros(shape.label))
        self.label = nn.Parameter(torch.zeros(shape.label + 1, shape.dep, shape.label + 1))
        for table in (self.shapes, self.suffixes, self.spaces):
            nn.init.normal_(table.weight, std=0.01)
        nn.init.normal_(self.arc, std=shape.arc**-0.75)
        nn.init.normal_(self.label, std=0.02)

    def embed(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the words' embeddings (batch, words, width) before the first layer."""
        pieces = batch["pieces"]
        present = (pieces >= 0).unsqueeze(-1)
        mean = (self.pieces(pieces.clamp(min=0)) * present).sum(2) / present.sum(2).clamp(min=1)
        if self.training and self.word_dropout:
            seen = torch.rand(mean.shape[:2], device=mean.device) >= self.word_dropout
            mean = mean * seen.unsqueeze(-1)
        n = pieces.shape[1]
        total = mean + self.shapes(batch["shapes"]) + self.suffixes(batch["suffixes"]) + self.spaces(batch["spaces"])
        return self.norm(total + self.positions.weight[:n])

    def encode(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the contextual vectors (batch, words, width).

        A vector that stands for no word opens each window: what attention rests on that has nothing else to look at.
        """
        words = self.embed(batch)
        opening = self.norm(self.opening).expand(len(words), 1, -1)
        x = functional.dropout(torch.cat([opening, words], 1), self.dropout, self.training)
        mask = functional.pad(batch["mask"], (1, 0), value=True)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.dropout)
        return functional.dropout(x[:, 1:], self.head_dropout, self.training)

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return what the heads say.

        Logits ``xpos morph lemma starts names`` (batch, words, k), ``arcs`` (batch, words, words), ``root``
        (batch, words), and the vectors ``label_dep`` and ``label_head`` that :meth:`labels` reads.
        """
        x = self.encode(batch)
        s = self.shape
        parts = self.tags(x).split([s.xpos, s.morph, s.lemma, 1, s.names], dim=-1)
        out = dict(zip(("xpos", "morph", "lemma", "starts", "names"), parts, strict=True))
        dep, head = functional.relu(self.arc_dep(x)), functional.relu(self.arc_head(x))
        dep = functional.dropout(dep, self.head_dropout, self.training)
        out["arcs"] = (dep @ self.arc[:-1] + self.arc[-1]) @ head.transpose(1, 2)
        out["root"] = self.root(x).squeeze(-1)
        out["label_dep"] = functional.relu(self.label_dep(x))
        out["label_head"] = functional.relu(self.label_head(x))
        return out

    def labels(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Return the relations' logits (batch, words, relations) for given heads; a root heads itself."""
        source = out["label_head"]
        b, n, k = source.shape
        chosen = source.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(b, n, k))
        own = heads == torch.arange(n, device=heads.device)
        chosen = torch.where(own.unsqueeze(-1), self.label_root.to(chosen.dtype).expand(b, n, k), chosen)
        one = torch.ones_like(chosen[..., :1])
        left = torch.cat([out["label_dep"], one], -1)
        right = torch.cat([chosen, one], -1)
        size = k + 1
        mixed = (left @ self.label.reshape(size, -1)).view(b, n, -1, size)
        return (mixed @ right.unsqueeze(-1)).squeeze(-1)


def load_encoder(network: Network, state: dict[str, Tensor], opening: int) -> None:
    """Start a network from the lower layers of a BERT checkpoint.

    Where the network's inner layers are narrower, the units with the largest weights are kept.

    Args:
        network: what is filled.
        state: the checkpoint's arrays by name (without the prefix ``bert.``).
        opening: row of the piece that opens every text in pretraining.
    """
    with torch.no_grad():
        network.pieces.weight.copy_(state["embeddings.word_embeddings.weight"])
        kind = state["embeddings.token_type_embeddings.weight"][0]
        positions = state["embeddings.position_embeddings.weight"] + kind
        network.opening.copy_(network.pieces.weight[opening] + positions[0])
        network.positions.weight.copy_(positions[1 : WINDOW + 1])
        network.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
        network.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(network.layers):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                qkv = [state[f"{p}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(qkv))
                getattr(layer.out, part).copy_(state[f"{p}attention.output.dense.{part}"])
                getattr(layer.norm1, part).copy_(state[f"{p}attention.output.LayerNorm.{part}"])
                getattr(layer.norm2, part).copy_(state[f"{p}output.LayerNorm.{part}"])
            up, down = state[f"{p}intermediate.dense.weight"], state[f"{p}output.dense.weight"]
            strength = up.norm(dim=1) * down.norm(dim=0)
            rows = strength.topk(network.shape.inner).indices.sort().values
            layer.up.weight.copy_(up[rows])
            layer.up.bias.copy_(state[f"{p}intermediate.dense.bias"][rows])
            layer.down.weight.copy_(down[:, rows])
            layer.down.bias.copy_(state[f"{p}output.dense.bias"])


def imported(arrays: Arrays) -> dict[str, Tensor]:
    """Return the state of a network from its exported arrays; what rounding took stays lost."""
    state: dict[str, Tensor] = {}
    for name, values in arrays.items():
        if not name.endswith(".scale"):
            floats = values.astype(np.float32)
            if (scale := arrays.get(f"{name}.scale")) is not None:
                floats *= scale[:, None]
            state[f"{name}.weight" if name in TABLES else name] = torch.from_numpy(floats)
    return state
