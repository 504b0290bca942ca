"""Fitting how sure a statement is."""

from __future__ import annotations

from kgraph.training.confidence import fit, reliability

# Of those with a direct actor nine in ten are right, of the others three in ten.
DATA = [
    ({"bias": 1.0, "actor_direct": direct}, n < right) for direct, right in ((1.0, 9), (0.0, 3)) for n in range(10)
] * 4


def test_what_right_statements_have_in_common_speaks_for_a_statement() -> None:
    assert fit(DATA)["actor_direct"] > 0


def test_what_is_too_rare_to_judge_by_gets_no_weight() -> None:
    assert "seldom" not in fit([*DATA, ({"bias": 1.0, "seldom": 1.0}, True)])


def test_statements_are_right_about_as_often_as_their_confidence_says() -> None:
    data = DATA * 10  # of so many, what is expected beforehand hardly weighs
    found = [band for band in reliability(fit(data), data) if band.number]
    assert [band.number for band in found] == [400, 400]
    for band in found:
        assert band.low - 0.1 <= band.right <= band.high + 0.1
