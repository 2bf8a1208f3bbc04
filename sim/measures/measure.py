"""What a measure is, and the list of all of them.

A measure gives one number per area: per place, per council, or one for the whole region. Its
regional value is the mean weighted by people, or the sum. A measure of kind ``total`` is what
happened in the quarter and is added up over a run; a ``state`` is what counts at the end; what
only a whole ``run`` can tell is found once, at its end (sim/measures/whole_run.py).

There is one rule for end values, and ``Measure.end_value`` is it: tables, figures, reports and the
page all use it. A total is the sum of the quarters that have a value. Anything else is its value
in the last quarter of the run; where that is not defined, the run has no end value, whatever it
was before. A mean over runs is the mean of the runs that have one, and says how many they are.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.agents.place import Place
    from sim.measures.whole_run import Course
    from sim.model import PartnershipModel

type Area = Literal["place", "council", "region"]
type Kind = Literal["state", "total", "run"]
type Better = Literal["higher", "lower", "neither"]
type Values = Sequence[float] | NDArray[np.float64]

SHARE, SCORE, MONEY, COUNT, QUARTERS = "share", "index 0-1", "k£", "count", "quarters"
RELATIVE = "multiple"
RATES = frozenset(
    {
        "adoption_gap",
        "councils_in_partnership",
        "enterprise_bid_rate",
        "enterprise_contract_share",
        "enterprise_win_share",
        "enterprise_win_share_by_value",
        "pilots_passed",
        "pilots_passed_without_gain",
        "pilots_passed_without_saving",
        "section_114",
        "talking_shop_share",
    }
)
"""Shares of a few things each of which either is so or is not."""
NET = frozenset({"additional_destinations", "offences_prevented"})
"""Counts less other counts, which may be below 0."""


@dataclass(frozen=True)
class Grouping:
    """A way to divide what a measure is about, for the region as a whole."""

    about: str
    """What the groups are, in a word or two."""
    names: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """One outcome: what it is, in which unit, and how to read it off a model."""

    name: str
    about: str
    unit: str
    better: Better
    area: Area
    kind: Kind
    value: Callable[[Any], Any] | None
    """Of a model at the end of a quarter: one number per place or council, in the model's order;
    for a region a single one. Of kind ``run``: one number of a course. None for what is only known
    by group, or what no single world can tell (sim/study)."""
    topic: str
    """The module it stands in: what it is about."""
    grouping: Grouping | None = None
    by_group: Callable[[Any], Values] | None = None
    """Of the same: one number per group."""

    @property
    def bounds(self) -> tuple[float, float]:
        """How far the measure can go: 0 to 1 for shares and indices, 0 or more for counts."""
        if self.unit in (SHARE, SCORE):
            return 0.0, 1.0
        counted = self.unit == COUNT and self.name not in NET
        return (0.0 if counted else -math.inf), math.inf

    @property
    def rate(self) -> bool:
        """Whether it counts things that a run may have none of: none in every run is not never."""
        return self.unit == COUNT or self.name in RATES

    @property
    def by(self) -> str:
        """What it is given for, in words: each area, each group."""
        return f"{self.area}, {self.grouping.about}" if self.grouping else self.area

    def end_value(self, by_quarter: Values) -> float:
        """Return the end value of a run from all of its quarters; NaN where it is not defined."""
        return added_up(by_quarter) if self.kind == "total" else float(by_quarter[-1])

    def so_far(self, by_quarter: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the end value would be if the run ended with each quarter (first axis)."""
        if self.kind != "total":
            return by_quarter
        begun = np.logical_or.accumulate(~np.isnan(by_quarter), axis=0)
        return np.where(begun, np.nancumsum(by_quarter, axis=0), np.nan)

    def regional(self, model: "PartnershipModel", values: Values) -> float:
        """Return the region's own value from those of its areas that have one."""
        if self.area == "region":
            return float(values[0])
        if self.unit in (MONEY, COUNT):
            return math.fsum(values)
        areas: Sequence[Place | Council] = model.places if self.area == "place" else model.councils
        people = [area.population for area in areas]
        whole = math.fsum(map(mul, values, people)) / math.fsum(people)
        if whole == whole:
            return whole
        known = [(v, n) for v, n in zip(values, people, strict=True) if v == v]
        if not known:
            return math.nan
        return math.fsum(v * n for v, n in known) / math.fsum(n for _, n in known)


def added_up(by_quarter: Values) -> float:
    """Return the exactly rounded sum of the quarters that have a value; NaN if none has."""
    known = [value for value in by_quarter if value == value]
    return math.fsum(known) if known else math.nan


def mean(values: Sequence[float]) -> float:
    """Return the plain mean; NaN of nothing."""
    return math.fsum(values) / len(values) if values else math.nan


ENTERED: dict[str, Measure] = {}
"""Every measure, as its module entered it."""


def _enter(function: Callable[..., Any], **fields: Any) -> None:
    about = " ".join((function.__doc__ or "").split())
    topic = function.__module__.rpartition(".")[2]
    name = function.__name__
    ENTERED[name] = Measure(name=name, about=about, topic=topic, **fields)


def measure[F: Callable[["PartnershipModel"], Values]](
    unit: str,
    better: Better,
    area: Area,
    kind: Kind = "state",
    grouping: Grouping | None = None,
    by_group: Callable[["PartnershipModel"], Values] | None = None,
) -> Callable[[F], F]:
    """Enter a function as the measure of its own name; its docstring says what it is."""

    def enter(function: F) -> F:
        more = {"grouping": grouping, "by_group": by_group}
        _enter(function, unit=unit, better=better, area=area, kind=kind, value=function, **more)
        return function

    return enter


def only_by_group[F: Callable[[Any], Values]](
    unit: str, better: Better, kind: Kind, grouping: Grouping
) -> Callable[[F], F]:
    """Enter a function that gives one number per group, where there is none for the whole."""

    def enter(function: F) -> F:
        more = {"value": None, "grouping": grouping, "by_group": function}
        _enter(function, unit=unit, better=better, area="region", kind=kind, **more)
        return function

    return enter


def at_end[F: Callable[["Course"], float]](
    unit: str, better: Better, area: Area = "region"
) -> Callable[[F], F]:
    """Enter a function of a whole run, which is called once for the region and for each area."""

    def enter(function: F) -> F:
        _enter(function, unit=unit, better=better, area=area, kind="run", value=function)
        return function

    return enter
