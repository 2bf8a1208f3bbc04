"""Periods: quarters, financial years, and their names."""

from hypothesis import given
from hypothesis import strategies as st

from sim.core.periods import is_april, label, year_of


def test_a_financial_year_has_four_quarters_and_begins_in_april():
    assert [year_of(t) for t in range(9)] == [0, 0, 0, 0, 1, 1, 1, 1, 2]
    assert [t for t in range(9) if is_april(t)] == [0, 4, 8]


def test_a_quarter_is_named_as_treasurers_name_it():
    assert label(0, 2010) == "2010-11 Q1"
    assert label(39, 2010) == "2019-20 Q4"
    assert label(0, 1999) == "1999-00 Q1"


@given(st.integers(0, 240))
def test_every_year_has_exactly_one_april(quarter):
    year = [t for t in range(244) if year_of(t) == year_of(quarter)]
    assert sum(is_april(t) for t in year) == 1
