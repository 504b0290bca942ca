"""From scores to annotations: trees without cycles, names that begin and end."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def tree(scores: Floats) -> Ints:
    """Return the best head of each word such that all form one tree with one root.

    The best head of each word is a tree nearly always; where it is not, Chu-Liu and Edmonds' algorithm finds one.

    Args:
        scores: (n, n); row: word, column: head; the diagonal scores the word as root.

    Returns:
        Heads (n,); the root heads itself.

    >>> tree(np.array([[5.0, 0, 0], [4, 0, 0], [0, 3, 1]], dtype=np.float32)).tolist()
    [0, 0, 1]
    """
    n = len(scores)
    own = np.arange(n)
    heads: Ints = scores.argmax(1)
    roots = np.flatnonzero(heads == own)
    if len(roots) != 1:
        candidates = roots if len(roots) else own
        root = int(candidates[scores[candidates, candidates].argmax()])
        heads = _rooted(scores, root)
    if not _reaches_root(heads):
        root = int(np.flatnonzero(heads == own)[0])
        heads = _edmonds(scores, root)
    return heads


def _rooted(scores: Floats, root: int) -> Ints:
    """Return best heads with exactly one given root."""
    masked = scores.copy()
    np.fill_diagonal(masked, -np.inf)
    heads: Ints = masked.argmax(1)
    heads[root] = root
    return heads


def _reaches_root(heads: Ints) -> bool:
    """Return whether every word reaches a root."""
    up = heads
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return bool((heads[up] == up).all())


def _edmonds(scores: Floats, root: int) -> Ints:
    """Return the maximum spanning arborescence from ``root`` (Chu and Liu 1965; Edmonds 1967)."""
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, -np.inf)
    weights[root] = -np.inf
    weights[root, root] = 0.0
    return _contract(weights, root)


def _contract(weights: npt.NDArray[np.float64], root: int) -> Ints:
    heads: Ints = weights.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    n = len(weights)
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    gain = weights[cycle] - weights[cycle, heads[cycle]][:, None]
    enter = gain.argmax(0)
    leave = weights[:, cycle].argmax(1)
    size = len(outside) + 1
    small = np.full((size, size), -np.inf)
    small[:-1, :-1] = weights[np.ix_(outside, outside)]
    small[-1, :-1] = gain.max(0)[outside]
    small[:-1, -1] = weights[:, cycle].max(1)[outside]
    new_root = int(np.flatnonzero(outside == root)[0])
    small[new_root] = -np.inf
    small[new_root, new_root] = 0.0
    solved = _contract(small, new_root)
    result = heads.copy()
    for i, word in enumerate(outside):
        head = int(solved[i])
        result[word] = cycle[int(leave[word])] if head == size - 1 else outside[head]
    source = int(outside[solved[-1]])
    result[cycle[int(enter[source])]] = source
    return result


def _cycle(heads: Ints, root: int) -> list[int]:
    """Return the words of a cycle, or nothing."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[root] = 2
    for first in range(len(heads)):
        path: list[int] = []
        word = first
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return path[path.index(word) :]
        state[path] = 2
    return []


def names(scores: Floats, starts: npt.NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Return the names of the best sequence of tags that is well formed.

    Args:
        scores: (n, 1 + 4 k) log-probabilities of outside, then beginning, inside, end and single of each of k labels.
        starts: (n,) where a sentence begins: no name runs across.

    Returns:
        ``(start, end, label)`` with the label's index.
    """
    n = len(scores)
    if not n:
        return []
    closed = np.concatenate([scores[:, :1], scores[:, 3::4], scores[:, 4::4]], axis=1)
    if bool((scores.argmax(1) == 0).all()):
        return []
    k = (scores.shape[1] - 1) // 4
    free = np.concatenate([scores[:, :1], scores[:, 4::4]], axis=1)
    free_best, free_choice = free.max(1), free.argmax(1)
    del closed
    return _viterbi(scores, free_best, free_choice, starts, k)


def _viterbi(
    scores: Floats, free_best: Floats, free_choice: Ints, starts: npt.NDArray[np.bool_], k: int
) -> list[tuple[int, int, int]]:
    """Run the sequence model: a state is closed (outside, or a name has just ended) or open with one label."""
    n = len(scores)
    begin, inside, end = scores[:, 1::4], scores[:, 2::4], scores[:, 3::4]
    closed = 0.0
    open_ = np.full(k, -np.inf)
    since = np.zeros(k, dtype=np.int64)
    back: list[tuple[int, int]] = []
    before = np.zeros(n + 1)
    origin = since
    for i in range(n):
        finished = open_ + end[i] if not starts[i] else np.full(k, -np.inf)
        label = int(finished.argmax())
        alone = closed + float(free_best[i])
        started = closed + begin[i]
        if starts[i]:
            open_, origin = started, np.full(k, i)
        else:
            continued = open_ + inside[i]
            goes_on = continued > started
            next_origin = np.where(goes_on, origin, i)
            back_origin = int(origin[label])
            open_ = np.where(goes_on, continued, started)
            if finished[label] > alone:
                back.append((back_origin, label))
                closed = float(finished[label])
                origin = next_origin
                before[i + 1] = closed
                continue
            origin = next_origin
        back.append((i, -1) if free_choice[i] == 0 else (i, int(free_choice[i]) - 1))
        closed = alone
        before[i + 1] = closed
    found: list[tuple[int, int, int]] = []
    i = n
    while i > 0:
        start, label = back[i - 1]
        if label >= 0:
            found.append((start, i, label))
        i = start if label >= 0 else i - 1
    return found[::-1]
