"""Network: who works with whom, and on how much trust."""

import math
from itertools import combinations
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.lines import Line2D

from sim.mechanisms.review import TALKING_SHOP_RATIO
from sim.results import Results
from sim.views import theme
from sim.views.plots import Drawing, world

if TYPE_CHECKING:
    import pandas as pd

MARKERS = {
    "council": ("s", 190, theme.INK),
    "housing-association": ("^", 70, theme.GREEN),
    "social-enterprise": ("o", 45, theme.PURPLE),
    "contractor": ("D", 45, theme.YELLOW),
    "network-body": ("*", 160, theme.ORANGE),
}
"""Kind: shape, size, colour."""

HOLLOW = (0, (3, 2))
"""The dashes of a partnership with little behind it."""

TRUST = LinearSegmentedColormap.from_list("trust", [theme.ORANGE, "#DDDDDD", theme.BLUE])


def network(results: Results, label: str) -> Drawing:
    """Draw the partnerships of the first run, coloured by trust, dashed where little is behind."""
    runs = results.frame("runs")
    first = runs.loc[(runs["scenario"] == label) & (runs["replicate"] == 0), "run_id"].iloc[0]
    table = results.frame("partnerships")
    own = table[(table["run_id"] == first) & (table["effective"] > 0.0)]
    title = network_title(own)
    drawn = theme.figure(9, 6.6, title, "First run, at its end; thin lines have ended.")
    axes = drawn.subplots()
    organisations = world(results, label)["organisations"]
    spots = positions(organisations)
    for _, row in own.iterrows():
        for a, b in combinations(row["members"].split(", "), 2):
            xs, ys = zip(spots[a], spots[b], strict=True)
            axes.plot(
                xs,
                ys,
                color=TRUST(row["trust"]),
                linewidth=3.6 if row["ended"] < 0 else 1.4,
                linestyle=HOLLOW if hollow(row) else "solid",
                zorder=1,
            )
    draw_organisations(axes, organisations, spots)
    bar = drawn.colorbar(ScalarMappable(Normalize(0, 1), TRUST), ax=axes, shrink=0.5, pad=0.01)
    bar.set_label("mean trust between members, 0 to 1", fontsize=8.5)
    return Drawing(drawn, f"{title}. Network of organisations with partnerships as lines.")


def hollow(row: "pd.Series[Any]") -> bool:
    """Tell whether a partnership has little of what it declared."""
    return bool(row["effective"] < TALKING_SHOP_RATIO * row["declared"])


def network_title(partnerships: "pd.DataFrame") -> str:
    """Return how many partnerships delivered and how many were hollow, in words."""
    if len(partnerships) == 0:
        return "No partnership ever delivered in this run"
    alive = int((partnerships["ended"] < 0).sum())
    shops = sum(hollow(row) for _, row in partnerships.iterrows())
    many = len(partnerships)
    return (
        f"{many} partnership{'s' * (many > 1)} delivered in this run, {alive} still do;"
        f" little stood behind {shops} of them"
    )


def positions(organisations: list[dict[str, str]]) -> dict[str, tuple[float, float]]:
    """Return a place for every organisation: councils on a ring, others around their homes."""
    councils = [o for o in organisations if o["kind"] == "council"]
    angles = {o["name"]: 2 * math.pi * i / len(councils) for i, o in enumerate(councils)}
    spots = {name: (math.cos(a), math.sin(a)) for name, a in angles.items()}
    homes: dict[str, list[str]] = {}
    for other in organisations:
        if other["kind"] != "council":
            home = other["places"].split(", ")[0]
            everywhere = other["places"].count(",") + 1 >= len(councils) > 1
            homes.setdefault("" if everywhere else home, []).append(other["name"])
    for home, names in homes.items():
        middle = angles.get(home)
        for i, name in enumerate(names):
            if middle is None:
                turn = 2 * math.pi * i / len(names)
                spots[name] = (0.22 * math.cos(turn), 0.22 * math.sin(turn))
            else:
                turn = middle + (i - (len(names) - 1) / 2) * 0.2
                spots[name] = (1.42 * math.cos(turn), 1.42 * math.sin(turn))
    return spots


def draw_organisations(
    axes: Axes, organisations: list[dict[str, str]], spots: dict[str, tuple[float, float]]
) -> None:
    """Draw a shape for every organisation, the names of councils, and the key to the shapes."""
    handles = []
    for kind, (marker, size, colour) in MARKERS.items():
        here = [spots[o["name"]] for o in organisations if o["kind"] == kind]
        if here:
            xs, ys = zip(*here, strict=True)
            axes.scatter(xs, ys, s=size, marker=marker, color=colour, zorder=2)
            handles.append(
                Line2D(
                    [], [], marker=marker, color=colour, linestyle="", label=kind.replace("-", " ")
                )
            )
    for other in organisations:
        if other["kind"] == "council":
            x, y = spots[other["name"]]
            axes.annotate(
                other["name"],
                (x, y),
                xytext=(0, 11 if y > -0.01 else -19),
                textcoords="offset points",
                ha="center",
                fontsize=8.5,
                fontweight="bold",
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
            )
    handles.append(Line2D([], [], color=theme.GREY, linewidth=2.5, label="partnership"))
    handles.append(
        Line2D([], [], color=theme.GREY, linewidth=2.5, linestyle=HOLLOW, label="talking shop")
    )
    axes.legend(
        handles=handles, frameon=False, fontsize=8.5, loc="upper left", bbox_to_anchor=(-0.06, 1.0)
    )
    axes.set_aspect("equal")
    axes.axis("off")
    axes.margins(0.12)
