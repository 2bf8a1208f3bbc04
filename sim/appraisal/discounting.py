"""Discounting: what later money is worth today, and when money put in has come back.

Year 0 is the first financial year and is not discounted. A rate holds for the step into the
years it covers, so that factors never jump where the rate changes.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from sim.appraisal.vintages import Deflator, Rates
from sim.core.periods import QUARTERS_PER_YEAR

type Values = NDArray[np.float64]

NOT_WITHIN_HORIZON = "not within horizon"
HIGHEST_RATE = 1.0
"""Rates at which a sign is looked for end here: a hundred per cent a year."""


def rate_in(year: int, rates: Rates) -> float:
    """Return the discount rate for the step into a year, counted from 0."""
    return next(rate for last, rate in rates if year <= last)


def discount_factors(years: int, rates: Rates) -> Values:
    """Return what a pound of each year is worth in year 0, shape (years,)."""
    steps = [1.0 / (1.0 + rate_in(year, rates)) for year in range(1, years)]
    return np.cumprod([1.0, *steps])[:years]


def flat(rate: float) -> Rates:
    """Return a schedule of one rate for ever."""
    return ((np.inf, rate),)


def present_value(by_year: Values, rates: Rates, axis: int = -1) -> Values:
    """Return the sum over years of discounted amounts, along one axis."""
    along = np.moveaxis(np.asarray(by_year, float), axis, -1)
    return np.asarray(along @ discount_factors(along.shape[-1], rates))


def by_financial_year(by_quarter: Values, axis: int = 1) -> Values:
    """Add quarters up to financial years along one axis; a year that has just begun counts."""
    starts = range(0, by_quarter.shape[axis], QUARTERS_PER_YEAR)
    return np.asarray(np.add.reduceat(by_quarter, list(starts), axis=axis))


def financial_years(quarters: int, start_year: int) -> list[int]:
    """Return the calendar years in which the financial years begin."""
    return [start_year + i for i in range(-(-quarters // QUARTERS_PER_YEAR))]


def cash_terms(real: Values, years: Sequence[int], price_year: int, prices: Deflator) -> Values:
    """Return real amounts by year (last axis) in the prices of the year they fall in."""
    return np.asarray(real * np.array([prices.ratio(year, price_year) for year in years]))


def payback_period(net: Values) -> int | None:
    """Return the first period at whose end what was put in has come back; None if it never does.

    Where nothing ever had to be put in there is nothing to pay back, and that is None as well.
    """
    total = np.cumsum(net)
    spent = np.flatnonzero(total < 0.0)
    if len(spent) == 0:
        return None
    back = np.flatnonzero(total > 0.0)
    later = back[back > spent[0]]
    return int(later[0]) if len(later) else None


def peak_funding_need(net: Values) -> float:
    """Return the most that has ever been put in and not come back, 0 or more."""
    return max(0.0, -float(np.cumsum(net).min(initial=0.0)))


def break_even_rate(by_year: Values) -> float | None:
    """Return the flat rate (0 to 1) at which a stream is worth nothing; None if there is none."""
    worth: Callable[[float], float] = lambda rate: float(present_value(by_year, flat(rate)))  # noqa: E731
    if worth(0.0) * worth(HIGHEST_RATE) >= 0.0:
        return None
    return float(brentq(worth, 0.0, HIGHEST_RATE, xtol=1e-12))
