"""Deprivation: what each fifth of residents, from most to least deprived, gains or loses."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.analysis.statistics import Estimate, paired
from sim.appraisal import Appraisal, appraise, load_settings
from sim.output.results import Results
from sim.rules.residents import FIFTHS
from sim.study.tables import EndValues, shared_ends
from sim.views import theme
from sim.views.drawing import Drawing, reference
from sim.views.words import MINUS, chance_words, pounds, several

type Values = NDArray[np.float64]

SMALLEST_SAID = 0.1
"""Points of a hundred; a smaller difference is called none."""
NAMES = ["most\ndeprived", "2", "3", "4", "least\ndeprived"]


def deprivation(results: Results, label: str) -> Drawing:
    """Draw what a world brings to each deprivation fifth against the one it is set against."""
    against = reference(results, label)
    case = appraise(results, label, against, load_settings())
    return draw_deprivation(case, outcome_changes(results, label, against))


def outcome_by_fifth(ends: EndValues) -> Values:
    """Return the composite outcome at the end in points of 100, shape (fifths, runs)."""
    return np.array([100.0 * ends.of("outcome", "", f"fifth-{f + 1}") for f in range(FIFTHS)])


def outcome_changes(results: Results, label: str, against: str) -> list[Estimate]:
    """Return the paired difference of the composite outcome of every fifth, in points of 100."""
    theirs, mine = shared_ends(results, against, label)
    sides = zip(outcome_by_fifth(theirs), outcome_by_fifth(mine), strict=True)
    return [paired(*fifth, runs=mine.runs).difference for fifth in sides]


def draw_deprivation(case: Appraisal, changes: list[Estimate]) -> Drawing:
    """Draw outcomes and social value by fifth."""
    title = deprivation_title(changes)
    wellby = case.settings.edition.wellby
    note = (
        f"{case.label} against {case.against}, {several(len(case.books.runs), 'pair')}. Bars left:"
        " 95% interval over random seeds, without parameter uncertainty. Right: isolation and work"
        f" only, at £{wellby.low:,.0f} to £{wellby.high:,.0f} a point of life satisfaction; "
        f" social value, not added to cash. {chance_words(len(changes))}"
    )
    drawn = theme.figure(9, 4.6, title, note)
    left, right = (theme.tidy(axes) for axes in drawn.subplots(1, 2))
    spots = np.arange(FIFTHS, dtype=float)
    for axes in (left, right):
        axes.axhline(0.0, color=theme.INK, linewidth=0.8)
        axes.set_xticks(spots, NAMES, fontsize=8.5)
    values = [change.value or 0.0 for change in changes]
    limits = [(c.low, c.high) for c in changes]
    bars = [theme.BLUE if change.clear else theme.GREY for change in changes]
    left.bar(spots, values, color=bars, width=0.6)
    for spot, (low, high) in zip(spots, limits, strict=True):
        if low is not None and high is not None:
            left.plot([spot, spot], [low, high], color=theme.INK, linewidth=1.2)
    left.set_title("Outcome at the end (points of 100)", loc="left", fontsize=9.5)
    draw_values(right, case, spots)
    right.set_title("Social value, discounted (£m)", loc="left", fontsize=9.5)
    words = "; ".join(
        f"quintile {f.fifth}: outcome {value:+.2f} points, social value in present value"
        f" {pounds(f.central.value)}, weighted {pounds(f.weighted.value)}"
        for f, value in zip(case.fifths, values, strict=True)
    )
    return Drawing(drawn, title, f"Two charts by deprivation quintile. {words}")


def draw_values(axes: Axes, case: Appraisal, spots: Values) -> None:
    """Draw low, central and high value of every fifth, and the central one with its weight."""
    for spot, fifth in zip(spots, case.fifths, strict=True):
        low, central, high, weighted = (
            (found.value or 0.0) / 1e6
            for found in (fifth.low, fifth.central, fifth.high, fifth.weighted)
        )
        axes.plot([spot, spot], [low, high], color=theme.BLUE, linewidth=5, alpha=0.35)
        axes.plot(spot, central, "o", color=theme.BLUE, markersize=6)
        axes.plot(spot + 0.22, weighted, "D", color=theme.ORANGE, markersize=5)
    axes.plot([], [], "o-", color=theme.BLUE, label="low, central, high")
    axes.plot([], [], "D", color=theme.ORANGE, label="central, equity weights")
    axes.legend(frameon=False, fontsize=8.5, loc="best")
    axes.margins(y=0.2)


def deprivation_title(changes: list[Estimate]) -> str:
    """Return whom a world helps or harms most, in words."""
    if any(change.value is None for change in changes):
        return "The outcome of some deprivation quintile is not defined"
    if all(change.low == change.high == 0.0 for change in changes):
        return "No difference for any deprivation quintile"
    if any(change.low is None for change in changes):
        return f"In one pair of runs: {ends_of(changes)}"
    if not any(change.clear for change in changes):
        return "No clear difference in outcome for any deprivation quintile"
    values = [change.value or 0.0 for change in changes]
    if max(map(abs, values)) < SMALLEST_SAID:
        return "No deprivation quintile differs in outcome by a tenth of a point"
    return f"{shape_of(values)}: {ends_of(changes)}{middle_of(values)}"


def shape_of(values: list[float]) -> str:
    """Return how the two ends of deprivation fare beside each other, in words."""
    first, last = values[0], values[-1]
    if max(values) - min(values) < SMALLEST_SAID:
        return "All quintiles fare much alike"
    if abs(first - last) < SMALLEST_SAID:
        return "Both ends of deprivation fare much alike"
    if min(first, last) < 0.0 < max(first, last):
        gains, loses = ("most", "least") if first > last else ("least", "most")
        return f"The {gains} deprived gain and the {loses} deprived lose"
    side = "most" if abs(first) > abs(last) else "least"
    return f"The {side} deprived {'gain' if first + last > 0.0 else 'lose'} most at the two ends"


def ends_of(changes: list[Estimate]) -> str:
    """Return the changes of the most and the least deprived, in words."""
    first, last = (points(changes[i].value or 0.0) for i in (0, -1))
    return f"{first} for the most deprived quintile, {last} for the least deprived"


def middle_of(values: list[float]) -> str:
    """Return which quintile between the two ends changes most, if one changes more than they."""
    most = max(range(len(values)), key=lambda i: abs(values[i]))
    if abs(values[most]) - max(abs(values[0]), abs(values[-1])) < SMALLEST_SAID:
        return ""
    return f"; most of all quintile {most + 1}: {points(values[most])}"


def points(change: float) -> str:
    """Return a change in points of a hundred, with its sign."""
    text = f"{change:+.1f} points".replace("-", MINUS)
    return text if abs(change) >= SMALLEST_SAID / 2 else "0.0 points"
