"""Tables: what runs come to, with intervals, and how two worlds differ on the same luck."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.analysis.statistics import estimate, paired, verdict
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
    """Shape (replicates, cells); replicates of the same point of a study stand together."""


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
    return EndValues([tuple(cell) for cell in wide.index], wide.to_numpy().T)


def what_counts(series: pa.Table, runs: pd.Series) -> pa.Table:
    """Return the rows that decide what some runs come to: totals, and each run's last quarter.

    Sorted out before they become a pandas frame, which for a country would take a second.
    """
    own = series.filter(pc.is_in(series["run_id"], pa.array(runs)))
    is_total = pc.is_in(own["measure"], pa.array(TOTALS))
    ends = own.group_by("run_id").aggregate([("quarter", "max")])
    of_run = pc.index_in(own["run_id"], ends["run_id"].combine_chunks())
    is_last = pc.equal(own["quarter"], ends["quarter_max"].take(of_run))
    return own.filter(pc.or_(is_total, is_last))


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
        where = {cell: i for i, cell in enumerate(second.cells)}
        for i, cell in enumerate(first.cells):
            if cell in where:
                a, b = first.values[:, i], second.values[:, where[cell]]
                rows.append(difference_row(base, label, cell, a, b))
    return rows


def difference_row(
    base: str, other: str, cell: Cell, a: NDArray[np.float64], b: NDArray[np.float64]
) -> dict[str, Any]:
    """Return how one measure differs between two worlds."""
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
