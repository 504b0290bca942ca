"""From the text of a news page to the text of its article: paragraphs, a title, and nothing that the page adds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.articles.dates import date_on_line
from kgraph.errors import KnowledgeError
from kgraph.resources import data_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATA = Path(__file__).with_name("data") / "boilerplate.tsv"
_KINDS = ("line", "part", "credit", "tail", "date", "byline", "ending")
_CASED = frozenset({"byline", "ending"})

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028]")
_PARAGRAPH_SEPARATOR = "\u2029"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe]"
)
_SPACES = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_EDGES = re.compile(r"^[\s|•·▪►▶»→*]+(?=\S)|[\s|»→]+$")
# What every credit has something of; looking for it first keeps long texts fast.
_CREDIT_HINT = re.compile(r"[/©]|photo|image|picture|getty|shutterstock|alamy|wikimedia", re.IGNORECASE)
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*$""")

# A caption or a label is short; a line longer than this is prose and is only trimmed.
_SHORT = 300
_TITLE_LONGEST = 200
_LABEL_WORDS = 4
# Lines before the first paragraph of prose that can belong to an article's head.
_HEAD_LINES = 12
# Widths of lines that somebody's mailer or editor has wrapped.
_WRAPPED = range(40, 101)


# Credits are no longer than this.
_CREDITS = 300


@dataclass(frozen=True, slots=True)
class CleanText:
    """An article's text with what its head says about it."""

    text: str
    title: str | None = None
    date: str | None = None
    author: str | None = None


def clean(text: str, *, title: str | None = None) -> CleanText:
    r"""Return the article in the text of a saved news page; paragraphs are separated by a blank line.

    A headline stays in the text, once.  Typographic characters stay; spaces of all kinds become plain ones.

    Args:
        text: The page's text.
        title: The article's title, where it is known.

    >>> clean("Leaders meet in Oslo\n\nAdvertisement\n\nLeaders meet in Oslo\n\nThey met on Monday.").text
    'Leaders meet in Oslo\n\nThey met on Monday.'
    """
    lines = [_trim(line) for line in paragraphs(normalise(text))]
    lines = _without_tail(_without_repeats(line for line in lines if line))
    return _with_head([line for line in lines if not _is_boilerplate(line)], title)


def normalise(text: str) -> str:
    r"""Return text with ``\n`` line ends, plain spaces and no invisible characters."""
    text = _LINE_ENDS.sub("\n", text).replace(_PARAGRAPH_SEPARATOR, "\n\n")
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def paragraphs(text: str) -> list[str]:
    """Split text into paragraphs: at blank lines, and at line ends unless the lines were wrapped to a width."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        found.extend([" ".join(lines)] if _is_wrapped(lines) else lines)
    return found


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 2:
        return False
    width = max(map(len, lines))
    return width in _WRAPPED and all(len(line) > 0.6 * width for line in lines[:-1])


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Read ``boilerplate.tsv``: one pattern for each kind.

    Raises:
        KnowledgeError: If a line is broken.
    """
    by_kind: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for number, line in data_lines(_DATA):
        kind, tab, pattern = line.partition("\t")
        if kind not in by_kind or not tab:
            raise KnowledgeError(f"{_DATA.name}:{number}: a kind of {', '.join(_KINDS)} and a pattern wanted")
        by_kind[kind].append(pattern)
    # Names and initials are told by their capitals.
    return {
        kind: re.compile("|".join(f"(?:{p})" for p in patterns), re.NOFLAG if kind in _CASED else re.IGNORECASE)
        for kind, patterns in by_kind.items()
    }


def _trim(line: str) -> str:
    """Cut bars, bullets and a page's own words off a line; a caption with a credit is cut to nothing."""
    patterns = _patterns()
    line = _EDGES.sub("", line)
    if len(line) > 10 * _SHORT:
        return line  # prose; and patterns over a line of megabytes would be slow
    line = patterns["part"].sub("", line)
    without = patterns["credit"].sub("", line) if _CREDIT_HINT.search(line) else line
    if without != line:
        ends_with_credit = not without.strip() or not line.rstrip(" .)]").endswith(without.rstrip(" .)]")[-12:])
        line = "" if len(line) < _SHORT and ends_with_credit else _SPACES.sub(" ", without)
    return _EDGES.sub("", line).strip()


def body_end(text: str) -> int:
    """Return where an article ends and its credits begin: initials of editors, authors, agencies.

    >>> text = "Talks failed on Monday. jar/jm (AFP, Reuters)"
    >>> text[: body_end(text)]
    'Talks failed on Monday. '
    """
    first = max(0, len(text) - _CREDITS)
    found = _ending().search(text, first)
    return found.start("credits") if found is not None else len(text)


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    """Return the pattern of credits with the end of the sentence before them."""
    piece = f"(?:{_patterns()['ending'].pattern})"
    return re.compile(rf"""(?:[.!?…]["'”’)\]]*\s+|\n\s*)(?P<credits>{piece}(?:[\s,;/]+{piece}){{0,3}})\s*\Z""")


def _is_boilerplate(line: str) -> bool:
    return len(line) <= 2 * _SHORT and _patterns()["line"].fullmatch(line) is not None


def _key(line: str) -> str:
    """Return a line as it is compared: if short, letters and digits alone, without case."""
    if len(line) > _SHORT:
        return line
    folded = unicodedata.normalize("NFKD", line.casefold())
    return _NOT_LETTERS.sub("", folded)


def _without_repeats(lines: Iterable[str]) -> list[str]:
    """Drop lines that stood before; a headline with the site's name behind it is the headline again."""
    seen: set[str] = set()
    kept: list[str] = []
    for line in lines:
        names = {_key(line), _key(re.split(r" [|–—-] ", line)[0])} if len(line) < _TITLE_LONGEST else {_key(line)}
        if names & seen and _key(line):
            continue
        seen.add(_key(line))
        kept.append(line)
    return kept


def _without_tail(lines: list[str]) -> list[str]:
    """Drop the page's foot: from a line that opens it, if nothing but short lines follow."""
    last_prose = max((i for i, line in enumerate(lines) if _is_prose(line)), default=-1)
    pattern = _patterns()["tail"]
    for i in range(last_prose + 1, len(lines)):
        if pattern.fullmatch(lines[i]):
            return lines[:i]
    return lines


def _is_prose(line: str) -> bool:
    return len(line) > 80 and _SENTENCE_END.search(line) is not None


def _is_sentence(line: str) -> bool:
    # A question or an exclamation of one line is a headline where a headline can stand.
    if line[-1] in "?!" and len(line) < _TITLE_LONGEST // 2 and line.count(".") == 0:
        return False
    return _SENTENCE_END.search(line) is not None and len(line.split()) > 3


def _with_head(lines: list[str], title: str | None) -> CleanText:
    """Read title, date and author from the lines before the first sentence; labels among them are dropped."""
    body = next((i for i, line in enumerate(lines[:_HEAD_LINES]) if _is_sentence(line)), None)
    if body is None:
        return CleanText("\n\n".join(lines), title=title)
    date = author = None
    head: list[str] = []
    for line in lines[:body]:
        found = date_on_line(line, _patterns()["date"])
        byline = _patterns()["byline"].fullmatch(line)
        if found:
            date = date or found
        elif byline:
            author = author or next((name.strip() for name in byline.groups() if name), None)
        else:
            head.append(line)
    known = _key(title) if title else None
    named = title or next((x for x in head if len(x.split()) > 2 and len(x) < _TITLE_LONGEST), None)
    kept = [x for x in head if len(x.split()) > _LABEL_WORDS or x == named or _key(x) == known]
    return CleanText("\n\n".join(kept + lines[body:]), named, date, author)
