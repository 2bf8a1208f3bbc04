"""Theme: one look for every figure; colours that colour-blind readers can tell apart."""

import textwrap
from collections.abc import Mapping
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
YELLOW, INK, GREY, PALE = "#E69F00", "#222222", "#767676", "#E4E4E4"
"""Okabe and Ito's palette, and neutrals."""

NOTE = "Illustrative, not a forecast."
LARGE = 13
LETTERS_PER_INCH = 8
"""How many letters of a title fit in an inch of figure."""


def figure(width: float, height: float, title: str, note: str) -> Figure:
    """Return an empty figure (inches) whose title says what was found."""
    drawn = Figure(figsize=(width, height), dpi=140, layout="constrained")
    FigureCanvasAgg(drawn)
    wrapped = textwrap.fill(title, round(LETTERS_PER_INCH * width))
    drawn.suptitle(wrapped, x=0.01, ha="left", fontsize=LARGE, fontweight="bold", color=INK)
    drawn.supxlabel(f"{note} {NOTE}", x=0.01, ha="left", fontsize=8, color=GREY)
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


def save(drawn: Figure, path: Path, alt: str) -> None:
    """Write a figure as PNG, SVG or PDF, with its description inside the file."""
    field: Mapping[str, str] = {".png": "Description", ".svg": "Description", ".pdf": "Subject"}
    drawn.savefig(path, metadata={field[path.suffix]: alt}, facecolor="white")
