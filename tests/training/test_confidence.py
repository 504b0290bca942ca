"""Fitting how sure a statement is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kgraph.extraction.confidence import Basis, VectorNetwork
from kgraph.training.logistic import calibrated, fit, log_odds, share
from kgraph.training.passages import passages

if TYPE_CHECKING:
    from pathlib import Path

# Of those with a direct actor nine in ten are right, of the others three in ten.
DATA = [
    ({"bias": 1.0, "actor_direct": direct}, n < right) for direct, right in ((1.0, 9), (0.0, 3)) for n in range(10)
] * 4


def test_what_right_statements_have_in_common_speaks_for_a_statement() -> None:
    assert fit(DATA)["actor_direct"] > 0


def test_what_is_too_rare_to_judge_by_gets_no_weight() -> None:
    assert "seldom" not in fit([*DATA, ({"bias": 1.0, "seldom": 1.0}, True)])


def test_statements_are_right_about_as_often_as_their_confidence_says() -> None:
    data = DATA * 50  # of so many, what is expected beforehand hardly weighs
    shares = share(log_odds(fit(data), [found for found, _ in data]))
    for direct, right in ((1.0, 0.9), (0.0, 0.3)):
        of_kind = [p for p, (found, _) in zip(shares, data, strict=True) if found["actor_direct"] == direct]
        assert np.mean(of_kind) == pytest.approx(right, abs=0.05)


def test_log_odds_that_are_too_sure_are_cut() -> None:
    odds, right = np.repeat([4.0, -4.0], 100), np.tile(np.arange(100) < 80, 2).astype(float)
    right[100:] = 1 - right[100:]
    factor, offset = calibrated(odds, right)
    assert share(factor * odds + offset)[[0, 100]] == pytest.approx([0.8, 0.2], abs=0.01)


def test_the_network_learns_what_the_features_do_not_tell() -> None:
    vectors = pytest.importorskip("kgraph.training.vectors", reason="training needs torch", exc_type=ImportError)
    rng = np.random.default_rng(1)
    given = rng.normal(size=(600, 3, 4)).astype(np.float32)
    right = given[:, 0, 2] > 0
    bases = [Basis({}, "aids", (row[0], row[1], None if n % 2 else row[2])) for n, row in enumerate(given)]
    network = VectorNetwork({**vectors.fit(bases, np.zeros(600), right), "reader": np.array("test")})
    said = np.array([network.log_odds(0.0, basis) for basis in bases])
    assert np.mean((said > np.median(said)) == right) > 0.8


def test_a_passage_is_known_by_its_corpus_and_its_place(tmp_path: Path) -> None:
    (tmp_path / "ner").mkdir()
    rows = ["Mali\tB-geo", "waited\tO", ".\tO", "", "Chad\tB-geo", "left\tO", ".\tO", ""]
    (tmp_path / "ner" / "gmb.tsv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "history.txt").write_text("Niger won.\n\nTogo lost.\n", encoding="utf-8")
    found = {a.id: a.text for a in passages(tmp_path, {"gmb-1", "text_history-2", "text_history-7"})}
    assert found == {"gmb-1": "Chad left.", "text_history-2": "Togo lost."}
