"""Words and small marks that panels, pictures and the replay share."""

from markupsafe import Markup

from sim.measures import MEASURES
from sim.measures.measure import MONEY
from sim.views.page.charts import COLOURS, DASHES
from sim.views.page.svg import element, path
from sim.views.words import account_name, capital

TITLE = "Two scenarios that differ in one policy only"
CAUTION = (
    "Illustrative, not a forecast: the model says how its rules play out, not what a named place"
    " or partner will do."
)


def measure_words(name: str) -> str:
    """Return what a measure is called."""
    return capital(name.replace("_", " "))


def outcome_words(measure: str, group: str) -> str:
    """Return what an outcome is called, with its unit."""
    of = f": {account_name(group)}" if group else ""
    unit = "£" if MEASURES[measure].unit == MONEY else MEASURES[measure].unit
    total = " so far" if MEASURES[measure].kind == "total" else ""
    inside = f"{unit}{total}"
    words = f"{measure_words(measure)}{of}"
    return words if words.endswith(f" {inside}") else f"{words} ({inside})"


def swatch(which: int) -> Markup:
    """Return how a world's line looks."""
    line = path(
        [(1, 8), (31, 8)], stroke=COLOURS[which], stroke_width=4, stroke_dasharray=DASHES[which]
    )
    return element("svg", line, width=32, height=16, aria_hidden="true")
