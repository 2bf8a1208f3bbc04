"""Tables: end values of runs with intervals, and how two worlds differ on the same luck."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.analysis.statistics import estimate, paired, verdict
from sim.measures import MEASURES
from sim.output.ends import CELL, end_values_of
from sim.output.results import Results

type Values = NDArray[np.float64]
type Cell = tuple[str, str, str]
"""(measure, place, group)."""
type RunOf = tuple[int, int]
"""(point, replicate): what tells the runs of one world apart."""

RUN = ["point", "replicate"]


@dataclass(frozen=True)
class EndValues:
    """The end values of every run of one world."""

    runs: list[RunOf]
    cells: list[Cell]
    values: Values
    """Shape (runs, cells); runs of the same point of a study stand together. NaN: not defined."""

    def of(self, measure: str, place: str = "", group: str = "") -> Values:
        """Return one end value of every run."""
        return self.values[:, self._where[measure, place, group]]

    @cached_property
    def _where(self) -> dict[Cell, int]:
        return {cell: i for i, cell in enumerate(self.cells)}


def end_values(results: Results, label: str) -> EndValues:
    """Return the end values of one world."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, ["run_id", *RUN]]
    series = results.tables["series"]
    series = series.filter(pc.is_in(series["run_id"], pa.array(own["run_id"])))
    ends = end_values_of(series).merge(own, on="run_id")
    wide = ends.set_index([*CELL[1:], *RUN])["value"].unstack(RUN).sort_index(axis=1)
    order = [name for name in MEASURES if name in wide.index.get_level_values("measure")]
    wide = wide.reindex(order, level="measure")
    there = [(int(run[0]), int(run[1])) for run in wide.columns]
    return EndValues(there, [tuple(cell) for cell in wide.index], wide.to_numpy().T)


def in_pairs(base: EndValues, other: EndValues, cell: Cell) -> tuple[Values, Values]:
    """Return one end value of two worlds, run by run, in the runs that both have."""
    theirs = dict(zip(base.runs, base.of(*cell), strict=True))
    mine = dict(zip(other.runs, other.of(*cell), strict=True))
    both = [run for run in base.runs if run in mine]
    return np.array([theirs[run] for run in both]), np.array([mine[run] for run in both])


def summary(results: Results, label: str) -> list[dict[str, Any]]:
    """Return one row per measure, place and group of a world, with its interval over seeds."""
    ends = end_values(results, label)
    rows = []
    for i, (measure, place, group) in enumerate(ends.cells):
        found = estimate(ends.values[:, i], MEASURES[measure].bounds)
        rows.append(
            {
                "measure": measure,
                "place": place,
                "group": group,
                "value": found.value,
                "low": found.low,
                "high": found.high,
                "n": found.n,
                "unit": MEASURES[measure].unit,
                "band": "seeds",
            }
        )
    return rows


def comparison(results: Results, base: str, others: Sequence[str]) -> list[dict[str, Any]]:
    """Return one row per measure, place and group that two worlds share, for every other world."""
    first = end_values(results, base)
    rows = []
    for label in others:
        second = end_values(results, label)
        known = set(second.cells)
        rows += [
            difference_row(base, label, cell, *in_pairs(first, second, cell))
            for cell in first.cells
            if cell in known
        ]
    return rows


def difference_row(base: str, other: str, cell: Cell, a: Values, b: Values) -> dict[str, Any]:
    """Return how one measure differs between two worlds.

    Both values, their difference and ``n`` are of the same pairs: those in which both are defined.
    """
    defined = ~(np.isnan(a) | np.isnan(b))
    a, b = a[defined], b[defined]
    measure, place, group = cell
    found = paired(a, b)
    return {
        "base": base,
        "other": other,
        "measure": measure,
        "place": place,
        "group": group,
        "base_value": estimate(a).value,
        "other_value": estimate(b).value,
        "difference": found.difference.value,
        "low": found.difference.low,
        "high": found.difference.high,
        "n": found.difference.n,
        "unit": MEASURES[measure].unit,
        "variance_ratio": found.variance_ratio,
        "replicates_needed": found.replicates_needed,
        "verdict": verdict(found.difference, MEASURES[measure].better),
        "band": "seeds",
    }
