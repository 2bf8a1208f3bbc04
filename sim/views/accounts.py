"""Accounts: who pays for partnership working and who gains, in one table of colours."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import NDArray

from sim.appraisal import Appraisal, appraise, load_settings
from sim.core.flow_roles import OUTSIDE_SOCIETY
from sim.output.results import Results
from sim.views import theme
from sim.views.drawing import Drawing, clipped, reference
from sim.views.words import (
    ACCOUNT_NAMES,
    account_name,
    capital,
    is_nothing,
    listed,
    pounds,
    several,
)

type Values = NDArray[np.float64]

COLUMNS = ("Cost of partnership\nworking", "Net money", "Non-cash\nbenefits")
EVERYBODY, TOGETHER = "everyone", "all councils together"
KEEPERS = "largest gain of those who keep what they receive"
MOST_COUNCILS = 8
"""With more councils than this they are shown as one."""
SIGNS = LinearSegmentedColormap.from_list("signs", [theme.ORANGE, "#FFFFFF", theme.BLUE])


def accounts(results: Results, label: str) -> Drawing:
    """Draw who pays and who gains in a world against the one it is set against."""
    case = appraise(results, label, reference(results, label), load_settings())
    return draw_accounts(case)


def draw_accounts(case: Appraisal) -> Drawing:
    """Draw the table of who pays and who gains."""
    names, table = account_table(case)
    title = accounts_title(names, table)
    note = f"{case.label} against {case.against}, mean of {several(len(case.books.runs), 'pair')},"
    note += " undiscounted. Blue: better off, orange: worse off."
    note += " Suppliers, lenders and community groups spend what they receive."
    drawn = theme.figure(8, 1.7 + 0.34 * max(1, len(names)), title, note)
    draw_table(theme.bare(drawn.subplots()), names, table)
    words = "; ".join(
        f"{name}: cost of partnership working {pounds(row[0], sign=True)},"
        f" money {pounds(row[1], sign=True)}, non-cash benefits {pounds(row[2], sign=True)}"
        for name, row in zip(names, table, strict=True)
    )
    return Drawing(drawn, title, f"Table by account. {words}")


def draw_table(axes: Axes, names: list[str], table: Values) -> None:
    """Draw the cells, blue for more and orange for less, each with its amount."""
    largest = max(np.abs(table).max(), 1.0)
    shade = np.sign(table) * np.sqrt(np.abs(table) / largest) * 0.85
    theme.cells(axes, shade, SIGNS, 1.0)
    for (row, column), value in np.ndenumerate(table):
        text = pounds(value, sign=True) if not is_nothing(value) else "–"
        axes.annotate(text, (column, row), ha="center", va="center", fontsize=9, color=theme.INK)
    axes.set_xticks(range(len(COLUMNS)), COLUMNS, fontsize=9)
    axes.set_yticks(range(len(names)), [clipped(shown_as(name), 26) for name in names], fontsize=9)
    axes.invert_yaxis()
    axes.xaxis.tick_top()
    axes.tick_params(length=0)


def shown_as(name: str) -> str:
    """Return a name as a heading: a council's own stays as it is."""
    return capital(name) if name in {*ACCOUNT_NAMES.values(), EVERYBODY, TOGETHER} else name


def account_table(case: Appraisal) -> tuple[list[str], Values]:
    """Return names and mean amounts in £: costs (negative), money net of them, worth.

    Accounts that nothing reaches are left out; where that goes for all of them, they are one row.
    """
    books, councils = case.books, len(case.books.councils)
    parts = [-books.costs, books.budget, books.worth]
    table = np.column_stack([part.sum(axis=1).mean(axis=0) for part in parts])
    names = [account_name(account) for account in books.accounts]
    if councils > MOST_COUNCILS:
        table = np.vstack([table[:councils].sum(axis=0), table[councils:]])
        names = [f"{councils} councils", *names[councils:]]
    elif councils > 1:
        table = np.vstack([table[:councils].sum(axis=0), table])
        names = [TOGETHER, *names]
    moved = [i for i, row in enumerate(table) if not is_nothing(np.abs(row).max())]
    if not moved:
        return [EVERYBODY], np.zeros((1, len(COLUMNS)))
    return [names[i] for i in moved], table[moved]


def accounts_title(names: list[str], table: Values) -> str:
    """Return which rows of the table have the largest cost and the largest gain, in words."""
    if is_nothing(np.abs(table).max()):
        return "No difference: no costs or benefits fall to anyone"
    outside = {account_name(account) for account in OUTSIDE_SOCIETY}
    kept = [i for i, name in enumerate(names) if name not in outside]
    costs, gains = -table[kept, 0], table[kept, 1:].sum(axis=1)
    inside = [names[i] for i in kept]
    cost = largest(inside, costs)
    who = "largest gain" if len(kept) == len(names) else KEEPERS
    gain = largest(inside, gains)
    paid = f"Largest cost, undiscounted: {cost}" if cost else "No one pays more"
    return f"{paid}; {who}: {gain}" if gain else f"{paid}; no one gains"


def largest(names: list[str], amounts: Values) -> str:
    """Return who has the largest amount, and how much; nothing if nobody has any.

    A single council that is all that its councils together are is not named beside them.
    """
    most = float(amounts.max(initial=0.0))
    if is_nothing(most):
        return ""
    first = [name for name, own in zip(names, amounts, strict=True) if is_nothing(most - own)]
    if TOGETHER in first:
        first = [TOGETHER]
    return f"{listed(first)} ({pounds(most)}{' each' if len(first) > 1 else ''})"
