"""Trees and names from scores."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from kgraph.pipelines.decode import Floats, Ints, names, tree

SCORES = st.integers(1, 9).flatmap(
    lambda n: hnp.arrays(np.float32, (n, n), elements=st.floats(-9, 9, width=16), fill=st.nothing())
)


def _depth(heads: Ints, word: int) -> int:
    """Return how many steps lead from a word to a root; more than there are words on a cycle."""
    steps = 0
    while heads[word] != word and steps <= len(heads):
        word, steps = int(heads[word]), steps + 1
    return steps


@given(SCORES)
def test_a_tree_has_one_root_and_no_cycle(scores: Floats) -> None:
    heads = tree(scores)
    assert (heads == np.arange(len(heads))).sum() == 1
    assert all(_depth(heads, word) < len(heads) for word in range(len(heads)))


def _total(scores: Floats, heads: Ints) -> float:
    return float(scores[np.arange(len(heads)), heads].sum())


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[9, 0, 0], [1, -9, 8], [0, 8, -9]], dtype=np.float32)
    heads = tree(scores)
    assert heads.tolist() == [0, 0, 1]
    assert _total(scores, heads) == 18


def _tags(n: int, **best: tuple[int, float]) -> Floats:
    """Return log-probabilities over outside and B I E S of one label, with the given tags likely."""
    scores = np.full((n, 5), 0.05)
    scores[:, 0] = 0.8
    for word, (tag, share) in best.items():
        scores[int(word[1:])] = (1 - share) / 4
        scores[int(word[1:]), tag] = share
    return np.log(scores).astype(np.float32)


def test_a_name_of_several_words() -> None:
    starts = np.array([True, False, False, False])
    assert names(_tags(4, w0=(1, 0.9), w1=(2, 0.9), w2=(3, 0.9)), starts) == [(0, 3, 0)]


def test_no_name_runs_into_the_next_sentence() -> None:
    starts = np.array([True, False, True])
    assert (0, 3, 0) not in names(_tags(3, w0=(1, 0.9), w1=(2, 0.9), w2=(3, 0.9)), starts)


def test_nothing_is_found_where_all_is_outside() -> None:
    assert (
        names(np.log(np.full((3, 5), [0.9996, 1e-4, 1e-4, 1e-4, 1e-4])).astype(np.float32), np.ones(3, dtype=bool))
        == []
    )


@given(hnp.arrays(np.float32, st.tuples(st.integers(1, 12), st.just(9)), elements=st.floats(-20, 0, width=16)))
def test_names_do_not_overlap(scores: Floats) -> None:
    found = names(scores, np.zeros(len(scores), dtype=bool))
    assert all(start < end for start, end, _ in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
