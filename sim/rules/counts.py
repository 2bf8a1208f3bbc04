"""Counts: how many rare events happen, from one draw each, so that paired worlds compare.

The same luck gives the larger count to the larger rate, never the other way round.

ODD: docs/odd.md, SM7
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtr, pdtrik


def poisson(
    rates: float | NDArray[np.float64], luck: float | NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the counts whose cumulative probability first reaches ``luck`` (0 to 1)."""
    happens = np.asarray(rates) > 0.0
    rate = np.where(happens, rates, 1.0)
    count = np.maximum(0.0, np.ceil(pdtrik(luck, rate)))
    one_less = np.maximum(0.0, count - 1.0)
    reached = np.where(pdtr(one_less, rate) >= luck, one_less, count)
    return np.where(happens, reached, 0.0).astype(np.int64)
