"""Fitting the network that reads the vectors of a statement's words (`kgraph.extraction.confidence.VectorNetwork`).

It learns what the logistic model's log-odds leave to be said.  The mean of several networks that begin with other
random numbers is surer than each; they are joined into one hidden layer.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.extraction.confidence import Basis

_HIDDEN, _NETWORKS = 32, 3
_DROPOUT = 0.3
_EPOCHS, _BATCH, _RATE = 12, 128, 4e-3
_DECAY, _RELATION_DECAY = 60.0, 3.0
"""Precision of the weights' Gaussian prior, and of that of what relations add."""
_RAREST = 10
"""How often a relation must occur to add something of its own."""
_SLOPE = 1.702
"""Of the logistic function that stands for the normal distribution's in GELU (Hendrycks and Gimpel 2016)."""

Floats = npt.NDArray[np.float64]
Arrays = dict[str, npt.NDArray[Any]]


class _Network(nn.Module):  # type: ignore[misc]  # (torch is without types here)
    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, _HIDDEN)
        self.relations = nn.Embedding(relations, _HIDDEN)
        self.out = nn.Linear(_HIDDEN, 1)
        self.slope = nn.Parameter(torch.ones(1))
        self.dropout = nn.Dropout(_DROPOUT)
        for weight in (self.relations.weight, self.out.weight, self.out.bias):
            nn.init.zeros_(weight)

    def forward(self, odds: torch.Tensor, vectors: torch.Tensor, relations: torch.Tensor) -> torch.Tensor:
        inner = self.hidden(self.dropout(vectors)) + self.relations(relations)
        inner = self.dropout(inner * torch.sigmoid(_SLOPE * inner))
        result: torch.Tensor = self.slope * odds + self.out(inner)[:, 0]
        return result


def fit(bases: Sequence[Basis], odds: Floats, right: npt.NDArray[np.bool_], *, networks: int = _NETWORKS) -> Arrays:
    """Return the arrays of a network, without the fingerprint of their reader.

    Args:
        bases: n times what the confidence rests on, with vectors.
        odds: (n,) the logistic model's log-odds, which has not seen what it rates here.
        right: (n,) whether the statements are.
        networks: How many are joined.
    """
    roles = len(bases[0].vectors)
    width = next(len(v) for v in bases[0].vectors if v is not None)
    vectors = np.full((len(bases), roles, width), np.nan, dtype=np.float32)
    for row, basis in enumerate(bases):
        for role, vector in enumerate(basis.vectors):
            if vector is not None:
                vectors[row, role] = vector
    mean, deviation = np.nanmean(vectors, 0), np.nanstd(vectors, 0)
    scale = 1 / (deviation + 1e-3)
    vectors = np.nan_to_num((vectors - mean) * scale)
    counts = Counter(basis.relation for basis in bases)
    names = sorted(name for name, n in counts.items() if n >= _RAREST)
    row_of = {name: row for row, name in enumerate(names, 1)}
    relations = torch.tensor([row_of.get(basis.relation, 0) for basis in bases])
    given = torch.from_numpy(vectors.reshape(len(bases), -1)), relations
    target = torch.tensor(right, dtype=torch.float32)
    found = [_trained(torch.tensor(odds, dtype=torch.float32), *given, target, seed) for seed in range(networks)]
    hidden = torch.cat([net.hidden.weight.T for net in found], 1).reshape(roles, width, -1)
    biases = torch.cat([net.hidden.bias for net in found])
    return {
        "mean": mean,
        "scale": scale.astype(np.float32),
        "hidden": hidden.detach().numpy(),
        "names": np.array(names),
        "relations": (torch.cat([net.relations.weight for net in found], 1) + biases).detach().numpy(),
        "out": (torch.cat([net.out.weight[0] for net in found]) / networks).detach().numpy(),
        "slope": np.array(np.mean([net.slope.item() for net in found])),
        "offset": np.array(np.mean([net.out.bias.item() for net in found])),
    }


def _trained(
    odds: torch.Tensor, vectors: torch.Tensor, relations: torch.Tensor, target: torch.Tensor, seed: int
) -> _Network:
    """Return a network fitted by Adam (Kingma and Ba 2015), with a rate that rises and falls once."""
    torch.manual_seed(seed)
    net = _Network(vectors.shape[1], int(relations.max()) + 1)
    optimiser = torch.optim.Adam(net.parameters(), lr=_RATE)
    n = len(target)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=_RATE, total_steps=_EPOCHS * -(-n // _BATCH))
    for _ in range(_EPOCHS):
        for rows in torch.randperm(n).split(_BATCH):
            said = net(odds[rows], vectors[rows], relations[rows])
            loss = functional.binary_cross_entropy_with_logits(said, target[rows])
            prior = _DECAY * (net.hidden.weight.square().sum() + net.out.weight.square().sum())
            prior = prior + _RELATION_DECAY * net.relations.weight.square().sum()
            optimiser.zero_grad()
            (loss + prior / (2 * n)).backward()
            optimiser.step()
            schedule.step()
    net.eval()
    return net
