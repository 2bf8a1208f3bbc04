"""Counts: how many rare events happen, from one draw each, so that paired worlds compare.

The same luck gives the larger count to the larger rate, never the other way round.

ODD: docs/odd.md, SM7
"""

import math

from scipy.special import pdtr, pdtrik


def poisson(rate: float, luck: float) -> int:
    """Return the count whose cumulative probability first reaches ``luck`` (0 to 1)."""
    if rate <= 0.0:
        return 0
    count = max(0, math.ceil(float(pdtrik(luck, rate))))
    if count > 0 and float(pdtr(count - 1, rate)) >= luck:
        return count - 1
    return count
