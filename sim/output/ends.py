"""Ends: the end values of many runs, read off their series by the rule of ``Measure.end_value``."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.measures import MEASURES
from sim.measures.measure import added_up

TOTALS = [name for name, measure in MEASURES.items() if measure.kind == "total"]
"""Measures that are added up over a run."""
CELL = ["run_id", "measure", "place", "group"]


def end_values_of(series: pa.Table) -> pd.DataFrame:
    """Return one row (run_id, measure, place, group, value) per end value; NaN: not defined.

    ``series`` may hold some of the measures only, but every quarter of those.
    """
    counts: pd.DataFrame = what_counts(series).to_pandas()
    is_total = counts["measure"].isin(TOTALS)
    totals = counts[is_total].groupby(CELL, sort=False)["value"].agg(added_up).reset_index()
    return pd.concat([totals, counts.loc[~is_total, [*CELL, "value"]]], ignore_index=True)


def rows_of(series: pa.Table, measure: str, place: str = "", group: str = "") -> pa.Table:
    """Return the rows of one measure of one place and group, of all runs and quarters."""
    wanted = {"measure": measure, "place": place, "group": group}
    for column, value in wanted.items():
        series = series.filter(pc.equal(series[column], value))
    return series


def what_counts(series: pa.Table) -> pa.Table:
    """Return the rows that decide end values: totals, and everything of a run's last quarter.

    Sorted out before they become a pandas frame, which for a country would take a second.
    """
    is_total = pc.is_in(series["measure"], pa.array(TOTALS))
    return series.filter(pc.or_(is_total, pa.array(in_last_quarter(series))))


def in_last_quarter(series: pa.Table) -> NDArray[np.bool_]:
    """Tell of every row whether it is of the last quarter of its run."""
    run = series["run_id"].dictionary_encode().unify_dictionaries().combine_chunks()
    run = run.indices.to_numpy(zero_copy_only=False)
    quarter = series["quarter"].to_numpy()
    last = np.zeros(run.max(initial=-1) + 1, quarter.dtype)
    np.maximum.at(last, run, quarter)
    return np.asarray(quarter == last[run])
