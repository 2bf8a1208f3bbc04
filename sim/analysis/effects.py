"""Effects: what moving one factor of a study does to an answer, each with its interval.

All factors are fitted together, along straight lines and between choices, so that one factor is
not given what another that happened to move with it has done. Two kinds of chance make the
interval: which points were drawn (a jackknife over points, or over the trajectories of points
that were drawn together) and which random numbers were met (over replicates).
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.answers import Answers
from sim.analysis.statistics import (
    CONFIDENCE,
    Estimate,
    Limits,
    freedom,
    influences,
    t_limits,
)

type Values = NDArray[np.float64]

MOST_GROUPS = 100
"""Points are left out in at most so many groups."""
STEPS = 101
"""Places along a factor at which the sign of the answer is looked at."""


@dataclass(frozen=True)
class Effect:
    """What moving one factor from its low to its high end does to the answer, others as they are.

    The ends of a choice are those with the lowest and with the highest answer.
    """

    factor: str
    low: float | str
    high: float | str
    change: Estimate
    ends: tuple[Estimate, Estimate]
    """The answer at either end, the other factors at their means."""
    unsettled: Limits | None
    """Between what values of a number the sign of the answer cannot be told; None for nowhere."""

    @property
    def sign(self) -> str:
        """Whether the sign of the answer ``changes`` between the ends, ``stays`` or is ``open``."""
        low, high = self.ends
        if not (low.clear and high.clear and low.value and high.value):
            return "open"
        if low.value * high.value < 0.0:
            return "changes"
        return "stays" if self.unsettled is None else "open"


def effects(found: Answers) -> list[Effect]:
    """Return every factor's effect: those that can be told from noise first, the largest first."""
    fit = Fit(found)
    each = [effect_of(fit, term) for term in fit.terms]
    return sorted(each, key=lambda e: (not e.change.clear, -abs(e.change.value or 0.0)))


@dataclass(frozen=True)
class Term:
    """One factor in a fit: its columns, and where its values lie among them."""

    factor: str
    levels: list[float] | list[str]
    """The two ends of a number, or all values of a choice."""
    columns: Values
    """Shape (points, columns): the way from one end to the other, or a column per other choice."""

    @property
    def spots(self) -> Values:
        """What the columns are at each level, shape (levels, columns)."""
        return np.eye(len(self.levels))[:, 1:]


def term_of(name: str, column: pd.Series) -> Term:
    """Return a factor as columns; where a point does not say, it has the mean and tells nothing."""
    levels = sorted(column.dropna().unique())
    if column.dtype.kind in "if":
        levels = [float(levels[0]), float(levels[-1])]
        columns = ((column - levels[0]) / (levels[1] - levels[0])).to_numpy(float)[:, None]
    else:
        columns = np.column_stack([(column == level).to_numpy(float) for level in levels[1:]])
        columns[column.isna().to_numpy()] = np.nan
    filled = np.where(np.isnan(columns), np.nanmean(columns, axis=0), columns)
    return Term(name, levels, filled)


class Fit:
    """All factors of a study fitted together, with what is not known of the fit."""

    def __init__(self, found: Answers) -> None:
        self._found = found
        names = [str(name) for name in found.factors if found.factors[name].nunique() > 1]
        self.terms = [term_of(name, found.factors[name]) for name in names]
        columns = [term.columns for term in self.terms]
        self._means = [part.mean(axis=0) for part in columns]
        self._matrix = np.column_stack([np.ones(len(found.values)), *columns])
        self._matrix[:, 1:] -= np.concatenate([np.empty(0), *self._means])
        self._weights = np.linalg.pinv(self._matrix)
        self._fitted = self._weights @ found.values

    def at(self, term: Term, spots: Values) -> Values:
        """Return the contrasts that give the answer at spots of one term, others at their means."""
        number = self.terms.index(term)
        first = 1 + sum(part.columns.shape[1] for part in self.terms[:number])
        contrasts = np.zeros((len(spots), self._matrix.shape[1]))
        contrasts[:, 0] = 1.0
        contrasts[:, first : first + spots.shape[1]] = spots - self._means[number]
        return contrasts

    def estimates(self, contrasts: Values, confidence: float = CONFIDENCE) -> list[Estimate]:
        """Return each contrast of the fit with its interval, or without where none can be drawn."""
        values, n = contrasts @ self._fitted, len(self._found.values)
        over_points, over_seeds = self._over_points(contrasts), self._over_seeds(contrasts)
        known = [part for part in (over_points, over_seeds) if part]
        if not known or (self._found.sampled and not over_points):
            return [Estimate(float(value), None, None, n) for value in values]
        variance = np.sum([part for part, _ in known], axis=0)
        squares = np.sum([part**2 / degrees for part, degrees in known], axis=0)
        # Welch and Satterthwaite; where nothing varies the degrees of freedom do not matter
        degrees = np.divide(variance**2, squares, out=np.ones(len(values)), where=squares > 0.0)
        half = t_limits(degrees, confidence) * np.sqrt(variance)
        limits = zip(values, values - half, values + half, strict=True)
        return [Estimate(float(value), float(low), float(high), n) for value, low, high in limits]

    def _over_points(self, contrasts: Values) -> tuple[Values, int] | None:
        """Return the variances of contrasts that other points would give, and their freedom."""
        degrees = min(len(self._groups), len(self._matrix) - self._matrix.shape[1] + 1) - 1
        if not self._found.sampled or degrees < 1:
            return None
        moved = self._without_each @ contrasts.T
        return (len(moved) - 1) * moved.var(axis=0), degrees

    def _over_seeds(self, contrasts: Values) -> tuple[Values, int] | None:
        """Return the variances of contrasts that other random seeds would give."""
        moved = influences(self._found.runs, contrasts @ self._weights)
        return None if moved is None else ((moved**2).sum(axis=1), freedom(self._found.runs))

    @cached_property
    def _groups(self) -> list[NDArray[np.int64]]:
        """The rows of points that were drawn together, in at most MOST_GROUPS groups."""
        _, rank = np.unique(self._found.drawn_together, return_inverse=True)
        count = int(rank.max()) + 1
        group = rank * min(count, MOST_GROUPS) // count
        return [np.flatnonzero(group == one) for one in range(min(count, MOST_GROUPS))]

    @cached_property
    def _without_each(self) -> Values:
        """The fit without each group of points in turn, shape (groups, columns)."""
        return np.array(
            [
                np.linalg.lstsq(
                    np.delete(self._matrix, rows, axis=0),
                    np.delete(self._found.values, rows),
                    rcond=None,
                )[0]
                for rows in self._groups
            ]
        )


def effect_of(fit: Fit, term: Term) -> Effect:
    """Return one factor's effect: between the ends of a number, or the furthest of its choices."""
    at = fit.at(term, term.spots)
    answers = [e.value or 0.0 for e in fit.estimates(at)]
    first, last = 0, 1
    if isinstance(term.levels[0], str):
        first, last = int(np.argmin(answers)), int(np.argmax(answers))
    pairs = math.comb(len(term.levels), 2)  # the furthest of many pairs are far apart by chance too
    (change,) = fit.estimates((at[last] - at[first])[None, :], 1.0 - (1.0 - CONFIDENCE) / pairs)
    low, high = fit.estimates(at[[first, last]])
    unsettled = None if isinstance(term.levels[0], str) else unsettled_of(fit, term)
    ends = term.levels[first], term.levels[last]
    return Effect(term.factor, *ends, change, (low, high), unsettled)


def unsettled_of(fit: Fit, term: Term) -> Limits | None:
    """Return between what values of a number the answer's sign cannot be told from noise."""
    low, high = (float(level) for level in term.levels)
    way = np.linspace(0.0, 1.0, STEPS)
    clear = np.array([e.clear for e in fit.estimates(fit.at(term, way[:, None]))])
    if clear.all():
        return None
    first, last = low + (high - low) * way[~clear][[0, -1]]
    return float(first), float(last)
