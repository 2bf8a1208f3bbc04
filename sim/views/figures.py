"""Figures: every kind there is, and how they are written beside the results."""

from pathlib import Path

import matplotlib as mpl

from sim.analysis.answers import is_study
from sim.core.errors import ResultsError
from sim.output.results import Results
from sim.views import theme
from sim.views.accounts import accounts
from sim.views.cohorts import cohorts
from sim.views.deprivation import deprivation
from sim.views.drawing import Draw, Drawing, worlds
from sim.views.money import money
from sim.views.network import network
from sim.views.savings import jcurve, savings
from sim.views.sensitivity import heatmap, mappable, tornado
from sim.views.timeline import timeline
from sim.views.trajectories import difference, outcomes

KINDS: dict[str, Draw] = {
    "outcomes": outcomes,
    "difference": difference,
    "savings": savings,
    "jcurve": jcurve,
    "money": money,
    "accounts": accounts,
    "deprivation": deprivation,
    "timeline": timeline,
    "network": network,
    "cohorts": cohorts,
    "tornado": tornado,
    "heatmap": heatmap,
}
OF_A_STUDY = ("tornado", "heatmap")
"""Kinds that compare the points of a study; the others show runs that were written down in full."""


def kinds_for(results: Results) -> tuple[str, ...]:
    """Return the kinds that these results can show."""
    full, young = (len(results.tables[name]) > 0 for name in ("ledger", "cohorts"))
    shown = {kind: full for kind in KINDS} | dict.fromkeys(OF_A_STUDY, False)
    shown["cohorts"] = full and young
    shown["tornado"] = is_study(results)
    shown["heatmap"] = is_study(results) and mappable(results, worlds(results)[0])
    return tuple(kind for kind in KINDS if shown[kind])


def draw(kind: str, results: Results, label: str) -> Drawing:
    """Draw one kind of figure of one world; names are shown as they are, never as formulas."""
    with mpl.rc_context({"text.parse_math": False}):
        return KINDS[kind](results, label)


def draw_all(results: Results, folder: Path, kinds: tuple[str, ...]) -> list[Path]:
    """Write figures of every world as PNG and SVG, and all of them in words; return the files.

    Without ``kinds`` all that these results can show.

    Raises ResultsError where nothing can be shown, or the folder cannot be written.
    """
    labels, written, words = worlds(results), [], []
    kinds = kinds or kinds_for(results)
    if not kinds:
        raise ResultsError(
            'these results keep only totals, which no figure shows: record = "full" keeps all'
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for label in labels:
            for kind in kinds:
                drawing = draw(kind, results, label)
                name = kind if len(labels) == 1 else f"{kind}-{labels.index(label) + 1}"
                for suffix in (".png", ".svg"):
                    theme.save(drawing.figure, folder / f"{name}{suffix}", drawing.alt)
                    written.append(folder / f"{name}{suffix}")
                words.append(f"{name}: {drawing.alt}")
        (folder / "figures.txt").write_text("\n".join(words) + "\n", "utf-8")
    except OSError as error:
        raise ResultsError(f"{folder} cannot be written ({error.strerror})") from None
    return written


def draw_one(results: Results, kind: str, path: Path, label: str | None = None) -> None:
    """Write one figure of a world (the first if none is named); the ending says which format.

    Raises ResultsError for a world that is not there and a file that cannot be written.
    """
    known = worlds(results)
    if label is not None and label not in known:
        raise ResultsError(f"there is no world {label!r}; there are {', '.join(known)}")
    drawing = draw(kind, results, label or known[0])
    try:
        theme.save(drawing.figure, path, drawing.alt)
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror})") from None
