"""EDTF values as days."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.rdf import bounds


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019-04-25", date(2019, 4, 25), date(2019, 4, 25)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("1950", date(1950, 1, 1), date(1950, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2010~", date(2010, 1, 1), date(2010, 12, 31)),
        ("2021-23", date(2021, 9, 1), date(2021, 11, 30)),
        ("1950-06-25/1953-07-27", date(1950, 6, 25), date(1953, 7, 27)),
        ("1953/..", date(1953, 1, 1), None),
        ("../2022-03", None, date(2022, 3, 31)),
        ("2023-02-30", None, None),
        ("soon", None, None),
        ("", None, None),
    ],
)
def test_first_and_last_day(value, first, last):
    assert bounds(value) == (first, last)
