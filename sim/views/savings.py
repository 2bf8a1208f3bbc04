"""Savings: three figures that are never mixed up, and the path of what councils really have."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.analysis.statistics import EVERYWHERE, Estimate, estimate
from sim.appraisal.discounting import payback_period
from sim.core.periods import QUARTERS_PER_YEAR
from sim.output.results import Results
from sim.study.tables import end_values
from sim.views import theme
from sim.views.drawing import (
    Drawing,
    band_note,
    draw_trace,
    label_end,
    label_heights,
    room_for_labels,
    so_far,
    trace,
    trace_of,
    world,
)
from sim.views.words import is_nothing, pounds

K_POUNDS = 1000.0
THREE = {
    "saving_claimed": ("claimed in reports", theme.ORANGE),
    "saving_attributed": ("attributed, before costs", theme.GREEN),
    "saving_counterfactual": ("counterfactual, after costs", theme.BLUE),
}


def savings(results: Results, label: str) -> Drawing:
    """Draw the three savings, which are three different figures, and what was spent to get them."""
    traces = {name: trace(results, label, name) for name in THREE}
    ends = {name: float(found.mean[-1]) * K_POUNDS for name, found in traces.items()}
    made = end_estimate(results, label, "saving_counterfactual")
    title = savings_title(ends["saving_claimed"], made)
    drawn = theme.figure(9, 5.2, title, band_note(results, label))
    axes = theme.tidy(drawn.subplots())
    axes.axhline(0.0, color=theme.INK, linewidth=0.8)
    for name, (_, colour) in THREE.items():
        draw_trace(axes, traces[name], colour, K_POUNDS / 1e6)
    spread = label_heights([end / 1e6 for end in ends.values()], axes)
    for (name, (words, colour)), height in zip(THREE.items(), spread, strict=True):
        label_end(axes, traces[name], height, f"{words}\n{pounds(ends[name])}", colour)
    axes.set_ylabel("£m since the start, real terms, undiscounted", fontsize=8.5, color=theme.GREY)
    room_for_labels(axes, traces["saving_claimed"].years)
    return Drawing(
        drawn,
        title,
        "Line chart of cumulative claimed, attributed and counterfactual savings in £m.",
    )


def end_estimate(results: Results, label: str, measure: str) -> Estimate:
    """Return what a measure comes to for the whole region, with its interval over seeds."""
    ends = end_values(results, label)
    return estimate(ends.of(measure), runs=ends.runs)


def savings_title(claimed: float, counterfactual: Estimate) -> str:
    """Return how far claims and the difference to the world without partnerships are apart."""
    said = "Reports claim no saving to councils"
    if not is_nothing(claimed):
        said = f"Reports claim {pounds(claimed)} saved"
    if counterfactual.value is None:
        return f"{said}; whether councils are better or worse off is not defined"
    if counterfactual.low == counterfactual.high == 0.0:
        return f"{said}, and councils are exactly as well off as without partnerships"
    if counterfactual.low is None:
        return f"{said}; in this one run councils {ends_as(counterfactual.value * K_POUNDS)}"
    if not counterfactual.clear:
        return f"{said}; councils are not clearly better or worse off than without"
    return f"{said}; councils {ends_as(counterfactual.value * K_POUNDS)}"


def ends_as(amount: float) -> str:
    """Return how councils end against the world without partnerships, in words."""
    if is_nothing(amount):
        return "end as well off as without"
    return f"end {pounds(abs(amount))} {'better' if amount > 0.0 else 'worse'} off than without"


def jcurve(results: Results, label: str) -> Drawing:
    """Draw what councils have more since the start, costs included, as it dips and comes back."""
    wide = so_far(results, label, "saving_counterfactual") * K_POUNDS
    start_year = world(results, label)["start_year"]
    found = trace_of(wide, start_year, EVERYWHERE)
    mean = found.mean
    period = payback_period(np.diff(mean, prepend=0.0))
    title = jcurve_title(mean, period)
    drawn = theme.figure(9, 4.8, title, band_note(results, label))
    axes = theme.tidy(drawn.subplots())
    axes.axhline(0.0, color=theme.INK, linewidth=0.8)
    councils = council_paths(results, label)
    for path in councils.values():
        axes.plot(found.years, path / 1e6, color=theme.GREY, linewidth=0.7, alpha=0.6)
    draw_trace(axes, found, theme.BLUE, 1e-6)
    label_end(axes, found, float(mean[-1]) / 1e6, f"all councils\n{pounds(mean[-1])}", theme.BLUE)
    low = int(mean.argmin())
    if mean[low] < 0.0 and not is_nothing(mean[low]) and low < len(mean) - 1:
        mark(axes, found.years[low], mean[low] / 1e6, f"deepest: {pounds(mean[low])}", below=True)
    if period is not None:
        mark(axes, found.years[period], mean[period] / 1e6, "paid back", below=False)
    axes.set_ylabel("£m since the start, real terms, undiscounted", fontsize=8.5, color=theme.GREY)
    axes.margins(y=0.15)
    room_for_labels(axes, found.years, 0.2)
    shows = (
        "Line chart of how much better off all councils are than without partnerships, cumulative."
    )
    grey = f" Thin grey lines: each of {len(councils)} councils." if councils else ""
    return Drawing(drawn, title, shows + grey)


def mark(axes: Axes, x: float, y: float, words: str, below: bool) -> None:
    """Mark a point of a line and say what it is."""
    axes.plot([x], [y], "o", color=theme.INK, markersize=5)
    axes.annotate(
        words,
        (x, y),
        xytext=(0, -14 if below else 9),
        textcoords="offset points",
        ha="center",
        fontsize=8.5,
        color=theme.INK,
    )


def council_paths(results: Results, label: str) -> dict[str, "pd.Series[float]"]:
    """Return the mean cumulative path of every council, in £; none where there is one only."""
    councils = [o["name"] for o in world(results, label)["organisations"] if o["kind"] == "council"]
    if len(councils) == 1:
        return {}
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, "run_id"]
    series = results.frame("series")
    chosen = series[(series["measure"] == "saving_counterfactual") & series["run_id"].isin(own)]
    means = chosen[chosen["place"] != ""].groupby(["place", "quarter"])["value"].mean()
    return {
        str(place): path.droplevel(0).cumsum() * K_POUNDS for place, path in means.groupby(level=0)
    }


def jcurve_title(mean: NDArray[np.float64], period: int | None) -> str:
    """Return what the path of money put in and coming back does, in words."""
    if np.isnan(mean).any():
        return "What is spent and what is recovered is not defined in every quarter"
    deepest, end = float(mean.min()), float(mean[-1])
    if is_nothing(np.abs(mean).max()):
        return "Nothing was spent and nothing was recovered"
    if deepest >= 0.0 or is_nothing(deepest):
        return f"Councils never go into the red and {ends_as(end)}"
    dipped = 0.0 if period is None else float(mean[: period + 1].min())
    if period is not None and not is_nothing(dipped):
        dip = f"Councils go {pounds(-dipped)} into the red"
        back = f"have it back after {(period + 1) / QUARTERS_PER_YEAR:.1f} years"
        return f"{dip}, {back} and {ends_as(end)}"
    if is_nothing(end):
        return f"Councils go {pounds(-deepest)} into the red and {ends_as(end)}"
    late = f"not paid back within {years_of(mean)}"
    if end > deepest * 0.8:
        return (
            f"Councils go {pounds(-deepest)} into the red and climb back to {pounds(end)}: {late}"
        )
    return f"Councils {ends_as(end)} partnerships: {late}"


def years_of(path: NDArray[np.float64]) -> str:
    """Return how long a path by quarter is, in words."""
    return f"{len(path) / QUARTERS_PER_YEAR:g} years"
