"""Adjustments: what guidance takes off claims and benefits before they are believed."""

import numpy as np
from numpy.typing import NDArray

from sim.appraisal.settings import Additionality, Equity, Optimism
from sim.core.periods import QUARTERS_PER_YEAR

type Values = NDArray[np.float64]


def less_optimism(benefits: Values, optimism: Optimism, grade: int) -> Values:
    """Return benefits less what is taken off for evidence of a grade."""
    return benefits * (1.0 - optimism.benefits[grade - 1])


def with_optimism(costs: Values, optimism: Optimism, grade: int) -> Values:
    """Return costs and what is put on for evidence of a grade."""
    return costs * (1.0 + optimism.costs[grade - 1])


def lagged(by_quarter: Values, quarters: int, axis: int = 1) -> Values:
    """Return amounts that fall due some quarters later; what passes the horizon is not counted."""
    moved = np.zeros_like(by_quarter)
    kept = by_quarter.shape[axis] - quarters
    if kept > 0:
        into = [slice(None)] * by_quarter.ndim
        out_of = [slice(None)] * by_quarter.ndim
        into[axis], out_of[axis] = slice(quarters, None), slice(0, kept)
        moved[tuple(into)] = by_quarter[tuple(out_of)]
    return moved


def fading(quarters: int, drop_off: float) -> Values:
    """Return what is left of a benefit by quarter, shape (quarters,): less every full year."""
    return np.asarray((1.0 - drop_off) ** (np.arange(quarters) // QUARTERS_PER_YEAR))


def additional(by_quarter: Values, numbers: Additionality) -> Values:
    """Return what a scheme itself added, of amounts of shape (runs, quarters, ...)."""
    later = lagged(by_quarter, numbers.lag_quarters)
    fade = fading(by_quarter.shape[1], numbers.drop_off)
    left = fade.reshape(1, -1, *([1] * (by_quarter.ndim - 2)))
    return np.asarray(later * left * (1.0 - numbers.deadweight) * numbers.attribution)


def equity_weights(equity: Equity) -> Values:
    """Return the weight of a pound in each deprivation fifth, 1 at the middle one, shape (5,)."""
    return np.asarray((1.0 / np.array(equity.relative_incomes)) ** equity.elasticity)
