"""What of a saved page is the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.articles import clean
from kgraph.articles.dates import read_date

PROSE = (
    "Lebanon’s prime minister said on Thursday that his government would ask the Security Council to extend the "
    "mandate of peacekeepers in the south, a week after shells fell near the border."
)
MORE = PROSE.replace("Lebanon", "Jordan").replace("Thursday", "Friday")


def page(*lines: str) -> str:
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "View caption Hide caption",
        "| View caption Hide caption",
        "Image caption The prime minister at a meeting last month",
        "Share This Post",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Post Comment",
        "Leave a comment",
        "12 Comments",
        "Your email address will not be published. Required fields are marked *",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
        "We use cookies to improve your experience. By continuing you agree to our privacy policy.",
        "Accept all cookies",
        "Sign up for our newsletter",
        "Subscribe to our daily newsletter",
        "Get the latest news delivered to your inbox",
        "Read more: What to know about the peacekeepers",
        "Read more",
        "Continue reading",
        "Related articles",
        "Most read",
        "© 2021 The Daily Test. All rights reserved.",
        "All rights reserved",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "5 min read",
        "Listen to this article",
        "Tags: Lebanon, peacekeeping",
        "Filed under: Middle East",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Skip to main content",
        "Photo: A. Photographer",
        "Peacekeepers patrol near the border, Lebanon, May 3, 2021. REUTERS/Jane Doe",
        "Peacekeepers patrol near the border on Monday. (AP Photo/John Roe)",
        "A shell hole near the border (Photo by Jane Doe)",
        "A patrol vehicle near the village. Jane Doe/Getty Images",
        "* * *",
        "--------",
        "|",
    ],
)
def test_what_the_page_adds_is_left_out(line: str) -> None:
    assert clean(page("Lebanon asks for longer mission", PROSE, line, MORE)).text == page(
        "Lebanon asks for longer mission", PROSE, MORE
    )


@pytest.mark.parametrize(
    "line",
    [
        "A long quarrel",
        "Friendly, but with limits",
        "What comes next?",
        "The border",
        "Copyright law divides the council",
        "Tagus bridge talks resume",
        "Signs of a thaw",
        "Sharing the river",
        "World leaders gather",
        "Read the resolution, the minister told reporters on Friday.",
        "More troops sent to the border",
        "Follow the money, says the opposition.",
        "“We will not sign,” he said.",
        "Sign the treaty or face sanctions, the minister warned.",
    ],
)
def test_short_lines_of_the_article_stay_paragraphs_of_their_own(line: str) -> None:
    assert line in clean(page("Lebanon asks for longer mission", PROSE, line, MORE)).text.split("\n\n")


def test_a_repeated_headline_stays_once_and_is_the_title() -> None:
    text = page(
        "Lebanon asks for longer mission", "World Middle East", "Lebanon asks for longer mission",
        "Lebanon asks for longer mission | The Daily Test", PROSE,
    )  # fmt: skip
    cleaned = clean(text)
    assert cleaned.title == "Lebanon asks for longer mission"
    assert cleaned.text == page("Lebanon asks for longer mission", PROSE)


def test_an_article_that_opens_with_a_sentence_has_no_title() -> None:
    cleaned = clean(page(PROSE, "A long quarrel", MORE))
    assert cleaned.title is None
    assert cleaned.text == page(PROSE, "A long quarrel", MORE)


def test_a_question_can_be_the_title() -> None:
    assert clean(page("Who will keep the peace?", PROSE)).title == "Who will keep the peace?"


def test_date_and_author_lines_are_read_not_kept() -> None:
    cleaned = clean(page("Lebanon asks for longer mission", "By Jane Doe", "Published: 6 May 2021, 10:30 GMT", PROSE))
    assert (cleaned.author, cleaned.date) == ("Jane Doe", "2021-05-06")
    assert cleaned.text == page("Lebanon asks for longer mission", PROSE)


def test_a_second_headline_line_that_says_something_stays() -> None:
    deck = "Prime minister to address the Security Council next week"
    assert deck in clean(page("Lebanon asks for longer mission", deck, PROSE)).text


def test_the_foot_of_the_page_goes_with_the_line_that_opens_it() -> None:
    text = page(PROSE, MORE, "Related stories", "Egypt opens canal", "Shells fall near border", "Contact")
    assert clean(text).text == page(PROSE, MORE)


def test_a_credit_inside_prose_is_cut_but_the_prose_stays() -> None:
    text = page(f"{PROSE} {MORE} (AP Photo/John Roe) {PROSE}")
    assert clean(text).text == f"{PROSE} {MORE} {PROSE}"


def test_wrapped_lines_become_one_paragraph() -> None:
    words, lines = PROSE.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 70:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    assert clean("\n".join(lines) + "\n\n" + MORE).text == page(PROSE, MORE)


def test_lines_that_were_not_wrapped_are_paragraphs() -> None:
    assert clean(f"{PROSE}\r\n{MORE}\r\n").text == page(PROSE, MORE)


def test_typographic_characters_stay_and_invisible_ones_go() -> None:
    text = "“Peace\u00a0talks”\u200b – the co\u00adalition’s\u2009hope…\ufeff"
    assert clean(text).text == "“Peace talks” – the coalition’s hope…"


@given(st.text(max_size=400))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once or len(clean(once).text) <= len(once)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2023-09-13", "2023-09-13"),
        ("2023-09-13T10:00:00+02:00", "2023-09-13"),
        ("13 September 2023", "2023-09-13"),
        ("September 13th, 2023", "2023-09-13"),
        ("Wed, 13 Sep 2023 10:00:00 GMT", "2023-09-13"),
        ("2023-13-13", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_publication(value: str | None, date: str | None) -> None:
    assert read_date(value) == date
