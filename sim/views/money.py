"""Money: who paid whom for partnership working, and what came back, as bands between accounts."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from sim.appraisal.flow_roles import Role, flows_of
from sim.core.ledger import Flow
from sim.measures.accounts import KINDS
from sim.output.results import Results
from sim.views import theme
from sim.views.drawing import Drawing, world
from sim.views.words import account_name, capital, pounds, several

COLOURS = {Role.COST: theme.ORANGE, Role.SAVING: theme.GREEN, Role.TRANSFER: theme.BLUE}
"""What partnership working moves: costs, savings that became cash, money passed on."""
SMALLEST = 0.01
"""A band with less than this share of all is put with others."""
INVISIBLE = 0.001
"""A band with less than this share could not be seen and is left out."""
GAP, BLOCK = 0.03, 0.03
"""Room between blocks and their width, as shares of the axes."""
OTHER = "other"
ALIGNED: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")


@dataclass(frozen=True)
class Block:
    """One name in one column: where it stands."""

    column: int
    name: str
    bottom: float
    height: float


def money(results: Results, label: str) -> Drawing:
    """Draw who pays, for what, and whom, for everything that partnership working moves."""
    moved = partnership_money(results, label)
    title = money_title(moved)
    runs = int((results.frame("runs")["scenario"] == label).sum())
    contracts = contract_value(results, label, runs)
    note = f"{label}. Mean of {several(runs, 'run')}, undiscounted."
    if contracts > 0.0:
        note += f" Payments for contracted services themselves ({pounds(contracts)}) are not shown."
    drawn = theme.figure(9, 5.6, title, note)
    axes = theme.bare(drawn.subplots())
    shown = moved[moved["amount"] >= INVISIBLE * moved["amount"].sum()]
    if len(shown):
        draw_bands(axes, shown)
    roles = ", ".join(f"{role.value} {theme_name(colour)}" for role, colour in COLOURS.items())
    listing = "; ".join(
        f"{capital(account_name(row['payer']))} pay {pounds(row['amount'])} of {row['flow']} to "
        f"{account_name(row['payee'])}"
        for row in moved.to_dict("records")
    )
    return Drawing(drawn, title, f"Bands from payer over purpose to payee ({roles}). {listing}")


def theme_name(colour: str) -> str:
    """Return a colour in words."""
    return {theme.ORANGE: "orange", theme.GREEN: "green", theme.BLUE: "blue"}[colour]


def partnership_money(results: Results, label: str) -> pd.DataFrame:
    """Return mean amounts in £ by payer, flow and payee, holders of money by kind."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, "run_id"]
    ledger = results.frame("ledger")
    wanted = flows_of(*COLOURS) - {str(Flow.GRANT), str(Flow.ONE_OFF_GRANT)}
    chosen = ledger[ledger["run_id"].isin(own) & ledger["flow"].isin(wanted)].copy()
    holders = {o["name"]: KINDS[o["kind"]] for o in world(results, label)["organisations"]}
    for side in ("payer", "payee"):
        chosen[side] = chosen[side].map(lambda name: holders.get(name, name))
    sums = chosen.groupby(["payer", "flow", "payee"], as_index=False)["pence"].sum()
    sums["amount"] = sums["pence"] / 100.0 / max(1, len(own))
    small = sums["amount"] < SMALLEST * sums["amount"].sum()
    sums.loc[small, "flow"] = OTHER
    together = pd.DataFrame(sums.groupby(["payer", "flow", "payee"])["amount"].sum()).reset_index()
    return together.sort_values("amount", ascending=False, ignore_index=True)


def contract_value(results: Results, label: str, runs: int) -> float:
    """Return what councils paid for contracted services, £, mean over runs."""
    table = results.frame("runs")
    own = table.loc[table["scenario"] == label, "run_id"]
    ledger = results.frame("ledger")
    paid = ledger[ledger["run_id"].isin(own) & (ledger["flow"] == str(Flow.CONTRACT))]
    return float(paid["pence"].sum()) / 100.0 / max(1, runs)


def money_title(moved: pd.DataFrame) -> str:
    """Return what partnership working cost and what came back in cash, in words."""
    cost = moved.loc[moved["flow"].isin(flows_of(Role.COST)), "amount"].sum()
    saved = moved.loc[moved["flow"].isin(flows_of(Role.SAVING)), "amount"].sum()
    if cost == saved == 0.0:
        return "Partnership working moved no money"
    back = f"{pounds(saved)} came back as cash" if saved > 0.0 else "none of it came back as cash"
    return f"Partnership working cost {pounds(cost)}; {back}"


def draw_bands(axes: Axes, moved: pd.DataFrame) -> None:
    """Draw three columns of blocks (who pays, for what, whom) and the bands between them."""
    columns = ["payer", "flow", "payee"]
    gaps = GAP * (max(moved[column].nunique() for column in columns) - 1)
    scale = (1.0 - gaps) / float(moved["amount"].sum())
    blocks = [stacked(i, moved, column, scale) for i, column in enumerate(columns)]
    for side in (0, 1):
        between = moved.groupby(columns[side : side + 2])["amount"].sum() * scale
        for a, b, low, high, height in placed(between, blocks[side], blocks[side + 1]):
            flow = (a, b)[1 - side]
            draw_band(axes, side, (low, high), height, colour_of(flow))
    for block in (found for column in blocks for found in column.values()):
        draw_block(axes, block, block.height / scale)
    for x, words in enumerate(("who pays", "for what", "whom")):
        axes.annotate(words, (x, 1.05), ha=ALIGNED[x], fontsize=9, color=theme.GREY)
    axes.set_xlim(-0.02, 2.02)
    axes.set_ylim(-0.02, 1.1)


def placed(
    heights: "pd.Series[float]", left: dict[str, Block], right: dict[str, Block]
) -> list[tuple[str, str, float, float, float]]:
    """Return bands as (from, to, bottom left, bottom right, height), with few crossings."""
    keys = [(str(key[0]), str(key[1])) for key in heights.index]
    pairs = dict(zip(keys, heights.astype(float), strict=True))
    bottoms: dict[tuple[int, tuple[str, str]], float] = {}
    for end, (own, other) in enumerate(((left, right), (right, left))):
        used = dict.fromkeys(own, 0.0)
        for pair in sorted(pairs, key=lambda pair: other[pair[1 - end]].bottom):
            bottoms[end, pair] = own[pair[end]].bottom + used[pair[end]]
            used[pair[end]] += pairs[pair]
    return [(*p, bottoms[0, p], bottoms[1, p], height) for p, height in pairs.items()]


def stacked(column: int, moved: pd.DataFrame, by: str, scale: float) -> dict[str, Block]:
    """Return the blocks of one column, the largest on top."""
    sizes = moved.groupby(by)["amount"].sum().sort_values()
    free = 1.0 - float(sizes.sum()) * scale - GAP * (len(sizes) - 1)
    blocks, bottom = {}, free / 2.0
    for name, amount in sizes.items():
        blocks[str(name)] = Block(column, str(name), bottom, float(amount) * scale)
        bottom += float(amount) * scale + GAP
    return blocks


def colour_of(flow: str) -> str:
    """Return the colour of a flow."""
    return next((c for role, c in COLOURS.items() if flow in flows_of(role)), theme.GREY)


def draw_band(
    axes: Axes, column: int, bottoms: tuple[float, float], height: float, colour: str
) -> None:
    """Draw one band from one column to the next."""
    a, b = column + BLOCK, column + 1 - BLOCK
    middle, (low, high) = (a + b) / 2.0, bottoms
    line = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    points = [
        (a, low),
        *((middle, low), (middle, high), (b, high)),
        (b, high + height),
        *((middle, high + height), (middle, low + height), (a, low + height)),
        (a, low),
    ]
    axes.add_patch(PathPatch(Path(np.array(points), line), facecolor=colour, alpha=0.4, lw=0))


def draw_block(axes: Axes, block: Block, amount: float) -> None:
    """Draw one block with its name and amount beside it."""
    colour = colour_of(block.name) if block.column == 1 else theme.INK
    axes.add_patch(
        Rectangle((block.column - BLOCK, block.bottom), 2 * BLOCK, block.height, color=colour, lw=0)
    )
    words = f"{capital(account_name(block.name))}\n{pounds(amount)}"
    one_line = words.replace("\n", " ") if block.height < 0.06 else words
    x = {0: block.column + 0.05, 1: block.column, 2: block.column - 0.05}[block.column]
    axes.annotate(
        one_line,
        (x, block.bottom + block.height / 2.0),
        ha=ALIGNED[block.column],
        va="center",
        fontsize=8.5,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.8},
    )
