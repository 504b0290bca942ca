"""The words of time in a text: each gets a letter for its class, so that a grammar can be written over letters."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kgraph.errors import KnowledgeError
from kgraph.extraction.edtf import is_edtf, of_day, of_value, of_year, of_years
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterable

# Letter of each class.  "w" is any other word, "." a border that no expression crosses.
KIND_CLASS = {
    "month": "M", "weekday": "W", "number": "n", "ordinal": "o", "unit": "U", "season": "S", "nineties": "N",
    "day": "y", "daypart": "P", "part": "E", "edge": "B", "approx": "A", "feast": "C", "event": "V", "anaphor": "v",
}  # fmt: skip
WHICH_CLASS = {"last": "L", "next": "X", "this": "T", "that": "Q", "before": "H", "after": "H"}
LINK_CLASS = {
    "the": "z", "of": "q", "since": "s", "until": "u", "before": "k", "after": "j", "from": "f", "to": "t",
    "between": "b", "and": "&", "in": "i", "by": "c", "for": "F", "ago": "g", "later": "e", "earlier": "e",
    "bc": "K", "ad": "G",
}  # fmt: skip
WORD_LISTS = ("counted", "numbered", "light", "commit", "ahead")

_TOKEN = re.compile(
    r"""(?P<iso>\d{4}-\d{2}-\d{2}(?![\w-]))
      | (?P<slash>\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?(?![\d/]))
      | (?P<range>\d{4}(?:[-–/]\d{2}|\s?[-–/]\s?\d{4})(?![\w-]))
      | (?P<other>[$€£¥]\s?\d[\d.,]*|\d+(?:[.,]\d+)+|\d+\s?%)
      | (?P<decade>['’‘]?\d0['’]?s\b|\d{3}0['’]?s\b)
      | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
      | (?P<number>\d+(?!\w))
      | (?P<dotted>(?:[A-Za-z]\.){2,}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|c|ca)\.)
      | (?P<possessive>['’]s\b)
      | (?P<word>[^\W_]+)
      | (?P<comma>,) | (?P<dash>[-–—‑])
      | (?P<border>[.?!;:()\[\]"“”|]|\n\s*\n)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A word of time, or a stretch of words that the grammar has put together.

    Attributes:
        cls: Letter of its class.
        start: First character in the text.
        end: Character after the last.
        value: What the lexicon or the grammar says it means.
        text: The words in lower case.
    """

    cls: str
    start: int
    end: int
    value: Any = None
    text: str = ""


@dataclass(slots=True)
class TimeLexicon:
    """The word list ``time.tsv``: single words, longer phrases by their first word, and plain lists of words."""

    words: dict[str, tuple[str, Any]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in WORD_LISTS})

    def add(self, kind: str, words: str, value: str) -> None:
        """Enter a line of the word list.

        Raises:
            KnowledgeError: If the kind is unknown or the value does not fit it.
        """
        if kind in WORD_LISTS:
            self.lists[kind].add(words)
            return
        cls = {"which": WHICH_CLASS, "link": LINK_CLASS}.get(kind, {value: KIND_CLASS.get(kind, "")}).get(value, "")
        if not cls:
            raise KnowledgeError(f"time.tsv: unknown kind or value {kind!r} {value!r}")
        try:
            read = _read_value(kind, value)
        except ValueError as error:
            raise KnowledgeError(f"time.tsv: bad value {value!r} for {words!r}") from error
        first, *rest = words.split(" ")
        if rest:
            self.phrases[first].append(((first, *rest), cls, read))
            self.phrases[first].sort(key=lambda phrase: -len(phrase[0]))
        else:
            self.words[first] = (cls, read)


def _read_value(kind: str, value: str) -> Any:
    if kind in ("month", "weekday", "number", "ordinal", "season", "nineties", "day"):
        return int(value)
    if kind == "feast":
        month, day = value.split("-")
        return int(month), int(day)
    if kind == "event":
        if not is_edtf(value):
            raise ValueError(value)
        return of_value(value)
    return value


@lru_cache(maxsize=1)
def load_time_lexicon() -> TimeLexicon:
    """Read ``time.tsv``.

    Raises:
        KnowledgeError: If a line breaks its schema.
    """
    lexicon = TimeLexicon()
    path = lexicon_dir() / "time.tsv"
    for number, line in data_lines(path):
        columns = line.split("\t")
        if len(columns) != 3:
            raise KnowledgeError(f"{path.name}:{number}: three columns wanted, {len(columns)} found")
        lexicon.add(*columns)
    return lexicon


def read_words(text: str, lexicon: TimeLexicon) -> list[Item]:
    """Cut a text into items; time grows linearly with its length."""
    items: list[Item] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "border"
        word = match.group().lower()
        cls, value = _CLASSIFY[kind](word, lexicon) if kind in _CLASSIFY else (_FIXED[kind], None)
        if cls in "MW" and not match.group()[0].isupper():
            cls = "w"
        items.append(Item(cls, match.start(), match.end(), value, word.strip("'’") if kind == "possessive" else word))
    return list(_join_phrases(items, lexicon))


def _join_phrases(items: list[Item], lexicon: TimeLexicon) -> Iterable[Item]:
    at = 0
    while at < len(items):
        item = items[at]
        for words, cls, value in lexicon.phrases.get(item.text, ()):
            found = items[at : at + len(words)]
            if tuple(x.text for x in found) == words:
                yield Item(cls, item.start, found[-1].end, value, " ".join(words))
                at += len(words)
                break
        else:
            yield item
            at += 1


def _classify_word(word: str, lexicon: TimeLexicon) -> tuple[str, Any]:
    return lexicon.words.get(word, ("w", None))


def _classify_number(word: str, _: TimeLexicon) -> tuple[str, Any]:
    number = int(word) if len(word) < 5 else 0
    if len(word) == 4 and 1000 <= number < 2200:
        return "Y", number
    return ("d" if 1 <= number <= 31 else "#"), number


def _classify_ordinal(word: str, _: TimeLexicon) -> tuple[str, Any]:
    number = int(word[:-2])
    return ("h" if 1 <= number <= 31 else "#"), number


def _classify_decade(word: str, _: TimeLexicon) -> tuple[str, Any]:
    digits = re.sub(r"\D", "", word)
    if len(digits) == 2:
        if word[0].isdigit():  # "in his 80s", "temperatures in the 90s"
            return "w", None
        first = int(digits) + (2000 if int(digits) < 30 else 1900)
        return "D", of_years(first, first + 9)
    first = int(digits)
    # "the 1800s" are a century, "the 2000s" and "the 1900s" mostly decades in news.
    return "D", of_years(first, first + (99 if first % 100 == 0 and first < 1900 else 9))


def _classify_iso(word: str, _: TimeLexicon) -> tuple[str, Any]:
    return ("I", of_day(date.fromisoformat(word))) if is_edtf(word) else ("w", None)


def _classify_slash(word: str, lexicon: TimeLexicon) -> tuple[str, Any]:
    """Read 25/4/2019 and 4/25/2019; only the year of 4/5/2019 is certain, and fractions are none."""
    parts = [int(x) for x in word.split("/")]
    if word in lexicon.words:
        return lexicon.words[word]
    if len(parts) < 3:
        return "w", None
    first, second, year = parts
    year += 0 if year > 99 else (2000 if year < 50 else 1900)
    if first == second and first <= 12:
        return "I", of_day(date(year, first, second))
    month, day = (first, second) if second > 12 else (second, first)
    value = f"{year:04d}-{month:02d}-{day:02d}"
    if (first > 12) == (second > 12):
        return "I", of_year(year)
    return ("I", of_day(date(year, month, day))) if is_edtf(value) else ("w", None)


def _classify_range(word: str, _: TimeLexicon) -> tuple[str, Any]:
    first, second = (int(x) for x in re.findall(r"\d+", word))
    digits = re.findall(r"\d+", word)[1]
    if len(digits) == 4:
        return ("I", of_years(first, second)) if 1000 <= first < second < 2200 else ("w", None)
    if second > first % 100 and 1000 <= first < 2200:
        # 2010-11 is a season or a term far more often than a month; 2019-04 can only be a month.
        return "I", of_years(first, first - first % 100 + second)
    value = f"{first:04d}-{second:02d}"
    return ("I", of_value(value)) if 1 <= second <= 12 and is_edtf(value) and "-" in word else ("w", None)


_FIXED = {"other": "w", "possessive": "Z", "comma": ",", "dash": "-", "border": "."}
_CLASSIFY = {
    "iso": _classify_iso, "slash": _classify_slash, "range": _classify_range, "decade": _classify_decade,
    "ordinal": _classify_ordinal, "number": _classify_number, "dotted": _classify_word, "word": _classify_word,
}  # fmt: skip
