"""Articles from files, folders, standard input and text."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from kgraph.articles import ReadProblem, ReadWarning, read_article, read_articles
from kgraph.articles.language import language_of
from kgraph.articles.reading import LONGEST_ARTICLE
from kgraph.errors import FormatError, SourceError
from kgraph.model import Article

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Kenya’s president met the leader of Uganda in Kampala on Monday – their first talks in two years. "
    "The two agreed to reopen the border and to exchange ambassadors, officials said."
)
PAGE = f"""<!DOCTYPE html><html><head><title>Kenya and Uganda reopen border | The Daily Test</title>
<meta property="og:title" content="Kenya and Uganda reopen border">
<meta property="og:site_name" content="The Daily Test">
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2021-05-04T08:00:00Z">
<link rel="canonical" href="https://example.org/kenya-uganda"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Kenya and Uganda reopen border</h1>
<p>{TEXT}</p><h2>A long quarrel</h2><p>{TEXT.replace("Monday", "Tuesday")}</p></article>
<footer>Copyright 2021</footer></body></html>"""
FRENCH = "Le président a annoncé mardi que les troupes françaises quitteraient le pays avant la fin de l’année. " * 3


@pytest.fixture
def problems() -> list[ReadProblem]:
    return []


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_any_common_encoding(tmp_path: Path, encoding: str) -> None:
    article = read_article(write(tmp_path / "a.txt", TEXT.encode(encoding)))
    assert article.text == TEXT
    assert article.language == "en"
    assert article.id.endswith("a.txt")


def test_a_page_gives_its_title_date_publisher_author_and_address(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.html", PAGE))
    assert article.title == "Kenya and Uganda reopen border"
    assert (article.date, article.publisher, article.author) == ("2021-05-04", "The Daily Test", "Jane Doe")
    assert article.url == "https://example.org/kenya-uganda"
    assert TEXT in article.text.split("\n\n")
    assert "A long quarrel" in article.text.split("\n\n")
    assert "Copyright" not in article.text


def test_a_page_in_a_declared_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Kampala", "Kampala (Кампала)")
    assert "Кампала" in read_article(write(tmp_path / "a.htm", page.encode("cp1251"))).text


def test_json_lines_keep_text_and_order(tmp_path: Path) -> None:
    records = [
        {"id": "one", "text": "A\u00a0text.  As it is.\n", "date": "2020-01-02T10:00:00Z", "publisher": "P"},
        {"text": TEXT, "url": "https://example.org/2"},
        {"text": TEXT},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, records)))
    articles = list(read_articles(path, date="2022-02-02", source="Q"))
    assert [a.id for a in articles] == ["one", "https://example.org/2", f"{path}:3"]
    assert articles[0].text == records[0]["text"]
    assert [(a.date, a.publisher) for a in articles[:2]] == [("2020-01-02", "P"), ("2022-02-02", "Q")]


def test_what_the_user_says_goes_before_what_a_page_says(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.html", PAGE), date="2021-05-05", publisher="Q")
    assert (article.date, article.publisher) == ("2021-05-05", "Q")


def test_a_broken_line_of_json_is_reported_and_left_out(tmp_path: Path, problems: list[ReadProblem]) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "' + TEXT + '"}\n{"text": \n{"title": "no text"}\n')
    assert len(list(read_articles(path, on_problem=problems.append))) == 1
    assert [p.source for p in problems] == [f"{path}:2", f"{path}:3"]
    assert all(p.skipped for p in problems)


@pytest.mark.parametrize("content", [TEXT, json.dumps({"id": "x", "text": TEXT})])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (article,) = read_articles("-")
    assert article.text == TEXT


def test_text_and_article_objects() -> None:
    (article,) = read_articles([Article("x", TEXT)], date="2020-01-01")
    assert (article.id, article.date, article.language) == ("x", "2020-01-01", "en")
    assert read_article(TEXT).text == TEXT
    assert read_article("Russia invaded Ukraine in 2022.").text == "Russia invaded Ukraine in 2022."


def test_one_unreadable_article_among_a_hundred(tmp_path: Path, problems: list[ReadProblem]) -> None:
    for number in range(99):
        write(tmp_path / f"{number:03}.txt", TEXT)
    bad = write(tmp_path / "deep.txt", b"\x00\x01\x02\xff" * 100)
    write(tmp_path / "notes.xyz", "not an article")
    articles = list(read_articles(tmp_path, on_problem=problems.append))
    assert len(articles) == 99
    assert [a.id for a in articles] == sorted(a.id for a in articles)
    assert [(p.source, p.message) for p in problems] == [(str(bad), f"{bad} is binary, not text")]


def test_without_a_callback_problems_are_warnings(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", "")
    with pytest.warns(ReadWarning, match="b.txt is empty"):
        assert len(list(read_articles(tmp_path))) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", b"\xef\xbb\xbf", "is empty"),
        ("a.txt", b"%PDF-1.7 ...", "is a PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n....", "is a picture"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", b"Advertisement\n\nShare this post\n", "no article text"),
        ("a.html", b"<html><body><a href='/'>Home</a></body></html>", "holds no article"),
        ("a.html", b"<html></html>", "holds no article"),
        ("a.jsonl", b'{"title": "x"}', "needs a string field 'text'"),
        ("a.jsonl", b"[1, 2]", "an article is a JSON object"),
        ("a.jsonl", b"not json", "not JSON"),
    ],
)
def test_a_bad_source_is_one_clear_line(
    tmp_path: Path, problems: list[ReadProblem], name: str, content: bytes, message: str
) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(SourceError, match=message) as caught:
        list(read_articles(path, on_problem=problems.append))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read_article(tmp_path / "missing.txt")
    with pytest.raises(SourceError, match="does not exist"):
        read_article("missing file.txt")
    with pytest.raises(SourceError, match="holds no articles"):
        read_article(tmp_path)
    with pytest.raises(SourceError, match="no source"):
        list(read_articles([]))


def test_several_sources_none_of_which_can_be_read(tmp_path: Path, problems: list[ReadProblem]) -> None:
    with pytest.raises(SourceError, match="none of the 2 sources"):
        list(read_articles([tmp_path / "a.txt", tmp_path / "b.txt"], on_problem=problems.append))
    assert len(problems) == 2


def test_another_language_is_named(tmp_path: Path, problems: list[ReadProblem]) -> None:
    (article,) = read_articles(write(tmp_path / "a.txt", FRENCH), on_problem=problems.append)
    assert article.language == "fr"
    assert "French" in problems[0].message
    assert not problems[0].skipped


@pytest.mark.parametrize("text", ["", "1234", "Oslo", TEXT.upper()])
def test_short_or_shouted_text_is_not_taken_for_another_language(text: str) -> None:
    assert language_of(text) in (None, "en")


def test_a_bad_date_is_said_at_once() -> None:
    with pytest.raises(FormatError, match="YYYY-MM-DD"):
        read_articles(TEXT, date="yesterday")


def test_a_text_of_book_length(tmp_path: Path) -> None:
    paragraphs = (f"{number}. {TEXT}" for number in range(5_000))
    article = read_article(write(tmp_path / "big.txt", "\n\n".join(paragraphs)))
    assert article.text.startswith("0. Kenya")
    assert len(article.text) > 850_000


def test_a_text_longer_than_any_article_is_refused_in_one_line(tmp_path):
    path = tmp_path / "archive.txt"
    path.write_text("Iraq invaded Kuwait in 1990. " * (LONGEST_ARTICLE // 29 + 1))
    with pytest.raises(SourceError, match=r"million characters; kgraph reads articles of up to 1 million") as error:
        list(read_articles(path))
    assert "\n" not in str(error.value)


def test_a_record_longer_than_any_article_is_left_out_and_the_others_are_read(tmp_path):
    path = tmp_path / "articles.jsonl"
    long = "Iraq invaded Kuwait in 1990. " * (LONGEST_ARTICLE // 29 + 1)
    records = [{"id": "a", "text": long}, {"id": "b", "text": "Iran attacked Iraq."}]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    problems = []
    assert [a.id for a in read_articles(path, on_problem=problems.append)] == ["b"]
    assert ["million characters" in str(p) for p in problems if p.skipped] == [True]


def test_texts_without_a_name_are_articles_of_their_own() -> None:
    texts = ["Iraq invaded Kuwait in 1990.\n", "Kenya sent troops to Somalia in 2011.\n"]
    ids = [a.id for a in read_articles(texts)]
    assert len(set(ids)) == 2
    assert [a.id for a in read_articles(texts)] == ids


def test_an_article_object_longer_than_any_article_is_refused() -> None:
    with pytest.raises(SourceError, match="million characters"):
        list(read_articles(Article("long", "x" * (LONGEST_ARTICLE + 1))))
