"""Merging what an article says twice, and reading long texts part by part."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kgraph.extraction import Reader
from kgraph.extraction.parts import LONGEST, cut
from kgraph.extraction.statements import merged
from kgraph.model import Argument, Article, Entity, Event, Span, Statement, Time

IRAQ = Entity("wd:Q796", "Iraq", "Country", "IRQ")
KUWAIT = Entity("wd:Q817", "Kuwait", "Country", "KWT")
USA = Entity("wd:Q30", "United States", "Country", "USA")


def statement(predicate: str = "invades", sentence: int = 0, **changes: object) -> Statement:
    chain = {"invades": ("invades", "assaults"), "assaults": ("assaults",), "meets": ("meets", "consultsWith")}[
        predicate
    ]
    made = Statement(
        "",
        "a",
        Argument(IRAQ),
        predicate,
        chain,
        Argument(KUWAIT),
        Event("ASSAULT"),
        Span("x", sentence * 100, sentence * 100 + 1),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_the_same_claim_keeps_both_sentences() -> None:
    found = merged([statement(sentence=0, confidence=0.5), statement(sentence=3, confidence=0.9)])
    assert [(len(s.evidences), s.confidence) for s in found] == [(2, 0.9)]


def test_claims_of_other_polarity_modality_source_or_time_stay_apart() -> None:
    one = statement()
    others = [
        statement(polarity="negative", sentence=1),
        statement(modality="possible", sentence=2),
        statement(attributed_to=Argument(USA), sentence=3),
    ]
    assert len(merged([one, *others])) == 4
    dated = [statement(time=Time("1990")), statement(time=Time("1991"), sentence=1)]
    assert len(merged(dated)) == 2


def test_in_one_sentence_the_more_specific_relation_stays() -> None:
    found = merged([statement("assaults"), statement("invades")])
    assert [s.predicate for s in found] == ["invades"]


def test_mutual_acts_are_the_same_from_either_side() -> None:
    one = statement("meets", event=Event("CONSULT"))
    other = replace(one, subject=Argument(KUWAIT), object=Argument(IRAQ), evidence=Span("y", 500, 501))
    assert len(merged([one, other])) == 1


@given(st.text(alphabet="ab .\n", max_size=400), st.integers(1, 60))
def test_parts_are_the_whole_text(text: str, longest: int) -> None:
    parts = list(cut(text, longest))
    assert "".join(part for _, part in parts) == text
    assert all(text[offset : offset + len(part)] == part and len(part) <= longest for offset, part in parts)


def test_a_book_is_read_with_offsets_into_the_whole() -> None:
    filler = "The weather was mild, and nothing happened for a long time.\n\n"
    text = "Iraq invaded Kuwait in 1990.\n\n" + filler * (LONGEST // len(filler) + 20) + "Iran attacked Iraq."
    extraction = Reader().read(Article("book", text))
    found = {(s.subject.label, s.object.label if s.object else None) for s in extraction.statements}
    assert {("Iraq", "Kuwait"), ("Iran", "Iraq")} <= found
    for s in extraction.statements:
        assert text[s.evidence.start : s.evidence.end] == s.evidence.text
    for m in extraction.mentions:
        assert text[m.span.start : m.span.end] == m.span.text
