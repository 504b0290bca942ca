"""How news text falls into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from kgraph.pipelines import load_pipeline
from kgraph.pipelines.tokenizer import blank

if TYPE_CHECKING:
    from pathlib import Path

NLP = blank()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S.-led talks", "U.S. - led talks"),
        ("a Moscow-based analyst", "a Moscow - based analyst"),
        ("an anti-government, pro-Beijing paper", "an anti-government , pro-Beijing paper"),
        ("a non-aligned ex-minister", "a non-aligned ex-minister"),
        ("on Sept. 11 and Dec. 3.", "on Sept. 11 and Dec. 3 ."),
        ("Gen. Milley met Mr. Austin.", "Gen. Milley met Mr. Austin ."),
        ("Seoul's offer", "Seoul 's offer"),
        ("its army won't leave", "its army wo n't leave"),
        ("Really?! No...", "Really ?! No ..."),
        ("“We will not,” she said.", "“ We will not , ” she said ."),
        ("the 2014–2022 war", "the 2014 – 2022 war"),
        ("the 55-year-old general", "the 55 - year - old general"),
        ("Call +1-202-555-0143 today", "Call +1-202-555-0143 today"),
        ("SEOUL (Reuters) — North Korea", "SEOUL ( Reuters ) — North Korea"),
        ("$5bn and €3.2 million", "$ 5 bn and € 3.2 million"),
        ("Iran--and its allies--agreed", "Iran -- and its allies -- agreed"),
        ("On Wed. he left", "On Wed. he left"),
        ("an F-16 and a Su-35, in mid-July", "an F - 16 and a Su - 35 , in mid-July"),
        ("at 7:30pm, for $10k.", "at 7:30 pm , for $ 10 k ."),
        ("from 9am-12pm", "from 9 am - 12 pm"),
        ("the 1980's and the ’90s", "the 1980's and the ’90s"),
        ("Call (202)555-0143 or 5-0143", "Call ( 202 ) 555-0143 or 5-0143"),
        ("See report-v2.pdf and #summit", "See report-v2.pdf and #summit"),
        ("short- and long-term aims", "short - and long - term aims"),
        ("person(s) named below (a table):", "person ( s ) named below ( a table ) :"),
        ("We havn't paid,don't ask", "We hav n't paid , do n't ask"),
        ("I WON'T. You CANT!", "I WO N'T . You CA NT !"),
        ("We wanna stay alot", "We wan na stay a lot"),
        ("Is it over?who knows", "Is it over ? who knows"),
        ("Do you know it.?", "Do you know it .?"),
        ("-talks failed $$$", "- talks failed $$$"),
        ("the 5G network", "the 5G network"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert [token.text for token in NLP(text)] == words.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("its a trap of its own", "it s a trap of its own"),
        ("your not our friend, your friend is", "you r not our friend , your friend is"),
        ("Lets go", "Let s go"),
        ("It lets them go", "It lets them go"),
        ("No. He meant No. 7.", "No . He meant No. 7 ."),
        ("rice, maize, etc. He left", "rice , maize , etc . He left"),
        ("rice, maize, etc. as well", "rice , maize , etc. as well"),
        ("He negot- negotiated", "He negot- negotiated"),
    ],
)
def test_a_word_falls_apart_for_what_follows(text: str, words: str) -> None:
    assert [token.text for token in NLP(text)] == words.split()


def test_the_tokenizer_is_written_and_read_with_its_pipeline(tmp_path: Path) -> None:
    NLP.to_disk(tmp_path)
    text = "Its a deal, he said at 7:30pm. No. It is not."
    assert [token.text for token in spacy.load(tmp_path)(text)] == [token.text for token in NLP(text)]


def test_the_shipped_tokenizer_is_this_one() -> None:
    assert load_pipeline().tokenizer.to_bytes(exclude=["vocab"]) == NLP.tokenizer.to_bytes(exclude=["vocab"])


def test_nothing_of_the_text_is_lost() -> None:
    text = "PARIS —\n\nThe U.K.-brokered deal (signed Dec. 3)...  collapsed!!"
    assert NLP(text).text == text
