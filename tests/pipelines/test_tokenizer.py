"""How news text falls into words."""

from __future__ import annotations

import pytest

from kgraph.pipelines.tokenizer import blank

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
        ("$5bn and €3.2 million", "$ 5bn and € 3.2 million"),
        ("Iran--and its allies--agreed", "Iran -- and its allies -- agreed"),
        ("On Wed. he left", "On Wed. he left"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert [token.text for token in NLP(text)] == words.split()


def test_nothing_of_the_text_is_lost() -> None:
    text = "PARIS —\n\nThe U.K.-brokered deal (signed Dec. 3)...  collapsed!!"
    assert NLP(text).text == text
