"""The reader's network in numpy: what ``kgraph.training.network`` trains, without torch.

Words of many windows stand in one matrix, so that every product is large; only attention looks at each window by
itself. All arrays are float32 in memory and half floats or bytes on disk.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kgraph.pipelines.features import WordPieces, shape_row, suffix_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Floats = npt.NDArray[np.float32]
_EPSILON = 1e-12
_BLOCK = 128
CACHED_WORDS = 20_000


@dataclass(slots=True)
class Outputs:
    """What the network says of ``n`` words: logits (n, k) by head, the vectors that trees are made of, and its own."""

    xpos: Floats
    morph: Floats
    lemma: Floats
    starts: Floats
    names: Floats
    arc_dep: Floats
    arc_head: Floats
    root: Floats
    label_dep: Floats
    label_head: Floats
    vectors: Floats


class Network:
    """The trained network.

    Args:
        weights: arrays by name, as ``kgraph.training.export`` writes them. An array of bytes has another beside it,
            ``NAME.scale``, with a factor for each of its rows.
        vocabulary: word pieces in the order of their embeddings.
        sizes: ``heads``, ``layers`` and the number of labels of each head.
    """

    def __init__(self, weights: dict[str, npt.NDArray[Any]], vocabulary: Sequence[str], sizes: dict[str, int]) -> None:
        self.weights, self.sizes = weights, sizes
        self.splitter = WordPieces(vocabulary)
        # The table of pieces stays as it is: few of its rows are read, each word's only once.
        self._w: dict[str, Floats] = {
            name: _floats(weights, name) for name in weights if name != "pieces" and not name.endswith(".scale")
        }
        self._words: dict[str, Floats] = {}
        w = self._w
        heads = ("tags", "arc_dep", "arc_head", "root", "label_dep", "label_head")
        self._heads = np.ascontiguousarray(np.concatenate([w[f"{h}.weight"] for h in heads]).T)
        self._heads_bias = np.concatenate([w[f"{h}.bias"] for h in heads])
        width = w["norm.weight"].shape[0]
        scale = np.float32((width // sizes["heads"]) ** -0.5)
        self._layers = [self._layer(i, width, scale) for i in range(sizes["layers"])]

    def _layer(self, i: int, width: int, scale: np.float32) -> dict[str, Floats]:
        """Return a layer's arrays, laid out for the product ``x @ w``, with as little left to compute as they allow.

        The attention's scale goes into the queries. What the keys' bias adds is the same for all that a word looks at
        and so counts nothing; what the values' bias adds comes through whatever is looked at: it joins the bias behind.
        """
        p = f"layers.{i}."
        layer = {k.removeprefix(p): v for k, v in self._w.items() if k.startswith(p)}
        layer = {k: np.ascontiguousarray(v.T) if v.ndim == 2 else v for k, v in layer.items()}
        bias = layer.pop("qkv.bias")
        layer["qkv.weight"][:, :width] *= scale
        layer["query.bias"] = bias[:width] * scale
        layer["out.bias"] = layer["out.bias"] + bias[2 * width :] @ layer["out.weight"]
        return layer

    def word(self, form: str) -> Floats:
        """Return a word's embedding (width,): the mean of its pieces, its shape and its suffix."""
        known = self._words.get(form)
        if known is None:
            rows = self.splitter.rows(form)
            table, scale = self.weights["pieces"], self.weights["pieces.scale"]
            known = np.asarray((table[rows] * scale[rows, None]).mean(0), dtype=np.float32)
            known += self._w["shapes"][shape_row(form)]
            known += self._w["suffixes"][suffix_row(form)]
            if len(self._words) >= CACHED_WORDS:
                self._words.clear()
            self._words[form] = known
        return known

    def __call__(self, windows: Sequence[Sequence[str]], spaces: Sequence[Sequence[bool]]) -> Outputs:
        """Read windows of words.

        Args:
            windows: the words of each.
            spaces: for each word whether white space stands before it.

        Returns:
            Outputs over all words in order.
        """
        bounds = np.cumsum([0, *(len(words) + 1 for words in windows)])
        x = np.empty((bounds[-1], self._w["opening"].shape[0]), dtype=np.float32)
        is_word = np.ones(len(x), dtype=bool)
        is_word[bounds[:-1]] = False
        x[~is_word] = self._w["opening"]
        embedded = np.stack([self.word(form) for words in windows for form in words])
        embedded += np.concatenate([self._w["positions"][: len(words)] for words in windows])
        embedded += self._w["spaces"][np.concatenate([np.asarray(s, dtype=np.int64) for s in spaces])]
        x[is_word] = embedded
        for rows in _blocks(x):
            _normalise(rows, self._w["norm.weight"], self._w["norm.bias"])
        for layer in self._layers:
            x = self._forward(x, layer, bounds.tolist())
        return self._split(x[is_word])

    def _forward(self, x: Floats, layer: dict[str, Floats], bounds: list[int]) -> Floats:
        """Return the output of one layer."""
        n, width = x.shape
        qkv = x @ layer["qkv.weight"]
        qkv[:, :width] += layer["query.bias"]
        mixed = np.empty((n, width), dtype=np.float32)
        heads = self.sizes["heads"]
        one = np.ones((n, 1), dtype=np.float32)
        for start, end in itertools.pairwise(bounds):
            q, k, v = qkv[start:end].reshape(end - start, 3, heads, -1).transpose(1, 2, 0, 3)
            scores = q @ k.transpose(0, 2, 1)
            scores -= scores.max(-1, keepdims=True)
            np.exp(scores, out=scores)
            attended = scores @ v
            attended /= scores @ one[: end - start]
            mixed[start:end].reshape(end - start, heads, -1)[:] = attended.transpose(1, 0, 2)
        y: Floats = np.matmul(mixed, layer["out.weight"])
        for rows, before in zip(_blocks(y), _blocks(x), strict=True):
            np.add(rows, layer["out.bias"], out=rows)
            np.add(rows, before, out=rows)
            _normalise(rows, layer["norm1.weight"], layer["norm1.bias"])
        inner: Floats = np.matmul(y, layer["up.weight"])
        for rows in _blocks(inner):
            np.add(rows, layer["up.bias"], out=rows)
            _gelu(rows)
        z: Floats = np.matmul(inner, layer["down.weight"])
        for rows, before in zip(_blocks(z), _blocks(y), strict=True):
            np.add(rows, layer["down.bias"], out=rows)
            np.add(rows, before, out=rows)
            _normalise(rows, layer["norm2.weight"], layer["norm2.bias"])
        return z

    def _split(self, vectors: Floats) -> Outputs:
        """Return what the heads say of the words' vectors (n, width), whose common product is cut into their parts."""
        y = vectors @ self._heads + self._heads_bias
        s = self.sizes
        widths = [s["xpos"], s["morph"], s["lemma"], 1, s["names"], s["arc"], s["arc"], 1, s["label"], s["label"]]
        ends = np.cumsum(widths)
        xpos, morph, lemma, starts, names, dep, head, root, label_dep, label_head = np.split(y, ends[:-1], axis=1)
        for part in (dep, head, label_dep, label_head):
            np.maximum(part, 0, out=part)
        starts, root = starts[:, 0], root[:, 0]
        return Outputs(xpos, morph, lemma, starts, names, dep, head, root, label_dep, label_head, vectors)

    def arcs(self, out: Outputs, start: int, end: int) -> Floats:
        """Return scores (n, n) of each word's head among the words of one sentence; its own column means the root."""
        arc = self._w["arc"]
        scores: Floats = (out.arc_dep[start:end] @ arc[:-1] + arc[-1]) @ out.arc_head[start:end].T
        np.fill_diagonal(scores, out.root[start:end])
        return scores

    def relations(self, out: Outputs, heads: npt.NDArray[np.int64]) -> Floats:
        """Return the relations' scores (n, relations) of all words for given heads (its own index: the root)."""
        chosen = out.label_head[heads]
        chosen[heads == np.arange(len(heads))] = self._w["label_root"]
        one = np.ones((len(heads), 1), dtype=np.float32)
        left = np.concatenate([out.label_dep, one], axis=1)
        right = np.concatenate([chosen, one], axis=1)
        label = self._w["label"]
        flat = label.reshape(label.shape[0], -1)
        result = np.empty((len(heads), label.shape[1]), dtype=np.float32)
        for rows, one_side, other in zip(_blocks(result), _blocks(left), _blocks(right), strict=True):
            mixed = (one_side @ flat).reshape(len(rows), label.shape[1], -1)
            rows[:] = np.matmul(mixed, other[:, :, None])[:, :, 0]
        return result


def _floats(weights: dict[str, npt.NDArray[Any]], name: str) -> Floats:
    """Return an array as floats."""
    values: Floats = weights[name].astype(np.float32)
    scale = weights.get(f"{name}.scale")
    return values if scale is None else values * scale.astype(np.float32).reshape(-1, *[1] * (values.ndim - 1))


def _blocks(x: Floats) -> Iterator[Floats]:
    """Yield the rows of an array a few at a time, so that the steps that go over them find them in the cache."""
    for start in range(0, len(x), _BLOCK):
        yield x[start : start + _BLOCK]


def _normalise(x: Floats, weight: Floats, bias: Floats) -> None:
    """Normalise each row in place (Ba et al. 2016)."""
    width = x.shape[1]
    x -= (x @ np.full(width, 1 / width, dtype=np.float32))[:, None]
    variance = np.einsum("ij,ij->i", x, x) / width
    x *= (1 / np.sqrt(variance + _EPSILON))[:, None].astype(np.float32)
    x *= weight
    x += bias


def _gelu(x: Floats) -> None:
    """Put the tanh form of GELU (Hendrycks and Gimpel 2016) in the place of its argument.

    Written with the exponential, which numpy has faster: ``(1 + tanh u) / 2 = 1 / (1 + exp(-2u))``.
    """
    y = x * x
    y *= np.float32(-2 * 0.044715 * 0.7978845608)
    y += np.float32(-2 * 0.7978845608)
    y *= x
    with np.errstate(over="ignore"):
        np.exp(y, out=y)
    y += 1
    x /= y


def read(folder: Path) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    """Return the weights and the description that :func:`write` left in a folder."""
    with (folder / "weights.npz").open("rb") as file, np.load(file) as stored:
        weights = {name: stored[name] for name in stored.files}
    return weights, json.loads((folder / "network.json").read_text(encoding="utf-8"))


def write(folder: Path, weights: dict[str, npt.NDArray[Any]], description: dict[str, Any]) -> None:
    """Write weights and description (``sizes``, ``labels``, ``vocabulary``) into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "weights.npz", **weights)  # type: ignore[arg-type]
    (folder / "network.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
