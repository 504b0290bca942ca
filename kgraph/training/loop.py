"""The training loop: batches, losses, the learning rate, and a checkpoint to go on from."""

from __future__ import annotations

import logging
import math
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kgraph.training.encoding import NAME_TAGS, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kgraph.training.network import Network

log = logging.getLogger(__name__)
_COLUMNS = str.split("pieces shapes suffixes spaces xpos morph lemma starts heads deps allowed sentence")
_BITS = torch.arange(len(NAME_TAGS))


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to train.

    Args:
        words: words of training in all, over epochs.
        batch: words a step.
        rate: learning rate of the heads.
        encoder_rate: learning rate of what was pretrained.
        warmup: share of the words with rising rate.
        seed: of shuffling and dropout.
        seconds: wall-clock limit; the rate falls to zero by then.
    """

    words: int
    batch: int = 1600
    rate: float = 1.5e-3
    encoder_rate: float = 2e-4
    warmup: float = 0.06
    seed: int = 0
    seconds: float = math.inf


def collate(windows: list[Window]) -> dict[str, Tensor]:
    """Pad windows to one batch; -1 fills what is not known."""
    longest = max(map(len, windows))
    batch: dict[str, Tensor] = {}
    for name in _COLUMNS:
        fill = 0 if name in {"shapes", "suffixes", "spaces"} else -1
        first = getattr(windows[0], name)
        table = np.full((len(windows), longest, *first.shape[1:]), fill, dtype=np.int64)
        for row, window in zip(table, windows, strict=True):
            row[: len(window)] = getattr(window, name)
        batch[name] = torch.from_numpy(table)
    mask = np.zeros((len(windows), longest), dtype=bool)
    for i, window in enumerate(windows):
        mask[i, : len(window)] = True
    return batch | {"mask": torch.from_numpy(mask)}


def batches(windows: list[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Yield shuffled batches of about ``size`` words, of windows of like length."""
    order = sorted(windows, key=lambda w: len(w) + rng.uniform(-8, 8))
    groups: list[list[Window]] = [[]]
    for window in order:
        longest = max(len(window), *(len(w) for w in groups[-1][-1:]), 1)
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    yield from (g for g in groups if g)


def _over_known(logits: Tensor, target: Tensor) -> Tensor:
    """Return the mean cross-entropy over known targets."""
    known = target >= 0
    if not bool(known.any()):
        return logits.sum() * 0
    return functional.cross_entropy(logits[known], target[known])


def arc_scores(out: dict[str, Tensor], batch: dict[str, Tensor]) -> Tensor:
    """Return scores (batch, words, words) of heads inside the sentence; a word's own column is the root's score."""
    scores = out["arcs"]
    n = scores.shape[1]
    own = torch.eye(n, dtype=torch.bool, device=scores.device)
    scores = torch.where(own, out["root"].unsqueeze(-1), scores)
    same = batch["sentence"].unsqueeze(2) == batch["sentence"].unsqueeze(1)
    return scores.masked_fill(~(same & batch["mask"].unsqueeze(1)), -1e4)


def losses(network: Network, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the loss of each head on a batch."""
    out = network(batch)
    result = {name: _over_known(out[name], batch[name]) for name in ("xpos", "morph", "lemma")}
    starts = batch["starts"][:, 1:]
    known = starts >= 0
    if bool(known.any()):
        logits = out["starts"].squeeze(-1)[:, 1:][known]
        result["starts"] = functional.binary_cross_entropy_with_logits(logits, starts[known].float())
    result["arcs"] = _over_known(arc_scores(out, batch), batch["heads"])
    headed = torch.where(batch["heads"] >= 0, batch["deps"], -1)
    if bool((headed >= 0).any()):
        result["labels"] = _over_known(network.labels(out, batch["heads"]), headed)
    result["names"] = _name_loss(out["names"], batch)
    return result


def _name_loss(logits: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Return the cross-entropy of what the annotation leaves possible."""
    log_p = functional.log_softmax(logits, -1)
    allowed = ((batch["allowed"].unsqueeze(-1) >> _BITS) & 1).bool()
    marked = (~allowed.all(-1)).float()
    loss = -log_p.masked_fill(~allowed, -1e4).logsumexp(-1)
    return (loss * marked).sum() / marked.sum().clamp(min=1)


def optimiser(network: Network, schedule: Schedule) -> torch.optim.Optimizer:
    """Return AdamW with a smaller rate for what was pretrained; the piece embeddings stay as they are."""
    network.pieces.weight.requires_grad_(False)
    pretrained = [*network.layers.parameters(), *network.norm.parameters(), network.positions.weight, network.opening]
    known = {id(p) for p in pretrained}
    rest = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    groups = [{"params": pretrained, "lr": schedule.encoder_rate}, {"params": rest, "lr": schedule.rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def train(
    network: Network,
    epoch: Callable[[random.Random], list[Window]],
    schedule: Schedule,
    *,
    checkpoint: Path | None = None,
    evaluate: Callable[[Network], str] | None = None,
    every: int = 400_000,
) -> None:
    """Train a network in place.

    Args:
        network: the network.
        epoch: returns the windows of one pass over the data.
        schedule: words, rates, seed.
        checkpoint: file to which the state goes each ``every`` words, and from which a run that was cut off goes on.
        evaluate: returns a line for the log.
        every: words between checkpoints.
    """
    torch.manual_seed(schedule.seed)
    rng = random.Random(schedule.seed)  # noqa: S311
    adam = optimiser(network, schedule)
    base = [group["lr"] for group in adam.param_groups]
    seen, seconds = _resumed(checkpoint, network, adam)
    begun, due = time.monotonic() - seconds, seen + every
    if seen:
        rng.seed(schedule.seed + seen)
    sums: dict[str, float] = defaultdict(float)
    steps = 0
    progress = seen / schedule.words
    while progress < 1:
        for group in batches(epoch(rng), schedule.batch, rng):
            progress = max(seen / schedule.words, (time.monotonic() - begun) / schedule.seconds)
            if progress >= 1:
                break
            factor = min(progress / schedule.warmup, (1 - progress) / (1 - schedule.warmup))
            for options, rate in zip(adam.param_groups, base, strict=True):
                options["lr"] = rate * max(factor, 0.01)
            for name, value in _step(network, adam, group).items():
                sums[name] += value
            seen += sum(map(len, group))
            steps += 1
            if seen >= due:
                due += every
                mean = " ".join(f"{k} {v / steps:.3f}" for k, v in sums.items())
                speed = seen / (time.monotonic() - begun)
                scores = evaluate(network) if evaluate else ""
                log.info("%d words, %.0f words/s, %.0f%%: %s %s", seen, speed, 100 * progress, mean, scores)
                sums.clear()
                steps = 0
                if checkpoint:
                    _save(checkpoint, network, adam, seen, time.monotonic() - begun)
    if checkpoint:
        _save(checkpoint, network, adam, seen, time.monotonic() - begun)


def _step(network: Network, adam: torch.optim.Optimizer, group: list[Window]) -> dict[str, float]:
    """Learn from one batch; returns its losses by task."""
    network.train()
    parts = losses(network, collate(group))
    loss = torch.stack(list(parts.values())).sum()
    adam.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    adam.step()
    return {name: value.item() for name, value in parts.items()}


def _resumed(checkpoint: Path | None, network: Network, adam: torch.optim.Optimizer) -> tuple[int, float]:
    """Take up the state of a run that was cut off, if there is one; returns its words and seconds."""
    if checkpoint is None or not checkpoint.is_file():
        return 0, 0.0
    state: dict[str, Any] = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(state["network"])
    adam.load_state_dict(state["adam"])
    return state["seen"], state["seconds"]


def _save(path: Path, network: Network, adam: torch.optim.Optimizer, seen: int, seconds: float) -> None:
    """Write a checkpoint aside, then put it in place."""
    aside = path.with_suffix(".part")
    state = {"network": network.state_dict(), "adam": adam.state_dict(), "seen": seen, "seconds": seconds}
    torch.save(state, aside)
    aside.replace(path)
