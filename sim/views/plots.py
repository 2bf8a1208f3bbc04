"""Plots: the figures that every results folder can have."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.measures import MEASURES
from sim.periods import QUARTERS_PER_YEAR
from sim.results import Results
from sim.study.statistics import Estimate, estimate, paired
from sim.study.tables import end_values
from sim.views import theme

BAND = "Line: mean; band: 95% interval over seeds ({n} runs), not over parameters."


@dataclass(frozen=True)
class Drawing:
    """A figure, and the same in words."""

    figure: Figure
    alt: str


@dataclass(frozen=True)
class Trace:
    """One measure of one world through time."""

    years: pd.Index
    mean: pd.Series
    low: pd.Series
    high: pd.Series
    """The mean itself where there is one run only."""


def trace(results: Results, label: str, measure: str, cumulative: bool = False) -> Trace:
    """Return a measure of the whole region by quarter, with its interval over seeds."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, ["run_id"]]
    series = results.frame("series")
    chosen = (series["measure"] == measure) & (series["place"] == "") & (series["group"] == "")
    wide = (
        series[chosen]
        .merge(own, on="run_id")
        .pivot_table(index="quarter", columns="run_id", values="value")
    )
    if cumulative:
        wide = wide.cumsum()
    found = [estimate(row, MEASURES[measure].bounds) for row in wide.to_numpy()]
    band = pd.DataFrame([(e.value, e.low, e.high) for e in found], wide.index, dtype=float)
    band = band.bfill(axis=1).ffill(axis=1)
    start = world(results, label)["start_year"]
    return Trace(start + 0.25 + wide.index / QUARTERS_PER_YEAR, band[0], band[1], band[2])


def world(results: Results, label: str) -> dict:  # type: ignore[type-arg]
    """Return what the manifest says of one world."""
    return next(world for world in results.worlds if world["label"] == label)


def draw_trace(axes: Axes, found: Trace, colour: str, scale: float = 1.0) -> None:
    """Draw one line with its band."""
    axes.fill_between(
        found.years, found.low * scale, found.high * scale, color=colour, alpha=0.15, linewidth=0
    )
    axes.plot(found.years, found.mean * scale, color=colour, linewidth=1.8)


OUTCOMES = {
    "coverage": "Need that is met",
    "satisfaction": "Satisfaction with the council",
    "trust_in_council": "Trust in the council",
    "outcome_of_worst_tenth": "Outcome of the worst-off tenth",
}


def outcomes(results: Results, label: str) -> Drawing:
    """Draw what happens to services and residents, with and without partnerships."""
    twin = f"{label} without partnerships"
    with_it = {name: trace(results, label, name) for name in OUTCOMES}
    without = {name: trace(results, twin, name) for name in OUTCOMES}
    change = effect_of_partnerships(results, label, "coverage")
    title = outcome_title(with_it["coverage"], change)
    note = BAND.format(n=results.manifest["replicates"])
    drawn = theme.figure(10, 6.2, title, note)
    for axes, (name, words) in zip(drawn.subplots(2, 2).ravel(), OUTCOMES.items(), strict=True):
        theme.tidy(axes)
        draw_trace(axes, without[name], theme.GREY)
        draw_trace(axes, with_it[name], theme.BLUE)
        axes.set_title(f"{words} ({MEASURES[name].unit})", loc="left", fontsize=9.5)
    first = drawn.axes[0]
    first.plot([], [], color=theme.BLUE, label="with partnerships")
    first.plot([], [], color=theme.GREY, label="the same world without")
    first.legend(frameon=False, fontsize=8.5, loc="lower left")
    return Drawing(drawn, f"{title}. Four line charts by year, with and without partnerships.")


def outcome_title(found: Trace, change: Estimate) -> str:
    """Return what the coverage of services did, and what partnerships did to it, in words."""
    start, end = found.mean.iloc[0], found.mean.iloc[-1]
    first, last = int(found.years[0]), round(float(found.years[-1]))
    moved = "falls" if end < start else "rises" if end > start else "stays"
    effect = "partnerships make no clear difference to it"
    if clear(change) and change.value is not None:
        effect = f"partnerships change it by {100.0 * change.value:+.1f} points"
    return f"Need that is met {moved} from {start:.0%} to {end:.0%}, {first} to {last}; {effect}"


def clear(change: Estimate) -> bool:
    """Tell whether an interval leaves zero out."""
    if change.low is None or change.high is None:
        return False
    return change.low > 0.0 or change.high < 0.0


def effect_of_partnerships(results: Results, label: str, measure: str) -> Estimate:
    """Return the paired difference to the same world without partnerships, at the end."""
    with_it, without = (
        end_values(results, name) for name in (label, f"{label} without partnerships")
    )
    cell = (measure, "", "")
    return paired(
        without.values[:, without.cells.index(cell)], with_it.values[:, with_it.cells.index(cell)]
    ).difference


def savings(results: Results, label: str) -> Drawing:
    """Draw the three savings, which are three different figures, and what was spent to get them."""
    lines = {
        "saving_claimed": ("claimed in reports", theme.ORANGE),
        "saving_attributed": ("attributed, before costs", theme.GREEN),
        "saving_counterfactual": ("counterfactual, after costs", theme.BLUE),
    }
    traces = {name: trace(results, label, name, cumulative=True) for name in lines}
    ends = {name: found.mean.iloc[-1] / 1000.0 for name, found in traces.items()}
    made = end_estimate(results, label, "saving_counterfactual")
    title = savings_title(ends["saving_claimed"], made)
    note = BAND.format(n=results.manifest["replicates"])
    drawn = theme.figure(9, 5.2, title, note)
    axes = theme.tidy(drawn.subplots())
    axes.axhline(0.0, color=theme.INK, linewidth=0.8)
    spread = label_heights(list(ends.values()))
    for (name, (words, colour)), height in zip(lines.items(), spread, strict=True):
        draw_trace(axes, traces[name], colour, 1e-3)
        axes.annotate(
            f"{words}\n{millions(ends[name])}",
            (traces[name].years[-1], height),
            xytext=(6, 0),
            textcoords="offset points",
            color=colour,
            fontsize=8.5,
            va="center",
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )
    axes.set_ylabel("£m since the start, real terms", fontsize=8.5, color=theme.GREY)
    years = traces["saving_claimed"].years
    first, last = float(years[0]), float(years[-1])
    axes.set_xticks([tick for tick in axes.get_xticks() if first - 0.5 <= tick <= last])
    axes.set_xlim(first - 0.3, last + 0.28 * (last - first))
    return Drawing(
        drawn,
        f"{title}. Line chart of cumulative claimed, attributed and "
        "counterfactual savings in millions of pounds.",
    )


def millions(amount: float) -> str:
    """Return an amount in £m to one decimal, or how small it is."""
    if abs(amount) < 0.05:
        return "less than £0.1m"
    return f"£{amount:,.1f}m".replace("£-", "\N{MINUS SIGN}£")


def end_estimate(results: Results, label: str, measure: str) -> Estimate:
    """Return what a measure comes to for the whole region, with its interval over seeds."""
    ends = end_values(results, label)
    return estimate(ends.values[:, ends.cells.index((measure, "", ""))])


def savings_title(claimed: float, counterfactual: Estimate) -> str:
    """Return how far claims and the difference to the world without partnerships are apart."""
    if claimed == 0.0:
        return "No partnership delivered: nothing was claimed and nothing was saved"
    said = f"Reports claim £{claimed:,.0f}m saved"
    if not clear(counterfactual) or counterfactual.value is None:
        return f"{said}; councils are not clearly better or worse off than without"
    amount = abs(counterfactual.value) / 1000.0
    how = "better" if counterfactual.value > 0.0 else "worse"
    return f"{said}; councils end £{amount:,.0f}m {how} off than without"


def label_heights(ends: list[float]) -> list[float]:
    """Return heights for labels near the line ends that do not overlap."""
    gap = 0.09 * max(max(ends) - min(ends), 1e-9) + 1e-9
    order = sorted(range(len(ends)), key=lambda i: ends[i])
    heights = list(ends)
    for below, above in pairwise(order):
        heights[above] = max(heights[above], heights[below] + gap)
    return heights


def money(results: Results, label: str) -> Drawing:
    """Draw where councils' money came from and where it went, by account."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, ["run_id"]]
    ledger = results.frame("ledger").merge(own, on="run_id")
    n = len(own)
    came = (
        ledger[ledger["payer"].isin(ACCOUNTS)].groupby(["payer", "flow"])["pence"].sum() / n / 1e8
    )
    went = (
        ledger[ledger["payee"].isin(ACCOUNTS)].groupby(["payee", "flow"])["pence"].sum() / n / 1e8
    )
    left = came.sum() - went.sum()
    title = money_title(came, went)
    drawn = theme.figure(10, 5.6, title, f"Mean of {n} runs; every penny is in the ledger.")
    for axes, (words, flows) in zip(
        drawn.subplots(1, 2),
        {"Came from (£m)": came, "Went to (£m)": went}.items(),
        strict=True,
    ):
        draw_flows(theme.tidy(axes), flows, words)
    drawn.axes[1].annotate(
        f"left in reserves: £{left:,.0f}m",
        (0.98, 0.02),
        ha="right",
        xycoords="axes fraction",
        fontsize=8.5,
        color=theme.GREY,
    )
    return Drawing(drawn, f"{title}. Bar charts of flows in and out of councils by account.")


ACCOUNTS = {
    "CentralGov": "Central government",
    "Households": "Households",
    "Lenders": "Lenders",
    "Suppliers": "Suppliers",
}


def draw_flows(axes: Axes, flows: pd.Series, words: str) -> None:
    """Draw one bar per account and flow, the largest on top, each with its amount."""
    flows = flows[flows >= 0.05].sort_values()
    names = [f"{ACCOUNTS[account]}: {flow}" for account, flow in flows.index]
    colours = {
        "CentralGov": theme.BLUE,
        "Households": theme.GREEN,
        "Lenders": theme.PURPLE,
        "Suppliers": theme.ORANGE,
    }
    axes.barh(names, flows.to_numpy(), color=[colours[account] for account, _ in flows.index])
    for i, value in enumerate(flows):
        axes.annotate(
            f"{value:,.1f}" if value < 100 else f"{value:,.0f}",
            (value, i),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )
    axes.set_title(words, loc="left", fontsize=9.5)
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.margins(x=0.14)


def money_title(came: pd.Series, went: pd.Series) -> str:
    """Return what share of the money partnership working moved, in words."""
    flows = went.groupby("flow").sum()
    cost = sum(flows.get(name, 0.0) for name in ("set-up", "overhead", "partnership loss"))
    saved = came.groupby("flow").sum().get("partnership saving", 0.0)
    services = flows.get("services", 0.0)
    return (
        f"Of £{services:,.0f}m for services, partnerships saved £{saved:,.1f}m"
        f" and cost £{cost:,.1f}m to set up and run"
    )


type Draw = Callable[[Results, str], Drawing]
