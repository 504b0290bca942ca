"""The Extended Date/Time Format (ISO 8601-2): which values are well formed, and stretches of the calendar as values."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_DATE = re.compile(
    r"""[?~%]?(?P<year>-?[0-9X]{4})[?~%]?
        (?:-[?~%]?(?P<month>[0-9X]{2})[?~%]?(?:-[?~%]?(?P<day>[0-9X]{2})[?~%]?)?)?""",
    re.VERBOSE,
)
_LONG_YEAR = re.compile(r"Y-?\d{5,}|Y-?\d+E\d+")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?")
# Sub-year groupings: 21-24 are seasons (level 1); 25-41 hemispheres' seasons, quarters, thirds and halves (level 2).
_SUB_YEAR = range(21, 42)


def is_edtf(value: str) -> bool:
    """Return whether `value` is a well-formed EDTF date, date and time, interval or set (levels 0 to 2).

    >>> [is_edtf(x) for x in ("2019-04", "199X", "2014/..", "2010~", "2003-21")]
    [True, True, True, True, True]
    >>> [is_edtf(x) for x in ("2019-13", "2019-02-30", "1995/1991", "../..", "last year")]
    [False, False, False, False, False]
    """
    if "T" in value:
        day, _, clock = value.partition("T")
        return len(day) == 10 and day.isascii() and is_edtf(day) and _TIME.fullmatch(clock) is not None
    if value[:1] in "[{" and value:
        return _is_set(value)
    if "/" in value:
        return _is_interval(value)
    return _is_date(value)


def _is_date(value: str) -> bool:
    if _LONG_YEAR.fullmatch(value):
        return True
    match = _DATE.fullmatch(value)
    if match is None or not value.isascii():
        return False
    year, month, day = match.group("year", "month", "day")
    if month is None or "X" in month:
        return _digits_fit(month, 1, 12) and _digits_fit(day, 1, 31)
    number = int(month)
    if number in _SUB_YEAR:
        return day is None
    if not 1 <= number <= 12:
        return False
    return _digits_fit(day, 1, calendar.monthrange(2000 if "X" in year else int(year), number)[1])


def _digits_fit(digits: str | None, low: int, high: int) -> bool:
    """Return whether some number from `low` to `high` has these two digits, X being any."""
    if digits is None:
        return True
    pattern = re.compile(digits.replace("X", "."))
    return any(pattern.fullmatch(f"{n:02d}") for n in range(low, high + 1))


def _is_interval(value: str) -> bool:
    first, *rest = value.split("/")
    if len(rest) != 1:
        return False
    ends = (first, rest[0])
    if not all(end in ("", "..") or _is_date(end) for end in ends):
        return False
    if all(end in ("", "..") for end in ends):
        return False
    return _order_key(first, "0") <= _order_key(rest[0], "9")


def _order_key(end: str, fill: str) -> str:
    """Return a string that sorts as the calendar does; seasons sort by year alone, open ends where they belong."""
    if end in ("", "..") or end.startswith(("-", "Y")):
        return fill * 10
    plain = re.sub("[?~%]", "", end).replace("X", fill)
    if len(plain) == 7 and int(plain[5:7]) in _SUB_YEAR:
        plain = plain[:4]
    return plain.ljust(10, fill)


def _is_set(value: str) -> bool:
    if len(value) < 3 or value[-1] != {"[": "]", "{": "}"}[value[0]]:
        return False
    for part in value[1:-1].split(","):
        ends = part.strip().split("..")
        if len(ends) > 2 or not any(ends) or not all(not end or _is_date(end) for end in ends):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar with its EDTF value.

    Attributes:
        value: What is written out.
        first: EDTF date of its beginning, coarse as the words are ("2014"), or ``..``.
        last: EDTF date of its end, or ``..``.
        day: First day, for reckoning from it; None where the beginning is open.
    """

    value: str
    first: str
    last: str
    day: date | None = None

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last and len(self.first) == 10


def of_year(year: int) -> Period:
    """Return a year; negative numbers count from 1 BC = 0."""
    text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    return Period(text, text, text, date(year, 1, 1) if 1 <= year <= 9999 else None)


def of_month(year: int, month: int) -> Period:
    """Return a month."""
    text = f"{year:04d}-{month:02d}"
    return Period(text, text, text, date(year, month, 1))


def of_day(day: date) -> Period:
    """Return a single day."""
    text = day.isoformat()
    return Period(text, text, text, day)


def of_days(first: date, last: date) -> Period:
    """Return an interval of days, both ends within it."""
    return Period(f"{first}/{last}", str(first), str(last), first)


def of_season(year: int, code: int) -> Period:
    """Return a season by its EDTF code (21 spring to 24 winter, which begins in December)."""
    month = 3 * (code - 20)
    last_year, last_month = (year + 1, 2) if code == 24 else (year, month + 2)
    first, last = f"{year:04d}-{month:02d}", f"{last_year:04d}-{last_month:02d}"
    return Period(f"{year:04d}-{code}", first, last, date(year, month, 1))


def of_part(year: int, code: int) -> Period:
    """Return a quarter (33 to 36) or a half (40, 41) of a year by its EDTF code."""
    months, index = (3, code - 33) if code < 40 else (6, code - 40)
    month = 1 + months * index
    first, last = f"{year:04d}-{month:02d}", f"{year:04d}-{month + months - 1:02d}"
    return Period(f"{year:04d}-{code}", first, last, date(year, month, 1))


def of_years(first: int, last: int) -> Period:
    """Return decades and centuries with unspecified digits (199X, 18XX), other runs of years as intervals."""
    start, end = f"{first:04d}", f"{last:04d}"
    value = f"{start}/{end}"
    if first % 10 == 0 and last == first + 9:
        value = f"{start[:3]}X"
    elif first % 100 == 0 and last == first + 99:
        value = f"{start[:2]}XX"
    return Period(value, start, end, date(max(first, 1), 1, 1))


def of_value(value: str) -> Period:
    """Return the period of a date or an interval in EDTF, as the lexicon writes them."""
    first, _, last = value.partition("/")
    parts = [int(x) for x in first.split("-")]
    day = date(*[*parts, 1, 1][:3])
    return Period(value, first, last or first, day)


def spanning(first: Period, last: Period) -> Period | None:
    """Return the interval from the beginning of `first` to the end of `last`; None if it would run backwards."""
    value = f"{first.first}/{last.last}"
    if first.first == ".." and last.last == "..":
        return None
    return Period(value, first.first, last.last, first.day) if is_edtf(value) else None


def since(period: Period, *, approximate: bool = False) -> Period:
    """Return all time from the beginning of `period`."""
    mark = "~" if approximate else ""
    return Period(f"{period.first}{mark}/..", period.first, "..", period.day)


def until(period: Period) -> Period:
    """Return all time to the end of `period`."""
    return Period(f"../{period.last}", "..", period.last)


def about(period: Period) -> Period:
    """Mark a period as approximate."""
    if "/" in period.value or period.value.endswith("~"):
        return period
    return Period(f"{period.value}~", period.first, period.last, period.day)


def add_months(day: date, months: int) -> date:
    """Return the day `months` later, the month's last day where it is shorter."""
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def week_of(day: date) -> Period:
    """Return the week from Monday to Sunday that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return of_days(monday, monday + timedelta(days=6))


def weekend_of(day: date) -> Period:
    """Return the Saturday and Sunday of the week that holds `day`."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    return of_days(saturday, saturday + timedelta(days=1))
