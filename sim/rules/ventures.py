"""Ventures: two variants of a deal of land for homes, both off unless a scenario asks for them.

A council may build through a company of its own, and is then owner and partner at once; or the
two sides may put their capital into heat and insulation instead of homes. Both go by the equations
of land deals; only the terms differ.

ODD: docs/odd.md, SM23
"""

from typing import ClassVar, Literal

from sim.core.parameters import Parameters, param
from sim.rules.land import LandParameters, target_saving

type Purpose = Literal["homes", "energy"]

COUNCILS_PART = 0.5
"""Part of the energy saved that is the council's; the rest is its partner's."""


class VentureParameters(Parameters):
    """What is put up with the council's land or buildings, and by whom."""

    group = "ventures"
    from_start = frozenset({"company"})
    neutral: ClassVar = {"company": False, "purpose": "homes", "grant_share": 0.0}

    company: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-57",
        role="policy",
        why="Whether councils build through housing companies of their own.",
    )
    role_conflict: float = param(
        0.5,
        unit="share of overhead",
        low=0.0,
        high=1.5,
        source="seed-row-58",
        role="uncertainty",
        why="Overhead on top where a council is owner and partner at once; no case foresees it.",
    )
    purpose: Purpose = param(
        "homes",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-59",
        role="policy",
        why="Homes to let, or connections to a heat network with insulation.",
    )
    grant_share: float = param(
        0.0,
        unit="share of capital",
        low=0.0,
        high=0.5,
        source="seed-row-60",
        role="policy",
        why="Part of the capital that central government grants.",
    )
    connections: float = param(
        200.0,
        unit="connections a year",
        low=0.0,
        high=2000.0,
        source="assumption-306",
        role="policy",
        why="Buildings and homes that the council can have connected.",
    )
    connection_cost: float = param(
        20.0,
        unit="k£ per connection",
        low=5.0,
        high=40.0,
        source="assumption-307",
        role="uncertainty",
        why="What a connection costs, its part of the network included.",
    )
    energy_saving: float = param(
        0.12,
        unit="k£ per connection and quarter",
        low=0.0,
        high=0.4,
        source="assumption-308",
        role="uncertainty",
        why="Energy that a connection saves.",
    )


def terms(land: LandParameters, ventures: VentureParameters) -> LandParameters:
    """Return the terms of a deal: for energy a connection stands in the place of a home."""
    if ventures.purpose == "homes":
        return land
    changed = {
        "plots": ventures.connections,
        "home_cost": ventures.connection_cost,
        "rent_surplus": ventures.energy_saving,
        "base_nominations": 0.0,
        "nominations_effect": 0.0,
        "avoided_cost": 0.0,
    }
    return land.model_copy(update=changed)


def venture_saving(market_share: float, land: LandParameters, ventures: VentureParameters) -> float:
    """Return S of a deal, k£ a year: what a full year's building is worth to the council a year."""
    if ventures.purpose == "homes":
        return target_saving(market_share, land)
    return COUNCILS_PART * 4.0 * ventures.energy_saving * ventures.connections
