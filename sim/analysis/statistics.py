"""Statistics: intervals of means and of paired differences, and what they let one say."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from sim.measures import Better

CONFIDENCE = 0.95
EVERYWHERE = (-math.inf, math.inf)
POWER_Z = 1.960 + 0.842
"""Normal quantiles of a two-sided 5 % test with 80 % power."""


@dataclass(frozen=True)
class Estimate:
    """A mean over replicates with its 95 % interval; the limits are None where n < 2."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class PairedEstimate:
    """The difference between two worlds that met the same luck."""

    difference: Estimate
    variance_ratio: float | None
    """Variance with independent luck over variance with shared luck; None if both are 0."""
    replicates_needed: int | None
    """Pairs at which a difference of this size shows (80 % power); None if there is none."""


def estimate(
    values: Sequence[float] | NDArray[np.float64], bounds: tuple[float, float] = EVERYWHERE
) -> Estimate:
    """Return the mean of replicates with a t interval; undefined replicates (NaN) are left out.

    ``bounds`` is how far the quantity can go at all: limits stop there.
    """
    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    n = len(known)
    if n == 0:
        return Estimate(None, None, None, 0)
    mean = math.fsum(known) / n
    if n < 2:
        return Estimate(mean, None, None, n)
    half = float(stdtrit(n - 1, 0.5 + CONFIDENCE / 2)) * float(known.std(ddof=1)) / math.sqrt(n)
    return Estimate(mean, max(bounds[0], mean - half), min(bounds[1], mean + half), n)


class Running:
    """The estimate of a mean whose values come one by one (Welford's sums)."""

    def __init__(self) -> None:
        self._n, self._mean, self._squares = 0, 0.0, 0.0

    def add(self, value: float) -> None:
        """Take in one more value."""
        self._n += 1
        step = value - self._mean
        self._mean += step / self._n
        self._squares += step * (value - self._mean)

    @property
    def estimate(self) -> Estimate:
        """The mean of all values so far with its t interval."""
        n, mean = self._n, self._mean
        if n < 2:
            return Estimate(mean if n else None, None, None, n)
        half = float(stdtrit(n - 1, 0.5 + CONFIDENCE / 2)) * math.sqrt(self._squares / (n - 1) / n)
        return Estimate(mean, mean - half, mean + half, n)


def paired(
    base: Sequence[float] | NDArray[np.float64], other: Sequence[float] | NDArray[np.float64]
) -> PairedEstimate:
    """Return the difference other - base over replicates that both worlds have."""
    a, b = np.asarray(base, float), np.asarray(other, float)
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    difference = estimate(b - a)
    if difference.n < 2:
        return PairedEstimate(difference, None, None)
    together = float((b - a).var(ddof=1))
    apart = float(a.var(ddof=1) + b.var(ddof=1))
    ratio = apart / together if together > 0.0 else None
    size = abs(difference.value or 0.0)
    needed = math.ceil((POWER_Z * math.sqrt(together) / size) ** 2) if size > 0.0 else None
    return PairedEstimate(difference, ratio, None if needed is None else max(2, needed))


def verdict(difference: Estimate, better: Better) -> str:
    """Return what a difference lets one say, in words."""
    if difference.value is None:
        return "not defined"
    if difference.low is None or difference.high is None:
        return "one pair only"
    if difference.low == difference.high == 0.0:
        return "no difference"
    if difference.low <= 0.0 <= difference.high:
        return "no clear change"
    direction = "higher" if difference.value > 0.0 else "lower"
    if better == "neither":
        return direction
    return f"{direction} ({'better' if direction == better else 'worse'})"
