"""Text that no newspaper prints: it is read without error or left alone, offsets hold, and effort grows with length."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import product
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.model import Article, Extraction, Span

if TYPE_CHECKING:
    from kgraph.extraction import Reader

WORDS = ["Russia attacked Ukraine", "He said", "the foreign minister of France", "Angela Merkel met him", "in Paris"]
MARKS = [*"“”\"‘'()[—,.:;-|", "...", "?!", "\n", "\n\n", "\t", "\r\n"]
FIGURES = ["on Monday", "1.", "12,5 %", "$3bn", "U.S.", "EU-", "RUSSIA ATTACKS UKRAINE", "a" * 300, "_" * 20]
LETTERS = ["şİ", "ﬁ", "é", "e\u0301", "😀", "👨\u200d👩\u200d👧", "🇺🇦", "روسيا", "אוקראינה", "俄罗斯袭击乌克兰"]
HIDDEN = list("\u200b\u200d\ufeff\u202e\u202c\x00\x0c\x85\u2028\ufffd\udc80\ud83d")
WEB = ["http://example.org/?q=Russia", "@UN", "#Kyiv", "<b>Iran</b>", "&amp;"]
FRAGMENTS = [*WORDS, *MARKS, *FIGURES, *LETTERS, *HIDDEN, *WEB]

_FIRST = [f"{a}{b}ar" for a in "BDGKLMNPRT" for b in "aeiou"]
_LAST = [f"{a}{b}{c}ov" for a in "BDGKLMNPRT" for b in "aeiou" for c in "lmnr"]
NAMES = [f"{first} {last}" for first, last in product(_FIRST, _LAST)]


def spans(extraction: Extraction) -> Iterator[Span]:
    """Yield everything of an extraction that points into the text."""
    yield from (mention.span for mention in extraction.mentions)
    for s in extraction.statements:
        arguments = (s.subject, s.object, s.attributed_to, s.place)
        found = [a.span for a in arguments if a is not None] + [s.trigger, s.time.span if s.time else None]
        yield from (span for span in (s.evidence, *s.evidences, *found) if span is not None)


def read(reader: Reader, text: str) -> Extraction:
    extraction = reader.read(Article("odd", text, date="2020-06-15"))
    assert len(extraction.article.text) == len(text)
    for span in spans(extraction):
        assert span.text
        assert extraction.article.text[span.start : span.end] == span.text
    return extraction


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25), st.sampled_from(["", " "]))
def test_whatever_is_written_is_read_and_every_offset_holds(reader: Reader, fragments: list[str], between: str) -> None:
    read(reader, between.join(fragments))


ODD = {
    "a sentence of 5,000 words": "Russia attacked Ukraine and " * 1250 + "left.",
    "quotations that never close": 'He said, “Russia attacked ‘Ukraine, she said, "and Iran. ' * 60,
    "capitals": "RUSSIA ATTACKED UKRAINE ON MONDAY. THE PRESIDENT OF FRANCE MET HIS GERMAN COUNTERPART. " * 20,
    "a table": "Country\tTroops\tShare\n" + "Russia\t12,000\t3.4 %\nUkraine\t9,000\t2.1 %\n" * 80,
    "a list": "".join(f"{n}. Russia\n   - Ukraine\n   * Iran attacked Iraq\n" for n in range(80)),
    "emoji": "😀 Russia 🇺🇦 attacked 👨‍👩‍👧 Ukraine 🚀🚀. " * 40,
    "right to left": "Russia \u202eattacked\u202c روسيا Ukraine אוקראינה. " * 40,
    "zero width": "Ru\u200bssia att\u200dacked Uk\ufeffraine.\u200b " * 40,
    "halves of characters": "Russia \ud83d attacked \udc80 Ukraine. " * 10,
    "one endless word": "x" * 70_000,
    "an endless hyphenated word": "Russia-" * 1500,
    "opening parentheses": "(" * 10_000,
    "parentheses that never close": "Russia (Ukraine " * 400,
    "thousands of names": ", ".join(NAMES[:3000]) + " signed a treaty with Russia.",
    "nothing but stops": ".!?…;" * 400,
    "nothing but blanks": " \n\t\u00a0\u2003" * 500,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_read_or_left_alone(reader: Reader, text: str) -> None:
    read(reader, text)


def test_what_stands_around_odd_text_is_still_read(reader: Reader) -> None:
    text = "Kenya sent troops to Haiti.\n\n" + "😀 (" * 50 + "\n\nFrance imposed sanctions on Mali."
    found = {(s.subject.label, s.event.type if s.event else s.predicate) for s in read(reader, text)}
    assert {("Kenya", "MOBILIZE"), ("France", "SANCTION")} <= found


GROWING: dict[str, Callable[[int], str]] = {
    "prose": lambda n: "He told Angela Merkel that Russia would attack Ukraine. She met him in Paris on Monday. " * n,
    "one sentence": lambda n: "Russia attacked Ukraine and Iran, " * 3 * n + "he said.",
    "quotations": lambda n: "He said, “Russia attacked ‘Ukraine, she said. " * 2 * n,
    "pronouns": lambda n: "Putin met Merkel. " + "He told her that they would help him, he said. " * 2 * n,
    "names": lambda n: ", ".join(NAMES[: 5 * n]) + " met in Paris.",
    "people who meet": lambda n: " ".join(f"{name} met Vladimir Putin." for name in NAMES[: 3 * n]),
    "known names": lambda n: ", ".join(["Kenya", "France", "Vladimir Putin", "the EU"] * 2 * n) + " signed a treaty.",
    "places": lambda n: "Moscow, Russia, Kyiv, Ukraine, and Paris, France, are in Europe. " * n,
    "parentheses": lambda n: "Russia (" * 8 * n,
    "a list": lambda n: "- Russia attacked Ukraine\n" * 4 * n,
    "reports": lambda n: "He said that she said that " * 2 * n + "Russia attacked Ukraine.",
    "dates": lambda n: "on Monday, May 3, 2021, last week and in 1999, " * n + "Russia attacked Ukraine.",
}


@pytest.mark.parametrize("grown", GROWING.values(), ids=GROWING)
def test_effort_grows_with_length_and_not_much_faster(reader: Reader, grown: Callable[[int], str]) -> None:
    short, long = (effort(reader, grown(n)) for n in (12, 48))
    assert long < 4 * short * 1.6


def effort(reader: Reader, text: str) -> int:
    """Return how many functions are called for what is read beyond the pipeline's parse."""
    doc, article = reader.nlp(text), Article("odd", text, date="2020-06-15")
    reader.read_doc(doc, article)  # fills what is remembered from text to text
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        reader.read_doc(doc, article)
    finally:
        sys.setprofile(before)
    return calls
