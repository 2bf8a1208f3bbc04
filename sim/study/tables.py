"""Tables: end values of runs with intervals, and how two worlds differ on the same luck."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.analysis.statistics import PairedEstimate, Run, estimate, paired, verdict
from sim.measures import MEASURES
from sim.output.ends import CELL, end_values_of
from sim.output.results import Results

type Values = NDArray[np.float64]
type Cell = tuple[str, str, str]
"""(measure, place, group)."""

RUN = ["point", "replicate"]


@dataclass(frozen=True)
class EndValues:
    """The end values of every run of one world."""

    runs: list[Run]
    cells: list[Cell]
    values: Values
    """Shape (runs, cells); runs of the same point of a study stand together. NaN: not defined."""

    def of(self, measure: str, place: str = "", group: str = "") -> Values:
        """Return one end value of every run."""
        return self.values[:, self._where[measure, place, group]]

    def only(self, runs: Sequence[Run]) -> "EndValues":
        """Return the same of some of the runs, in that order."""
        where = {run: i for i, run in enumerate(self.runs)}
        return replace(self, values=self.values[[where[run] for run in runs]], runs=list(runs))

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


def shared_ends(results: Results, base: str, other: str) -> tuple[EndValues, EndValues]:
    """Return the end values of two worlds in the runs that both have."""
    first, second = (end_values(results, label) for label in (base, other))
    both = [run for run in first.runs if run in set(second.runs)]
    return first.only(both), second.only(both)


def paired_ends(first: EndValues, second: EndValues, cell: Cell) -> PairedEstimate:
    """Return by how much the second world ends higher than the first, for the same runs of both."""
    measure = MEASURES[cell[0]]
    return paired(first.of(*cell), second.of(*cell), measure.bounds, measure.rate, first.runs)


def summary(results: Results, label: str) -> list[dict[str, Any]]:
    """Return one row per measure, place and group of a world, with its interval over seeds."""
    ends = end_values(results, label)
    rows = []
    for i, (measure, place, group) in enumerate(ends.cells):
        what = MEASURES[measure]
        found = estimate(ends.values[:, i], what.bounds, what.rate, ends.runs)
        rows.append(
            {
                "measure": measure,
                "place": place,
                "group": group,
                "value": found.value,
                "low": found.low,
                "high": found.high,
                "n": found.n,
                "unit": what.unit,
                "band": "seeds",
            }
        )
    return rows


def comparison(results: Results, base: str, others: Sequence[str]) -> list[dict[str, Any]]:
    """Return one row per measure, place and group that two worlds share, for every other world."""
    rows = []
    for label in others:
        first, second = shared_ends(results, base, label)
        where = {cell: i for i, cell in enumerate(second.cells)}
        for i, cell in enumerate(first.cells):
            if cell in where:
                a, b = first.values[:, i], second.values[:, where[cell]]
                rows.append(difference_row((base, label), cell, (a, b), first.runs))
    return rows


def difference_row(
    labels: tuple[str, str], cell: Cell, values: tuple[Values, Values], runs: Sequence[Run]
) -> dict[str, Any]:
    """Return how one measure differs between two worlds, from the values of the same runs.

    Both values, their difference and ``n`` are of the same pairs: those in which both are defined.
    """
    unpaired = np.isnan(values[0] + values[1])
    values = np.where(unpaired, np.nan, values[0]), np.where(unpaired, np.nan, values[1])
    measure, place, group = cell
    what = MEASURES[measure]
    found = paired(*values, what.bounds, what.rate, runs)
    return {
        "base": labels[0],
        "other": labels[1],
        "measure": measure,
        "place": place,
        "group": group,
        "base_value": estimate(values[0], runs=runs).value,
        "other_value": estimate(values[1], runs=runs).value,
        "difference": found.difference.value,
        "low": found.difference.low,
        "high": found.difference.high,
        "n": found.difference.n,
        "unit": what.unit,
        "variance_ratio": found.variance_ratio,
        "replicates_needed": found.replicates_needed,
        "verdict": verdict(found, what.better),
        "band": "seeds",
    }
