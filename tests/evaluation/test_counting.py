"""Bootstrap intervals over documents, and bands of confidence."""

from __future__ import annotations

from collections import Counter

from kgraph.evaluation.counting import interval
from kgraph.evaluation.reliability import bands


def share(n: Counter[str]) -> float:
    return n["right"] / n["found"] if n["found"] else 0.0


def test_an_interval_lies_around_the_rate_and_narrows_with_more_documents() -> None:
    few = [Counter(right=n % 2, found=1) for n in range(10)]
    many = few * 20
    (low, high), (lower, higher) = interval(many, share), interval(few, share)
    assert lower < low < 0.5 < high < higher


def test_documents_that_agree_leave_no_doubt() -> None:
    assert interval([Counter(right=1, found=2)] * 5, share) == (0.5, 0.5)


def test_an_interval_of_nothing_is_no_error() -> None:
    assert interval([], share) == (0, 0)


def test_an_interval_is_the_same_at_each_call() -> None:
    counts = [Counter(right=n % 3, found=3) for n in range(30)]
    assert interval(counts, share) == interval(counts, share)


def test_confidence_on_a_bound_is_in_the_band_above() -> None:
    found = bands([("a", 0.8, True), ("a", 0.79, False), ("b", 1.0, True), ("b", 0.0, False)])
    numbers = {band.low: band.number for band in found}
    assert numbers == {0.0: 1, 0.5: 0, 0.6: 0, 0.7: 1, 0.8: 1, 0.9: 1}
    assert [band.high for band in found] == [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
