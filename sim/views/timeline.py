"""Timeline: every partnership of one run, from signing to its end, and why it ended."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from sim.core.periods import QUARTERS_PER_YEAR
from sim.output.results import Results
from sim.rules.talking_shop import falls_short, is_grown
from sim.views import theme
from sim.views.drawing import Drawing, clipped, first_run, world
from sim.views.words import listed, several

STATES = {
    "negotiating or mobilising": (theme.PALE, ""),
    "delivering": (theme.BLUE, ""),
    "talking shop": (theme.ORANGE, "////"),
}
"""What a partnership can be in a quarter: colour and hatching."""
MOST_ROWS = 36
"""With more partnerships than this they are counted by state instead of shown one by one."""


FEWEST_ROWS = 3
"""A chart of fewer partnerships is as tall as one of so many, its bars in the middle."""


@dataclass(frozen=True)
class Life:
    """One partnership: what it was in each quarter, and how it ended."""

    name: str
    first: int
    states: list[str]
    why: str
    """Empty if it was still alive at the end."""


def lives(results: Results, label: str) -> list[Life]:
    """Return the partnerships of the first run in the order in which they were signed."""
    run = first_run(results, label)
    quarters = int(world(results, label)["quarters"])
    partnerships, members = (results.frame(table) for table in ("partnerships", "members"))
    own = partnerships[partnerships["run_id"] == run].sort_values("signed", kind="stable")
    delivering = members[members["run_id"] == run].drop_duplicates(["quarter", "partnership"])
    by_name = dict(list(delivering.groupby("partnership")))
    return [life_of(row, by_name.get(row["id"]), quarters) for row in own.to_dict("records")]


def life_of(row: dict, delivered: pd.DataFrame | None, quarters: int) -> Life:  # type: ignore[type-arg]
    """Return what one partnership was in every quarter."""
    end = quarters if row["ended"] < 0 else int(row["ended"])
    states = ["negotiating or mobilising"] * max(1, end - int(row["signed"]))
    if delivered is not None:
        first = int(delivered["quarter"].min())
        for quarter, declared, effective in delivered[
            ["quarter", "declared", "effective"]
        ].itertuples(index=False):
            hollow = falls_short(effective, declared)
            old = is_grown(quarter - first)
            spot = int(quarter) - int(row["signed"])
            if spot < len(states):
                states[spot] = "talking shop" if hollow and old else "delivering"
    why = "" if row["ended"] < 0 else str(row["why"] or row["phase"])
    return Life(str(row["id"]), int(row["signed"]), states, why)


def timeline(results: Results, label: str) -> Drawing:
    """Draw the portfolio of the first run: signed, delivering, talking shop, ended and why."""
    portfolio = lives(results, label)
    start = int(world(results, label)["start_year"])
    title = timeline_title(portfolio)
    note = (
        f"{label}. First run only; other runs differ. Hatched: under 40 % of what was"
        " announced is delivered, a year into delivery."
    )
    one_by_one = len(portfolio) <= MOST_ROWS
    height = 1.8 + 0.2 * max(FEWEST_ROWS, len(portfolio)) if one_by_one else 5.2
    drawn = theme.figure(9, height, title, note)
    axes = theme.tidy(drawn.subplots())
    (draw_lives if one_by_one else draw_counts)(axes, portfolio, start)
    handles: list[Artist] = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=state)
        for state, (colour, hatch) in STATES.items()
    ]
    theme.legend_above(axes, handles, 3)
    shows = (
        f"Chart by year of {several(len(portfolio), 'partnership')}. Ended: {endings(portfolio)}"
    )
    return Drawing(drawn, title, shows)


def draw_lives(axes: Axes, portfolio: list[Life], start: int) -> None:
    """Draw one bar per partnership, its name at the left and why it ended at the right."""
    longest = max((life.first + len(life.states) for life in portfolio), default=1)
    for row, life in enumerate(portfolio):
        for state, first, length in stretches(life):
            colour, hatch = STATES[state]
            axes.barh(
                row,
                length / QUARTERS_PER_YEAR,
                left=start + first / QUARTERS_PER_YEAR,
                height=0.72,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                linewidth=0.4,
            )
        if life.why:
            end = start + (life.first + len(life.states)) / QUARTERS_PER_YEAR
            words = clipped(life.why, 34)
            axes.annotate(
                words,
                (end, row),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                fontsize=7.5,
                color=theme.INK,
                annotation_clip=False,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.4},
            )
    axes.set_yticks(range(len(portfolio)), [clipped(life.name, 40) for life in portfolio])
    axes.tick_params(axis="y", labelsize=7.5)
    spare = max(0, FEWEST_ROWS - len(portfolio)) / 2
    axes.set_ylim(len(portfolio) - 0.5 + spare, -0.5 - spare)
    axes.grid(visible=False, axis="y")
    axes.grid(axis="x", color=theme.PALE, linewidth=0.7)
    years = longest / QUARTERS_PER_YEAR
    axes.set_xlim(start, start + years * 1.02)
    axes.xaxis.set_major_locator(theme.whole_years(8))


def stretches(life: Life) -> list[tuple[str, int, int]]:
    """Return runs of the same state as (state, first quarter, quarters)."""
    found: list[tuple[str, int, int]] = []
    for i, state in enumerate(life.states):
        if found and found[-1][0] == state:
            found[-1] = (state, found[-1][1], found[-1][2] + 1)
        else:
            found.append((state, life.first + i, 1))
    return found


def draw_counts(axes: Axes, portfolio: list[Life], start: int) -> None:
    """Draw how many partnerships were in which state."""
    quarters = max(life.first + len(life.states) for life in portfolio)
    counts = {state: np.zeros(quarters) for state in STATES}
    for life in portfolio:
        for i, state in enumerate(life.states):
            counts[state][life.first + i] += 1
    years = start + (np.arange(quarters) + 1) / QUARTERS_PER_YEAR
    order = ["delivering", "talking shop", "negotiating or mobilising"]
    bands = axes.stackplot(
        years,
        [counts[state] for state in order],
        colors=[STATES[state][0] for state in order],
        step="post",
        edgecolor="white",
        linewidth=0.4,
    )
    for band, state in zip(bands, order, strict=True):
        band.set_hatch(STATES[state][1])
    axes.set_ylabel("partnerships", fontsize=8.5, color=theme.GREY)
    axes.set_xlim(years[0], years[-1])
    axes.xaxis.set_major_locator(theme.whole_years(8))
    words = "Ended:\n" + endings(portfolio).replace("; ", "\n")
    axes.annotate(
        words,
        (0.02, 0.97),
        xycoords="axes fraction",
        va="top",
        fontsize=8.5,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 2},
    )


def endings(portfolio: list[Life]) -> str:
    """Return why partnerships ended, the most frequent reason first, in words."""
    said = [life.why.partition(" by ")[0] for life in portfolio if life.why]
    reasons = ["a member left" if why == "left" else why for why in said]
    if not reasons:
        return "none"
    counted = sorted({r: reasons.count(r) for r in reasons}.items(), key=lambda item: -item[1])
    return "; ".join(f"{reason} {count}" for reason, count in counted)


def timeline_title(portfolio: list[Life]) -> str:
    """Return what became of all that were signed, in words."""
    if not portfolio:
        return "No partnership was signed in this run"
    if len(portfolio) == 1:
        return f"The one partnership signed {fate(portfolio[0])}"
    ever = [life for life in portfolio if set(life.states) & {"delivering", "talking shop"}]
    shops = [life for life in ever if "talking shop" in life.states]
    alive = sum(not life.why for life in portfolio)
    parts = [
        f"{len(ever)} delivered",
        f"{len(shops)} were talking shops at some time",
        f"{alive} {'is' if alive == 1 else 'are'} alive at the end",
    ]
    return f"Of {several(len(portfolio), 'partnership')} signed, {listed(parts)}"


def fate(life: Life) -> str:
    """Return what became of one partnership, in words."""
    delivered = sum(state != "negotiating or mobilising" for state in life.states)
    hollow = life.states.count("talking shop")
    years = delivered / QUARTERS_PER_YEAR
    did = f"delivered for {years:.1f} years" if delivered else "never delivered"
    shop = f", {hollow / QUARTERS_PER_YEAR:.1f} of them as a talking shop" if hollow else ""
    return f"{did}{shop}, and {f'ended: {life.why}' if life.why else 'is alive at the end'}"
