"""Discounting: closed forms to 1e-9 (A27, A29), kinks, payback, peak need and break-even rates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.appraisal.discounting import (
    HIGHEST_RATE,
    break_even_rate,
    by_financial_year,
    cash_terms,
    discount_factors,
    financial_years,
    flat,
    payback_period,
    peak_funding_need,
    present_value,
)
from sim.appraisal.vintages import deflator, vintage

STANDARD = vintage("2022").schedule("standard").rates
streams = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60).map(np.array)


@given(streams)
def test_at_a_rate_of_nothing_present_value_is_the_plain_sum(stream):
    assert present_value(stream, flat(0.0)) == pytest.approx(stream.sum(), abs=1e-6)


def test_an_annuity_is_worth_what_its_closed_form_says():
    rate, years = 0.035, 20
    annuity = present_value(np.r_[0.0, np.ones(years)], flat(rate))
    assert annuity == pytest.approx((1 - (1 + rate) ** -years) / rate, abs=1e-9)


def test_factors_step_at_every_kink_and_never_jump():
    factors = discount_factors(402, STANDARD)
    spans = [(30, 0.035), (45, 0.03), (50, 0.025), (75, 0.02), (100, 0.015), (100, 0.01)]
    year, closed = 0, 1.0
    for years, rate in spans:
        year, closed = year + years, closed * (1 + rate) ** -years
        assert factors[year] == pytest.approx(closed, rel=1e-9)
    for year, rate in [(31, 0.03), (76, 0.025), (126, 0.02), (201, 0.015), (301, 0.01)]:
        assert factors[year - 1] / factors[year] - 1.0 == pytest.approx(rate, abs=1e-9)


def test_the_first_year_is_not_discounted():
    assert discount_factors(1, STANDARD).tolist() == [1.0]


@given(streams, st.floats(0.0, 1e5))
def test_a_higher_cost_never_raises_present_value(stream, more):
    dearer = stream - np.r_[np.zeros(len(stream) - 1), more]
    assert present_value(dearer, STANDARD) <= present_value(stream, STANDARD)


@given(st.lists(st.floats(-1e6, 0.0), min_size=1, max_size=60))
def test_a_path_that_never_gains_never_pays_back(stream):
    assert payback_period(np.array(stream)) is None


def test_payback_is_the_first_period_in_which_the_sum_is_above_nothing():
    assert payback_period(np.array([-10.0, 4.0, 6.0, 1.0, -5.0])) == 3
    assert payback_period(np.array([5.0, -10.0, 4.0, 2.0])) == 3
    assert payback_period(np.array([1.0, 2.0])) is None


def test_peak_need_is_the_deepest_point_of_the_sum():
    assert peak_funding_need(np.array([-10.0, -5.0, 20.0, -1.0])) == 15.0
    assert peak_funding_need(np.array([3.0, 1.0])) == 0.0


def test_the_rate_at_which_a_stream_is_worth_nothing_is_its_internal_rate():
    assert break_even_rate(np.array([-100.0, 110.0])) == pytest.approx(0.10, abs=1e-9)
    assert break_even_rate(np.array([1.0, 1.0])) is None
    assert HIGHEST_RATE == 1.0


def test_quarters_add_up_to_financial_years_that_begin_in_april():
    assert by_financial_year(np.arange(6.0)[None, :]).tolist() == [[6.0, 9.0]]
    assert financial_years(6, 2013) == [2013, 2014]


def test_cash_terms_are_real_terms_times_prices():
    prices = deflator()
    cash = cash_terms(np.array([100.0, 100.0]), [2013, 2020], 2013, prices)
    assert cash == pytest.approx([100.0, 100.0 * 85.2137 / 73.4795], rel=1e-9)
    assert prices.ratio(2026, 2024) == pytest.approx(1.02**2, rel=1e-9)


def test_a_rate_holds_to_the_last_year_of_its_span():
    rates = ((2, 0.10), (np.inf, 0.20))
    assert discount_factors(4, rates) == pytest.approx(
        [1.0, 1 / 1.1, 1 / 1.1**2, 1 / (1.1**2 * 1.2)]
    )


def test_a_sum_that_only_comes_back_to_nothing_has_not_paid_back():
    assert payback_period(np.array([-10.0, 10.0])) is None
    assert payback_period(np.array([0.0, 0.0])) is None
    assert payback_period(np.array([-10.0, 10.5])) == 1


def test_a_stream_that_is_worth_nothing_at_no_discount_has_no_break_even_rate():
    assert break_even_rate(np.array([-100.0, 100.0])) is None
    assert break_even_rate(np.array([-100.0, 200.0])) is None
    assert break_even_rate(np.array([-100.0, 199.0])) == pytest.approx(0.99)


def test_present_value_runs_along_the_axis_it_is_given():
    amounts = np.array([[100.0, 1.0], [110.0, 1.1]])
    assert present_value(amounts, flat(0.10), axis=0) == pytest.approx([200.0, 2.0])


def test_whole_years_are_neither_cut_nor_added():
    assert by_financial_year(np.arange(8.0)[None, :]).tolist() == [[6.0, 22.0]]
    assert financial_years(8, 2013) == [2013, 2014]
    assert financial_years(9, 2013) == [2013, 2014, 2015]
