"""Drawing: a figure with the same in words, and what every figure reads from results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.analysis.statistics import Limits, Run, estimate
from sim.core.periods import QUARTERS_PER_YEAR
from sim.measures import MEASURES
from sim.output.councils import councils_of, named_places
from sim.output.ends import rows_of
from sim.output.results import Results
from sim.study.gather import WITHOUT
from sim.views import theme

type Values = NDArray[np.float64]


TWO_LINES = 0.1
"""Height of two lines of small print, as a share of a chart."""


@dataclass(frozen=True)
class Drawing:
    """A figure, and the same in words."""

    figure: Figure
    title: str
    """What was found."""
    shows: str
    """What is drawn, for whoever cannot see it."""

    @property
    def alt(self) -> str:
        """The text alternative."""
        return f"{self.title}. {self.shows}"


type Draw = Callable[[Results, str], Drawing]
"""Draws one kind of figure of one world."""


@dataclass(frozen=True)
class Trace:
    """One quantity through time, with its interval over seeds."""

    years: Values
    mean: Values
    low: Values
    high: Values
    """The mean itself where there is one run only."""


def worlds(results: Results) -> list[str]:
    """Return the labels of all worlds but the twins, in order."""
    return [world["label"] for world in results.worlds if world["role"] == "world"]


def world(results: Results, label: str) -> Mapping[str, Any]:
    """Return what the manifest says of one world."""
    return next(world for world in results.worlds if world["label"] == label)


def twin(label: str) -> str:
    """Return the label of the same world without partnerships."""
    return WITHOUT.format(label)


def reference(results: Results, label: str) -> str:
    """Return what a world is set against: the first one, or for that one its twin."""
    first = worlds(results)[0]
    return twin(label) if label == first else first


def first_run(results: Results, label: str) -> str:
    """Return the run of a world that single-run figures show."""
    runs = results.frame("runs")
    own = runs[(runs["scenario"] == label) & (runs["status"] == "completed")]
    return str(own.sort_values(["point", "replicate"])["run_id"].iloc[0])


def band_note(results: Results, label: str) -> str:
    """Return what lines and bands of a world's figure are."""
    runs = results.frame("runs")
    own = runs[(runs["scenario"] == label) & (runs["status"] == "completed")]
    of, many = "mean", f"{len(own)} runs"
    if own["point"].nunique() > 1:
        of = f"mean of {own['point'].nunique()} points"
    if own["point"].value_counts().min() < 2:
        return f"{label}. Line: {of}, {many}; too few for a band."
    about = world(results, label)
    whose = f" All {len(councils_of(about))} councils together." if named_places(about) else ""
    seeds = f"95% interval of it over random seeds ({many}), without parameter uncertainty"
    return f"{label}.{whose} Line: {of}; band: {seeds}."


def quarterly(results: Results, label: str, measure: str, place: str = "") -> pd.DataFrame:
    """Return a measure by quarter (rows) and point and replicate (columns); NaN: not defined."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, ["run_id", "point", "replicate"]]
    chosen: pd.DataFrame = rows_of(results.tables["series"], measure, place).to_pandas()
    return chosen.merge(own, on="run_id").pivot(
        index="quarter", columns=["point", "replicate"], values="value"
    )


def so_far(results: Results, label: str, measure: str) -> pd.DataFrame:
    """Return a measure of the region as ``quarterly`` does, totals added up since the start."""
    wide = quarterly(results, label, measure)
    added = MEASURES[measure].so_far(wide.to_numpy(float))
    return pd.DataFrame(added, wide.index, wide.columns)


def runs_of(rows: pd.DataFrame) -> list[Run]:
    """Return (point, replicate) of every row."""
    return list(zip(rows["point"].astype(int), rows["replicate"].astype(int), strict=True))


def trace_of(wide: pd.DataFrame, start_year: int, bounds: Limits) -> Trace:
    """Return quarters by runs, whose columns are (point, replicate), as a line with its band."""
    runs = runs_of(wide.columns.to_frame())
    found = [estimate(row, bounds, runs=runs) for row in wide.to_numpy()]
    band = pd.DataFrame([(e.value, e.low, e.high) for e in found], dtype=float)
    band = band.bfill(axis=1).ffill(axis=1)
    years = start_year + (wide.index.to_numpy() + 1) / QUARTERS_PER_YEAR
    return Trace(years, *(band[column].to_numpy() for column in range(3)))


def trace(results: Results, label: str, measure: str) -> Trace:
    """Return a measure of the whole region by quarter, totals added up, with its interval."""
    start_year = world(results, label)["start_year"]
    return trace_of(so_far(results, label, measure), start_year, MEASURES[measure].bounds)


def draw_trace(axes: Axes, found: Trace, colour: str, scale: float = 1.0) -> None:
    """Draw one line with its band."""
    axes.fill_between(
        found.years, found.low * scale, found.high * scale, color=colour, alpha=0.15, linewidth=0
    )
    axes.plot(found.years, found.mean * scale, color=colour, linewidth=1.8)


def label_end(axes: Axes, found: Trace, height: float, words: str, colour: str) -> None:
    """Write what a line is at its end, at a height of the axes."""
    axes.annotate(
        words,
        (found.years[-1], height),
        xytext=(6, 0),
        textcoords="offset points",
        color=theme.dark(colour),
        fontsize=8.5,
        va="center",
        annotation_clip=False,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
    )


def room_for_labels(axes: Axes, years: Values, part: float = 0.28) -> None:
    """Leave room to the right for labels, and no tick in it."""
    first, last = float(years[0]), float(years[-1])
    axes.set_xticks([tick for tick in axes.get_xticks() if first - 0.5 <= tick <= last + 0.01])
    axes.set_xlim(first - 0.3, last + part * (last - first + 0.3))


def label_heights(ends: list[float], axes: Axes) -> list[float]:
    """Return heights for labels of two lines near the line ends that do not overlap."""
    low, high = axes.get_ylim()
    apart = TWO_LINES * (high - low)
    order = sorted(range(len(ends)), key=lambda i: ends[i])
    heights = list(ends)
    for below, above in pairwise(order):
        heights[above] = max(heights[above], heights[below] + apart)
    return heights


def clipped(text: str, letters: int) -> str:
    """Return text that fits in so many letters."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
