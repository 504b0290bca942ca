"""Scores of names, coreference and links against gold mentions."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from kgraph.errors import FormatError
from kgraph.evaluation.clusters import counts, f1
from kgraph.evaluation.entities import GoldDocument, Scores, rates, read_gold, score
from kgraph.model import Entity, Mention, Span

TEXT = "Angela Merkel met Emmanuel Macron in Paris. The German chancellor thanked him. Merkel left."
MERKEL = Entity("x:merkel", "Angela Merkel", "Person")
MACRON = Entity("x:macron", "Emmanuel Macron", "Person")
PARIS = Entity("x:paris", "Paris", "Place")
GERMANY = Entity("x:germany", "Germany", "Country")
CLUSTERS = [
    {"type": "person", "name": "Angela Merkel", "wikipedia": "Angela_Merkel", "tags": []},
    {"type": "person", "name": "Emmanuel Macron", "wikipedia": "Emmanuel_Macron", "tags": []},
    {"type": "location", "name": "Paris", "wikipedia": "Paris", "tags": []},
    {"type": "other", "name": "German", "wikipedia": None, "tags": []},
    {"type": "location", "name": "Germany", "wikipedia": "Germany", "tags": ["type::gpe0"]},
]


def at(words: str, last: bool = False) -> tuple[int, int]:
    start = TEXT.rindex(words) if last else TEXT.index(words)
    return start, start + len(words)


def gold_mention(words: str, cluster: int, kind: str = "name", *, last: bool = False) -> dict[str, object]:
    start, end = at(words, last)
    return {"start": start, "end": end, "text": words, "cluster": cluster, "kind": kind}


RECORD = {
    "id": "summit", "text": TEXT, "clusters": CLUSTERS,
    "relations": [{"subject": 3, "predicate": "gpe0", "object": 4}],
    "mentions": [
        gold_mention("Angela Merkel", 0), gold_mention("Emmanuel Macron", 1), gold_mention("Paris", 2),
        gold_mention("The German chancellor", 0, "nominal"), gold_mention("German", 3, "demonym"),
        gold_mention("him", 1, "pronoun"), gold_mention("Merkel", 0, last=True),
    ],
}  # fmt: skip


def found(entity: Entity, words: str, kind: str = "name", *, last: bool = False) -> Mention:
    start, end = at(words, last)
    return Mention(entity, Span(words, start, end), kind, "summit")  # type: ignore[arg-type]


RIGHT = [
    found(MERKEL, "Angela Merkel"), found(MACRON, "Emmanuel Macron"), found(PARIS, "Paris"),
    found(MERKEL, "The German chancellor", "nominal"), found(GERMANY, "German", "demonym"),
    found(MACRON, "him", "pronoun"), found(MERKEL, "Merkel", last=True),
]  # fmt: skip


def scored(mentions: list[Mention]) -> Scores:
    return score([GoldDocument.from_json(RECORD)], mentions)


def test_what_is_all_right_scores_one() -> None:
    scores = scored(RIGHT)
    found_rates = rates(scores.total())
    for name in ("names F1", "names CoNLL", "all CoNLL", "country link", "person link", "other link"):
        assert found_rates[name] == 1, name
    assert scores.errors == []
    assert scores.total()["organization gold"] == 0


def test_a_name_of_another_type_is_missed_and_spurious() -> None:
    firm = Entity("x:paris", "Paris", "Organization")
    scores = scored([found(firm, "Paris") if m.entity == PARIS else m for m in RIGHT])
    assert rates(scores.total())["names recall"] == 3 / 4
    assert [(e.kind, e.words) for e in scores.errors] == [
        ("missed", "Paris (location)"), ("spurious", "Paris (organization)"),
    ]  # fmt: skip
    assert {e.sentence for e in scores.errors} == {"Angela Merkel met Emmanuel Macron in Paris."}


def test_a_wrong_pronoun_costs_coreference_over_all_mentions_alone() -> None:
    wrong = rates(scored([found(MERKEL, "him", "pronoun") if m.span.text == "him" else m for m in RIGHT]).total())
    assert wrong["names CoNLL"] == 1
    assert 0.5 < wrong["all CoNLL"] < 1


def test_a_wrong_link_is_listed_with_its_sentence() -> None:
    other = Entity("x:merkel-other", "Max Merkel", "Person")
    scores = scored([found(other, "Merkel", last=True) if m.span.start > 70 else m for m in RIGHT])
    assert rates(scores.total())["person link"] == 2 / 3
    (error,) = scores.errors
    assert (error.kind, error.words) == ("wrong", "Merkel (Angela Merkel, not Max Merkel)")
    assert error.sentence == "Merkel left."


def test_a_demonym_is_linked_to_its_country() -> None:
    missing = rates(scored([m for m in RIGHT if m.kind != "demonym"]).total())
    assert missing["country link"] == 0


CLUSTERINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=14)


@given(CLUSTERINGS)
def test_ceaf_is_the_best_of_all_one_to_one_alignments(pairs: list[tuple[int, int]]) -> None:
    """The mention of each number lies in one gold and one found cluster; cluster 0 stands for none at all."""
    gold = [{(i, i + 1) for i, (g, _) in enumerate(pairs) if g == k} for k in range(1, 5)]
    made = [{(i, i + 1) for i, (_, f) in enumerate(pairs) if f == k} for k in range(1, 5)]
    gold, made = [c for c in gold if c], [c for c in made if c]
    similar = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in made] for a in gold]) if gold and made else None
    best = 0.0 if similar is None else similar[linear_sum_assignment(-similar)].sum()
    assert counts(gold, made)["CEAFe"][0] == pytest.approx(best)


def test_b_cubed_and_muc_of_a_cluster_cut_in_two() -> None:
    a, b, c, d = ((i, i + 1) for i in range(4))
    made = counts([{a, b, c, d}], [{a, b}, {c, d}])
    assert made["MUC"] == (2, 2, 2, 3)
    assert made["B3"] == (4, 4, 2, 4)
    assert f1(made["MUC"]) == pytest.approx(0.8)


def test_a_broken_gold_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(RECORD) + '\n{"id": "b"}\n')
    with pytest.raises(FormatError, match="line 2"):
        list(read_gold(path))
