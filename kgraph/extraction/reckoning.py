"""Reckoning on the calendar: units around a day, parts and edges of periods, and so many units away."""

from __future__ import annotations

from datetime import date, timedelta

from kgraph.extraction.edtf import (
    Period,
    about,
    add_months,
    of_day,
    of_days,
    of_month,
    of_part,
    of_value,
    of_year,
    of_years,
    since,
    week_of,
    weekend_of,
)

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7}


def nearest_day(month: int, day: int, today: date, tense: int) -> Period | None:
    """Return the day of this name that is nearest to `today`, on the side that the tense (-1, 0, 1) looks to."""
    if (month, day) == (2, 29):
        return None
    distances = [(date(today.year + shift, month, day) - today).days for shift in (-1, 0, 1)]
    return of_day(today + timedelta(days=min((d for d in distances if d * tense >= 0), key=abs)))


def unit_around(day: date, unit: str) -> Period | None:
    """Return the week, month, ... century that holds a day."""
    if unit == "day":
        return of_day(day)
    if unit == "week":
        return week_of(day)
    if unit == "weekend":
        return weekend_of(day)
    if unit == "month":
        return of_month(day.year, day.month)
    if unit == "quarter":
        return of_part(day.year, 33 + (day.month - 1) // 3)
    if unit == "half":
        return of_part(day.year, 40 + (day.month - 1) // 6)
    if unit == "year":
        return of_year(day.year)
    size = 10 if unit == "decade" else 100
    return of_years(day.year - day.year % size, day.year - day.year % size + size - 1)


def shifted_unit(day: date, unit: str, shift: int, tense: int) -> Period | None:
    """Return the week, month, ... that is `shift` units from the one that holds a day."""
    if unit == "weekend":
        # "this weekend" in a report of the past is the one before, unless today lies in it.
        back = tense <= 0 and shift == 0 and day.weekday() < 5
        return weekend_of(day + timedelta(days=7 * (shift - back)))
    if unit in DAYS_IN:
        return unit_around(day + timedelta(days=shift * DAYS_IN[unit]), unit)
    return unit_around(add_months(day.replace(day=1), shift * MONTHS_IN[unit]), unit)


def reckon(day: date, count: int, unit: str) -> Period | None:
    """Return the time `count` units from `day`, as coarse as the unit is."""
    if unit == "day":
        return of_day(day + timedelta(days=count))
    if unit == "week":
        return about(of_day(day + timedelta(days=7 * count)))
    if unit not in MONTHS_IN or abs(count) > 2000:
        return None
    then = add_months(day.replace(day=1), count * MONTHS_IN[unit])
    if unit in ("month", "quarter", "half"):
        return of_month(then.year, then.month)
    return of_year(then.year) if unit == "year" else about(of_year(then.year))


def part_of(period: Period, part: str) -> Period:
    """Return the early, middle or late third of a period; days and weeks stay whole."""
    index = ("early", "mid", "late").index(part)
    first = period.first
    if period.day is None or len(first) == 10 or period.value[5:7] in ("21", "22", "23", "24"):
        return period
    if period.first == period.last and len(first) == 4:
        start, end = 4 * index + 1, 4 * index + 4
        return _between(f"{first}-{start:02d}", f"{first}-{end:02d}", period.day.replace(month=start))
    if period.first == period.last:
        start, end = 10 * index + 1, 10 * index + 10
        end = (add_months(period.day, 1) - timedelta(days=1)).day if part == "late" else end
        return of_days(period.day.replace(day=start), period.day.replace(day=end))
    year = int(first[:4])
    if len(first) == 4 and period.last == f"{year + 9:04d}":
        low, high = ((0, 3), (4, 6), (7, 9))[index]
        return of_years(year + low, year + high)
    if len(first) == 4 and period.last == f"{year + 99:04d}":
        low, high = ((0, 33), (34, 66), (67, 99))[index]
        return of_years(year + low, year + high)
    if part == "mid" or (part == "late" and period.last == ".."):
        return period
    return about(of_value(first if part == "early" else period.last))


def edge_of(period: Period | None, edge: str) -> Period | None:
    """Return the beginning, middle or end of a period, or the time after it."""
    if period is None or edge == "whole":
        return period
    if edge == "after":
        end = period.first if period.last == ".." else period.last
        return None if end == ".." else since(of_value(end))
    if edge == "middle":
        return part_of(period, "mid")
    end = period.first if edge == "start" else period.last
    if end == "..":
        return None
    if period.first != period.last:
        exact = of_value(end)
        return about(exact) if period.value.endswith("X") else exact
    if len(end) == 4:
        return about(of_month(int(end), 1 if edge == "start" else 12))
    if len(end) == 7 and period.day is not None:
        last = add_months(period.day, 1) - timedelta(days=1)
        return about(of_day(period.day if edge == "start" else last))
    return period


def _between(first: str, last: str, day: date) -> Period:
    return Period(f"{first}/{last}", first, last, day)
