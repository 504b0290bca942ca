"""What counts as a date of ISO 8601-2."""

from __future__ import annotations

import pytest

from kgraph.extraction.edtf import is_edtf

VALID = (
    "1950", "2019-04", "2019-04-25", "2020-02-29", "2000-02-29", "-0479", "0000", "2019-04-25T10:30:00Z",
    "2019-04-25T10:30:00+01:00", "199X", "18XX", "XXXX", "2019-XX", "2019-04-XX", "2003-21", "2019-33", "2019-40",
    "2010~", "2010?", "2010%", "2019-04~", "~2019-04", "2019-~04", "Y170000002", "1980/1988", "1980-05/1988-07-01",
    "2014/..", "../1991", "2014/", "/1991", "1993~/..", "[1667,1668]", "[..1983]", "{1960,1961-12}",
)  # fmt: skip
INVALID = (
    "", "last year", "95", "19950", "2019-13", "2019-00", "2019-04-31", "2019-02-29", "1900-02-29", "2019-4",
    "2019-04-5", "2019-42", "2003-21-01", "1995/1991", "../..", "/", "1991/1995/1999", "1990s", "199x", "[]", "[..]",
    "2019-04-25T25:00", "2019/13", "X", "~",
)  # fmt: skip


@pytest.mark.parametrize("value", VALID)
def test_well_formed(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize("value", INVALID)
def test_ill_formed(value: str) -> None:
    assert not is_edtf(value)
