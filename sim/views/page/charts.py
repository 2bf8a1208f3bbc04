"""Charts of two worlds, drawn up to the quarter that was played; scales do not move on the way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from markupsafe import Markup
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sim.core.periods import QUARTERS_PER_YEAR
from sim.measures import MEASURES
from sim.measures.measure import MONEY, SHARE
from sim.views import theme
from sim.views.documents.questions import amount
from sim.views.page.played_world import DRAWINGS_KEPT, Course
from sim.views.page.svg import element, path, picture, text
from sim.views.savings import THREE
from sim.views.words import MINUS

type Values = NDArray[np.float64]

WIDTH, HEIGHT = 320, 170
LEFT, RIGHT, TOP, BOTTOM = 62, 302, 10, 144
"""Where the axes are."""
COLOURS = (theme.INK, theme.DARK[theme.PURPLE])
DASHES = (None, "6 4")
"""How each world's line looks: full and black, broken and purple."""


STEPS = MaxNLocator(4, steps=[1, 2, 5, 10])


@dataclass(frozen=True)
class Line:
    """One quantity by quarter, and how it is drawn."""

    words: str
    values: Values
    colour: str
    dashes: str | None = None


@dataclass(frozen=True)
class Scale:
    """What a chart measures: unit, first year, and limits that hold for the whole course."""

    unit: str
    start_year: int
    quarters: int
    low: float
    high: float

    def x(self, quarter: float) -> float:
        """Return where the end of a quarter is."""
        return LEFT + (RIGHT - LEFT) * quarter / self.quarters

    def y(self, value: float) -> float:
        """Return where a value is."""
        return BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low)


def scale_of(lines: Sequence[Line], unit: str, start_year: int, zero: bool = False) -> Scale:
    """Return a scale that holds every line from beginning to end."""
    every = np.concatenate([line.values for line in lines])
    known = every[np.isfinite(every)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-9:
        low, high = low - 0.5 * (abs(low) or 1.0), high + 0.5 * (abs(high) or 1.0)
    room = 0.06 * (high - low)
    return Scale(unit, start_year, len(lines[0].values), low - room, high + room)


def line_chart(
    title: str, lines: Sequence[Line], scale: Scale, played: int, note: str = ""
) -> Markup:
    """Return lines over the quarters played so far, and a note where they show nothing."""
    now = "; ".join(f"{line.words} {value_now(line, played, scale.unit)}" for line in lines)
    drawn = [drawn_line(line, scale, played) for line in lines]
    together = element("g", *drawn, class_="lines")
    notes = [text(LEFT + 8, TOP + 12, note, class_="tick")] if note else []
    said = f"{title}. {note or now}"
    return picture(WIDTH, HEIGHT, said, *axes(scale), together, *notes)


def value_now(line: Line, played: int, unit: str) -> str:
    """Return what a line is at the last quarter played, in words."""
    value = float(line.values[played - 1]) if played else np.nan
    return "not yet" if np.isnan(value) else amount(value, unit)


def axes(scale: Scale) -> list[Markup]:
    """Return grid, ticks and years."""
    parts = []
    ticks = np.asarray(STEPS.tick_values(scale.low, scale.high))
    said = tick_words(ticks, scale.unit)
    for tick, words in zip(ticks, said, strict=True):
        if scale.low <= tick <= scale.high:
            y = scale.y(float(tick))
            strong = abs(tick) < 1e-12
            parts.append(path([(LEFT, y), (RIGHT, y)], class_="zero" if strong else "grid"))
            parts.append(text(LEFT - 6, y + 4, words, text_anchor="end", class_="tick"))
    years = scale.quarters // QUARTERS_PER_YEAR
    step = 2 if years <= 6 else 5
    for year in range(0, years + 1, step):
        x = scale.x(QUARTERS_PER_YEAR * year)
        words = str(scale.start_year + year)
        parts.append(text(x, BOTTOM + 18, words, text_anchor="middle", class_="tick"))
    return parts


def tick_words(ticks: Values, unit: str) -> list[str]:
    """Return values beside an axis, with as many digits as tell them apart."""
    factor, before, after = 1.0, "", ""
    if unit == MONEY:
        million = np.abs(ticks).max() >= 1000.0
        factor, before, after = (0.001, "£", "m") if million else (1.0, "£", "k")
    elif unit == SHARE:
        factor, after = 100.0, " %"
    shown = ticks * factor
    digits = max(0, math.ceil(-math.log10(shown[1] - shown[0]) - 1e-9))
    return [
        f"{MINUS if value < 0.0 else ''}{before}{abs(value):,.{digits}f}{after}"
        if abs(value) > 1e-9
        else f"{before}0"
        for value in shown
    ]


def drawn_line(line: Line, scale: Scale, played: int) -> Markup:
    """Return one line up to now, with a dot at its end."""
    runs: list[list[tuple[float, float]]] = [[]]
    for quarter, value in enumerate(line.values[:played]):
        if np.isfinite(value):
            runs[-1].append((scale.x(quarter + 1), scale.y(float(value))))
        elif runs[-1]:
            runs.append([])
    parts = [
        path(run, stroke=line.colour, stroke_width=2.6, stroke_dasharray=line.dashes)
        for run in runs
        if len(run) > 1
    ]
    if played and runs[-1]:
        x, y = runs[-1][-1]
        parts.append(element("circle", cx=x, cy=y, r=4, fill=line.colour))
    return element("g", *parts)


def outcome_lines(
    pair: tuple[Course, Course], names: Sequence[str], cell: tuple[str, str]
) -> list[Line]:
    """Return one outcome in both worlds."""
    return [
        Line(name, course.path(*cell), colour, dashes)
        for course, name, colour, dashes in zip(pair, names, COLOURS, DASHES, strict=True)
    ]


@lru_cache(DRAWINGS_KEPT)
def outcome_chart(
    pair: tuple[Course, Course], names: tuple[str, str], cell: tuple[str, str], played: int
) -> Markup:
    """Return the chosen outcome in both worlds."""
    lines = outcome_lines(pair, names, cell)
    unit, start = MEASURES[cell[0]].unit, pair[0].scenario.run.start_year
    return line_chart("The chosen outcome", lines, scale_of(lines, unit, start), played)


@lru_cache(DRAWINGS_KEPT)
def difference_chart(
    pair: tuple[Course, Course], names: tuple[str, str], cell: tuple[str, str], played: int
) -> Markup:
    """Return by how much the second world differs from the first."""
    first, second = (course.path(*cell) for course in pair)
    lines = [Line("second less first", second - first, theme.DARK[theme.BLUE])]
    unit, start = MEASURES[cell[0]].unit, pair[0].scenario.run.start_year
    title = f"{names[1]} less {names[0]}"
    return line_chart(title, lines, scale_of(lines, unit, start, zero=True), played)


def savings_lines(course: Course) -> list[Line]:
    """Return the three savings of one world."""
    return [
        Line(words, course.path(name), theme.dark(colour), dashes)
        for (name, (words, colour)), dashes in zip(THREE.items(), ("2 3", "8 3", None), strict=True)
    ]


@lru_cache(DRAWINGS_KEPT)
def savings_chart(pair: tuple[Course, Course], which: int, played: int) -> Markup:
    """Return the three savings of one world, on the scale of both."""
    every = [line for course in pair for line in savings_lines(course)]
    scale = scale_of(every, MONEY, pair[0].scenario.run.start_year, zero=True)
    own = savings_lines(pair[which])
    none = played and not any(np.any(line.values[:played]) for line in own)
    note = "Partnerships: no saving so far" if none else ""
    return line_chart("Three measures of saving", own, scale, played, note)


def savings_key() -> Markup:
    """Return what the lines of the three savings are."""
    entries = []
    for (words, colour), dashes in zip(THREE.values(), ("2 3", "8 3", None), strict=True):
        line = path(
            [(1, 8), (31, 8)], stroke=theme.dark(colour), stroke_width=3, stroke_dasharray=dashes
        )
        drawn = element("svg", line, width=32, height=16, aria_hidden="true")
        entries.append(element("span", drawn, f" {words}"))
    return element("div", *entries, class_="key")
