"""Dates of publication as pages and feeds write them."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
# A clock after the date: "10:30 a.m. (GMT)", "at 14.05 +02:00".
_REST_OF_LINE = re.compile(
    r"""[\s,|·•–—-]*
        (?: (?:at\s)? \d{1,2}[:.]\d{2}(?::\d{2})? \s* (?:[ap]\.?m\.?)? \s* \(?(?:[A-Z]{2,5}|[+-]\d{2}:?\d{2})?\)? )?
        [\s.,|]*""",
    re.VERBOSE | re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ", re.IGNORECASE)
_LONGEST_LINE = 100


def read_date(value: str | None) -> str | None:
    """Return a date as ``YYYY-MM-DD``, or None where it is none.

    >>> read_date("2023-09-13T10:00:00Z"), read_date("Sept. 13, 2023"), read_date("Wed, 13 Sep 2023 10:00:00 GMT")
    ('2023-09-13', '2023-09-13', '2023-09-13')
    """
    if not value:
        return None
    value = value.strip()
    match = _ISO.match(value) or _MONTH_DAY.search(value) or _DAY_MONTH.search(value)
    if match:
        return _day(match)
    parts = parsedate(value)
    return _valid(*parts[:3]) if parts else None


def date_on_line(line: str, before: re.Pattern[str]) -> str | None:
    """Return the date of a line that holds a date and nothing else but a clock and words that match `before`."""
    if len(line) > _LONGEST_LINE:
        return None
    prefix = before.match(line)
    rest = _WEEKDAY.sub("", line[prefix.end() if prefix else 0 :].strip(" :"), count=1)
    match = _ISO.match(rest) or _MONTH_DAY.match(rest) or _DAY_MONTH.match(rest)
    if match is None or _REST_OF_LINE.fullmatch(rest.removeprefix(match.group())) is None:
        return None
    return _day(match)


def _day(match: re.Match[str]) -> str | None:
    if match.re is _ISO:
        return _valid(*(int(x) for x in match.groups()))
    name, day = match.group(1, 2) if match.re is _MONTH_DAY else match.group(2, 1)
    month = name[:3].lower()
    return _valid(int(match.group(3)), _MONTHS.index(month) + 1, int(day)) if month in _MONTHS else None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
