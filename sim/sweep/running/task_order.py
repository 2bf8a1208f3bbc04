"""Course: which tasks a study wants, all at once or as many as a wanted precision takes.

Replicates are added by the confidence interval method with look-ahead of Hoad, Robinson and Davies
(2010, Journal of the Operational Research Society 61, 1632-1644): a point has enough once the
half-width of its 95 % t interval is small enough at some number of replicates n from 3 on, and
stays so for the next 5 (from n = 100 on, for the next 5 %); a width that is small by luck is found
out that way. Replicates come in blocks of a fixed size, so that neither the number of workers nor
a pause changes which runs a study ends with.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from scipy.special import stdtrit

from sim.analysis.statistics import CONFIDENCE, Estimate, estimate
from sim.measures import MEASURES
from sim.sweep.design import Design
from sim.sweep.precision import Precision
from sim.sweep.running.plan import Task, tasks_at, tasks_of
from sim.sweep.running.watched_measure import Values

FEWEST = 3
LOOK_AHEAD = 5
BLOCK = 5
"""Replicates of a round; the first round has as many as the method needs to stop at all."""


class Course(Protocol):
    """What a study wants to be run."""

    @property
    def planned(self) -> int:
        """Tasks in all, or the most there can be."""
        ...

    def rounds(self, values: Values) -> Iterator[Iterator[Task]]:
        """Yield tasks, round by round; a round is to be finished before the next is asked for."""
        ...

    def short_of(self, values: Values) -> list[int]:
        """Return how many replicates each series would need that has not got enough."""
        ...


def course_of(design: Design) -> Course:
    """Return the course of a design."""
    return Precise(design, design.precision) if design.precision else Fixed(design)


@dataclass(frozen=True)
class Fixed:
    """Every point with the same replicates."""

    design: Design

    @property
    def planned(self) -> int:
        """Tasks in all."""
        return self.design.runs

    def rounds(self, values: Values) -> Iterator[Iterator[Task]]:
        """Yield all tasks."""
        yield tasks_of(self.design)

    def short_of(self, values: Values) -> list[int]:
        """Return nothing: no precision was asked for."""
        return []


@dataclass(frozen=True)
class Precise:
    """Every point with as many replicates as its precision takes."""

    design: Design
    wanted: Precision

    @property
    def planned(self) -> int:
        """The most tasks that there can be."""
        return self.design.count * len(self.design.worlds) * len(self.design.replicates)

    def rounds(self, values: Values) -> Iterator[Iterator[Task]]:
        """Yield the next replicates of every point that has not got enough."""
        begun, numbers = 0, self.design.replicates
        while begun < len(numbers):
            upto = begun + BLOCK if begun else FEWEST + LOOK_AHEAD
            short = [
                (number, point)
                for number, point in self.design.points()
                if not begun or not self.enough_at(number, values, begun)
            ]
            if not short:
                return
            yield tasks_at(self.design, short, numbers[begun:upto])
            begun = upto

    def enough_at(self, point: int, values: Values, begun: int) -> bool:
        """Tell whether a point has enough replicates, or had before it was given the last ones."""
        counted = self.design.replicates[:begun]
        return all(enough(series, self.wanted) for series in self.series_at(point, values, counted))

    def series_at(self, point: int, values: Values, replicates: Sequence[int]) -> list[list[float]]:
        """Return what has to be known at a point, in the order of the replicates."""
        if self.wanted.difference:
            base, other = (values.of(point, label) for label in self.wanted.difference)
            return [[other[r] - base[r] for r in replicates if r in base and r in other]]
        worlds = (values.of(point, world.label) for world in self.design.worlds)
        return [[world[r] for r in replicates if r in world] for world in worlds]

    def short_of(self, values: Values) -> list[int]:
        """Return how many replicates each series would need that the ceiling cut short."""
        return [
            needed(series, self.wanted)
            for number, _ in self.design.points()
            for series in self.series_at(number, values, self.design.replicates)
            if not enough(series, self.wanted)
        ]


def enough(series: Sequence[float], wanted: Precision) -> bool:
    """Tell whether a series of replicates has become precise and stayed so."""
    narrow = [n >= FEWEST and precise(series[:n], wanted) for n in range(len(series) + 1)]
    return any(
        all(narrow[first : first + ahead(first) + 1])
        for first in range(FEWEST, len(series) + 1)
        if first + ahead(first) <= len(series)
    )


def ahead(n: int) -> int:
    """Return for how many more replicates the width must stay small."""
    return max(LOOK_AHEAD, math.ceil(LOOK_AHEAD * n / 100))


def precise(series: Sequence[float], wanted: Precision) -> bool:
    """Tell whether the interval of a series is narrow enough.

    What no replicate has shown yet is not known exactly: it has the interval of the unseen.
    """
    found = interval(series, wanted)
    if found.value is None or found.low is None or found.high is None:
        return False
    return (found.high - found.low) / 2.0 <= limit(found.value, wanted)


def interval(series: Sequence[float], wanted: Precision) -> Estimate:
    """Return the mean of a series, or of a difference, with its interval over replicates."""
    measure = MEASURES[wanted.measure]
    if measure.rate and not wanted.difference and len(set(series)) == 1:
        return estimate(series, measure.bounds, rate=True)
    return estimate(series)  # not cut at bounds: half of a cut interval is no half-width


def limit(mean: float, wanted: Precision) -> float:
    """Return the half-width that is wanted of a mean."""
    return wanted.half_width * (abs(mean) if wanted.relative else 1.0)


def needed(series: Sequence[float], wanted: Precision) -> int:
    """Return about how many replicates a series takes, by its spread so far; 0 if unknown."""
    found = interval(series, wanted)
    if found.value is None or found.high is None or not limit(found.value, wanted):
        return 0
    t, half_width = stdtrit(found.n - 1, 0.5 + CONFIDENCE / 2), found.high - found.value
    spread = half_width * math.sqrt(found.n) / t
    n = math.ceil((t * spread / limit(found.value, wanted)) ** 2)
    return n + ahead(n)
