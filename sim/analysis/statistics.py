"""Statistics: intervals of means and of paired differences, and what they let one say.

Runs of one replicate meet the same random numbers at every point of a study, so that replicates,
not runs, are what is independent. Errors are those of a jackknife over replicates: with every
point run in every replicate it is the t interval of the replicates' means over points. Where
points have runs in different replicates, as in an unfinished study, the degrees of freedom are
those of the point with the fewest runs: wider rather than narrower than need be.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import nctdtr, ndtri, stdtrit

from sim.measures import Better

type Values = NDArray[np.float64]
type Limits = tuple[float, float]
type Run = tuple[int, int]
"""(point, replicate)."""

CONFIDENCE = 0.95
POWER = 0.80
"""Chance with which a difference that is there is to show."""
EVERYWHERE = (-math.inf, math.inf)
NOISE = 1e-12
"""Differences smaller than this share of what they are between come from rounding."""
SURE = 50.0
"""A difference of more standard deviations than this shows in any two pairs."""
MOST_NEEDED = 100_000
"""Numbers of pairs above this are as good as never and are not told apart."""


@dataclass(frozen=True)
class Estimate:
    """A mean over replicates with its 95 % interval; a limit is None where it cannot be told."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def clear(self) -> bool:
        """Whether the interval is known and leaves zero out."""
        return (self.low is not None and self.low > 0.0) or (
            self.high is not None and self.high < 0.0
        )


@dataclass(frozen=True)
class PairedEstimate:
    """The difference between two worlds that met the same random numbers."""

    difference: Estimate
    same: bool
    """Whether the two worlds agree in every pair, but for rounding."""
    variance_ratio: float | None
    """Variance with independent over variance with shared random numbers; None where the
    difference does not vary."""
    replicates_needed: int | None
    """Pairs at which a difference of this size shows (80 % power); None if there is none, or if
    more than MOST_NEEDED would be needed."""


def by_point(values: Sequence[float] | Values, runs: Sequence[Run] | None = None) -> Values:
    """Return values as points by replicates, NaN where unknown; without ``runs`` as one point.

    Points and replicates of which nothing is known are left out.
    """
    given = np.asarray(values, float)
    if runs is None or len({point for point, _ in runs}) == 1:
        known = given[~np.isnan(given)]
        return known[None, :] if len(known) else np.empty((0, 0))
    points, replicates = np.asarray(runs, int).reshape(-1, 2).T
    rows, row = np.unique(points, return_inverse=True)
    columns, column = np.unique(replicates, return_inverse=True)
    table = np.full((len(rows), len(columns)), np.nan)
    table[row, column] = given
    there = ~np.isnan(table)
    return np.asarray(table[there.any(axis=1)][:, there.any(axis=0)])


def point_means(table: Values) -> Values:
    """Return the mean over replicates of every point, each sum exactly rounded."""
    known = (row[~np.isnan(row)] for row in table)
    return np.array([math.fsum(row) / len(row) for row in known])


def influences(table: Values, weights: Values | None = None) -> Values | None:
    """Return one number per replicate whose squares add up to the variance of a mean over points.

    ``weights`` gives another sum of the points' means than their plain mean, or a row each for
    several. None where a point has fewer than two runs.
    """
    known = ~np.isnan(table)
    if table.size == 0 or known.sum(axis=1).min() < 2:
        return None
    apart = np.where(known, table - point_means(table)[:, None], 0.0)
    apart /= known.sum(axis=1, keepdims=True) - 1
    moved = apart.mean(axis=0) if weights is None else weights @ apart
    n = moved.shape[-1]
    return np.asarray((moved - moved.mean(axis=-1, keepdims=True)) * math.sqrt((n - 1) / n))


def freedom(table: Values) -> int:
    """Return the degrees of freedom over replicates: those of the point with the fewest runs."""
    return int((~np.isnan(table)).sum(axis=1).min()) - 1


def t_limit(degrees: float) -> float:
    """Return how many standard errors a 95 % interval reaches to either side."""
    return float(stdtrit(degrees, 0.5 + CONFIDENCE / 2))


def t_limits(degrees: Values, confidence: float) -> Values:
    """Return how many standard errors intervals of some confidence reach to either side."""
    return np.asarray(stdtrit(degrees, 0.5 + confidence / 2))


def estimate(
    values: Sequence[float] | Values,
    bounds: Limits = EVERYWHERE,
    rate: bool = False,
    runs: Sequence[Run] | None = None,
) -> Estimate:
    """Return the mean over points with its interval over replicates; NaN values are left out.

    ``bounds`` is how far the quantity can go at all. A ``rate`` that no replicate moves from a
    bound has the exact interval of something not yet seen, not one of no width.
    """
    table = by_point(values, runs)
    n = int((~np.isnan(table)).sum())
    if n == 0:
        return Estimate(None, None, None, 0)
    means = point_means(table)
    mean = math.fsum(means) / len(means)
    moved = influences(table)
    if moved is None:
        return Estimate(mean, None, None, n)
    if rate and mean in bounds and np.nanmin(table) == np.nanmax(table):
        low, high = unseen(mean, bounds, freedom(table) + 1)
        return Estimate(mean, low, high, n)
    half = t_limit(freedom(table)) * float(np.linalg.norm(moved))
    return Estimate(mean, max(bounds[0], mean - half), min(bounds[1], mean + half), n)


def unseen(at: float, bounds: Limits, replicates: int) -> tuple[float | None, float | None]:
    """Return limits of a mean of which every replicate lies at a bound; None for a limit unknown.

    A mean between bounds is no further from one of them than the chance of leaving it allows, and
    that chance is below Clopper and Pearson's limit for none in so many.
    """
    chance = 1.0 - ((1.0 - CONFIDENCE) / 2.0) ** (1.0 / replicates)
    low, high = at - chance * (at - bounds[0]), at + chance * (bounds[1] - at)
    return (low if math.isfinite(low) else None), (high if math.isfinite(high) else None)


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
        half = t_limit(n - 1) * math.sqrt(self._squares / (n - 1) / n)
        return Estimate(mean, mean - half, mean + half, n)


def paired(
    base: Sequence[float] | Values,
    other: Sequence[float] | Values,
    bounds: Limits = EVERYWHERE,
    rate: bool = False,
    runs: Sequence[Run] | None = None,
) -> PairedEstimate:
    """Return the difference other - base over runs that both worlds have."""
    a, b = np.asarray(base, float), np.asarray(other, float)
    a, b = (np.where(np.isnan(a) | np.isnan(b), np.nan, side) for side in (a, b))
    apart = b - a
    apart[np.abs(apart) <= NOISE * np.maximum(np.abs(a), np.abs(b))] = 0.0
    difference = estimate(apart, runs=runs)
    same = not np.any(np.nan_to_num(apart))
    tables = [by_point(side, runs) for side in (a, b, apart)]
    errors = [influences(table) for table in tables]
    if difference.n < 2 or errors[2] is None:
        return PairedEstimate(difference, same, None, None)
    if rate and same and (reach := unseen_apart(a, b, bounds, freedom(tables[2]) + 1)):
        difference = Estimate(0.0, *reach, difference.n)
    first, second, together = (float(e @ e) for e in errors if e is not None)
    ratio = (first + second) / together if together > 0.0 else None
    spread = math.sqrt(together * tables[2].shape[1])
    needed = pairs_needed(abs(difference.value or 0.0), spread)
    return PairedEstimate(difference, same, ratio, needed)


def unseen_apart(
    a: Values, b: Values, bounds: Limits, replicates: int
) -> tuple[float | None, float | None] | None:
    """Return limits of the difference of rates that never left a bound in either world, or None."""
    known = np.concatenate([side[~np.isnan(side)] for side in (a, b)])
    if known[0] not in bounds or np.any(known - known[0]):
        return None
    low, high = unseen(0.0, (bounds[0] - bounds[1], bounds[1] - bounds[0]), replicates)
    return low, high


def pairs_needed(size: float, spread: float) -> int | None:
    """Return the pairs at which a difference shows at 80 % power, by the noncentral t.

    ``spread`` is the standard deviation of the difference over replicates. None where there is no
    difference, or where more than MOST_NEEDED would be needed.
    """
    if size == 0.0:
        return None
    if size > SURE * spread:
        return 2
    normal = (float(ndtri(0.5 + CONFIDENCE / 2) + ndtri(POWER)) * spread / size) ** 2
    if normal > MOST_NEEDED:
        return None
    n = max(2, math.floor(normal))  # never above what the noncentral t asks for
    while chance_to_show(size / spread, n) < POWER:
        n += 1
    return n


def chance_to_show(effect: float, n: int) -> float:
    """Return the chance that a paired t test of n pairs finds an effect, in standard deviations."""
    limit, shift = t_limit(n - 1), effect * math.sqrt(n)
    return 1.0 - float(nctdtr(n - 1, shift, limit)) + float(nctdtr(n - 1, shift, -limit))


def verdict(found: PairedEstimate, better: Better) -> str:
    """Return what a difference lets one say, in words."""
    difference = found.difference
    if difference.value is None:
        return "not defined"
    if difference.n < 2:
        return "one pair only"
    if found.same:
        return "no difference" if difference.low == difference.high == 0.0 else "none seen"
    if not difference.clear:
        return "no clear change"
    direction = "higher" if difference.value > 0.0 else "lower"
    if better == "neither":
        return direction
    return f"{direction} ({'better' if direction == better else 'worse'})"


def judged(verdicts: Sequence[str]) -> int:
    """Return how many verdicts chance can make look clear: those on a difference that varies."""
    return sum(said.startswith(("no clear", "higher", "lower")) for said in verdicts)
