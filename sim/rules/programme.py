"""Programme: what a year of joint support does for one young person, and what it costs.

The chance of a good destination with and without help is compared on the same luck, so who is
helped is known person by person, not only on average.

ODD: docs/odd.md, SM8
"""

import math
from typing import ClassVar

from sim.core.parameters import Parameters, param
from sim.rules.aggregation import logistic

COHORT_QUARTERS = 4


class ProgrammeParameters(Parameters):
    """A tri-sector programme for young people out of work and school."""

    group = "programme"
    neutral: ClassVar = {"arises": False, "effect": 0.0, "offence_effect": 0.0}

    arises: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-18",
        role="policy",
        why="Whether such programmes are thought of.",
    )
    places: int = param(
        25,
        unit="people a year",
        low=5,
        high=100,
        source="seed-row-19",
        role="policy",
        why="Places of a cohort.",
    )
    place_cost: float = param(
        9.0,
        unit="k£ per place",
        low=5.0,
        high=15.0,
        source="assumption-183",
        role="uncertainty",
        why="What a place costs a year, allowance included.",
    )
    allowance: float = param(
        2.6,
        unit="k£ per place",
        low=0.0,
        high=5.0,
        source="assumption-184",
        role="uncertainty",
        why="Part of it that trainees are paid.",
    )
    effect: float = param(
        0.18,
        unit="chance",
        low=0.05,
        high=0.30,
        source="yp_youth_contract_effect",
        role="uncertainty",
        why="Delta: what full help adds to the chance of work, training or study.",
    )
    base_destination: float = param(
        0.47,
        unit="chance",
        low=0.3,
        high=0.6,
        source="assumption-185",
        role="uncertainty",
        why="Chance of a good destination without help, at average risk.",
    )
    risk_effect: float = param(
        0.8,
        unit="log-odds per unit of risk",
        low=0.0,
        high=2.0,
        source="assumption-186",
        role="uncertainty",
        why="How much risk lowers that chance.",
    )
    crisis_base: float = param(
        0.15,
        unit="chance/quarter",
        low=0.0,
        high=0.3,
        source="seed-row-28",
        role="uncertainty",
        why="Chance of a personal crisis without any risk.",
    )
    crisis_risk: float = param(
        0.25,
        unit="chance per unit of risk",
        low=0.0,
        high=0.5,
        source="seed-row-28",
        role="uncertainty",
        why="What risk adds to it.",
    )
    support_base: float = param(
        0.4,
        unit="chance",
        low=0.2,
        high=0.8,
        source="seed-row-25",
        role="uncertainty",
        why="Chance of getting over a crisis without joint support.",
    )
    support_help: float = param(
        0.6,
        unit="chance",
        low=0.0,
        high=0.6,
        source="seed-row-25",
        role="uncertainty",
        why="What full help adds to it.",
    )
    links: float = param(
        0.0,
        unit="supplier places per trainee",
        low=0.0,
        high=1.0,
        source="seed-row-35",
        role="policy",
        why="Places that the partners' own suppliers open for trainees.",
    )
    links_effect: float = param(
        0.2,
        unit="share",
        low=0.0,
        high=0.5,
        source="seed-row-35",
        role="uncertainty",
        why="How much more help does with a supplier place for everybody.",
    )
    partner_links: float = param(
        0.0,
        unit="supplier places per trainee",
        low=0.0,
        high=1.0,
        source="seed-row-32",
        role="uncertainty",
        why="Places that partners at full effort find among families, employers and suppliers.",
    )
    youth_relief: float = param(
        0.0,
        unit="k£ per young person and year",
        low=0.0,
        high=10.0,
        source="seed-row-183",
        role="uncertainty",
        why="What one additional good destination takes off the council's own youth work.",
    )
    offence_free: float = param(
        0.90,
        unit="chance",
        low=0.75,
        high=0.97,
        source="assumption-187",
        role="uncertainty",
        why="Chance of a year without offence, without help.",
    )
    offence_effect: float = param(
        0.8,
        unit="share of offending",
        low=0.0,
        high=1.0,
        source="assumption-188",
        role="uncertainty",
        why="Share of offending that full help prevents.",
    )
    care: float = param(
        0.45,
        unit="share of referrals",
        low=0.0,
        high=1.0,
        source="seed-row-24",
        role="uncertainty",
        why="Referred young people with experience of care.",
    )
    homeless: float = param(
        0.20,
        unit="share of referrals",
        low=0.0,
        high=1.0,
        source="seed-row-24",
        role="uncertainty",
        why="Homeless at some time.",
    )
    learning_needs: float = param(
        0.35,
        unit="share of referrals",
        low=0.0,
        high=1.0,
        source="seed-row-24",
        role="uncertainty",
        why="With additional learning needs.",
    )
    low_attainment: float = param(
        0.8,
        unit="share of referrals",
        low=0.0,
        high=1.0,
        source="seed-row-24",
        role="uncertainty",
        why="With little success at school.",
    )
    record: float = param(
        0.5,
        unit="share of referrals",
        low=0.0,
        high=1.0,
        source="seed-row-41",
        role="uncertainty",
        why="With a criminal record.",
    )
    referral_pool: float = param(
        0.5,
        unit="people per 1,000",
        low=0.1,
        high=2.0,
        source="seed-row-23",
        role="uncertainty",
        why="Young people whom two council teams could refer in a year.",
    )
    benefit_cost_ratio: float = param(
        1.2,
        unit="multiple",
        low=0.5,
        high=2.5,
        source="assumption-189",
        role="uncertainty",
        why="Public benefit that the case expects, as a multiple of cost, at middling integration.",
    )
    council_share: float = param(
        0.30,
        unit="share of benefit",
        low=0.0,
        high=1.0,
        source="assumption-190",
        role="uncertainty",
        why="h: part of the public benefit that falls to the council itself.",
    )


RISK_WEIGHTS = {
    "care": 0.3,
    "homeless": 0.15,
    "learning_needs": 0.15,
    "low_attainment": 0.2,
    "record": 0.2,
}
"""What each trait adds to a participant's risk (2.10, 36)."""


def mean_risk(numbers: ProgrammeParameters) -> float:
    """Return the expected risk of a referred young person, from 0 to 1."""
    return sum(weight * float(getattr(numbers, trait)) for trait, weight in RISK_WEIGHTS.items())


def crisis_chance(risk: float, numbers: ProgrammeParameters) -> float:
    """Return the chance of a personal crisis in a quarter."""
    return numbers.crisis_base + numbers.crisis_risk * risk


def support(support_given: float, numbers: ProgrammeParameters) -> float:
    """Return the chance of getting over a crisis with some help."""
    return numbers.support_base + numbers.support_help * support_given


def chance_without(risk: float, numbers: ProgrammeParameters) -> float:
    """Return p0: the chance of a good destination without the programme."""
    base = numbers.base_destination
    odds = math.log(base / (1.0 - base)) - numbers.risk_effect * (risk - mean_risk(numbers))
    return logistic(odds)


def links_found(effort: float, numbers: ProgrammeParameters) -> float:
    """Return supplier places per trainee, 1 at most, from the partners' own effort, 0 to 1."""
    return min(1.0, numbers.links + numbers.partner_links * effort)


def chance_with(risk: float, given: float, links: float, numbers: ProgrammeParameters) -> float:
    """Return p1: the chance of a good destination with help and with places to go on to."""
    gain = numbers.effect * given * (1.0 + numbers.links_effect * links)
    return min(1.0, chance_without(risk, numbers) + gain)


def offence_free_with(given: float, numbers: ProgrammeParameters) -> float:
    """Return q1: the chance of a year without offence with help."""
    base = numbers.offence_free
    return base + numbers.offence_effect * given * (1.0 - base)


def expected_benefit(
    integration: float, share_repaid: float, numbers: ProgrammeParameters
) -> float:
    """Return what the payer expects back, as a multiple of cost (2.10, 15).

    ``share_repaid`` is what other accounts repay of the benefit that falls to them.
    """
    own = numbers.council_share + share_repaid * (1.0 - numbers.council_share)
    return numbers.benefit_cost_ratio * own * integration / 0.5
