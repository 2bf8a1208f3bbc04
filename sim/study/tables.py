"""Tables: what runs come to, with intervals, and how two worlds differ on the same luck."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.analysis.statistics import PairedEstimate, Run, estimate, paired, verdict
from sim.measures import MEASURES
from sim.output.results import Results

type Cell = tuple[str, str, str]
"""(measure, place, group)."""


TOTALS = [name for name, measure in MEASURES.items() if measure.kind == "total"]
"""Measures that are added up over a run."""

RUN = ["point", "replicate"]
"""What tells the runs of one world apart."""


@dataclass(frozen=True)
class EndValues:
    """What every replicate of one world came to."""

    cells: list[Cell]
    values: NDArray[np.float64]
    """Shape (runs, cells)."""
    runs: list[Run]
    """(point, replicate) of every row."""

    def of(self, measure: str, place: str = "", group: str = "") -> NDArray[np.float64]:
        """Return the values of one cell, run by run."""
        return np.asarray(self.values[:, self.cells.index((measure, place, group))])

    def only(self, runs: Sequence[Run]) -> "EndValues":
        """Return the same of some of the runs, in that order."""
        where = {run: i for i, run in enumerate(self.runs)}
        return replace(self, values=self.values[[where[run] for run in runs]], runs=list(runs))


def end_values(results: Results, label: str) -> EndValues:
    """Return the end values of one world: totals added up, states as they are at the end."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, ["run_id", *RUN]]
    series = (
        what_counts(results.tables["series"], own["run_id"]).to_pandas().merge(own, on="run_id")
    )
    keys = ["measure", "place", "group", *RUN]
    is_total = series["measure"].isin(TOTALS)
    # Exactly rounded, so that a table of sums and a table of quarters come to the same bits.
    added = series[is_total].groupby(keys, sort=False)["value"].agg(math.fsum)
    last = series[~is_total]
    ends = pd.concat([added, last.set_index(keys)["value"]])
    wide = ends.unstack(RUN).sort_index(axis=1)
    order = [name for name in MEASURES if name in wide.index.get_level_values("measure")]
    wide = wide.reindex(order, level="measure")
    runs_kept = [(int(point), int(replicate)) for point, replicate in wide.columns]
    return EndValues([tuple(cell) for cell in wide.index], wide.to_numpy().T, runs_kept)


def shared_ends(results: Results, base: str, other: str) -> tuple[EndValues, EndValues]:
    """Return the end values of two worlds in the runs that both have."""
    first, second = (end_values(results, label) for label in (base, other))
    both = [run for run in first.runs if run in set(second.runs)]
    return first.only(both), second.only(both)


def paired_ends(first: EndValues, second: EndValues, cell: Cell) -> PairedEstimate:
    """Return by how much the second world ends higher than the first, for the same runs of both."""
    measure = MEASURES[cell[0]]
    return paired(first.of(*cell), second.of(*cell), measure.bounds, measure.rate, first.runs)


def what_counts(series: pa.Table, runs: pd.Series) -> pa.Table:
    """Return the rows that decide what some runs come to: totals, and the last of their quarters.

    Sorted out before they become a pandas frame, which for a country would take a second.
    """
    own = series.filter(pc.is_in(series["run_id"], pa.array(runs)))
    is_total = pc.is_in(own["measure"], pa.array(TOTALS))
    is_last = pc.equal(own["quarter"], pc.max(own["quarter"]))
    return own.filter(pc.or_(is_total, is_last))


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
    labels: tuple[str, str],
    cell: Cell,
    values: tuple[NDArray[np.float64], NDArray[np.float64]],
    runs: Sequence[Run],
) -> dict[str, Any]:
    """Return how one measure differs between two worlds, from the values of the same runs."""
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
