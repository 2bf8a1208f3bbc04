"""Theme: one look for every figure; colours that colour-blind readers can tell apart."""

import re
import textwrap
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
YELLOW, INK, GREY, PALE = "#E69F00", "#222222", "#6B6B6B", "#E4E4E4"
"""Okabe and Ito's palette, and neutrals."""

DARK = {
    BLUE: "#005A8C",
    ORANGE: "#A84A00",
    GREEN: "#00694D",
    PURPLE: "#8C3F6B",
    YELLOW: "#7A5400",
}
"""The same colours for letters, dark enough to read on white."""

NOTE = "Illustrative, not a forecast."
LARGE = 13
LETTERS_PER_INCH = 8
"""How many letters of a title fit in an inch of figure."""
FORMATS: Mapping[str, str] = {".png": "Description", ".svg": "Description", ".pdf": "Subject"}
"""File ending: where the description stands in the file."""


def dark(colour: str) -> str:
    """Return a colour for letters."""
    return DARK.get(colour, colour)


def figure(width: float, height: float, title: str, note: str) -> Figure:
    """Return an empty figure (inches) whose title says what was found."""
    drawn = Figure(figsize=(width, height), dpi=140, layout="constrained")
    FigureCanvasAgg(drawn)
    wrapped = textwrap.fill(title, round(LETTERS_PER_INCH * width))
    drawn.suptitle(wrapped, x=0.01, ha="left", fontsize=LARGE, fontweight="bold", color=INK)
    below = textwrap.fill(f"{note} {NOTE}", round(1.6 * LETTERS_PER_INCH * width))
    drawn.supxlabel(below, x=0.01, ha="left", fontsize=8, color=GREY)
    return drawn


def tidy(axes: Axes) -> Axes:
    """Take away what carries no information."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(PALE)
    axes.tick_params(colors=GREY, labelsize=8.5, length=0)
    axes.grid(axis="y", color=PALE, linewidth=0.7)
    axes.set_axisbelow(True)
    return axes


def bare(axes: Axes) -> Axes:
    """Take away everything but what is drawn."""
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def cells(axes: Axes, values: NDArray[np.float64], colours: Colormap, largest: float) -> None:
    """Draw a table of colours around zero, one cell per value, centred on whole numbers."""
    rows, columns = (np.arange(n + 1) - 0.5 for n in values.shape)
    axes.pcolormesh(
        columns, rows, values, cmap=colours, vmin=-largest, vmax=largest, edgecolors="white"
    )
    axes.set_xlim(columns[0], columns[-1])
    axes.set_ylim(rows[0], rows[-1])


def legend_above(axes: Axes, handles: list[Artist], columns: int) -> None:
    """Put the key between title and chart, where nothing is drawn."""
    axes.legend(
        handles=handles,
        frameon=False,
        fontsize=8.5,
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=columns,
        borderaxespad=0.2,
        borderpad=0.0,
    )


def whole_years(most: int = 4) -> MaxNLocator:
    """Return a locator of ticks that are years, not more than fit."""
    return MaxNLocator(nbins=most, integer=True)


def save(drawn: Figure, path: Path, alt: str) -> None:
    """Write a figure as PNG, SVG or PDF, with its description inside the file."""
    stamp = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(path.suffix, {})
    with mpl.rc_context({"svg.hashsalt": path.stem}):
        drawn.savefig(path, metadata={FORMATS[path.suffix]: alt, **stamp}, facecolor="white")


def take_words(drawn: Figure) -> str:
    """Take title and note out of a figure, for a page that sets them itself; return the note."""
    note = drawn.get_supxlabel().replace("\n", " ")
    drawn.suptitle("")
    drawn.supxlabel("")
    return note


def inline_svg(drawn: Figure, name: str, title: str, description: str) -> str:
    """Return a figure as an SVG element for a page: text stays text, and its ids are its own."""
    file = StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        drawn.savefig(file, format="svg", metadata={"Date": None}, facecolor="white")
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'id="', f'id="{name}-', svg)
    svg = re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", svg)
    words = f"<title>{_escaped(title)}</title><desc>{_escaped(description)}</desc>"
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    box = f'viewBox="0 0 {size[1]} {size[2]}"' if size else ""
    start = f'<svg role="img" aria-label="{_escaped(f"{title}. {description}")}" {box}'
    return re.sub(r"<svg[^>]*>", lambda _: f"{start}>{words}", svg, count=1)


def _escaped(text: str) -> str:
    """Return text as it may stand in an element or between double quotes."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return text
