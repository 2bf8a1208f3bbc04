"""Recorder: what is seen of one run, quarter by quarter.

Watching changes nothing: the recorder only reads the model, and how much it keeps is no part of
a run's key.
"""

import math
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from sim.core.services import Service
from sim.measures import MEASURES, Course, Measure
from sim.measures.measure import Values
from sim.measures.whole_run import FOLLOWED
from sim.rules.ideas import RelationalMeasureParameters

if TYPE_CHECKING:
    from sim.model import PartnershipModel

type Column = tuple[str, str, str]
"""(measure, place, group): place is empty for the region, group for everybody."""

type Record = Literal["full", "series", "summary"]
"""How much is kept of a run: all, the series of measures, or what they come to."""

DROPPED = {
    "coverage_care": Service.CARE,
    "coverage_housing": Service.HOUSING,
    "coverage_youth": Service.YOUTH,
    "coverage_neighbourhood": Service.NEIGHBOURHOOD,
    "coverage_back_office": Service.BACK_OFFICE,
}
"""Measures of single services, which areas that opted out of them no longer report (SM25)."""

QUARTERLY = [m for m in MEASURES.values() if m.kind != "run" and (m.value or m.by_group)]
ON_THE_WAY = [m for m in QUARTERLY if m.kind == "total" or m.name in FOLLOWED]
"""Those of whose values a run's end values depend on more than the last."""
AT_END = [m for m in MEASURES.values() if m.kind == "run"]


class Recorder:
    """Called at the end of every quarter; keeps one number per measure, place and group.

    ``record`` says for what: for a summary, most measures are only looked at in the last quarter.
    """

    def __init__(self, record: Record = "full") -> None:
        self._record = record
        self._spans: dict[str, slice] = {}
        """Which columns each measure fills."""
        self._width = 0
        self._rows: list[NDArray[np.float64]] = []
        self._found: list[float] = []
        """What only the whole run could tell, once it is over."""
        self.members: list[tuple[Any, ...]] = []
        """What every member put in and whom it trusted, quarter by quarter of delivery."""

    def __call__(self, model: "PartnershipModel") -> None:
        """Write down the present quarter."""
        last = model.quarter == model.plan.run.quarters - 1
        if not self._rows:
            self._begin(model)
        row = np.full(self._width, math.nan)
        for measure in QUARTERLY if last or self._record != "summary" else ON_THE_WAY:
            row[self._spans[measure.name]] = everything_now(measure, model)
        self._rows.append(row)
        if self._record == "full":
            self.members += members_now(model)
        if last:
            self._found = found_at_end(model, np.array(self._rows))

    def _begin(self, model: "PartnershipModel") -> None:
        """Look where everything goes."""
        for name, columns in groupby(columns_of(model, QUARTERLY), itemgetter(0)):
            first, self._width = self._width, self._width + len(list(columns))
            self._spans[name] = slice(first, self._width)
        self._found = [math.nan] * len(columns_of(model, AT_END))

    @property
    def matrix(self) -> NDArray[np.float64]:
        """Everything written down, shape (quarters, columns)."""
        rows = np.array(self._rows)
        found = np.full((len(rows), len(self._found)), np.nan)
        found[-1] = self._found
        return np.hstack([rows, found])


def everything_now(measure: Measure, model: "PartnershipModel") -> list[float]:
    """Return a measure of the present quarter: region, areas and groups, as far as it has them."""
    row = values_now(measure, model) if measure.value is not None else []
    if measure.by_group is not None:
        row += as_list(measure.by_group(model))
    return row


def values_now(measure: Measure, model: "PartnershipModel") -> list[float]:
    """Return a measure of the present quarter: the region's value, then those of its areas."""
    assert measure.value is not None
    values = as_list(measure.value(model))
    if measure.name in DROPPED:
        values = [
            math.nan if gone else v for gone, v in zip(dropped(measure, model), values, strict=True)
        ]
    whole = [measure.regional(model, values)]
    if measure.area == "region":
        return whole
    if measure.area == "council" and len(values) < len(model.founding_councils):
        # A council that was merged away has no value any more.
        known = {c.name: v for c, v in zip(model.councils, values, strict=True)}
        values = [known.get(c.name, math.nan) for c in model.founding_councils]
    return [*whole, *values]


def as_list(values: Values) -> list[float]:
    """Return values as plain numbers, which are quicker to go through one by one."""
    return values.tolist() if isinstance(values, np.ndarray) else list(values)


def dropped(measure: Measure, model: "PartnershipModel") -> list[bool]:
    """Tell for every area of a measure of one service whether its council opted out of it."""
    service = DROPPED[measure.name]
    if measure.area == "council":
        councils = model.councils
    else:
        councils = [place.responsible[service] for place in model.places]
    opted_out = model.params[RelationalMeasureParameters].opt_out
    return [opted_out and council.adoption > 0.0 for council in councils]


def found_at_end(model: "PartnershipModel", matrix: NDArray[np.float64]) -> list[float]:
    """Return every measure that only a whole run can tell, in the order of its columns."""
    columns = enumerate(columns_of(model, QUARTERLY))
    recorded = {column: matrix[:, i] for i, column in columns if column[0] in FOLLOWED}
    found: list[float] = []
    for measure in AT_END:
        if measure.value is not None:
            places = ["", *areas_of(model)[measure.area]]
            found += [measure.value(Course(model, recorded, place)) for place in places]
        if measure.by_group is not None:
            found += measure.by_group(Course(model, recorded))
    return found


def members_now(model: "PartnershipModel") -> list[tuple[Any, ...]]:
    """Return what the members of delivering partnerships put in this quarter."""
    return [
        (
            model.quarter,
            p.name,
            m.organisation.name,
            m.contribution,
            model.ties.mean_trust(m.organisation, p.partners_of(m.organisation)),
            p.declared,
            p.effective,
        )
        for p in model.live_partnerships
        if p.delivering
        for m in p.memberships
    ]


def areas_of(model: "PartnershipModel") -> dict[str, list[str]]:
    """Return the names of all areas that there ever were, by kind."""
    return {
        "place": [place.name for place in model.places],
        "council": [council.name for council in model.founding_councils],
        "region": [],
    }


def columns_of(
    model: "PartnershipModel", measures: Sequence[Measure] = (*QUARTERLY, *AT_END)
) -> list[Column]:
    """Return what stands in each column of a recorder's matrix."""
    columns, areas = [], areas_of(model)
    for measure in measures:
        if measure.value is not None:
            columns += [(measure.name, place, "") for place in ["", *areas[measure.area]]]
        if measure.grouping is not None:
            columns += [(measure.name, "", group) for group in measure.grouping.names]
    return columns


def end_values(columns: list[Column], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the end value of every column of a run."""
    ends: NDArray[np.float64] = matrix[-1].copy()
    for i, (measure, _, _) in enumerate(columns):
        if MEASURES[measure].kind == "total":
            ends[i] = MEASURES[measure].end_value(matrix[:, i])
    return ends
