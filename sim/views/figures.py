"""Figures: every kind there is, and how they are written beside the results."""

from pathlib import Path

from sim.errors import ResultsError
from sim.results import Results
from sim.views import theme
from sim.views.network import network
from sim.views.plots import Draw, money, outcomes, savings

KINDS: dict[str, Draw] = {
    "outcomes": outcomes,
    "savings": savings,
    "money": money,
    "network": network,
}


def draw_all(results: Results, folder: Path, kinds: tuple[str, ...]) -> list[Path]:
    """Write figures of every world as PNG and SVG, and all of them in words; return the files."""
    labels = [world["label"] for world in results.worlds if world["role"] == "world"]
    written, words = [], []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for label in labels:
            for kind in kinds:
                drawing = KINDS[kind](results, label)
                name = kind if len(labels) == 1 else f"{kind}-{labels.index(label) + 1}"
                for suffix in (".png", ".svg"):
                    theme.save(drawing.figure, folder / f"{name}{suffix}", drawing.alt)
                    written.append(folder / f"{name}{suffix}")
                words.append(f"{name}: {drawing.alt}")
        (folder / "figures.txt").write_text("\n".join(words) + "\n", "utf-8")
    except OSError as error:
        raise ResultsError(f"{folder} cannot be written ({error.strerror})") from None
    return written


def draw_one(results: Results, kind: str, path: Path) -> None:
    """Write one figure of the first world to a file; its ending says in which format."""
    label = next(world["label"] for world in results.worlds if world["role"] == "world")
    drawing = KINDS[kind](results, label)
    try:
        theme.save(drawing.figure, path, drawing.alt)
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror})") from None
