"""Scores of statements against gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.errors import FormatError
from kgraph.evaluation.statements import Gold, matches, read_gold, score, sentence_around
from kgraph.model import Argument, Entity, Event, Span, Statement


def statement(subject: str, event: str, obj: str | None, **more: object) -> Statement:
    def argument(label: str) -> Argument:
        return Argument(Entity("x:" + label, label, "Country"))

    made = {"polarity": "positive", "modality": "asserted", **more}
    return Statement("1", "news/a.txt", argument(subject), "assaults", ("assaults",), argument(obj) if obj else None,
                     Event(event), Span("", 0, 0), **made)  # type: ignore[arg-type]  # fmt: skip


def gold(
    *,
    subject: str = "Iraq",
    event: str = "ASSAULT",
    obj: str = "Kuwait",
    sym: bool = False,
    req: bool = True,
    status: str = "asserted",
    by: str | None = None,
) -> Gold:
    return Gold.from_json(
        {"doc": "a", "s": [subject], "rel": [event], "o": [obj], "sym": sym, "status": status, "req": req, "by": by}
    )


def test_levels() -> None:
    right = score([gold()], [statement("Iraq", "ASSAULT", "Kuwait")]).rates()
    assert (right["pair recall"], right["typed recall"], right["full recall"], right["typed precision"]) == (1, 1, 1, 1)
    other_type = score([gold(event="AID")], [statement("Iraq", "ASSAULT", "Kuwait")]).rates()
    assert (other_type["pair recall"], other_type["typed recall"]) == (1, 0)
    backwards = score([gold()], [statement("Kuwait", "ASSAULT", "Iraq")]).rates()
    assert (backwards["pair recall"], backwards["typed recall"]) == (1, 0)
    mutual = score([gold(sym=True)], [statement("Kuwait", "ASSAULT", "Iraq")]).rates()
    assert mutual["typed recall"] == 1
    denied = score([gold(status="negated")], [statement("Iraq", "ASSAULT", "Kuwait")]).rates()
    assert (denied["typed recall"], denied["full recall"]) == (1, 0)
    unsourced = score([gold(by="Kuwait TV")], [statement("Iraq", "ASSAULT", "Kuwait")]).rates()
    assert (unsourced["typed recall"], unsourced["full recall"]) == (1, 0)


def test_optional_gold_counts_for_precision_only() -> None:
    rates = score([gold(req=False), gold(subject="Iran")], [statement("Iraq", "ASSAULT", "Kuwait")])
    assert rates.rates()["typed recall"] == 0
    assert rates.rates()["typed precision"] == 1
    assert [g.subjects for g, _ in rates.missed] == [("Iran",)]


def test_statements_without_an_object_do_not_count() -> None:
    assert score([gold()], [statement("Iraq", "ASSAULT", None)]).rates()["typed precision"] == 0


def test_a_deed_without_an_object_matches_by_its_subject_and_type() -> None:
    assert matches(gold(), statement("Iraq", "ASSAULT", None))
    assert not matches(gold(), statement("Iraq", "AID", None))
    assert not matches(gold(), statement("Kuwait", "ASSAULT", None))
    assert matches(gold(sym=True), statement("Kuwait", "ASSAULT", None))


def test_each_type_has_its_own_recall_and_precision() -> None:
    scores = score(
        [gold(), gold(obj="Saudi Arabia"), gold(event="AID", obj="Iran")],
        [
            statement("Iraq", "ASSAULT", "Kuwait"),
            statement("Iraq", "ASSAULT", "Iran"),
            statement("Iraq", "AID", "Mali"),
        ],
    )
    assert scores.kind_rate("ASSAULT", "found", "required")[0] == 0.5
    assert scores.kind_rate("ASSAULT", "right", "stated")[0] == 0.5
    assert scores.kind_rate("AID", "found", "required")[0] == 0
    assert scores.kind_rate("AID", "right", "stated")[0] == 0


def test_a_miss_names_what_was_found_of_its_pair_instead() -> None:
    scores = score([gold(event="AID"), gold(obj="Iran")], [statement("Iraq", "ASSAULT", "Kuwait")])
    assert [(g.objects, len(instead)) for g, instead in scores.missed] == [(("Kuwait",), 1), (("Iran",), 0)]
    assert [(j.pair, j.right) for j in scores.judged] == [(True, False)]


@pytest.mark.parametrize(
    ("quotation", "sentence"),
    [
        ("sent troops", "Kenya sent troops to Haiti."),
        ("Kenya sent troops to Haiti.", "Kenya sent troops to Haiti."),
        ("It rained", "It rained."),
        ("left", "“They left.”"),
        ("snow", "snow"),
        ("", ""),
    ],
)
def test_the_sentence_around_a_quotation(quotation: str, sentence: str) -> None:
    assert sentence_around("It rained.\n\nKenya sent troops to Haiti. “They left.” Nobody knew", quotation) == sentence


def test_a_broken_gold_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc": "a"}\n')
    with pytest.raises(FormatError, match="line 1"):
        list(read_gold(path))
