"""Sensitivity: which assumptions of a study move the answer most, and where it changes sign."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import NDArray

from sim.core.errors import ResultsError
from sim.measures import MEASURES
from sim.measures.measure import MONEY
from sim.output.ends import end_values_of, rows_of
from sim.output.results import Results
from sim.views import theme
from sim.views.drawing import Drawing
from sim.views.words import MINUS, capital, listed, plain, pounds, several, steps

type Values = NDArray[np.float64]

ANSWER = "saving_counterfactual"
"""The measure that a study is read for unless another is asked for."""
SAID = {
    ANSWER: "what councils gain",
    "saving_claimed": "savings claimed in reports",
    "saving_attributed": "savings attributed, before costs",
    "coverage": "need that is met",
    "outcome": "outcome of all residents",
    "outcome_of_worst_tenth": "outcome of the worst-off tenth",
    "trust_in_council": "trust in the council",
    "section_114": "councils under a section 114 notice",
    "talking_shop_share": "talking shops among partnerships in delivery",
}
MOST_BARS = 12
CELLS = 5
"""A factor with more values than this is cut into as many equal parts."""
SIGNS = LinearSegmentedColormap.from_list("signs", [theme.ORANGE, "#F4F4F4", theme.BLUE])


@dataclass(frozen=True)
class Answers:
    """What a world of a study came to, point by point."""

    factors: pd.DataFrame
    """One row per point, one column per factor; numbers where they are numbers."""
    values: Values
    """The mean over replicates at each point."""
    measure: str


@dataclass(frozen=True)
class Effect:
    """What moving one factor from its low to its high end does to the answer."""

    factor: str
    low: str
    high: str
    change: float
    middle: float
    """The answer halfway between the two ends."""
    explained: float
    """Share of the variance between points that it goes with, 0 to 1."""


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
    found = value_by_run(results, label, measure)
    by_point = own.assign(value=own["run_id"].map(found)).groupby("point")["value"].mean().dropna()
    both = by_point.index.intersection(wide.index)
    return Answers(wide.loc[both], by_point.loc[both].to_numpy(float), measure)


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


def effects(found: Answers) -> list[Effect]:
    """Return every factor's effect, the largest first: a straight line, or means of choices."""
    varied = [name for name in found.factors if found.factors[name].nunique() > 1]
    each = [effect_of(str(name), *known(found, str(name))) for name in varied]
    return sorted(each, key=lambda effect: -abs(effect.change))


def known(found: Answers, factor: str) -> tuple[pd.Series, Values]:
    """Return the values of a factor and the answers, where a point says what the factor is."""
    there = found.factors[factor].notna().to_numpy()
    return found.factors.loc[there, factor], found.values[there]


def effect_of(name: str, column: pd.Series, values: Values) -> Effect:
    """Return one factor's effect on its own."""
    if column.dtype.kind in "if":
        slope, start = np.polyfit(column.to_numpy(float), values, 1)
        middle = float(start + slope * (column.min() + column.max()) / 2.0)
        change = float(slope * (column.max() - column.min()))
        correlation = np.corrcoef(column.to_numpy(float), values)[0, 1] if values.std() else 0.0
        low, high = steps([column.min(), column.max()])
        return Effect(name, low, high, change, middle, correlation**2)
    means = pd.Series(values).groupby(column.to_numpy()).mean()
    within = pd.Series(values) - means.loc[column.to_numpy()].to_numpy()
    explained = 1.0 - float(within.var()) / float(values.var()) if values.std() else 0.0
    return Effect(
        name,
        str(means.idxmin()),
        str(means.idxmax()),
        float(means.max() - means.min()),
        float(means.max() + means.min()) / 2.0,
        max(0.0, explained),
    )


def tornado(results: Results, label: str) -> Drawing:
    """Draw how far each factor of a study moves the answer, the largest on top."""
    found = answers(results, label)
    largest = effects(found)[:MOST_BARS]
    title = tornado_title(found, largest)
    note = (
        f"{label}: {several(len(found.values), 'point')}; each factor on its own, others varied."
        " Blue: rises with the factor, or is a choice; orange: falls."
    )
    drawn = theme.figure(9, 1.9 + 0.36 * max(1, len(largest)), title, note)
    axes = theme.tidy(drawn.subplots())
    middle = float(found.values.mean())
    draw_effects(axes, largest)
    axes.axvline(middle, color=theme.INK, linewidth=0.8)
    axes.axvline(0.0, color=theme.GREY, linewidth=0.8, linestyle=":")
    axes.set_yticks(range(len(largest)), [short(effect.factor) for effect in largest])
    axes.invert_yaxis()
    axes.use_sticky_edges = False  # or there is no room for words at the end of the longest bar
    axes.margins(x=0.14)
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_formatter(lambda value, _: amount(value, found.measure))
    axes.set_xlabel(capital(said_of(found.measure)), fontsize=8.5, color=theme.GREY)
    words = "; ".join(
        f"{capital(short(e.factor))} from {e.low} to {e.high}: {amount(e.change, found.measure)}"
        for e in largest
    )
    return Drawing(drawn, title, f"Tornado chart of {said_of(found.measure)}. {words}")


def draw_effects(axes: Axes, largest: list[Effect]) -> None:
    """Draw a bar per factor, between what its low and its high end bring."""
    for row, effect in enumerate(largest):
        colour = theme.BLUE if effect.change > 0.0 else theme.ORANGE
        axes.barh(
            row, effect.change, left=effect.middle - effect.change / 2.0, color=colour, height=0.62
        )
        for side, words in ((-1, effect.low), (1, effect.high)):
            spot = effect.middle + side * effect.change / 2.0
            outward = 1 if side * effect.change > 0 else -1
            axes.annotate(
                words,
                (spot, row),
                xytext=(4 * outward, 0),
                textcoords="offset points",
                ha="left" if outward > 0 else "right",
                va="center",
                fontsize=8,
            )


def tornado_title(found: Answers, largest: list[Effect]) -> str:
    """Return which factor moves the answer most, and how often it is above nothing, in words."""
    above, points = int((found.values > 0.0).sum()), len(found.values)
    sign = f"above zero at {'none' if above == 0 else above} of {several(points, 'point')}"
    if not largest:
        return f"Nothing was varied; {said_of(found.measure)} is {sign}"
    return f"{capital(short(largest[0].factor))} moves {said_of(found.measure)} most; it is {sign}"


def said_of(measure: str) -> str:
    """Return what an answer is called in a sentence."""
    return SAID.get(measure, measure.replace("_", " "))


def amount(value: float, measure: str) -> str:
    """Return an answer in words, money in £."""
    return pounds(value * 1000.0) if MEASURES[measure].unit == MONEY else plain(value)


def short(factor: str) -> str:
    """Return a key without its root, as people say it."""
    return factor.partition(".")[2].replace(".", ": ").replace("_", " ") or factor


def mappable(results: Results, label: str) -> bool:
    """Tell whether a study varies two factors that are numbers."""
    return len(numeric_effects(answers(results, label))) > 1


def numeric_effects(found: Answers) -> list[Effect]:
    """Return the effects of factors that are numbers, the largest first."""
    return [e for e in effects(found) if found.factors[e.factor].dtype.kind in "if"]


def heatmap(results: Results, label: str) -> Drawing:
    """Draw the answer over the two factors that move it most.

    Raises ResultsError with fewer than two.
    """
    found = answers(results, label)
    numeric = numeric_effects(found)
    if len(numeric) < 2:
        raise ResultsError("a map takes two factors that are numbers; this study varies fewer")
    across, up = numeric[0].factor, numeric[1].factor
    table = cells(found, across, up)
    title = heatmap_title(table, found, across, up)
    note = f"{label}: mean of the points in each cell, {several(len(found.values), 'point')}."
    drawn = theme.figure(8, 5.4, title, note + " Empty: no point there.")
    axes = theme.tidy(drawn.subplots())
    largest = 1.4 * float(np.nan_to_num(np.abs(table.to_numpy())).max(initial=0.0)) or 1.0
    theme.cells(axes, np.ma.masked_invalid(table.to_numpy()), SIGNS, largest)
    for (row, column), value in np.ndenumerate(table.to_numpy()):
        text = "" if np.isnan(value) else amount(value, found.measure)
        axes.annotate(text, (column, row), ha="center", va="center", fontsize=8.5)
    axes.set_xticks(range(table.shape[1]), table.columns)
    axes.set_yticks(range(table.shape[0]), table.index)
    axes.set_xlabel(short(across), fontsize=9)
    axes.set_ylabel(short(up), fontsize=9)
    axes.grid(visible=False)
    shows = f"Map of {said_of(found.measure)} over {short(across)} and {short(up)}."
    shows += f" {ends_of(table, found)}"
    return Drawing(drawn, title, shows)


def ends_of(table: pd.DataFrame, found: Answers) -> str:
    """Return where a map is lowest and where it is highest, in words."""
    values = table.to_numpy(float)
    if np.isnan(values).all():
        return "No cell has a value"
    if np.nanmin(values) == np.nanmax(values):
        return f"The same in every cell: {amount(float(np.nanmin(values)), found.measure)}"
    ends = {"Lowest": int(np.nanargmin(values)), "highest": int(np.nanargmax(values))}
    spots = {words: divmod(at, values.shape[1]) for words, at in ends.items()}
    return "; ".join(
        f"{words} at {table.columns[column]} and {table.index[row]}:"
        f" {amount(float(values[row, column]), found.measure)}"
        for words, (row, column) in spots.items()
    )


def cells(found: Answers, across: str, up: str) -> pd.DataFrame:
    """Return the mean answer by parts of two factors; rows from low to high."""
    parts = {name: part_of(found.factors[name]) for name in (across, up)}
    frame = pd.DataFrame({**parts, "value": found.values})
    table = frame.pivot_table(index=up, columns=across, values="value", observed=False)
    table.index, table.columns = table.index.astype(str), table.columns.astype(str)
    return table


def part_of(column: pd.Series) -> pd.Series:
    """Return each point's value, or the part of the range it lies in where there are many."""
    if column.nunique() <= 2 * CELLS:
        return column.reset_index(drop=True)
    edges = np.linspace(column.min(), column.max(), CELLS + 1)
    names = [f"{a} to {b}" for a, b in pairwise(steps(edges.tolist()))]
    numbers = column.to_numpy(float)
    return pd.Series(pd.cut(numbers, edges.tolist(), labels=names, include_lowest=True))


def heatmap_title(table: pd.DataFrame, found: Answers, across: str, up: str) -> str:
    """Return where an answer is above, below and at nothing, as the cells show it, in words."""
    what, where = said_of(found.measure), f"{short(across)} and {short(up)}"
    values = table.to_numpy(float)
    known = values[~np.isnan(values)]
    if not len(known):
        return f"{capital(what)} is not defined in any part of {where}"
    signs = [0 if shown_as_zero(value, found.measure) else int(np.sign(value)) for value in known]
    sides = {"above zero": signs.count(1), "below zero": signs.count(-1), "zero": signs.count(0)}
    there = {side: count for side, count in sides.items() if count}
    if len(there) == 1:
        return f"On average {what} is {next(iter(there))} in every part of {where}"
    each = [f"{side} in {count}" for side, count in there.items()]
    return f"On average {what} is {listed(each)} of {len(known)} parts of {where}"


def shown_as_zero(value: float, measure: str) -> bool:
    """Tell whether an answer is shown as nothing."""
    return amount(value, measure) in (amount(0.0, measure), f"{MINUS}{amount(0.0, measure)}")
