"""Bands: how far a figure could be off, by chance and by what nobody knows, each on its own.

Seeds are what other random seeds would give. Parameters are what other values within the evidence
would give, known only where a study has several points. Structure, what other rules of
collaboration would give, is a third line that only several worlds can draw (``structure``).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.statistics import (
    EVERYWHERE,
    Limits,
    Run,
    by_point,
    estimate,
    freedom,
    influences,
    point_means,
    t_limit,
)

type Values = NDArray[np.float64]


@dataclass(frozen=True)
class BandedValue:
    """One value with what is known of its uncertainty; None where nothing is."""

    value: float | None
    seeds: Limits | None
    """95 % interval of the mean over random seeds."""
    parameters: Limits | None
    """Between what 95 % of the points of a study lie."""
    runs: int
    points: int

    @property
    def clear(self) -> bool:
        """Whether no band that is known leaves the sign open."""
        bands = [band for band in (self.seeds, self.parameters) if band is not None]
        return bool(bands) and all(low > 0.0 or high < 0.0 for low, high in bands)

    @property
    def nothing(self) -> bool:
        """Whether the figure is exactly zero in every run."""
        return self.value == 0.0 and self.seeds in (None, (0.0, 0.0))


def banded(
    values: Values, runs: Sequence[Run], bounds: Limits = EVERYWHERE, rate: bool = False
) -> BandedValue:
    """Return the figure that one value per run gives; undefined values (NaN) are left out."""
    found = estimate(values, bounds, rate, runs)
    means = point_means(by_point(values, runs))
    known = None if found.low is None or found.high is None else (found.low, found.high)
    return BandedValue(found.value, known, between(means), found.n, len(means))


def between(means: Values) -> Limits | None:
    """Return between what 95 % of the points of a study lie; None for a single point."""
    if len(means) < 2:
        return None
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def banded_ratio(above: Values, below: Values, runs: Sequence[Run]) -> BandedValue:
    """Return the ratio of two means with Fieller's interval; no value unless the lower is over 0.

    The band over parameters is that of the points at which it is defined.
    """
    tops, bottoms = by_point(above, runs), by_point(below, runs)
    top, bottom = point_means(tops), point_means(bottoms)
    if not len(bottom) or bottom.mean() <= 0.0:
        return BandedValue(None, None, None, len(runs), len(bottom))
    ratios = top[bottom > 0.0] / bottom[bottom > 0.0]
    value = float(top.mean() / bottom.mean())
    return BandedValue(value, fieller(tops, bottoms), between(ratios), len(runs), len(bottom))


def fieller(tops: Values, bottoms: Values) -> Limits | None:
    """Return the interval of a ratio of means; None where the lower mean is not clear of zero."""
    above, below = influences(tops), influences(bottoms)
    if above is None or below is None:
        return None
    top, bottom = float(point_means(tops).mean()), float(point_means(bottoms).mean())
    reach = t_limit(freedom(tops)) ** 2
    leading = bottom**2 - reach * float(below @ below)
    middle = top * bottom - reach * float(above @ below)
    last = top**2 - reach * float(above @ above)
    if leading <= 0.0:
        return None
    half = math.sqrt(max(0.0, middle**2 - leading * last))
    return (middle - half) / leading, (middle + half) / leading


def banded_difference(mine: Values, theirs: Values, runs: Sequence[Run]) -> BandedValue:
    """Return by how much one world's own figure is more than another's, run by run.

    Where the other world never has one, as a world without partnerships, it is the figure itself.
    """
    return banded(mine if np.isnan(theirs).all() else mine - theirs, runs)


def structure(figures: Mapping[str, BandedValue]) -> Limits | None:
    """Return between what a figure lies in worlds of other rules; None for one world only."""
    values = [found.value for found in figures.values() if found.value is not None]
    return (min(values), max(values)) if len(values) > 1 else None
