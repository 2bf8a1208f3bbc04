"""Commitment: what a member honestly means to put in, given its trust, its leader and friction.

Nothing here depends on what was declared: a formal agreement by itself moves nobody
(seeds row 90).

ODD: docs/odd.md, SM16
"""

from typing import ClassVar

from sim.core.parameters import Parameters, param
from sim.rules.aggregation import clip


class ContributionParameters(Parameters):
    """How members decide what to put in, and how inputs become integration."""

    group = "contribution"
    neutral: ClassVar = {
        "base": 0.0,
        "trust_effect": 0.0,
        "leader_effect": 0.0,
        "free_rider_share": 0.0,
    }

    base: float = param(
        0.20,
        unit="share",
        low=0.0,
        high=0.5,
        source="assumption-41",
        role="uncertainty",
        why="c0: contribution with no trust at all.",
    )
    trust_effect: float = param(
        0.80,
        unit="share per unit of trust",
        low=0.2,
        high=1.0,
        source="assumption-42",
        role="uncertainty",
        why="beta_T.",
    )
    leader_effect: float = param(
        0.30,
        unit="share per unit of support",
        low=0.0,
        high=0.6,
        source="assumption-43",
        role="uncertainty",
        why="beta_L: effect of a leader's support above or below one half.",
    )
    adjustment: float = param(
        0.30,
        unit="share/quarter",
        low=0.1,
        high=0.6,
        source="assumption-44",
        role="uncertainty",
        why="How fast a member moves to what it means to put in.",
    )
    reciprocity: float = param(
        0.35,
        unit="share",
        low=0.0,
        high=0.7,
        source="assumption-45",
        role="policy",
        why="r: weight of what partners are seen to put in, against one's own judgement.",
    )
    integration_speed: float = param(
        0.30,
        unit="share/quarter",
        low=0.1,
        high=0.6,
        source="assumption-46",
        role="uncertainty",
        why="s: how fast effective integration follows contributions.",
    )
    substitution: float = param(
        -4.0,
        unit="exponent",
        low=-50.0,
        high=1.0,
        source="assumption-47",
        role="uncertainty",
        why="rho of the CES aggregate: 1 adds up, very negative is the weakest link.",
    )
    free_rider_share: float = param(
        0.25,
        unit="share of organisations",
        low=0.0,
        high=0.6,
        source="assumption-48",
        role="uncertainty",
        why="Organisations that put in less than they could.",
    )
    free_rider_effort: float = param(
        0.45,
        unit="multiple",
        low=0.0,
        high=1.0,
        source="assumption-49",
        role="uncertainty",
        why="What a free rider puts in, as a multiple of an honest contribution.",
    )


def honest_contribution(
    trust: float,
    leader_support: float,
    friction: float,
    encouragement: float,
    numbers: ContributionParameters,
) -> float:
    """Return c*, from 0 to 1: what a member means to put in (free riding not included).

    ``encouragement`` is what training, measures and urgency add, in shares of contribution.
    """
    return clip(
        numbers.base
        + numbers.trust_effect * trust
        + numbers.leader_effect * (leader_support - 0.5)
        + encouragement
        - friction
    )
