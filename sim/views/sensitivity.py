"""Sensitivity: which assumptions of a study move the answer most, and where it changes sign."""

from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from sim.analysis.answers import ANSWER, Answers, answers
from sim.analysis.effects import Effect, effects
from sim.analysis.statistics import Estimate
from sim.core.errors import ResultsError
from sim.measures import MEASURES
from sim.measures.measure import MONEY
from sim.output.results import Results
from sim.views import theme
from sim.views.drawing import Drawing
from sim.views.words import MINUS, capital, listed, plain, pounds, several, steps

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


def tornado(results: Results, label: str) -> Drawing:
    """Draw how far each factor of a study moves the answer, those that can be told on top."""
    found = answers(results, label)
    largest = effects(found)[:MOST_BARS]
    title = tornado_title(found, largest)
    drawn = theme.figure(9, 1.9 + 0.36 * max(1, len(largest)), title, tornado_note(found, label))
    axes = theme.tidy(drawn.subplots())
    draw_effects(axes, largest)
    axes.axvline(0.0, color=theme.INK, linewidth=0.8)
    axes.set_yticks(range(len(largest)), [short(effect.factor) for effect in largest])
    axes.invert_yaxis()
    axes.use_sticky_edges = False  # or there is no room for words at the end of the longest bar
    axes.margins(x=0.14)
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_formatter(lambda value, _: amount(value, found.measure))
    said = f"Change of {said_of(found.measure)} from one end of a factor to the other"
    axes.set_xlabel(said, fontsize=8.5, color=theme.GREY)
    words = "; ".join(effect_words(effect, found.measure) for effect in largest)
    return Drawing(drawn, title, f"Tornado chart of {said_of(found.measure)}. {words}")


def tornado_note(found: Answers, label: str) -> str:
    """Return how the bars of a tornado were made and what they leave out."""
    seeds = "" if found.runs.shape[1] > 1 else " One run a point: other seeds are left out."
    return (
        f"{label}: {several(len(found.values), 'point')}; all factors fitted together along"
        f" straight lines. Black: 95% interval; grey: cannot be told from noise.{seeds}"
    )


def effect_words(effect: Effect, measure: str) -> str:
    """Return what one factor does and how sure that is, in a sentence."""
    low, high = ends_in_words(effect)
    told = "" if effect.change.clear else ", cannot be told from noise"
    size = amount(effect.change.value or 0.0, measure)
    return (
        f"{capital(short(effect.factor))} from {low} to {high}: {size}"
        f" ({interval(effect.change, measure)}{told})"
    )


def interval(found: Estimate, measure: str) -> str:
    """Return a 95 % interval of an answer in words."""
    if found.low is None or found.high is None:
        return "no interval"
    return f"{amount(found.low, measure)} to {amount(found.high, measure)}"


def ends_in_words(effect: Effect) -> tuple[str, str]:
    """Return the two ends of a factor as people read them."""
    if isinstance(effect.low, str) or isinstance(effect.high, str):
        return str(effect.low), str(effect.high)
    low, high = steps([effect.low, effect.high])
    return low, high


def draw_effects(axes: Axes, largest: list[Effect]) -> None:
    """Draw a bar per factor, as long as the change it brings, with the interval of that."""
    for row, effect in enumerate(largest):
        change = effect.change.value or 0.0
        colour = theme.BLUE if change > 0.0 else theme.ORANGE
        axes.barh(row, change, color=colour if effect.change.clear else theme.GREY, height=0.62)
        reach = [change, 0.0]
        if effect.change.low is not None and effect.change.high is not None:
            limits = [effect.change.low, effect.change.high]
            axes.plot(limits, [row, row], color=theme.INK, linewidth=1.2)
            reach += limits
        axes.annotate(
            " to ".join(ends_in_words(effect)),
            (max(reach), row),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )


def tornado_title(found: Answers, largest: list[Effect]) -> str:
    """Return which factor moves the answer most, and how often it is above zero, in words."""
    above, points = int((found.values > 0.0).sum()), len(found.values)
    sign = f"above zero at {'none' if above == 0 else above} of {several(points, 'point')}"
    if not largest:
        return f"Nothing was varied; {said_of(found.measure)} is {sign}"
    if not largest[0].change.clear:
        what = f"No factor’s effect on {said_of(found.measure)}"
        return f"{what} can be told from noise; it is {sign}"
    first = capital(short(largest[0].factor))
    return f"{first} has the largest effect on {said_of(found.measure)}; it is {sign}"


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
    """Return the effects of factors that are numbers, in the order of all effects."""
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
    note = f"{label}: mean of the points in each cell, {several(len(found.values), 'point')}; no"
    note += " intervals, so that a cell of few points may be off by chance."
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
        return f"The mean of the points is {next(iter(there))} in every part of {where}: {what}"
    each = [f"{side} in {count}" for side, count in there.items()]
    return f"The mean of the points is {listed(each)} of {len(known)} parts of {where}: {what}"


def shown_as_zero(value: float, measure: str) -> bool:
    """Tell whether an answer is shown as nothing."""
    return amount(value, measure) in (amount(0.0, measure), f"{MINUS}{amount(0.0, measure)}")
