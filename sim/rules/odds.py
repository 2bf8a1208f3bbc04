"""Odds: from log-odds to a chance, by a formula without branches that suits single precision.

Where millions of residents need the logistic curve every quarter, an exponential is most of the
cost. The ratio of polynomials below (a minimax fit on -16 to 16, beyond which it stays as it is)
is within `ERROR` of 1 / (1 + exp(-x)) everywhere.

ODD: docs/odd.md, SM6
"""

import numpy as np

ERROR = 3e-7
"""How far `chance_at` may be from the true curve, rounding included."""

_HALF = np.float32(0.5)
_FAR = np.float32(16.0)
_P0, _P1, _P2, _P3 = (
    np.float32(p) for p in (0.249999841, 0.00807102472, 4.59191558e-05, 4.41804973e-08)
)
_Q0, _Q1, _Q2, _Q3, _Q4 = (
    np.float32(q) for q in (1.0, 0.115616846, 0.00148523873, 3.70356624e-06, 9.46811117e-10)
)


def chance_at(log_odds: np.float32) -> np.float32:
    """Return the chance, 0 to 1, that belongs to log-odds; within 3e-7 of the logistic curve."""
    x = min(_FAR, max(-_FAR, log_odds))
    y = x * x
    over = x * (_P0 + y * (_P1 + y * (_P2 + y * _P3)))
    under = _Q0 + y * (_Q1 + y * (_Q2 + y * (_Q3 + y * _Q4)))
    return _HALF + over / under
