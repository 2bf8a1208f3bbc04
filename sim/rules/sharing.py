"""Sharing: who repays whom when one pays and others gain.

ODD: docs/odd.md, SM28
"""

from typing import ClassVar, Literal

from sim.core.parameters import Parameters, param

type Split = Literal["in-proportion", "equal"]


class SharingParameters(Parameters):
    """Rules on how savings and benefits are shared."""

    group = "sharing"
    neutral: ClassVar = {"benefit_share": 0.0}

    benefit_share: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-34",
        role="policy",
        why="beta: part of the payer's costs that those who gain repay, by what each gains.",
    )
    split: Split = param(
        "in-proportion",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-108",
        role="policy",
        why="Whether councils share a joint saving by what each brings in, or equally.",
    )
    post_lump: float = param(
        10.0,
        unit="k£ a quarter",
        low=0.0,
        high=30.0,
        source="assumption-201",
        role="uncertainty",
        why="Smallest saving of youth work or schools that can be turned into cash.",
    )
    crew_lump: float = param(
        45.0,
        unit="k£ a quarter",
        low=0.0,
        high=200.0,
        source="assumption-202",
        role="uncertainty",
        why="Smallest saving of the fire service that can be turned into cash.",
    )
    cashing_lag: int = param(
        4,
        unit="quarters",
        low=0,
        high=12,
        source="assumption-203",
        role="uncertainty",
        why="Quarters before an avoided cost can be turned into cash.",
    )


def wrong_pocket(costs: dict[str, float], benefits: dict[str, float]) -> float:
    """Return half the sum of differences between shares of cost and benefit: 0 even, 1 wrong.

    NaN if either total is zero.
    """
    paid, gained = sum(costs.values()), sum(benefits.values())
    if paid <= 0.0 or gained <= 0.0:
        return float("nan")
    accounts = costs.keys() | benefits.keys()
    return 0.5 * sum(
        abs(costs.get(a, 0.0) / paid - benefits.get(a, 0.0) / gained) for a in sorted(accounts)
    )
