"""Residents at the start: reference levels of the indices, and how people differ.

ODD: docs/odd.md, initialisation and SM5
"""

import re
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from sim.core.parameters import Parameters, param

FIFTHS = 5
"""Deprivation fifths; 1 is the most deprived."""
HARDSHIP = (0.80, 0.65, 0.50, 0.35, 0.20)
"""Mean hardship of residents by fifth, 0 to 1 (assumption-113)."""

STIGMA = tuple(hardship / (sum(HARDSHIP) / FIFTHS) for hardship in HARDSHIP)
"""How much each fifth is looked down on, 1 on average: in proportion to hardship (seeds row 9)."""


class ResidentParameters(Parameters):
    """What residents are like at quarter 0, and what counts in the composite outcome."""

    group = "residents"
    neutral: ClassVar = {"spread": 0.0}

    satisfaction: float = param(
        0.61,
        unit="index",
        low=0.55,
        high=0.72,
        source="wb_council_satisfaction",
        role="uncertainty",
        why="Residents satisfied with their council.",
    )
    trust: float = param(
        0.56,
        unit="index",
        low=0.5,
        high=0.66,
        source="wb_council_trust",
        role="uncertainty",
        why="Residents who trust their council.",
    )
    influence: float = param(
        0.25,
        unit="index",
        low=0.2,
        high=0.38,
        source="wb_influence_decisions",
        role="uncertainty",
        why="Residents who feel that they can influence local decisions.",
    )
    belonging: float = param(
        0.62,
        unit="index",
        low=0.55,
        high=0.79,
        source="wb_belonging",
        role="uncertainty",
        why="Residents who feel that they belong to their neighbourhood.",
    )
    capability: float = param(
        0.50,
        unit="index",
        low=0.4,
        high=0.6,
        source="assumption-109",
        role="uncertainty",
        why="C_0: what people can do for themselves; the scale has no other anchor.",
    )
    resilience: float = param(
        0.50,
        unit="index",
        low=0.4,
        high=0.6,
        source="assumption-109",
        role="uncertainty",
        why="How well people get over a setback; the scale has no other anchor.",
    )
    spread: float = param(
        0.12,
        unit="index, standard deviation",
        low=0.0,
        high=0.2,
        source="assumption-110",
        role="uncertainty",
        why="How much residents differ in every index at the start.",
    )
    deprivation_tilt: float = param(
        0.06,
        unit="log weight per IMD point",
        low=0.0,
        high=0.12,
        source="assumption-111",
        role="uncertainty",
        why="How the mix of deprivation fifths follows a place's score.",
    )
    lonely_share: float = param(
        0.06,
        unit="share",
        low=0.04,
        high=0.09,
        source="assumption-112",
        role="uncertainty",
        why="Residents often or always lonely at the start; it sets the cut-off of isolation.",
    )


SAMPLE = re.compile(r"1 in ([1-9][0-9]{0,5})")
"""How a scenario asks for a part of all people: each resident stands for as many as it says."""


def residents_of(people: int, wanted: int | str) -> int:
    """Return how many residents stand for the people of a place.

    ``wanted`` is their number, "all" for one each, or "1 in N" for one for every N.
    """
    if isinstance(wanted, int):
        return wanted
    sample = SAMPLE.fullmatch(wanted)
    return max(1, round(people / int(sample[1]))) if sample else people


def fifth_shares(deprivation: float, reference: float, tilt: float) -> NDArray[np.float64]:
    """Return the share of residents in each national deprivation fifth, most deprived first.

    Shares are equal at the reference score and tilt exponentially with the difference to it.
    """
    weights = np.exp(tilt * (deprivation - reference) * (3.0 - np.arange(1, FIFTHS + 1)) / 2.0)
    return np.asarray(weights / weights.sum())


def largest_remainder(total: int, shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return whole numbers that add up to a total in proportion to shares (adding up to 1)."""
    exact = total * shares
    parts = np.floor(exact).astype(np.int64)
    order = np.argsort(parts - exact, kind="stable")
    parts[order[: total - int(parts.sum())]] += 1
    return parts
