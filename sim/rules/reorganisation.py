"""Reorganisation: what merging two councils costs, disturbs and saves.

ODD: docs/odd.md, SM27
"""

from typing import ClassVar

from sim.core.parameters import Parameters, param


class ReorganisationParameters(Parameters):
    """Costs and disturbance of a merger."""

    group = "reorganisation"
    neutral: ClassVar = {"dip": 0.0, "cost_per_head": 0.0}

    dip: float = param(
        0.02,
        unit="share of coverage",
        low=0.0,
        high=0.06,
        source="assumption-258",
        role="uncertainty",
        why="Coverage lost from announcement to a year after.",
    )
    notice: int = param(
        4,
        unit="quarters",
        low=2,
        high=12,
        source="assumption-259",
        role="uncertainty",
        why="Quarters from announcement to merger, and after it until all is settled.",
    )
    bedrock: float = param(
        0.5,
        unit="multiple",
        low=0.0,
        high=1.0,
        source="seed-row-50",
        role="uncertainty",
        why="What is left of the dip where the councils already share a service or managers.",
    )
    cost_per_head: float = param(
        20.0,
        unit="£ a head",
        low=10.0,
        high=40.0,
        source="assumption-260",
        role="uncertainty",
        why="One-off cost of a merger, paid in two halves.",
    )
