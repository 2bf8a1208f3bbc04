"""Friction: what competition, pressure and other ways of working take off every contribution.

Each part can be switched off; with all of them off nothing stands between trust and joint work
(A12). What fiscal stress does to councils, market sales do to housing associations.

ODD: docs/odd.md, SM12
"""

from typing import ClassVar

from sim.core.parameters import Parameters, param

STRESS_BORNE = 0.5
"""Stress up to which partnership work is not yet crowded out."""


class FrictionParameters(Parameters):
    """How much friction there is between partners."""

    group = "friction"
    read_if: ClassVar = {"market_growth": ("commercial_pressure", (True,))}
    neutral: ClassVar = {"fixed": 0.06, "area_cost": 0.0, "commercial_pressure": False}

    fixed: float | None = param(
        None,
        unit="share of contribution",
        low=0.0,
        high=0.5,
        source="assumption-40",
        role="uncertainty",
        why="One number in place of the parts below. Above .12 new ties are trapped (A6).",
    )
    competition_effect: float = param(
        0.20,
        unit="share of contribution",
        low=0.0,
        high=0.5,
        source="assumption-137",
        role="uncertainty",
        why="beta_C: what full competition takes off.",
    )
    stress_effect: float = param(
        0.25,
        unit="share per unit of stress",
        low=0.0,
        high=0.6,
        source="assumption-138",
        role="uncertainty",
        why="beta_F: what fiscal stress above one half takes off a council.",
    )
    market_effect: float = param(
        0.20,
        unit="share per share of homes",
        low=0.0,
        high=0.5,
        source="assumption-139",
        role="uncertainty",
        why="beta_m: what building for market sale takes off an association.",
    )
    distance_effect: float = param(
        0.15,
        unit="share per unit of distance",
        low=0.0,
        high=0.4,
        source="seed-row-73",
        role="uncertainty",
        why="beta_d: what other ways of working take off.",
    )
    ways_alignment: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-15",
        role="policy",
        why="How far ways of working were brought together; 1 makes all alike.",
    )
    competition_weight: float = param(
        1.0,
        unit="multiple",
        low=0.0,
        high=2.0,
        source="seed-row-70",
        role="policy",
        why="How hard organisations compete; 0 ends all competition.",
    )
    burden: float = param(
        0.0,
        unit="share of contribution",
        low=0.0,
        high=0.2,
        source="seed-row-216",
        role="uncertainty",
        why="What officers who see partners as an extra load hold back.",
    )
    market_share: float = param(
        0.20,
        unit="share of homes",
        low=0.0,
        high=0.6,
        source="seed-row-5",
        role="uncertainty",
        why="m_h: homes that associations build for market sale at the start.",
    )
    market_growth: float = param(
        0.08,
        unit="share/year",
        low=0.0,
        high=0.15,
        source="ho_market_sale_growth_seed",
        role="uncertainty",
        why="Growth of that share under commercial pressure.",
    )
    commercial_pressure: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-4",
        role="policy",
        why="Whether associations build ever more for market sale.",
    )
    area_cost: float = param(
        2.0,
        unit="k£ per area and quarter",
        low=0.0,
        high=6.0,
        source="assumption-140",
        role="uncertainty",
        why="chi_w: what serving one more area costs an association, times the distance to it.",
    )


def friction(
    competition: float,
    stress: float,
    market_share: float,
    distance: float,
    burden: float,
    numbers: FrictionParameters,
) -> float:
    """Return F, the share taken off what a member honestly means to put in.

    ``competition`` and ``market_share`` are the member's own (0 to 1), ``stress`` is a council's
    (0 to 1.5), ``distance`` its mean distance to the other members (0 to 1), ``burden`` the
    share of its officers' time that proposals take up.
    """
    if numbers.fixed is not None:
        return numbers.fixed
    return (
        numbers.competition_effect * numbers.competition_weight * competition
        + numbers.stress_effect * max(0.0, stress - STRESS_BORNE)
        + numbers.market_effect * market_share
        + numbers.distance_effect * distance
        + numbers.burden
        + burden
    )


def market_share_after(years: float, numbers: FrictionParameters) -> float:
    """Return m_h after some years of commercial pressure; without it, it does not grow."""
    return float(min(1.0, numbers.market_share * (1.0 + numbers.market_growth) ** years))
