"""Network: who works with whom, on how much trust, at four moments of one run."""

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.lines import Line2D

from sim.core.events import EventKind
from sim.core.periods import label as quarter_label
from sim.output.results import Results
from sim.rules.talking_shop import falls_short
from sim.views import theme
from sim.views.drawing import Drawing, first_run, world
from sim.views.words import listed

if TYPE_CHECKING:
    import pandas as pd

MARKERS = {
    "council": ("s", 90, theme.INK),
    "housing-association": ("^", 42, theme.GREEN),
    "housing-company": ("v", 42, theme.GREEN),
    "social-enterprise": ("o", 26, theme.PURPLE),
    "contractor": ("D", 26, theme.YELLOW),
    "network-body": ("*", 90, theme.BLUE),
}
"""Kind: shape, size, colour."""

HOLLOW = (0, (2.5, 1.5))
"""The dashes of a partnership with little behind it."""
MOST_NAMES = 12
"""With more councils than this their names are left out."""
MOMENTS, SHADES = 4, 20

TRUST = LinearSegmentedColormap.from_list("trust", [theme.ORANGE, "#C9C9C9", theme.BLUE])

type Spots = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Bond:
    """One partnership in delivery at one moment."""

    members: tuple[str, ...]
    trust: float
    hollow: bool


def network(results: Results, label: str) -> Drawing:
    """Draw the partnerships of the first run at four moments, coloured by trust."""
    about = world(results, label)
    quarters = moments(int(about["quarters"]))
    bonds = {quarter: bonds_at(results, label, quarter) for quarter in quarters}
    start = int(about["start_year"])
    title = network_title(bonds, start)
    note = (
        f"{label}. First run only. Lines join members of a partnership in delivery; dashed: under"
        " 40 % of what was announced is delivered."
    )
    drawn = theme.figure(9, 8.2, title, note)
    spots = positions(about["organisations"])
    panels = drawn.subplot_mosaic(
        [[0, 1], [2, 3], ["key", "key"]], gridspec_kw={"height_ratios": [1, 1, 0.14]}
    )
    for i, (quarter, found) in enumerate(bonds.items()):
        axes = panels[i]
        gone = merged_by(results, label, quarter)
        there = [o for o in about["organisations"] if o["name"] not in gone]
        draw_moment(axes, there, spots, found)
        axes.set_title(quarter_label(quarter, start), loc="left", fontsize=9.5)
    scale = ScalarMappable(Normalize(0, 1), TRUST)
    bar = drawn.colorbar(
        scale,
        ax=[panels[i] for i in range(MOMENTS)],
        boundaries=np.linspace(0.0, 1.0, SHADES + 1),
        ticks=np.linspace(0.0, 1.0, 6),
        shrink=0.4,
        pad=0.01,
    )
    bar.set_label("mean trust between members, 0 to 1", fontsize=8.5)
    bar.ax.tick_params(labelsize=8)
    theme.bare(panels["key"]).legend(
        handles=key(about["organisations"]), frameon=False, fontsize=8.5, loc="upper left", ncols=4
    )
    shows = "Four networks of organisations with partnerships as lines: " + "; ".join(
        f"{quarter_label(quarter, start)}: {len(found)} in delivery,"
        f" {sum(b.hollow for b in found)} of them delivering under 40 % of what was announced"
        for quarter, found in bonds.items()
    )
    return Drawing(drawn, title, shows)


def moments(quarters: int) -> list[int]:
    """Return the quarters that are shown: the ends of four equal parts of the run."""
    return [max(0, round(quarters * (i + 1) / MOMENTS) - 1) for i in range(MOMENTS)]


def bonds_at(results: Results, label: str, quarter: int) -> list[Bond]:
    """Return the partnerships in delivery in a quarter of the first run."""
    members = results.frame("members")
    chosen = (members["run_id"] == first_run(results, label)) & (members["quarter"] == quarter)
    return [bond(group) for _, group in members[chosen].groupby("partnership")]


def merged_by(results: Results, label: str, quarter: int) -> set[str]:
    """Return the councils that others had taken in by a quarter of the first run."""
    events = results.frame("events")
    chosen = (events["run_id"] == first_run(results, label)) & (events["kind"] == EventKind.MERGER)
    return set(events.loc[chosen & (events["quarter"] <= quarter), "other"])


def bond(group: "pd.DataFrame") -> Bond:
    """Return what one partnership is from the lines of its members."""
    first = group.iloc[0]
    hollow = falls_short(first["effective"], first["declared"])
    return Bond(tuple(group["member"]), float(group["trust"].mean()), bool(hollow))


def network_title(bonds: dict[int, list[Bond]], start: int) -> str:
    """Return how many partnerships delivered at each moment, and how many were hollow then."""
    if not any(bonds.values()):
        return "No partnership ever delivered at these moments"
    each = [
        f"{len(found)} in {quarter_label(quarter, start)} ({sum(b.hollow for b in found)} short)"
        for quarter, found in bonds.items()
    ]
    return f"Partnerships in delivery: {listed(each)}; short: under 40 % of what was announced"


def positions(organisations: list[dict[str, str]]) -> Spots:
    """Return a place for every organisation: councils on a ring, others around their homes."""
    councils = [o for o in organisations if o["kind"] == "council"]
    if len(councils) == 1:
        return around(
            councils[0]["name"], [o["name"] for o in organisations if o["kind"] != "council"]
        )
    angles = {o["name"]: 2 * math.pi * i / len(councils) for i, o in enumerate(councils)}
    spots = {name: (math.cos(a), math.sin(a)) for name, a in angles.items()}
    homes: dict[str, list[str]] = {}
    for other in organisations:
        if other["kind"] != "council":
            home = other["places"].split(", ")[0]
            everywhere = other["places"].count(",") + 1 >= len(councils)
            homes.setdefault("" if everywhere else home, []).append(other["name"])
    for home, names in homes.items():
        middle = angles.get(home)
        for i, name in enumerate(names):
            if middle is None:
                turn = 2 * math.pi * i / len(names) + 0.3
                spots[name] = (0.26 * math.cos(turn), 0.26 * math.sin(turn))
            else:
                turn = middle + (i - (len(names) - 1) / 2) * 0.2
                spots[name] = (1.42 * math.cos(turn), 1.42 * math.sin(turn))
    return spots


def around(middle: str, others: list[str]) -> Spots:
    """Return one council in the middle and all others on a ring around it."""
    turns = {name: 2 * math.pi * (i + 0.5) / len(others) for i, name in enumerate(others)}
    return {middle: (0.0, 0.0)} | {n: (math.cos(t), math.sin(t)) for n, t in turns.items()}


def draw_moment(
    axes: Axes, organisations: list[dict[str, str]], spots: Spots, bonds: list[Bond]
) -> None:
    """Draw the organisations and what joins them at one moment."""
    for found in bonds:
        for a, b in combinations(found.members, 2):
            xs, ys = zip(spots[a], spots[b], strict=True)
            style = HOLLOW if found.hollow else "solid"
            axes.plot(xs, ys, color=TRUST(found.trust), linewidth=2.4, linestyle=style, zorder=1)
    for kind, (marker, size, colour) in MARKERS.items():
        here = [spots[o["name"]] for o in organisations if o["kind"] == kind]
        if here:
            xs, ys = zip(*here, strict=True)
            axes.scatter(
                xs, ys, s=size, marker=marker, color=colour, zorder=2, edgecolor="white", lw=0.5
            )
    councils = [o["name"] for o in organisations if o["kind"] == "council"]
    for name in councils if len(councils) <= MOST_NAMES else []:
        x, y = spots[name]
        axes.annotate(
            name,
            (x, y),
            xytext=(0, 8 if y > -0.01 else -15),
            textcoords="offset points",
            ha="center",
            fontsize=7.5,
            fontweight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.4},
        )
    axes.set_aspect("equal")
    axes.axis("off")
    axes.set_xlim(-1.75, 1.75)
    axes.set_ylim(-1.65, 1.65)


def key(organisations: list[dict[str, str]]) -> list[Line2D]:
    """Return the key to the shapes and lines that are there."""
    kinds = {o["kind"] for o in organisations}
    shapes = [
        Line2D([], [], marker=marker, color=colour, linestyle="", label=kind.replace("-", " "))
        for kind, (marker, _, colour) in MARKERS.items()
        if kind in kinds
    ]
    lines = [
        Line2D([], [], color=theme.GREY, linewidth=2.2, label="partnership"),
        Line2D(
            [],
            [],
            color=theme.GREY,
            linewidth=2.2,
            linestyle=HOLLOW,
            label="under 40 % of announced",
        ),
    ]
    return shapes + lines
