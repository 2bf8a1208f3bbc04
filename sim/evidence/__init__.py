"""Evidence: where numbers come from; published figures, seed rows and numbered assumptions."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.core.parameters import Declared

HERE = Path(__file__).parent
SEED_ROWS = 229
"""Rows that the founding documents were broken into (docs/seeds.md)."""


@dataclass(frozen=True)
class Published:
    """One published figure, in the unit it was published in."""

    value: float
    low: float
    high: float
    unit: str
    year: int
    source: str
    scale: float | None = None
    """What turns the figure into the unit of the parameters that use it; None if none compares."""


@cache
def published() -> dict[str, Published]:
    """Return every published figure that a parameter rests on, by key."""
    rows = tomllib.loads((HERE / "published.toml").read_text("utf-8"))
    return {key: Published(**row) for key, row in rows.items()}


@cache
def assumptions() -> dict[str, str]:
    """Return every numbered assumption with its reason."""
    rows = tomllib.loads((HERE / "assumptions.toml").read_text("utf-8"))
    return {key: row["why"] for key, row in rows.items()}


def explain(source: str) -> str | None:
    """Return what a source is, in words; None if there is no such source."""
    if source == "design":
        return "a switch of the design"
    if match := re.fullmatch(r"seed-row-(\d+)", source):
        return "founding documents, docs/seeds.md" if 1 <= int(match[1]) <= SEED_ROWS else None
    if source in published():
        row = published()[source]
        return f"{row.value:g} {row.unit} ({row.low:g} to {row.high:g}); {row.source}, {row.year}"
    return assumptions().get(source)


def evidence_range(source: str) -> tuple[float, float] | None:
    """Return the published range of a source in the parameter's unit, if the two compare."""
    row = published().get(source)
    if row is None or row.scale is None:
        return None
    limits = sorted((row.low * row.scale, row.high * row.scale))
    return limits[0], limits[1]


def outside_evidence(declared: Declared) -> bool:
    """Tell whether a default lies outside the published range of its own source."""
    limits = evidence_range(declared.evidence.source)
    if limits is None or not isinstance(declared.default, int | float):
        return False
    return not limits[0] - 1e-12 <= declared.default <= limits[1] + 1e-12
