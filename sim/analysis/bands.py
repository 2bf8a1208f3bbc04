"""Bands: how far a figure could be off, by luck and by what nobody knows; never one for the other.

Luck is what other seeds would give. Parameters are what other values within the evidence would
give, known only where a study has several points. Structure, what other rules of collaboration
would give, is a third line that only several worlds can draw (``structure``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from sim.analysis.statistics import CONFIDENCE

type Values = NDArray[np.float64]
type Limits = tuple[float, float]


@dataclass(frozen=True)
class BandedValue:
    """One value with what is known of its uncertainty; None where nothing is."""

    value: float | None
    seeds: Limits | None
    """95 % interval of the mean over luck."""
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


def banded(values: Values, points: Sequence[int]) -> BandedValue:
    """Return the figure that one value per run comes to; undefined values (NaN) are left out."""
    known = ~np.isnan(values)
    kept, of = values[known], np.asarray(points)[known]
    if len(kept) == 0:
        return BandedValue(None, None, None, 0, 0)
    groups = [kept[of == point] for point in np.unique(of)]
    means = np.array([group.mean() for group in groups])
    spread = (float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975)))
    several = len(groups) > 1
    return BandedValue(
        float(means.mean()), _luck(groups), spread if several else None, len(kept), len(groups)
    )


def _luck(groups: Sequence[Values]) -> Limits | None:
    """Return the interval of the mean over points that comes from luck within each."""
    freedom = sum(len(group) - 1 for group in groups)
    if freedom == 0:
        return None
    squares = sum(float(((group - group.mean()) ** 2).sum()) for group in groups)
    means = float(np.mean([group.mean() for group in groups]))
    share = np.sqrt(np.mean([1.0 / len(group) for group in groups]) / len(groups))
    half = float(stdtrit(freedom, 0.5 + CONFIDENCE / 2) * np.sqrt(squares / freedom) * share)
    return (means - half, means + half)


def banded_difference(mine: Values, theirs: Values, points: Sequence[int]) -> BandedValue:
    """Return by how much one world's own figure is more than another's, run by run.

    Where the other world never has one, as a world without partnerships, it is the figure itself.
    """
    return banded(mine if np.isnan(theirs).all() else mine - theirs, points)


def structure(figures: Mapping[str, BandedValue]) -> Limits | None:
    """Return between what a figure lies in worlds of other rules; None for one world only."""
    values = [found.value for found in figures.values() if found.value is not None]
    return (min(values), max(values)) if len(values) > 1 else None
