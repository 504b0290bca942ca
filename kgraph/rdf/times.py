"""EDTF dates as the first and last day that they allow."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"(\d[\dX]{3})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_QUALIFIER = re.compile(r"[~?%]")
#: EDTF's numbers for spring, summer, autumn and winter, by first and last month.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


def bounds(value: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of an EDTF value; None where it is open, unknown or not read.

    Winter is counted as December alone, since EDTF does not say which year the rest of it belongs to.

    >>> bounds("1953/..")
    (datetime.date(1953, 1, 1), None)
    >>> bounds("2019-04~")
    (datetime.date(2019, 4, 1), datetime.date(2019, 4, 30))
    """
    first, slash, last = _QUALIFIER.sub("", value).partition("/")
    return (_days(first)[0], _days(last)[1]) if slash else _days(first)


def _days(value: str) -> tuple[date | None, date | None]:
    match = _DATE.fullmatch(value)
    if match is None:
        return None, None
    year, month, day = match.groups()
    if "X" in year and (month or not re.fullmatch(r"\d+X+", year)):
        return None, None
    try:
        start = date(int(year.replace("X", "0")), 1, 1)
        end = date(int(year.replace("X", "9")), 12, 31)
        if month is None:
            return start, end
        low, high = _SEASONS.get(int(month), (int(month), int(month)))
        if day is not None:
            exact = date(start.year, int(month), int(day))
            return exact, exact
        return date(start.year, low, 1), date(start.year, high, calendar.monthrange(start.year, high)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None, None
