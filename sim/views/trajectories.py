"""Trajectories: what happens over the years, in a world and as its difference to another."""

from collections.abc import Iterable

import numpy as np

from sim.analysis.statistics import EVERYWHERE, Estimate
from sim.measures import MEASURES
from sim.measures.measure import MONEY
from sim.output.results import Results
from sim.study.tables import paired_ends, shared_ends
from sim.views import theme
from sim.views.drawing import (
    Drawing,
    Trace,
    band_note,
    draw_trace,
    quarterly,
    reference,
    trace,
    trace_of,
    twin,
    world,
)
from sim.views.words import chance_words, listed, pounds, several, signed

OUTCOMES = {
    "coverage": "Need met",
    "satisfaction": "Satisfaction with the council",
    "trust_in_council": "Trust in the council",
    "outcome_of_worst_tenth": "Outcome of the worst-off tenth",
}
DIFFERENCES = {
    **OUTCOMES,
    "outcome": "Outcome of all residents",
    "budget_gap": "Budget gap",
}
SAME = "No difference: the two worlds are the same in every quarter"
MOST_NAMED = 3
"""How many outcomes a title names."""


def outcomes(results: Results, label: str) -> Drawing:
    """Draw what happens to services and residents, with and without partnerships."""
    with_it = {name: trace(results, label, name) for name in OUTCOMES}
    without = {name: trace(results, twin(label), name) for name in OUTCOMES}
    change = changes_at_end(results, label, twin(label), ["coverage"])
    title = outcome_title(with_it["coverage"], change["coverage"])
    drawn = theme.figure(9, 6.2, title, band_note(results, label))
    for axes, (name, words) in zip(drawn.subplots(2, 2).ravel(), OUTCOMES.items(), strict=True):
        theme.tidy(axes)
        draw_trace(axes, without[name], theme.GREY)
        draw_trace(axes, with_it[name], theme.BLUE)
        axes.set_title(f"{words} ({MEASURES[name].unit})", loc="left", fontsize=9.5)
        axes.margins(y=0.12)
    first = drawn.axes[0]
    first.plot([], [], color=theme.BLUE, label="with partnerships")
    first.plot([], [], color=theme.GREY, label="the same scenario without")
    first.legend(frameon=False, fontsize=8.5, loc="best")
    return Drawing(drawn, title, "Four line charts by year, with and without partnerships.")


def outcome_title(found: Trace, change: Estimate) -> str:
    """Return what the coverage of services did, and what partnerships did to it, in words."""
    if np.isnan([found.mean[0], found.mean[-1]]).any():
        return "Need met is not defined from beginning to end"
    start, end = (f"{value:.0%}" for value in (found.mean[0], found.mean[-1]))
    when = f"{int(found.years[0])} to {round(float(found.years[-1]))}"
    moved = f"{'falls' if found.mean[-1] < found.mean[0] else 'rises'} from {start} to {end}"
    if start == end:
        moved = f"stays at {end}"
    return f"Need met {moved}, {when}; {effect_on('coverage', change)}"


def effect_on(measure: str, change: Estimate) -> str:
    """Return what partnerships did to a measure, in words that its interval allows."""
    if change.value is None:
        return "what partnerships do to it is not defined"
    if change.low == change.high == 0.0:
        return "partnerships make no difference to it"
    if change.low is None:
        return f"in this one run partnerships change it by {size_of(measure, change.value)}"
    if not change.clear:
        return "partnerships make no clear difference to it"
    return f"partnerships change it by {size_of(measure, change.value)}"


def changes_at_end(
    results: Results, label: str, against: str, measures: Iterable[str]
) -> dict[str, Estimate]:
    """Return the paired differences of what measures of the region come to in two worlds."""
    ends = shared_ends(results, against, label)
    return {name: paired_ends(*ends, (name, "", "")).difference for name in measures}


def difference(results: Results, label: str) -> Drawing:
    """Draw by how much a world differs from the one it is set against, on the same luck."""
    against = reference(results, label)
    start_year = world(results, label)["start_year"]
    changes = changes_at_end(results, label, against, DIFFERENCES)
    who = "partnerships" if against == twin(label) else "the change"
    apart = {
        name: quarterly(results, label, name) - quarterly(results, against, name)
        for name in DIFFERENCES
    }
    drawn_alike = not any(np.any(one.fillna(0.0).to_numpy()) for one in apart.values())
    title = SAME if drawn_alike else difference_title(changes, who)
    note = f"Difference to {against}: {band_note(results, label)} {chance_words(len(changes))}"
    drawn = theme.figure(9, 6.2, title, note)
    for axes, (name, words) in zip(drawn.subplots(2, 3).ravel(), DIFFERENCES.items(), strict=True):
        theme.tidy(axes)
        axes.axhline(0.0, color=theme.INK, linewidth=0.8)
        if not apart[name].empty:
            colour = theme.BLUE if changes[name].clear else theme.GREY
            draw_trace(axes, trace_of(apart[name], start_year, EVERYWHERE), colour)
        if not np.any(apart[name].fillna(0.0).to_numpy()):
            axes.set_ylim(-1.0, 1.0)
        axes.set_title(f"{words}\n({MEASURES[name].unit})", loc="left", fontsize=9)
        axes.xaxis.set_major_locator(theme.whole_years())
    return Drawing(
        drawn, title, "Six line charts of differences by year; blue where the end is clear of zero."
    )


def difference_title(changes: dict[str, Estimate], who: str) -> str:
    """Return which outcomes clearly differ, in words."""
    if all(change.low is None for change in changes.values()):
        return "One pair of runs cannot tell a difference from chance"
    if all(change.low == change.high == 0.0 for change in changes.values()):
        return "The two scenarios differ on the way and end the same"
    better: list[str] = []
    worse: list[str] = []
    for name, change in changes.items():
        if change.clear and change.value is not None:
            up = (change.value > 0.0) == (MEASURES[name].better == "higher")
            said = DIFFERENCES[name][0].lower() + DIFFERENCES[name][1:]
            (better if up else worse).append(f"{said} ({size_of(name, change.value)})")
    if not better and not worse:
        return f"By the end {who} made no clear difference to any of six outcomes"
    parts = [f"better: {first_of(better)}"] if better else []
    parts += [f"worse: {first_of(worse)}"] if worse else []
    return f"What {who} made {'; what they made '.join(parts)}"


def first_of(words: list[str]) -> str:
    """Return so many outcomes as a title holds."""
    if len(words) > MOST_NAMED:
        words = [*words[:MOST_NAMED], several(len(words) - MOST_NAMED, "more", "more")]
    return listed(words)


def size_of(measure: str, change: float) -> str:
    """Return a difference in words: points of a hundred, or money."""
    if MEASURES[measure].unit == MONEY:
        return pounds(change * 1000.0, sign=True)
    return f"{signed(100.0 * change)} points"
