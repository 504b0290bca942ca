"""Fitting which mentions are the sides of an event."""

from __future__ import annotations

import numpy as np
import pytest

from kgraph.model import Article
from kgraph.training.pairs import Example, Table, calibrated, examples, fit, modesty
from kgraph.training.reports import Report

# Subjects of a verb act nine times in ten, those far from it once in ten.
DATA = [
    Example(f"d{document}", ("bias", slot), n < right)
    for document in range(60)
    for slot, right in (("a.slot|S", 9), ("a.steps|7", 1))
    for n in range(10)
]


def weights(data: list[Example]) -> dict[str, float]:
    table = Table.of(data)
    return dict(zip(table.names, fit(table).tolist(), strict=True))


def test_what_right_pairs_have_in_common_speaks_for_a_pair() -> None:
    found = weights(DATA)
    assert found["a.slot|S"] > 0 > found["a.steps|7"]


def test_what_is_too_rare_to_judge_by_gets_no_weight() -> None:
    assert "seldom" not in weights([*DATA, Example("d0", ("bias", "seldom"), right=True)])


def test_the_odds_say_how_often_pairs_are_right() -> None:
    table = Table.of(DATA)
    likely, unlikely = 1 / (1 + np.exp(-table.odds(fit(table))[[0, 10]]))
    assert likely == pytest.approx(0.9, abs=0.15)
    assert unlikely == pytest.approx(0.1, abs=0.15)


def test_what_is_left_out_bears_on_nothing() -> None:
    table = Table.of(DATA)
    counted = np.array([float("a.slot|S" in e.features) for e in DATA])
    found = dict(zip(table.names, fit(table, counted).tolist(), strict=True))
    assert found["a.steps|7"] == pytest.approx(0, abs=0.05)


def test_a_model_that_is_too_sure_is_cut() -> None:
    odds = np.array([4.0] * 10 + [-4.0] * 10)  # 98 and 2 in a hundred
    right = np.array([1.0] * 8 + [0.0] * 2 + [1.0] * 2 + [0.0] * 8)
    factor, offset = calibrated(odds, right)
    assert factor == pytest.approx(np.log(4) / 4, abs=0.01)
    assert offset == pytest.approx(0, abs=0.01)


def test_a_model_of_regular_data_needs_little_modesty() -> None:
    factor, offset = modesty(Table.of(DATA), [e.document for e in DATA])
    assert factor == pytest.approx(1, abs=0.4)
    assert offset == pytest.approx(0, abs=0.3)


def test_examples_are_right_where_gold_says_so(reader) -> None:
    from kgraph.evaluation.statements import Gold  # noqa: PLC0415 - loads spaCy, as the reader does

    text = "Talks between Peru and Chile resumed in Geneva after a protest by Bolivia."
    article = Article("d", text, date="2014-01-27")
    gold = Gold.from_json(
        {"doc": "d", "s": ["Bolivia"], "rel": ["PROTEST"], "o": ["Chile"], "status": "asserted", "req": True}
    )
    found = list(examples(reader, [Report(article, (gold,))]))
    assert found
    assert {e.document for e in found} == {"d"}
    pairs = [pair for pair, _ in reader.pairs(article)]
    said = [(p.a.entity.label, p.cue.event, p.b.entity.label) for p in pairs]
    assert [e.right for e in found] == [s == ("Bolivia", "PROTEST", "Chile") for s in said]
