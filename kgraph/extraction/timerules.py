"""The rules of dates, in three layers.

Points ("25 April 2019", "last Tuesday"), parts of points ("late last month", "the end of the Cold War") and stretches
between them ("since 2014", "from May to July 2003").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kgraph.extraction.edtf import (
    Period,
    about,
    add_months,
    of_day,
    of_month,
    of_part,
    of_season,
    of_value,
    of_year,
    of_years,
    since,
    spanning,
    until,
)
from kgraph.extraction.reckoning import DAYS_IN, edge_of, nearest_day, part_of, reckon, shifted_unit, unit_around
from kgraph.extraction.timegrammar import Grammar, Setting, Words
from kgraph.extraction.timewords import Item, TimeLexicon

GRAMMAR = Grammar()
_NUMBER = "(?:(?P<tens>n)-)?(?P<n>[nd#])(?P<q>q)?"


# --- guards: where a bare number or month is a date -------------------------------------------------------------


def _is_year(items: Sequence[Item], start: int, end: int, lexicon: TimeLexicon) -> bool:
    before = items[start - 1] if start else Item(".", 0, 0)
    after = items[end] if end < len(items) else Item(".", 0, 0)
    if after.text in lexicon.lists["counted"] or before.text in lexicon.lists["numbered"]:
        return False
    if before.cls == "." and start > 1 and items[start - 2].text in lexicon.lists["numbered"]:
        return False
    if before.cls == "A" and before.value == ">":
        return False
    number = items[end - 1].value
    # A hyphen joins "mid-2012" but also "Su-1500"; far years need a word that makes them one.
    if before.cls == "-" and start > 1 and items[start - 2].cls == "w":
        return False
    return 1600 <= number < 2100 or before.cls in "siuftb&kjcBqE"


def _is_month(items: Sequence[Item], start: int, end: int, _: TimeLexicon) -> bool:
    before = items[start - 1] if start else Item(".", 0, 0)
    if items[end - 1].text in ("march", "may", "april", "june", "august"):
        return before.cls in "siuftbckj&-LXTEeBznqy"
    return True


# --- layer 0: points ----------------------------------------------------------------------------------------------


@GRAMMAR.rule(0, "(?P<i>I)")
@GRAMMAR.rule(0, "z?(?P<i>D)")
@GRAMMAR.rule(0, "z?(?P<i>V)", out="x")
def _literal(w: Words, _: Setting) -> Period | None:
    period: Period = w["i"].value
    return period


@GRAMMAR.rule(0, "z(?P<v>v)", out="x")
def _the_war(_: Words, s: Setting) -> Period | None:
    return s.war


@GRAMMAR.rule(0, "(?P<y>Y)", guard=_is_year)
@GRAMMAR.rule(0, "izU(?P<y>Y)")
def _year(w: Words, _: Setting) -> Period:
    return of_year(w["y"].value)


@GRAMMAR.rule(0, "(?P<y>[Yd#])(?P<bc>K)")
@GRAMMAR.rule(0, "G(?P<y>[Yd#])")
@GRAMMAR.rule(0, "(?P<y>[Y#])G")
def _year_of_era(w: Words, _: Setting) -> Period:
    return of_year(1 - w["y"].value if "bc" in w else w["y"].value)


@GRAMMAR.rule(0, "z(?P<n>N)")
@GRAMMAR.rule(0, "(?<=E)-?(?P<n>N)")
def _nineties(w: Words, _: Setting) -> Period:
    return of_years(w["n"].value, w["n"].value + 9)


@GRAMMAR.rule(0, "z?(?:(?P<tens>n)-)?(?P<o>[oh])-?(?P<u>U)(?P<bc>K)?")
def _century(w: Words, _: Setting) -> Period | None:
    if w["u"].value != "century" or "bc" in w:
        return None
    number = w["o"].value + (w["tens"].value if "tens" in w else 0)
    first = 100 * (number - 1)
    return of_years(first, first + 99)


@GRAMMAR.rule(0, "(?:z?(?P<w>W)P?,?z?)?(?P<m>M)(?P<d>[dh])(?:,?(?P<y>Y))?")
@GRAMMAR.rule(0, "z?(?:(?P<w>W)P?,?z?)?(?:(?P<d>[dh])q?|(?P<o>o)q)(?P<m>M)(?:,?(?P<y>Y))?")
def _day(w: Words, s: Setting) -> Period | None:
    return _day_of(w["m"].value, w.get("d", w.get("o", w["m"])).value, _own_year(w, s), s)


@GRAMMAR.rule(0, "(?P<m>M)(?P<d>[dh])(?:-|&|t)(?P<e>[dh])(?:,?(?P<y>Y))?")
@GRAMMAR.rule(0, "f?(?P<d>[dh])(?:-|&|t)(?P<e>[dh])q?(?P<m>M)(?:,?(?P<y>Y))?")
def _days(w: Words, s: Setting) -> Period | None:
    year = _own_year(w, s)
    first = _day_of(w["m"].value, w["d"].value, year, s)
    last = _day_of(w["m"].value, w["e"].value, year, s)
    return spanning(first, last) if first and last else None


@GRAMMAR.rule(0, "z?(?P<f>C),?(?:(?P<y>Y)|(?:i|q)?(?P<x>[LXT])U)?")
@GRAMMAR.rule(0, "(?P<x>[LXT])(?P<f>C)")
def _feast(w: Words, s: Setting) -> Period | None:
    month, day = w["f"].value
    if "x" in w and "y" not in w:
        if s.today is None:
            return None
        tense = {"last": -1, "next": 1, "this": 0}[w["x"].value]
        return _day_of(month, day, None, Setting(today=s.today, tense=tense))
    return _day_of(month, day, _own_year(w, s), s)


@GRAMMAR.rule(0, "(?P<m>M)(?:,|q)?(?P<y>Y)")
@GRAMMAR.rule(0, "(?P<m>M)(?:q?(?P<x>[LXT])U)?", guard=_is_month)
@GRAMMAR.rule(0, "(?P<x>[LXT])(?P<m>M)")
def _month(w: Words, s: Setting) -> Period | None:
    month, year = w["m"].value, _own_year(w, s)
    if year is not None:
        return of_month(year, month)
    if s.today is None:
        return None
    which = w["x"].value if "x" in w else ""
    if "x" in w and w["x"].end > w["m"].end:  # "in May last year"
        return of_month(s.today.year + {"last": -1, "next": 1}.get(which, 0), month)
    if which == "this":
        return of_month(s.today.year, month)
    if which == "next" or (s.tense > 0 and not which):
        return of_month(s.today.year + (month < s.today.month + (which == "next")), month)
    return of_month(s.today.year - (month > s.today.month - (which == "last")), month)


@GRAMMAR.rule(0, "(?P<m>M)(?:-|&|t)(?P<e>M)(?:,|q)?(?P<y>Y)")
def _months(w: Words, _: Setting) -> Period | None:
    return spanning(of_month(w["y"].value, w["m"].value), of_month(w["y"].value, w["e"].value))


@GRAMMAR.rule(0, "(?P<x>[LXT])?(?P<w>W)P?")
@GRAMMAR.rule(0, "(?P<w>W)P?(?:q|i)?(?P<v>[LXT])U")
def _weekday(w: Words, s: Setting) -> Period | None:
    if s.today is None:
        return None
    today, day = s.today, w["w"].value
    monday = today - timedelta(days=today.weekday())
    if "v" in w:  # "Tuesday last week"
        return of_day(monday + timedelta(days=day + {"last": -7, "next": 7}.get(w["v"].value, 0)))
    which = w["x"].value if "x" in w else ""
    if which == "this":
        return of_day(monday + timedelta(days=day))
    if which == "next" or (s.tense > 0 and which != "last"):
        return of_day(today + timedelta(days=(day - today.weekday() - (which == "next")) % 7 + (which == "next")))
    # A paper of Wednesday calls its own day "Wednesday", but never "last Wednesday".
    return of_day(today - timedelta(days=(today.weekday() - day - (which == "last")) % 7 + (which == "last")))


@GRAMMAR.rule(0, "z?(?P<s>S),?q?(?P<y>Y)")
@GRAMMAR.rule(0, "(?P<s>S)(?:q|i)?(?P<v>[LXT])U")
@GRAMMAR.rule(0, "(?P<x>[LXT])(?P<s>S)")
@GRAMMAR.rule(0, "(?<=i)z(?P<s>S)")
def _season(w: Words, s: Setting) -> Period | None:
    code = w["s"].value
    if "y" in w:
        return of_season(w["y"].value, code)
    if s.today is None:
        return None
    this = of_season(s.today.year, code)
    which = w["x"].value if "x" in w else w["v"].value if "v" in w else ""
    if "v" in w or this.day is None:
        return of_season(s.today.year + {"last": -1, "next": 1}.get(which, 0), code)
    begun = this.day <= s.today
    over = this.last < f"{s.today:%Y-%m}"
    if which == "next" or (not which and s.tense > 0):
        return of_season(s.today.year + (begun if which == "next" else over), code)
    if which == "last":
        # In September "last summer" is still the year before's.
        long_over = this.last < f"{add_months(s.today, -3):%Y-%m}"
        return of_season(s.today.year - (not long_over), code)
    return of_season(s.today.year - (not begun and which != "this"), code)


@GRAMMAR.rule(0, "z?(?P<o>[oh])(?P<u>U)(?:q|i)?(?:(?P<y>Y)|(?P<x>[LXT])(?P<v>U))")
def _part_of_year(w: Words, s: Setting) -> Period | None:
    number, unit = w["o"].value, w["u"].value
    year = w["y"].value if "y" in w else _shifted_year(w["x"].value, s) if w["v"].value == "year" else None
    if year is None or number > {"quarter": 4, "half": 2}.get(unit, 0):
        return None
    return of_part(year, (32 if unit == "quarter" else 39) + number)


@GRAMMAR.rule(0, "(?P<y>y)P?")
@GRAMMAR.rule(0, "(?P<x>[LT])(?P<p>P)")
def _near_day(w: Words, s: Setting) -> Period | None:
    if s.today is None:
        return None
    days = w["y"].value if "y" in w else -1 if w["x"].value == "last" else 0
    return of_day(s.today + timedelta(days=days))


@GRAMMAR.rule(0, "(?P<x>[LXT])(?P<u>U)")
@GRAMMAR.rule(0, "(?P<x>U)-?Z?(?P<b>B)")
def _this_unit(w: Words, s: Setting) -> Period | None:
    if s.today is None:
        return None
    if "b" in w:  # "year's end"
        return edge_of(unit_around(s.today, w["x"].value), w["b"].value)
    shift = {"last": -1, "next": 1}.get(w["x"].value, 0)
    return shifted_unit(s.today, w["u"].value, shift, s.tense)


@GRAMMAR.rule(0, "z(?P<u>U)", out="r")
@GRAMMAR.rule(0, "(?<=[iA])z(?P<w>U)")
def _the_unit(w: Words, s: Setting) -> Period | None:
    """Read "the year" (which needs more words, as in "the end of the year") and "over the weekend"."""
    unit = w.get("w", w.get("u"))
    if s.today is None or unit is None or ("w" in w and unit.value != "weekend"):
        return None
    if unit.value == "weekend":
        return shifted_unit(s.today, "weekend", 0, s.tense)
    return unit_around(s.today, unit.value)


@GRAMMAR.rule(0, "z?(?P<x>H)(?P<u>U)")
@GRAMMAR.rule(0, "z(?P<x>X)(?P<u>U)")
@GRAMMAR.rule(0, "z?(?P<x>Q)(?P<u>U)")
def _unit_after(w: Words, s: Setting) -> Period | None:
    """Read "the same day", "the following year": reckoned from the time last spoken of."""
    if s.anchor is None or s.anchor.day is None:
        return None
    if w["u"].value in ("day", "week", "weekend") and not s.anchor.is_day:
        return None
    shift = {"next": 1, "after": 1, "before": -1}.get(w["x"].value, 0)
    return shifted_unit(s.anchor.day, w["u"].value, shift, s.tense)


@GRAMMAR.rule(0, f"A?{_NUMBER}(?P<u>U)g")
def _ago(w: Words, s: Setting) -> Period | None:
    return None if s.today is None else reckon(s.today, -_count(w), w["u"].value)


@GRAMMAR.rule(0, f"{_NUMBER}(?P<u>U)(?P<e>e)")
def _later(w: Words, s: Setting) -> Period | None:
    if s.anchor is None or s.anchor.day is None:
        return None
    unit = w["u"].value
    if unit in DAYS_IN and not s.anchor.is_day:
        return None
    return reckon(s.anchor.day, _count(w) if w["e"].value == "later" else -_count(w), unit)


@GRAMMAR.rule(0, f"i{_NUMBER}(?P<u>U)")
def _in_future(w: Words, s: Setting) -> Period | None:
    return reckon(s.today, _count(w), w["u"].value) if s.today and s.tense > 0 else None


@GRAMMAR.rule(0, f"(?:(?:A|i|F)zL|TL)(?:{_NUMBER})?(?P<u>U)")
def _window(w: Words, s: Setting) -> Period | None:
    """Read "over the past three years": from then until the article's date."""
    if s.today is None:
        return None
    first = reckon(s.today, -(_count(w) if "n" in w else 1), w["u"].value)
    grain = len(first.first) if first is not None else 0
    return None if first is None else spanning(_plain(first), of_value(s.today.isoformat()[:grain]))


@GRAMMAR.rule(0, f"F(?P<a>A)?{_NUMBER}(?P<u>U)")
def _duration(w: Words, s: Setting) -> Period | None:
    """Read "for three decades" with a perfect verb: it began then and goes on."""
    if s.today is None or not s.perfect:
        return None
    first = reckon(s.today, -_count(w), w["u"].value)
    return first and since(_plain(first), approximate="a" in w or w["u"].value in ("decade", "century"))


# --- layer 1: parts of points -------------------------------------------------------------------------------------


@GRAMMAR.rule(1, "z?(?P<e>E)-?(?:i|it)?z?(?P<p>[prx])")
def _part(w: Words, s: Setting) -> Period | None:
    period = w["p"].value(s)
    return period and part_of(period, w["e"].value)


@GRAMMAR.rule(1, "ei?z?(?P<p>[pr])")
@GRAMMAR.rule(1, "U?iz?(?P<p>x)")
def _same(w: Words, s: Setting) -> Period | None:
    period: Period | None = w["p"].value(s)
    return period


@GRAMMAR.rule(1, "z?(?P<b>B)q?z?(?P<p>[prx])")
def _edge_of(w: Words, s: Setting) -> Period | None:
    period = w["p"].value(s)
    return period and edge_of(period, w["b"].value)


@GRAMMAR.rule(1, "(?P<a>A)(?P<p>p)")
def _about(w: Words, s: Setting) -> Period | None:
    period = w["p"].value(s)
    return about(period) if period and w["a"].value == "~" else period


# --- layer 2: stretches -------------------------------------------------------------------------------------------


@GRAMMAR.rule(2, "fz?(?P<a>[prx])[tu]z?(?P<b>[prx])")
@GRAMMAR.rule(2, "bz?(?P<a>[prx])&z?(?P<b>[prx])")
@GRAMMAR.rule(2, "(?P<a>p)[-t](?P<b>p)")
def _from_to(w: Words, s: Setting) -> Period | None:
    last = w["b"].value(s)
    if last is None:
        return None
    year = last.day.year if last.day else None
    first = w["a"].value(Setting(s.today, s.tense, s.perfect, s.anchor, s.war, year))
    return spanning(first, last) if first else None


@GRAMMAR.rule(2, "s(?:z|z?U)?(?P<p>[px])")
def _since(w: Words, s: Setting) -> Period | None:
    period = w["p"].value(s)
    return period and since(_after_event(period, w["p"].cls))


@GRAMMAR.rule(2, "(?:j|H)-?z?(?P<p>[px])")
def _after(w: Words, s: Setting) -> Period | None:
    period = w["p"].value(s)
    return period and edge_of(period, "after")


@GRAMMAR.rule(2, "k-?z?(?P<p>[prx])")
def _before(w: Words, s: Setting) -> Period | None:
    period = w["p"].value(s)
    return None if period is None or period.first == ".." else until(_plain_end(period.first))


@GRAMMAR.rule(2, "[uc]z?(?P<p>[prx])")
def _until(w: Words, s: Setting) -> Period | None:
    period = w["p"].value(s)
    if period is None or period.last == ".." or (w["p"].cls == "x" and period.first == ".."):
        return None
    return until(_plain_end(period.first if w["p"].cls == "x" else period.last))


def _own_year(w: Words, s: Setting) -> int | None:
    return int(w["y"].value) if "y" in w else s.year


def _count(w: Words) -> int:
    return int(w["n"].value) + (int(w["tens"].value) if "tens" in w else 0)


def _shifted_year(which: str, s: Setting) -> int | None:
    return None if s.today is None else s.today.year + {"last": -1, "next": 1}.get(which, 0)


def _plain(period: Period) -> Period:
    return Period(period.first, period.first, period.last, period.day)


def _plain_end(value: str) -> Period:
    return Period(value, value, value)


def _after_event(period: Period, cls: str) -> Period:
    """Return what "since" counts from: the year named, but the end of a named event that has ended."""
    if cls == "x" and period.last != "..":
        return of_value(period.last)
    return period


def _day_of(month: int, day: int, year: int | None, s: Setting) -> Period | None:
    """Return a day; without its year, the one that the tense and the article's date make likely."""
    if year is not None:
        return of_day(date(year, month, day))
    return None if s.today is None else nearest_day(month, day, s.today, s.tense)
