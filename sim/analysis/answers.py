"""Answers: what a world of a study came to, point by point, beside the factors of each point."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.statistics import point_means
from sim.core.errors import ResultsError
from sim.output.ends import end_values_of, rows_of
from sim.output.results import Results

type Values = NDArray[np.float64]

ANSWER = "saving_counterfactual"
"""The measure that a study is read for unless another is asked for."""
SHARING = {"morris": 1, "sobol": 2}
"""Designs whose points are drawn in rows of as many as there are factors and so many more."""
ALONE = "oat"
"""The design whose points are no sample: every factor alone."""


@dataclass(frozen=True)
class Answers:
    """What a world of a study came to, point by point."""

    factors: pd.DataFrame
    """One row per point, one column per factor; numbers where they are numbers."""
    runs: Values
    """What every run came to, shape (points, replicates); NaN where there was none."""
    measure: str
    row: int = 1
    """How many points that follow each other were drawn together."""
    sampled: bool = True
    """Whether the points are some of many that could have been drawn."""

    @property
    def values(self) -> Values:
        """The mean over replicates at each point."""
        return point_means(self.runs)

    @property
    def drawn_together(self) -> NDArray[np.int64]:
        """The number of the draw that each point belongs to."""
        return self.factors.index.to_numpy(int) // self.row


def is_study(results: Results) -> bool:
    """Tell whether results have points to compare."""
    return len(results.frame("points")) > 0


def answers(results: Results, label: str, measure: str = ANSWER) -> Answers:
    """Return a world's answers; raises ResultsError where there are no points to compare."""
    points = results.frame("points")
    if points.empty:
        raise ResultsError("these results have one point only: a tornado or a map takes a study")
    wide = points.pivot_table(index="point", columns="factor", values="value", aggfunc="first")
    wide = wide.apply(numbers_if_possible)
    runs = results.frame("runs")
    own = runs[(runs["scenario"] == label) & (runs["status"] == "completed")]
    values = own.assign(value=own["run_id"].map(value_by_run(results, label, measure)))
    table = values.pivot_table(index="point", columns="replicate", values="value")
    both = table.index.intersection(wide.index)
    study: dict[str, Any] = results.manifest.get("study") or {}
    method = study.get("method", "")
    row = len(study["factors"]) + SHARING[method] if method in SHARING else 1
    return Answers(
        wide.loc[both], table.loc[both].to_numpy(float), measure, row, sampled=method != ALONE
    )


def value_by_run(results: Results, label: str, measure: str) -> dict[str, float]:
    """Return the end value of the whole region in every run of a world; NaN: not defined."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, "run_id"]
    found = end_values_of(rows_of(results.tables["series"], measure))
    found = found[found["run_id"].isin(own)]
    return dict(zip(found["run_id"], found["value"], strict=True))


def numbers_if_possible(column: "pd.Series[str]") -> pd.Series:
    """Return a factor's values as numbers if all that are known are, else as they are."""
    found = pd.to_numeric(column, errors="coerce")
    return column if found[column.notna()].isna().any() else found
