"""Land: a council's plots and an association's money make homes that neither makes alone.

ODD: docs/odd.md, SM23
"""

import math
from typing import ClassVar

from sim.core.parameters import Parameters, param

BUILDING_QUARTERS = 8
"""Quarters from start to letting."""


class LandParameters(Parameters):
    """Deals of land for nominations."""

    group = "land"
    read_if: ClassVar = {"token_limit": ("token", (True,))}
    neutral: ClassVar = {"arises": False, "plots": 0.0}

    arises: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-81",
        role="policy",
        why="Whether such deals are thought of.",
    )
    plots: float = param(
        20.0,
        unit="plots a year",
        low=0.0,
        high=200.0,
        source="assumption-191",
        role="policy",
        why="Plots that a council brings in.",
    )
    fund: float = param(
        3600.0,
        unit="k£ a year",
        low=0.0,
        high=100000.0,
        source="assumption-192",
        role="policy",
        why="What an association can borrow for building.",
    )
    home_cost: float = param(
        180.0,
        unit="k£ per home",
        low=120.0,
        high=260.0,
        source="assumption-193",
        role="uncertainty",
        why="What a home costs to build.",
    )
    base_starts: float = param(
        0.3,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption-194",
        role="uncertainty",
        why="Share of possible starts without any integration.",
    )
    base_nominations: float = param(
        0.25,
        unit="share of lettings",
        low=0.0,
        high=0.5,
        source="seed-row-65",
        role="uncertainty",
        why="Lettings to people whom the council names, without any integration.",
    )
    nominations_effect: float = param(
        0.50,
        unit="share of lettings",
        low=0.0,
        high=0.75,
        source="seed-row-65",
        role="uncertainty",
        why="What full integration adds to them.",
    )
    token: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-64",
        role="policy",
        why="Token deals: a site for a signature, and nothing behind it.",
    )
    token_limit: float = param(
        0.2,
        unit="share",
        low=0.0,
        high=0.4,
        source="seed-row-64",
        role="uncertainty",
        why="Integration that a token deal reaches at most.",
    )
    overrun: float = param(
        0.05,
        unit="log mean",
        low=0.0,
        high=0.2,
        source="assumption-195",
        role="uncertainty",
        why="Usual overrun of building cost.",
    )
    overrun_spread: float = param(
        0.15,
        unit="log standard deviation",
        low=0.0,
        high=0.4,
        source="assumption-196",
        role="uncertainty",
        why="How much overruns differ.",
    )
    shared_risk: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-80",
        role="policy",
        why="Whether both sides bear the overrun.",
    )
    risk_aversion: float = param(
        2.0,
        unit="per £m",
        low=0.0,
        high=10.0,
        source="assumption-197",
        role="uncertainty",
        why="A: what risk is priced at.",
    )
    rent_surplus: float = param(
        0.6,
        unit="k£ per home and quarter",
        low=0.0,
        high=1.5,
        source="assumption-198",
        role="uncertainty",
        why="What a let home leaves the association.",
    )
    avoided_cost: float = param(
        2.0,
        unit="k£ per household and quarter",
        low=1.0,
        high=5.0,
        source="assumption-199",
        role="uncertainty",
        why="What a council saves while a household is not in temporary accommodation.",
    )


def starts(effective: float, numbers: LandParameters) -> float:
    """Return homes started in a quarter."""
    possible = min(numbers.plots, numbers.fund / numbers.home_cost)
    return possible / 4.0 * (numbers.base_starts + (1.0 - numbers.base_starts) * effective)


def nomination_share(effective: float, numbers: LandParameters) -> float:
    """Return nu: the share of lettings that the council names people for."""
    return numbers.base_nominations + numbers.nominations_effect * effective


def target_saving(market_share: float, numbers: LandParameters) -> float:
    """Return S of a deal, k£ a year: avoided accommodation at full integration (2.10, 15)."""
    full = numbers.base_nominations + numbers.nominations_effect
    return numbers.plots * full * (1.0 - market_share) * 4.0 * numbers.avoided_cost


def overrun_factor(luck: float, numbers: LandParameters) -> float:
    """Return cost over plan from a standard normal draw."""
    return math.exp(numbers.overrun + numbers.overrun_spread * luck)


def risk_premium(cost: float, bearers: int, numbers: LandParameters) -> float:
    """Return what the risk of a cost is priced at (both k£); it falls with all who bear it."""
    spread = numbers.overrun_spread
    variance = (math.exp(spread**2) - 1.0) * math.exp(2.0 * numbers.overrun + spread**2)
    return 0.5 * numbers.risk_aversion * variance * (cost / 1000.0) ** 2 / bearers * 1000.0
