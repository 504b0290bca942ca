"""From scores to annotations: trees without cycles, names that begin and end."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_CERTAIN = -0.001
"""A word whose log-probability to be outside all names is above this is taken to be outside."""


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
        ``(start, end, label)`` with the label's index, in order.

    >>> scores = np.log(np.array([[0.1, 0.8, 0, 0, 0.1], [0.2, 0, 0.1, 0.6, 0.1], [0.9, 0, 0, 0, 0.1]]) + 1e-9)
    >>> names(scores.astype(np.float32), np.array([True, False, False]))
    [(0, 2, 0)]
    """
    doubtful = np.flatnonzero(scores[:, 0] < _CERTAIN)
    if not len(doubtful):
        return []
    found: list[tuple[int, int, int]] = []
    gaps = np.flatnonzero((np.diff(doubtful) > 1) | starts[doubtful[1:]])
    for run in np.split(doubtful, gaps + 1):
        first = int(run[0])
        found += [(first + a, first + b, label) for a, b, label in _best_names(scores[run])]
    return found


def _best_names(scores: Floats) -> list[tuple[int, int, int]]:
    """Return the names of the best sequence over a run of words inside one sentence (Viterbi 1967).

    After each word the sequence is closed (the word is outside, or a name ends with it) or open with one label.
    """
    n, k = len(scores), (scores.shape[1] - 1) // 4
    begin, inside, end, single = (scores[:, 1 + part :: 4] for part in range(4))
    closed = 0.0
    open_, since = np.full(k, -np.inf, dtype=np.float32), np.zeros(k, dtype=np.int64)
    last: list[tuple[int, int]] = []  # the best closed sequence's last step at each word: where it began, its label
    for i in range(n):
        finished = open_ + end[i]
        steps = [(closed + float(scores[i, 0]), i, -1)]
        if k:
            ending, alone = int(finished.argmax()), int(single[i].argmax())
            steps.append((closed + float(single[i, alone]), i, alone))
            steps.append((float(finished[ending]), int(since[ending]), ending))
        started, continued = closed + begin[i], open_ + inside[i]
        since = np.where(continued > started, since, i)
        open_ = np.maximum(continued, started)
        closed, origin, label = max(steps)
        last.append((origin, label))
    found: list[tuple[int, int, int]] = []
    i = n
    while i > 0:
        start, label = last[i - 1]
        if label >= 0:
            found.append((start, i, label))
        i = start
    return found[::-1]
