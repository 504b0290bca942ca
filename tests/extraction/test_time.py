"""Dates in text: what each expression means, and which predicate it dates."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kgraph.extraction.edtf import is_edtf
from kgraph.extraction.time import TimeReader

NLP = spacy.blank("en")
TODAY = "2023-09-13"  # a Wednesday

ABSOLUTE = {
    "The pact was signed in 1950.": "1950",
    "It began in 2019.": "2019",
    "Talks opened in April 2019.": "2019-04",
    "Talks opened in April, 2019.": "2019-04",
    "They met on 25 April 2019.": "2019-04-25",
    "They met on April 25, 2019.": "2019-04-25",
    "They met on April 25 2019.": "2019-04-25",
    "They met on the 25th of April 2019.": "2019-04-25",
    "They met on Thursday, April 25, 2019.": "2019-04-25",
    "They met on 2019-04-25.": "2019-04-25",
    "They met on 4/25/2019.": "2019-04-25",
    "They met on 25/4/2019.": "2019-04-25",
    "They met on 04/05/2019.": "2019",
    "The attacks of Sept. 11, 2001 shook the country.": "2001-09-11",
    "The attacks of September 11th, 2001 shook the country.": "2001-09-11",
    "Security tightened after 9/11.": "2001-09-11/..",
    "It collapsed in the 1990s.": "199X",
    "It collapsed in the 1990's.": "199X",
    "It collapsed in the '90s.": "199X",
    "It collapsed in the ’80s.": "198X",
    "It collapsed in the nineties.": "199X",
    "It collapsed in the late 1990s.": "1997/1999",
    "It collapsed in the early 1960s.": "1960/1963",
    "It collapsed in the mid-1990s.": "1994/1996",
    "It collapsed in the mid-sixties.": "1964/1966",
    "It dates from the 1800s.": "18XX",
    "It dates from the 19th century.": "18XX",
    "It dates from the nineteenth century.": "18XX",
    "It is a 20th-century idea.": "19XX",
    "It belongs to the twenty-first century.": "20XX",
    "It dates from the early 20th century.": "1900/1933",
    "It dates from the late 19th century.": "1867/1899",
    "Relations soured in early 2019.": "2019-01/2019-04",
    "Relations soured in mid-2012.": "2012-05/2012-08",
    "Relations soured late in 2016.": "2016-09/2016-12",
    "Relations soured in late April 2019.": "2019-04-21/2019-04-30",
    "Relations soured in early February 2020.": "2020-02-01/2020-02-10",
    "Relations soured at the end of 2016.": "2016-12~",
    "Relations soured at the beginning of 2016.": "2016-01~",
    "Relations soured in the middle of 2016.": "2016-05/2016-08",
    "Relations soured at the start of the 1980s.": "1980~",
    "The army has held it since 2014.": "2014/..",
    "The army has held it since March 2014.": "2014-03/..",
    "The army has held it since the 1990s.": "1990/..",
    "The army held it until 1991.": "../1991",
    "The army held it till May 1991.": "../1991-05",
    "The goal is to be met by 2030.": "../2030",
    "The goal is to be met by the end of 2030.": "../2030-12",
    "It was poor before 1991.": "../1991",
    "It prospered after 1991.": "1991/..",
    "The war lasted from 1980 to 1988.": "1980/1988",
    "The war lasted from 1980 until 1988.": "1980/1988",
    "The war lasted from 1980 through 1988.": "1980/1988",
    "It was fought between 1991 and 1995.": "1991/1995",
    "It was fought from May to July 2003.": "2003-05/2003-07",
    "It was fought between March and May 2003.": "2003-03/2003-05",
    "It was fought from late 2019 to early 2020.": "2019-09/2020-04",
    "It was fought from the 1960s to the 1980s.": "1960/1989",
    "The war (1991-1995) displaced many.": "1991/1995",
    "The war (1991–1995) displaced many.": "1991/1995",
    "The 1991-95 war displaced many.": "1991/1995",
    "The 2010-11 term has ended.": "2010/2011",
    "The summit of April 24-25, 2019 was short.": "2019-04-24/2019-04-25",
    "The summit of 24-25 April 2019 was short.": "2019-04-24/2019-04-25",
    "The summit ran from 28 April to 2 May 2019.": "2019-04-28/2019-05-02",
    "They fought in spring 2003.": "2003-21",
    "They fought in the summer of 1990.": "1990-22",
    "They fought in autumn 2016.": "2016-23",
    "They fought in the fall of 2016.": "2016-23",
    "They fought in the winter of 1939.": "1939-24",
    "Exports fell in the first quarter of 2019.": "2019-33",
    "Exports fell in the second half of 2019.": "2019-41",
    "He came to power after World War II.": "1945/..",
    "He came to power during World War II.": "1939/1945",
    "He came to power before the First World War.": "../1914",
    "He came to power at the end of World War II.": "1945",
    "He came to power at the height of the Cold War.": "1947/1991",
    "He came to power early in World War II.": "1939~",
    "It has stood alone since the end of the Cold War.": "1991/..",
    "Aid stopped following the USSR's collapse.": "1991-12/..",
    "Aid stopped after the collapse of the Soviet Union.": "1991-12/..",
    "Aid stopped in the wake of the September 11 attacks.": "2001-09-11/..",
    "It took part in the post-Cold War order.": "1991/..",
    "It took in refugees during the 1991 Gulf War.": "1991",
    "The 1953 armistice holds.": "1953",
    "It has been so since the 2003 invasion of Iraq.": "2003/..",
    "Around 2010 it changed.": "2010~",
    "It was founded circa 1900.": "1900~",
    "He resigned on Christmas Day 1991.": "1991-12-25",
    "The city burned in 480 BC.": "-0479",
    "The year 2000 was quiet.": "2000",
    "The war broke out. It was occupied early in the war.": None,
    "The war in Ukraine goes on. It was occupied early in the war.": "2022~",
}

RELATIVE = {
    "He resigned yesterday.": "2023-09-12",
    "He resigned today.": "2023-09-13",
    "He will resign tomorrow.": "2023-09-14",
    "He resigned last night.": "2023-09-12",
    "He resigned this morning.": "2023-09-13",
    "He resigned last Tuesday.": "2023-09-12",
    "He resigned last Wednesday.": "2023-09-06",
    "He resigned on Wednesday.": "2023-09-13",
    "He resigned Tuesday.": "2023-09-12",
    "He will resign Tuesday.": "2023-09-19",
    "He will resign next Wednesday.": "2023-09-20",
    "He will resign this Friday.": "2023-09-15",
    "He resigned on Monday night.": "2023-09-11",
    "He resigned late on Monday.": "2023-09-11",
    "He resigned early Friday morning.": "2023-09-08",
    "He resigned on Tuesday last week.": "2023-09-05",
    "He resigned on April 25.": "2023-04-25",
    "He resigned on 25 April.": "2023-04-25",
    "He will resign on April 25.": "2024-04-25",
    "He resigned in March.": "2023-03",
    "He resigned in October.": "2022-10",
    "He will resign in March.": "2024-03",
    "He resigned in May last year.": "2022-05",
    "He resigned last March.": "2023-03",
    "He will resign next March.": "2024-03",
    "He resigned this week.": "2023-09-11/2023-09-17",
    "He resigned last week.": "2023-09-04/2023-09-10",
    "He will resign next week.": "2023-09-18/2023-09-24",
    "He will resign next month.": "2023-10",
    "He resigned last month.": "2023-08",
    "He resigned late last month.": "2023-08-21/2023-08-31",
    "He resigned this year.": "2023",
    "He resigned last year.": "2022",
    "He resigned earlier this year.": "2023",
    "He will resign later this year.": "2023",
    "He resigned late last year.": "2022-09/2022-12",
    "He will resign at the end of the year.": "2023-12~",
    "He will resign by year's end.": "../2023-12",
    "He resigned in the first half of this year.": "2023-40",
    "He resigned at the weekend.": "2023-09-09/2023-09-10",
    "He resigned over the weekend.": "2023-09-09/2023-09-10",
    "He will resign this weekend.": "2023-09-16/2023-09-17",
    "He resigned last summer.": "2022-22",
    "He resigned in the spring.": "2023-21",
    "He resigned two years ago.": "2021",
    "He resigned twenty-five years ago.": "1998",
    "He resigned 3 days ago.": "2023-09-10",
    "He resigned three months ago.": "2023-06",
    "He resigned a week ago.": "2023-09-06~",
    "He resigned a decade ago.": "2013~",
    "He resigned more than two decades ago.": "2003~",
    "He has been ill since last year.": "2022/..",
    "He has been ill since Monday.": "2023-09-11/..",
    "He has been ill over the past three years.": "2020/2023",
    "He has ruled for more than three decades.": "1993~/..",
    "He has ruled for ten years.": "2013/..",
    "He resigned by Friday.": "../2023-09-15",
    "He resigned from Monday to Wednesday.": "2023-09-11/2023-09-13",
}

NO_DATE = (
    "More than 2000 people fled.",
    "Some 1,950 soldiers died.",
    "The attack killed 1950 civilians.",
    "It backs Resolution 1973.",
    "It cost $2000.",
    "Protesters may march on the palace.",
    "He ruled for three decades.",
    "A three-day visit ended.",
    "The 22-year occupation ended.",
    "The second party won.",
    "He was in his 80s.",
    "It protested the war in Iraq.",
    "The minister, 65, said so.",
    "It flew the Su-27.",
)


def values(text: str, date: str | None) -> list[str]:
    return [e.value for e in TimeReader(NLP(text), date).expressions]


@pytest.mark.parametrize(("text", "value"), ABSOLUTE.items())
@pytest.mark.parametrize("date", [None, TODAY])
def test_a_date_that_needs_no_other(text: str, value: str | None, date: str | None) -> None:
    assert values(text, date) == ([value] if value else [])


@pytest.mark.parametrize(("text", "value"), RELATIVE.items())
def test_a_date_reckoned_from_the_article(text: str, value: str) -> None:
    assert values(text, TODAY) == [value]


@pytest.mark.parametrize("text", RELATIVE)
def test_a_relative_date_says_nothing_without_the_articles_date(text: str) -> None:
    assert values(text, None) == []


@pytest.mark.parametrize("text", NO_DATE)
def test_numbers_and_words_that_are_no_date(text: str) -> None:
    assert values(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He landed on 8 March 2005. Two days later he left.", ["2005-03-08", "2005-03-10"]),
        ("He landed on 8 March 2005. The same day he left.", ["2005-03-08", "2005-03-08"]),
        ("He was freed in 2001. The following year he left.", ["2001", "2002"]),
        ("He was freed in 2001. Four years later he left.", ["2001", "2005"]),
        ("He was freed in 2001. Two days later he left.", ["2001"]),
    ],
)
def test_a_date_reckoned_from_the_one_before(text: str, expected: list[str]) -> None:
    assert values(text, TODAY) == expected


def test_the_words_of_an_expression_are_its_span() -> None:
    doc = NLP("The army has held it since the end of 2014, he said.")
    (expression,) = TimeReader(doc, None).expressions
    assert doc[expression.start : expression.end].text == "since the end of 2014"


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(is_edtf(value) for value in values(text, TODAY))


# Which predicate a time belongs to.


def parsed(rows: str) -> Doc:
    """Make a Doc from lines of word, part of speech, tag, lemma, head (from 0), dependency."""
    fields = [line.split() for line in rows.strip().splitlines()]
    words, pos, tags, lemmas, heads, deps = (list(column) for column in zip(*fields, strict=True))
    return Doc(NLP.vocab, words, pos=pos, tags=tags, lemmas=lemmas, heads=[int(h) for h in heads], deps=deps)


def time_at(doc: Doc, word: str, date: str | None = TODAY) -> str | None:
    found = TimeReader(doc, date).at(next(t.i for t in doc if t.text == word))
    return found.value if found else None


CONDEMNED = """
Italy PROPN NNP Italy 1 nsubj
condemned VERB VBD condemn 1 ROOT
the DET DT the 4 det
2003 NUM CD 2003 4 nummod
invasion NOUN NN invasion 1 obj
on ADP IN on 6 case
Monday PROPN NNP Monday 1 obl
"""


def test_each_predicate_has_its_own_time() -> None:
    doc = parsed(CONDEMNED)
    assert time_at(doc, "condemned") == "2023-09-11"
    assert time_at(doc, "invasion") == "2003"


HELD_TALKS = """
They PRON PRP they 1 nsubj
held VERB VBD hold 1 ROOT
talks NOUN NNS talk 1 obj
in ADP IN in 4 case
1978 NUM CD 1978 1 obl
and CCONJ CC and 6 cc
signed VERB VBD sign 1 conj
a DET DT a 8 det
treaty NOUN NN treaty 6 obj
"""


def test_a_light_verb_dates_its_event_noun_and_a_coordinated_verb_shares_it() -> None:
    doc = parsed(HELD_TALKS)
    assert [time_at(doc, w) for w in ("held", "talks", "signed", "treaty")] == ["1978"] * 4


SAID_IN_MAY = """
He PRON PRP he 1 nsubj
said VERB VBD say 1 ROOT
in ADP IN in 3 case
May PROPN NNP May 1 obl
2008 NUM CD 2008 3 nmod:unmarked
that SCONJ IN that 7 mark
Iran PROPN NNP Iran 7 nsubj
agreed VERB VBD agree 1 ccomp
to PART TO to 9 mark
leave VERB VB leave 7 xcomp
"""


def test_the_time_of_saying_is_not_the_time_of_what_is_said() -> None:
    doc = parsed(SAID_IN_MAY)
    assert time_at(doc, "said") == "2008-05"
    assert time_at(doc, "agreed") is None


AGREED = """
France PROPN NNP France 1 nsubj
agreed VERB VBD agree 1 ROOT
on ADP IN on 3 case
Monday PROPN NNP Monday 1 obl
to PART TO to 5 mark
send VERB VB send 1 xcomp
tanks NOUN NNS tank 5 obj
"""


def test_the_time_of_a_promise_is_not_the_time_of_its_keeping() -> None:
    doc = parsed(AGREED)
    assert time_at(doc, "agreed") == "2023-09-11"
    assert time_at(doc, "send") is None


RELATIVE_CLAUSE = """
Russia PROPN NNP Russia 6 nsubj
which PRON WDT which 2 nsubj
annexed VERB VBD annex 0 acl:relcl
it PRON PRP it 2 obj
in ADP IN in 5 case
2014 NUM CD 2014 2 obl
rejected VERB VBD reject 6 ROOT
the DET DT the 8 det
plan NOUN NN plan 6 obj
"""


def test_a_relative_clauses_time_stays_in_it() -> None:
    doc = parsed(RELATIVE_CLAUSE)
    assert time_at(doc, "annexed") == "2014"
    assert time_at(doc, "rejected") is None


def test_future_tense_turns_a_weekday_forward() -> None:
    doc = parsed("""
Obama PROPN NNP Obama 2 nsubj
will AUX MD will 2 aux
visit VERB VB visit 2 ROOT
Tokyo PROPN NNP Tokyo 2 obj
on ADP IN on 5 case
Tuesday PROPN NNP Tuesday 2 obl
""")
    assert time_at(doc, "visit") == "2023-09-19"


def test_a_doc_without_dependencies_has_no_attached_times() -> None:
    assert TimeReader(NLP("He resigned in 2019."), None).at(1) is None
