"""Reading articles from files, folders, standard input and text, one after the other."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kgraph.articles.cleaning import clean
from kgraph.articles.dates import read_date
from kgraph.articles.encoding import decode
from kgraph.articles.html import article_of_page
from kgraph.articles.language import language_name, language_of
from kgraph.errors import FormatError, SourceError
from kgraph.model import Article

TEXT_SUFFIXES = frozenset({".txt", ".text"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
JSON_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})
SUFFIXES = TEXT_SUFFIXES | HTML_SUFFIXES | JSON_SUFFIXES

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
LONGEST_ARTICLE = 1_000_000
"""Characters of text that are read as one article: with all it says, a graph of so much needs about a gigabyte."""

_LONGEST_PATH = 400
_FILE_NAME = re.compile(r"\S*\.\w{1,5}|\S*[/\\]\S*")


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Something about a source that its user should know.

    Attributes:
        source: Path or name of the source, with the line in JSON Lines.
        message: What is wrong, in one line.
        skipped: Whether the source was left out; otherwise it was read all the same.
    """

    source: str
    message: str
    skipped: bool = True

    def __str__(self) -> str:
        return self.message


class ReadWarning(UserWarning):
    """A source that was skipped, or read with doubts; see `ReadProblem`."""


Report = Callable[[ReadProblem], None]


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user says of all articles: it goes before what a page says, but only fills the gaps of a record."""

    date: str | None = None
    publisher: str | None = None

    def over(self, article: Article) -> Article:
        return replace(article, date=self.date or article.date, publisher=self.publisher or article.publisher)

    def under(self, article: Article) -> Article:
        return replace(article, date=article.date or self.date, publisher=article.publisher or self.publisher)


def read_articles(
    sources: str | Path | Article | Iterable[str | Path | Article],
    *,
    date: str | None = None,
    source: str | None = None,
    on_problem: Report | None = None,
) -> Iterator[Article]:
    """Yield the articles of sources: files, folders, ``-`` (standard input), text, or `Article` objects.

    Among several articles one that cannot be read is reported and left out.  An article in another language than
    English is reported, and read.

    Args:
        sources: One source or several.
        date: Date of publication (``YYYY-MM-DD``): for JSON records and `Article` objects that give none, and
            instead of what is found in text and HTML.
        source: Publisher, likewise.
        on_problem: Gets each `ReadProblem`; by default they are Python warnings.

    Raises:
        SourceError: If the only source cannot be read, or none of several can.
        FormatError: If `date` is no date.
    """
    given = read_date(date)
    if date is not None and given is None:
        raise FormatError(f"{date!r} is no date; write it as YYYY-MM-DD")
    single = isinstance(sources, str | Path | Article)
    listed = [sources] if isinstance(sources, str | Path | Article) else list(sources)
    return _read_all(listed, _Given(given, source), on_problem or warn, single=single or len(listed) == 1)


def read_article(source: str | Path | Article, *, date: str | None = None, publisher: str | None = None) -> Article:
    """Return the one article of a source.

    Raises:
        SourceError: If the source cannot be read or holds several articles.
    """
    articles = list(read_articles(source, date=date, source=publisher))
    if len(articles) != 1:
        raise SourceError(f"{source} holds {len(articles)} articles, not one; use read_articles")
    return articles[0]


def _read_all(listed: list[str | Path | Article], given: _Given, report: Report, *, single: bool) -> Iterator[Article]:
    if not listed:
        raise SourceError("no source given: name files, folders or - for standard input")
    count = 0
    skipped: list[ReadProblem] = []

    def note(problem: ReadProblem) -> None:
        report(problem)
        if problem.skipped:
            skipped.append(problem)

    for one in listed:
        try:
            for article in _read_source(one, given, note):
                count += 1
                yield _with_language(article, note)
        except SourceError as error:
            if single:
                raise
            note(ReadProblem(str(one), str(error)))
    if not count:
        what = f": {skipped[-1]}" if skipped else ""
        raise SourceError(f"none of the {max(len(skipped), len(listed))} sources could be read{what}")


def warn(problem: ReadProblem) -> None:
    """Tell of a problem by a Python warning."""
    warnings.warn(problem.message, ReadWarning, stacklevel=2)


def _with_language(article: Article, report: Report) -> Article:
    """Fill in the language, and say so if it is not English."""
    language = article.language or language_of(article.text)
    if language is not None and language != "en":
        message = f"{article.id} is in {language_name(language)}; kgraph reads English, expect little"
        report(ReadProblem(article.id, message, skipped=False))
    return replace(article, language=language or "en")


def _read_source(source: str | Path | Article, given: _Given, report: Report) -> Iterator[Article]:
    if isinstance(source, Article):
        check_length(source.text, source.id)
        yield given.under(source)
    elif source == "-":
        data = sys.stdin.buffer.read()
        for article in _read_bytes(data, "stdin", "", given, report):
            yield _told_apart(article, "stdin", data)
    elif isinstance(source, str) and _is_text(source):
        article = _article_of_text(source, "text")
        yield given.over(_told_apart(article, "text", source.encode("utf-8", "surrogatepass")))
    else:
        path = Path(source)
        if path.is_dir():
            yield from _read_folder(path, given, report)
        else:
            yield from _read_file(path, given, report)


def _told_apart(article: Article, kind: str, data: bytes) -> Article:
    """Name what came without a name by its content: one graph holds many texts, and a later one is another article."""
    if article.id != kind and not article.id.startswith(f"{kind}:"):
        return article
    return replace(article, id=f"{kind}-{hashlib.sha256(data).hexdigest()[:8]}{article.id[len(kind):]}")


def _is_text(source: str) -> bool:
    """Return whether a string is an article rather than the name of a file."""
    if "\n" in source.strip() or len(source) > _LONGEST_PATH:
        return True
    words = source.split()
    return len(words) > 3 and source.rstrip()[-1] in '.!?”"' and not _FILE_NAME.fullmatch(words[-1].rstrip(".!?"))


def _read_folder(folder: Path, given: _Given, report: Report) -> Iterator[Article]:
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.startswith(".")
    ]
    if not found:
        raise SourceError(f"{folder} holds no articles: no file in it ends in .txt, .html or .jsonl")
    for path in found:
        try:
            yield from _read_file(path, given, report)
        except SourceError as error:
            report(ReadProblem(str(path), str(error)))


def _read_file(path: Path, given: _Given, report: Report) -> Iterator[Article]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path} does not exist") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    yield from _read_bytes(data, str(path), path.suffix.lower(), given, report)


def _read_bytes(data: bytes, name: str, suffix: str, given: _Given, report: Report) -> Iterator[Article]:
    text = decode(data, name)
    if suffix in HTML_SUFFIXES or (suffix not in SUFFIXES and _HTML_START.match(text)):
        page = article_of_page(text, name)
        check_length(page.text, name)
        yield given.over(page)
    elif suffix in JSON_SUFFIXES or (suffix not in SUFFIXES and _is_json(text)):
        yield from map(given.under, _read_json(text, name, report))
    else:
        yield given.over(_article_of_text(text, name))


def _is_json(text: str) -> bool:
    line = text.lstrip().split("\n", 1)[0]
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def check_length(text: str, name: str) -> None:
    """Refuse a text that is no article: far longer than a book, it would not fit into memory with all it says.

    Raises:
        SourceError: If it has more than `LONGEST_ARTICLE` characters.
    """
    if len(text) > LONGEST_ARTICLE:
        raise SourceError(
            f"{name} has {len(text) / 1e6:.1f} million characters; kgraph reads articles of up to "
            f"{LONGEST_ARTICLE / 1e6:g} million: split it, or give its articles as JSON Lines"
        )


def _article_of_text(text: str, name: str) -> Article:
    check_length(text, name)
    found = clean(text)
    if not found.text:
        raise SourceError(f"{name} holds no article text")
    return Article(id=name, text=found.text, title=found.title, date=found.date, author=found.author)


def _read_json(text: str, name: str, report: Report) -> Iterator[Article]:
    """Read JSON Lines; a record's text is taken as it is, so that offsets into it hold."""
    count = 0
    skipped: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            yield _article_of_record(json.loads(line), place)
            count += 1
        except (ValueError, SourceError) as error:
            reason = f"{place}: not JSON: {error}" if isinstance(error, json.JSONDecodeError) else str(error)
            skipped.append(reason)
            report(ReadProblem(place, reason))
    if not count:
        raise SourceError(f"{name} holds no articles in JSON Lines" + (f" ({skipped[0]})" if skipped else ""))


def _article_of_record(record: Any, place: str) -> Article:
    if not isinstance(record, dict):
        raise SourceError(f'{place}: an article is a JSON object with a field "text"')
    try:
        article = Article.from_json({**record, "id": record.get("id") or record.get("url") or place})
    except ValueError as error:
        raise SourceError(f"{place}: {error}") from error
    if not article.text.strip():
        raise SourceError(f"{place}: the article's text is empty")
    check_length(article.text, place)
    return replace(article, date=read_date(article.date))
