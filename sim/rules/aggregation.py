"""Aggregation: what several inputs amount to when each can hold back the others (CES).

ODD: docs/odd.md, SM16
"""

import math
from collections.abc import Sequence

GEOMETRIC = 1e-9
"""Substitution exponents nearer to zero than this are the geometric mean (2.10, 19)."""


def constant_elasticity(inputs: Sequence[float], substitution: float) -> float:
    """Return the CES mean of inputs in [0, 1] for a substitution exponent (rho) up to 1.

    rho = 1 is the mean, rho to 0 the geometric mean, rho = -inf the minimum; below zero a
    single missing input brings everything to nothing.
    """
    if substitution <= 0.0 and min(inputs) <= 0.0:
        return 0.0
    if substitution == -math.inf:
        return min(inputs)
    if abs(substitution) < GEOMETRIC:
        return math.exp(math.fsum(math.log(x) for x in inputs) / len(inputs))
    # Scaling by the least input keeps its power from overflowing at very negative exponents.
    least = min(inputs) if substitution < 0.0 else 1.0
    powers = math.fsum((x / least) ** substitution for x in inputs) / len(inputs)
    return float(least * powers ** (1.0 / substitution))


def logistic(x: float) -> float:
    """Return 1 / (1 + e^-x) without overflow for any x."""
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    grown = math.exp(x)
    return grown / (1.0 + grown)


def clip(x: float, low: float = 0.0, high: float = 1.0) -> float:
    """Return x, no lower than ``low`` and no higher than ``high``."""
    return low if x < low else high if x > high else x
