"""Bars: who pays and who gains, and what residents gain, in both worlds side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from markupsafe import Markup

from sim.measures import MEASURES
from sim.measures.accounts import HOLDERS
from sim.measures.measure import MONEY as MONEY_UNIT
from sim.measures.measure import SCORE, SHARE
from sim.population.averages import GROUPS
from sim.views import theme
from sim.views.documents.questions import amount
from sim.views.page.charts import COLOURS
from sim.views.page.played_world import DRAWINGS_KEPT, Course
from sim.views.page.svg import element, path, picture, text
from sim.views.words import MINUS, account_name

WIDTH = 320
MIDDLE, REACH = 160.0, 156.0
"""Where zero is, and how far a bar may go to either side."""
ROW, WORDS, ABOVE = 33, 19, 6
"""Height of a row, of the words above its bars, and of the room above all rows."""


@dataclass(frozen=True)
class Row:
    """One line of bars: a value for each world, or one for both."""

    card: str
    words: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Money:
    """One way to look at money by account."""

    title: str
    measure: str
    second_less_first: bool = False


MONEY: dict[str, Money] = {
    "cash": Money("Cash: B less A, by account", "cash_by_account", True),
    "cost": Money("Cost of partnerships, by who pays", "partnership_cost_by_account"),
    "gain": Money("Non-cash benefits, by who receives them", "benefit_by_account"),
}
SMALLEST = 0.5
"""k£ below which an account is not listed."""
MOST_ROWS = 6
FIFTHS = {
    "fifth-1": "most deprived quintile",
    "fifth-2": "second quintile",
    "fifth-3": "middle quintile",
    "fifth-4": "fourth quintile",
    "fifth-5": "least deprived quintile",
}
"""What the fifths of residents are called; every other group goes by its own name."""


def money_rows(pair: tuple[Course, Course], look: str, played: int) -> list[Row]:
    """Return the accounts to which money made the largest difference so far."""
    chosen = MONEY[look]
    rows = []
    for holder in HOLDERS:
        last = [so_far(course, chosen.measure, holder, played) for course in pair]
        values = (last[1] - last[0],) if chosen.second_less_first else tuple(last)
        if max(map(abs, values)) >= SMALLEST:
            rows.append(Row(f"a:{holder}", account_name(holder), values))
    return sorted(rows, key=lambda row: -max(map(abs, row.values)))[:MOST_ROWS]


def so_far(course: Course, measure: str, group: str, played: int) -> float:
    """Return a total of a group up to now; nothing before the first quarter."""
    return float(course.path(measure, group)[played - 1]) if played else 0.0


@lru_cache(DRAWINGS_KEPT)
def money_chart(pair: tuple[Course, Course], look: str, played: int) -> Markup:
    """Return money by account."""
    rows = money_rows(pair, look, played)
    return bars(MONEY[look].title, rows, MONEY_UNIT, MOST_ROWS)


def group_rows(pair: tuple[Course, Course], measure: str, played: int) -> list[Row]:
    """Return by how much an index of every group of residents has moved since the start."""
    return [
        Row(f"g:{group}", group_words(group), tuple(moved(c, measure, group, played) for c in pair))
        for group in GROUPS
    ]


def moved(course: Course, measure: str, group: str, played: int) -> float:
    """Return by how much an index has moved since the first quarter."""
    path_ = course.path(measure, group)
    return float(path_[played - 1] - path_[0]) if played else 0.0


@lru_cache(DRAWINGS_KEPT)
def groups_chart(pair: tuple[Course, Course], measure: str, played: int) -> Markup:
    """Return what residents of every group gained or lost."""
    rows = group_rows(pair, measure, played)
    unit = SHARE if MEASURES[measure].unit == SHARE else SCORE
    return bars(f"Change in {measure} since the first quarter", rows, unit, len(rows))


def group_words(group: str) -> str:
    """Return what a group of residents is called."""
    return FIFTHS.get(group, group.replace("-", " "))


def bars(title: str, rows: Sequence[Row], unit: str, most: int) -> Markup:
    """Return rows of bars around zero, the first world's above the second's."""
    largest = max([abs(v) for row in rows for v in row.values if np.isfinite(v)] or [0.0]) or 1.0
    height = ABOVE + ROW * most + 4
    said = "; ".join(f"{row.words} {said_of(row, unit)}" for row in rows) or "nothing yet"
    drawn = [bar_row(row, ABOVE + ROW * i, largest, unit) for i, row in enumerate(rows)]
    if not rows:
        drawn = [text(4, 20, "Nothing yet", class_="row-words")]
    return picture(WIDTH, height, f"{title}: {said}", *drawn)


def said_of(row: Row, unit: str) -> str:
    """Return a row's values in words."""
    if len(row.values) == 1:
        return short(row.values[0], unit, True)
    change = unit != MONEY_UNIT
    return ", ".join(f"{w} {short(v, unit, change)}" for w, v in zip("AB", row.values, strict=True))


def short(value: float, unit: str, change: bool) -> str:
    """Return a value for which there is little room; an index to as many places as any other."""
    if unit == SCORE:
        return f"{value:+.3f}".replace("-", MINUS)
    return amount(value, unit, change).replace(",000", "k")


def bar_row(row: Row, top: float, largest: float, unit: str) -> Markup:
    """Return the words of one row and its bars below them."""
    words = text(2, top + 13, row.words, class_="row-words")
    said = text(WIDTH - 2, top + 13, said_of(row, unit), text_anchor="end", class_="row-value")
    colours = COLOURS if len(row.values) > 1 else (theme.DARK[theme.BLUE],)
    each = (ROW - WORDS - 3) / len(row.values)
    rects = []
    for i, (value, colour) in enumerate(zip(row.values, colours, strict=True)):
        size = max(0.6, REACH * abs(value) / largest) if np.isfinite(value) else 0.0
        left, height = MIDDLE - size if value < 0 else MIDDLE, top + WORDS + i * each
        rects.append(element("rect", x=left, y=height, width=size, height=each - 0.8, fill=colour))
    zero = path([(MIDDLE, top + WORDS - 1), (MIDDLE, top + ROW - 2)], class_="zero")
    hit = element("rect", x=0, y=top, width=WIDTH, height=ROW, fill="transparent")
    return element("g", *rects, zero, words, said, hit, class_="bar-row", data_card=row.card)
