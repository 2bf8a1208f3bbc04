"""What a measure is, and the list of all of them.

A measure gives one number per area: per place, per council, or one for the whole region. Its
regional value is the mean weighted by people, or the sum. A measure of kind ``total`` is what
happened in the quarter and is added up over a run; any other is the state at the end.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sim.model import PartnershipModel

type Area = Literal["place", "council", "region"]
type Kind = Literal["state", "total"]
type Better = Literal["higher", "lower", "neither"]
type Values = Sequence[float] | NDArray[np.float64]

SHARE, SCORE, MONEY, COUNT = "share", "index 0-1", "k£", "count"


@dataclass(frozen=True)
class Measure:
    """One outcome: what it is, in which unit, and how to read it off a model."""

    name: str
    about: str
    unit: str
    better: Better
    area: Area
    kind: Kind
    value: Callable[["PartnershipModel"], Values] | None
    """One number per place or council, in the model's order; for a region a single one. None for
    what no single world can tell (sim/study)."""
    topic: str
    """The module it stands in: what it is about."""

    @property
    def bounds(self) -> tuple[float, float]:
        """How far the measure can go: 0 to 1 for shares and indices."""
        return (0.0, 1.0) if self.unit in (SHARE, SCORE) else (-math.inf, math.inf)

    def regional(self, model: "PartnershipModel", values: Values) -> float:
        """Return the region's own value from those of its areas."""
        if self.area == "region":
            return float(values[0])
        if self.unit in (MONEY, COUNT):
            return math.fsum(values)
        areas = model.places if self.area == "place" else model.councils
        people = [area.population for area in areas]
        return math.fsum(np.multiply(values, people)) / math.fsum(people)


ENTERED: dict[str, Measure] = {}
"""Every measure, as its module entered it."""


def measure[F: Callable[["PartnershipModel"], Values]](
    unit: str, better: Better, area: Area, kind: Kind = "state"
) -> Callable[[F], F]:
    """Enter a function as the measure of its own name; its docstring says what it is."""

    def enter(function: F) -> F:
        about = (function.__doc__ or "").strip().splitlines()[0]
        topic = function.__module__.rpartition(".")[2]
        name = function.__name__
        ENTERED[name] = Measure(name, about, unit, better, area, kind, function, topic)
        return function

    return enter
