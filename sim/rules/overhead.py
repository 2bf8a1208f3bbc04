"""Overhead: what it costs each quarter to keep a partnership together.

ODD: docs/odd.md, SM19
"""

from typing import ClassVar, Literal

from sim.core.parameters import Parameters, param

type GovernanceMode = Literal["shared", "lead", "network-administrative"]

REFERENCE_INTEGRATION = 0.7
"""Declared integration at which the cost per link is quoted."""


class GovernanceParameters(Parameters):
    """Who coordinates, and what a link costs."""

    group = "governance"
    neutral: ClassVar = {"link_cost": 0.0, "office_cost": 0.0, "relational_effort": 0.0}

    mode: GovernanceMode = param(
        "shared",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-33",
        role="policy",
        why="Every member with every other, one lead, or an office of the network body.",
    )
    link_cost: float = param(
        4.0,
        unit="k£ per link and quarter",
        low=1.0,
        high=10.0,
        source="assumption-54",
        role="uncertainty",
        why="chi: a quarter of a post of about £60,000 with on-costs.",
    )
    office_cost: float = param(
        25.0,
        unit="k£/quarter",
        low=5.0,
        high=60.0,
        source="assumption-55",
        role="uncertainty",
        why="Fixed cost of a network administrative office.",
    )
    lead_penalty: float = param(
        0.05,
        unit="share",
        low=0.0,
        high=0.2,
        source="assumption-56",
        role="uncertainty",
        why="What members other than the lead put in less under lead governance.",
    )
    relational_effort: float = param(
        0.0,
        unit="k£ per pair and quarter",
        low=0.0,
        high=20.0,
        source="seed-row-78",
        role="policy",
        why="Money spent on nothing but the relationship; it speeds trust up.",
    )


def links_cost(members: int, mode: GovernanceMode, numbers: GovernanceParameters) -> float:
    """Return the quarterly cost (k£) of one mode of governance at the reference integration."""
    pairs = members * (members - 1) / 2
    if mode == "shared":
        return numbers.link_cost * pairs
    if mode == "lead":
        return numbers.link_cost * (members - 1)
    return numbers.link_cost * members / 2 + numbers.office_cost


def overhead(
    members: int,
    declared: float,
    distance: float,
    mode: GovernanceMode,
    numbers: GovernanceParameters,
) -> float:
    """Return the whole quarterly overhead (k£).

    It grows with what was declared and with how differently the members work.
    """
    pairs = members * (members - 1) / 2
    coordination = links_cost(members, mode, numbers) * declared / REFERENCE_INTEGRATION
    return coordination * (1.0 + distance) + numbers.relational_effort * pairs


def mode_in_force(numbers: GovernanceParameters, network_body: bool) -> GovernanceMode:
    """Return the mode that can act: an office needs a network body to host it (2.10, 23)."""
    if numbers.mode == "network-administrative" and not network_body:
        return "shared"
    return numbers.mode
