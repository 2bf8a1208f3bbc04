"""Pattern: one stylised fact that the model is held against, and what came of it.

A pattern is a set of worlds that meet the same luck, what is looked at in each, and a rule that
says when it holds. One that does not hold is a finding, and says why as far as that is known.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.statistics import Estimate, estimate
from sim.checks.laboratory import Look, Seen, World

type Values = NDArray[np.float64]
type Found = Mapping[tuple[str, str], Values]
"""By look and world: one value per pair; shape (pairs,), or (pairs, n) for looks of n numbers."""

SMALL = {"place.residents_per_council": 50}
"""Few residents stand for the people of a place: patterns are about averages of places."""


@dataclass(frozen=True)
class Finding:
    """One line of the table: what was looked at, what came out, whether that is as it should be."""

    metric: str
    estimate: Estimate
    holds: bool | None
    """None for what is told beside the rule."""
    values: Values = field(default_factory=lambda: np.empty(0), compare=False, repr=False)
    """Pair by pair, where the statistic is a mean of pairs."""


@dataclass(frozen=True)
class Pattern:
    """One stylised fact: its number, what it says, the contrast, how to look, how to judge."""

    name: str
    about: tuple[str, ...]
    """The mechanisms that it is there for, by their parameter groups."""
    says: str
    contrast: str
    worlds: Mapping[str, World]
    looks: Mapping[str, Look]
    judge: Callable[[Found], list[Finding]]
    why: str = ""
    """Why it does not hold, where it does not."""

    def wanted(self) -> Iterator[tuple[str, World, str, Look]]:
        """Yield every world and look it takes, each after its name."""
        for name, world in self.worlds.items():
            for what, look in self.looks.items():
                if look.at is None or look.at < world.scenario.run.quarters:
                    yield name, world, what, look

    def findings(self, values: Callable[[World, Look], list[Seen]]) -> list[Finding]:
        """Return what came out; ``values`` gives what was seen of a world, pair by pair."""
        return self.judge(
            {
                (what, name): np.array(values(world, look), float)
                for name, world, what, look in self.wanted()
            }
        )


def holds(findings: list[Finding]) -> bool | None:
    """Tell whether all that was judged is as it should be; None if nothing was judged."""
    judged = [finding.holds for finding in findings if finding.holds is not None]
    return all(judged) if judged else None


PATTERNS: dict[str, Pattern] = {}
"""Every pattern by its number, as its module entered it."""

type Judge = Callable[[Found], list[Finding]]


def pattern(  # noqa: PLR0913  (each is one cell of the page)
    name: str,
    about: str,
    says: str,
    contrast: str,
    worlds: Mapping[str, World],
    looks: Mapping[str, Look],
    why: str = "",
) -> Callable[[Judge], Judge]:
    """Enter a function as the judge of a pattern; ``about`` names mechanisms."""

    def enter(judge: Judge) -> Judge:
        mechanisms = tuple(about.split())
        PATTERNS[name] = Pattern(name, mechanisms, says, contrast, worlds, looks, judge, why)
        return judge

    return enter


def small(values: Mapping[str, Any] | None = None, base: str = "") -> World:
    """Return a world with few residents."""
    return World({**SMALL, **(values or {})}, base)


def along(
    key: str, values: tuple[Any, ...], more: Mapping[str, Any] | None = None
) -> dict[str, World]:
    """Return worlds along one key, each under its value."""
    return {str(value): small({**(more or {}), key: value}) for value in values}


WEIGHTS = ("takeover", "contracting", "shared_service", "consolidation", "programme", "land")


def only(kind: str) -> dict[str, Any]:
    """Return what makes partnerships of one type the only ones that are thought of."""
    return {f"uncertainty.agenda.weight_{name}": float(name == kind) for name in WEIGHTS}


# How a finding is judged


def rises(metric: str, change: Values) -> Finding:
    """Judge a paired difference that should be clearly above zero."""
    found = estimate(change)
    return Finding(metric, found, found.low is not None and found.low > 0.0, change)


def falls(metric: str, change: Values) -> Finding:
    """Judge a paired difference that should be clearly below zero."""
    found = estimate(change)
    return Finding(metric, found, found.high is not None and found.high < 0.0, change)


def between(metric: str, values: Values, low: float = -np.inf, high: float = np.inf) -> Finding:
    """Judge a mean that should lie in a band, limits included; the band is in the metric's name."""
    found = estimate(values)
    inside = found.value is not None and low <= found.value <= high
    return Finding(metric, found, inside, values)


def aside(metric: str, values: Values) -> Finding:
    """Tell something that is not judged."""
    return Finding(metric, estimate(values), None, values)
