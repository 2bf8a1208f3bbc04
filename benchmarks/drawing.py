"""The figure: how time grows with residents and with councils, beside straight proportion."""

from pathlib import Path
from typing import Any


def draw(found: dict[str, Any], path: Path) -> None:
    """Draw growth, if it was measured."""
    from matplotlib.figure import Figure

    if "growth" not in found:
        return
    grown = found["growth"]["found"]
    figure = Figure(figsize=(8, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    for axes, name, about in (
        (left, "residents", "residents, one thread"),
        (right, "councils", "councils, organisations to match"),
    ):
        sizes, seconds = zip(*grown[name], strict=True)
        axes.loglog(sizes, [1e3 * s for s in seconds], "o-", color="#1f5fa8", label="measured")
        straight = [1e3 * seconds[-1] * n / sizes[-1] for n in sizes]
        axes.loglog(sizes, straight, ":", color="#666666", label="in proportion")
        axes.set_xlabel(about)
        axes.set_title(f"exponent {grown[f'{name}_exponent']:.2f}", loc="left", fontsize=10)
        axes.spines[["top", "right"]].set_visible(False)
    left.set_ylabel("a quarter takes, ms")
    right.legend(frameon=False)
    figure.savefig(path, dpi=150)
