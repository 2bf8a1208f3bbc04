"""Published worked examples, to the precision they are printed in; each names where it stands."""

import numpy as np
import pytest

from sim.appraisal.adjustments import equity_weights
from sim.appraisal.discounting import discount_factors, flat, payback_period, present_value
from sim.appraisal.settings import load_settings
from sim.appraisal.vintages import vintage

STANDARD = vintage("2022").schedule("standard").rates


@pytest.mark.parametrize(
    ("year", "printed"), [(10, 0.7089), (20, 0.5026), (40, 0.2651), (125, 0.0274)]
)
def test_green_book_factors_as_a_transport_library_prints_them(year, printed):
    """py_wlc, test_discount.py: factors of 2020, 2030, 2050 and 2135 from 2010, Green Book rates.

    The factor of year 40 spans one kink, that of year 125 two.
    """
    assert discount_factors(year + 1, STANDARD)[year] == pytest.approx(printed, abs=5e-5)


def test_the_rates_are_those_that_northern_ireland_prints():
    """Department of Finance NI, economic appraisal, step eight, 2.8.4: table of rates by years."""
    printed = {30: 0.035, 75: 0.03, 125: 0.025, 200: 0.02, 300: 0.015, np.inf: 0.01}
    assert dict(STANDARD) == printed


CONSTRUCTION = [120_000.0, 250_000.0, 550_000.0, 1_300_000.0]
"""Designing Buildings, Discounting for construction projects: inflows, ends of years 1 to 4."""


@pytest.mark.parametrize(
    ("rate", "year", "printed"),
    [
        (0.05, 2, 226_757.37),
        (0.05, 3, 475_110.68),
        (0.05, 4, 1_069_513.22),
        (0.10, 1, 109_090.91),
        (0.10, 2, 206_611.57),
        (0.10, 3, 413_223.14),
    ],
)
def test_present_values_of_a_construction_project_to_the_penny(rate, year, printed):
    single = np.zeros(year + 1)
    single[year] = CONSTRUCTION[year - 1]
    assert present_value(single, flat(rate)) == pytest.approx(printed, abs=0.005)


def test_net_present_value_of_a_construction_project_to_the_pound():
    """The page adds figures that it rounded before (185,666.97); hence the pound."""
    stream = np.array([-1_700_000.0, *CONSTRUCTION])
    assert present_value(stream, flat(0.05)) == pytest.approx(185_667, abs=0.5)


def test_discounted_payback_of_an_investment_in_its_fourth_year():
    """WizEdu, question 3682: 1,000 put in, four inflows, 14 %: paid back after 3.2991 years."""
    inflows = np.array([-1000.0, 347.0, 394.0, 424.0, 600.0])
    discounted = inflows * discount_factors(5, flat(0.14))
    assert payback_period(discounted) == 4
    before, last = discounted.cumsum()[3], discounted[4]
    assert 3 - before / last == pytest.approx(3.2991, abs=5e-5)


def test_two_tenths_of_a_point_of_life_satisfaction_is_2600_pounds():
    """Jacobs on the guidance of July 2021: 0.2 points are £2,600 a person and year, 2019 prices."""
    assert 0.2 * vintage("2022").wellby.central == pytest.approx(2600, abs=0.5)


def test_the_range_of_a_point_of_life_satisfaction_as_it_is_published():
    """Economics by Design, and MeasureUp, on the same guidance: £10,000 to £16,000."""
    wellby = vintage("2022").wellby
    assert (wellby.low, wellby.central, wellby.high) == (10_000.0, 13_000.0, 16_000.0)


def test_a_pound_at_half_the_income_counts_twice_at_an_elasticity_of_one():
    """Green Book, annex A3.13: £1 at £20,000 a year is worth twice what it is at £40,000."""
    equity = load_settings().equity.model_copy(
        update={"elasticity": 1.0, "relative_incomes": [0.5, 1.0, 1.0, 1.0, 1.0]}
    )
    weights = equity_weights(equity)
    assert weights[0] / weights[1] == pytest.approx(2.0, rel=1e-9)
    assert load_settings().equity.elasticity == 1.3
