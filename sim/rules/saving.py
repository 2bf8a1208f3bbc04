"""Savings: what a partnership really saves, what it claims, and what it costs to set up.

The real saving follows effective integration and starts with a dip; the claim follows what was
declared. Both are pure functions of the quarter of delivery.

ODD: docs/odd.md, SM17
"""

import math
from typing import ClassVar

from sim.core.parameters import Parameters, param


class BenefitParameters(Parameters):
    """How savings build up, and how far business cases run ahead of them."""

    group = "benefits"
    neutral: ClassVar = {"optimism_bias": 0.0, "dip": 0.0, "experience": 0.0}

    ramp_quarters: float = param(
        6.0,
        unit="quarters",
        low=2.0,
        high=12.0,
        source="assumption-51",
        role="uncertainty",
        why="Time constant with which a saving builds up once delivery has begun.",
    )
    dip: float = param(
        0.5,
        unit="multiple of target",
        low=0.0,
        high=1.0,
        source="assumption-52",
        role="uncertainty",
        why="delta: disruption at the start, fading over three quarters.",
    )
    optimism_bias: float = param(
        0.30,
        unit="share",
        low=0.0,
        high=0.6,
        source="uc_optimism_bias_benefit",
        role="uncertainty",
        why="How far business cases overstate savings and understate costs.",
    )
    shared_research: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-83",
        role="policy",
        why="Research that partners share before they sign; it halves optimism at full level.",
    )
    initiative_churn: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-48",
        role="policy",
        why="Whether every new scheme starts from nothing, as if nobody had done one before.",
    )
    experience: float = param(
        0.2,
        unit="share",
        low=0.0,
        high=0.5,
        source="assumption-53",
        role="uncertainty",
        why="Extra set-up cost of a council's first scheme of a type; it falls with each one done.",
    )

    def optimism(self, evaluated: float) -> float:
        """Return the optimism that shared research and evaluations leave (SM14).

        ``evaluated`` is the share of a network's projects that are evaluated.
        """
        return self.optimism_bias * (1.0 - 0.5 * self.shared_research) * (1.0 - 0.5 * evaluated)


def ramp(quarters: float, ramp_quarters: float) -> float:
    """Return the share of the full saving that is reached after some quarters of delivery."""
    return 1.0 - math.exp(-quarters / ramp_quarters)


def realised(target: float, effective: float, age: int, numbers: BenefitParameters) -> float:
    """Return the saving of one quarter (k£, may be negative) from an annual target in k£.

    ``age`` is 0 in the first quarter of delivery.
    """
    built_up = effective * ramp(age + 1, numbers.ramp_quarters)
    disruption = numbers.dip * 0.5 * math.exp(-age / 3.0)
    return target / 4.0 * (built_up - disruption)


def claimed(
    target: float, declared: float, age: int, optimism: float, numbers: BenefitParameters
) -> float:
    """Return what the annual report says one quarter saved (k£): declared, and optimistic."""
    return target / 4.0 * declared * (1.0 + optimism) * ramp(age, numbers.ramp_quarters)


def set_up_cost(
    target: float, ratio: float, completed_before: int, optimism: float, numbers: BenefitParameters
) -> float:
    """Return what setting up costs in all (k£): dearer for the unpractised and the optimistic."""
    known = 0 if numbers.initiative_churn else min(completed_before, 10)
    practised = 1.0 + numbers.experience / (1.0 + known)
    return ratio * practised * target * (1.0 + 0.5 * optimism)
