"""Valuation: what a proposal seems worth, who has to say yes, and what is then announced.

The wish to be seen working in partnership moves the hurdle and the announcement; it never moves
what members later put in.

ODD: docs/odd.md, SM14
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sim.core.parameters import Parameters, param
from sim.rules.aggregation import clip

FIVE_YEARS_AT_3_5 = 4.5
"""A5: five-year annuity at 3.5 %, on which business cases are judged."""

type Agreement = Literal["unanimity", "supermajority", "lead", "imposed"]


class SigningParameters(Parameters):
    """What makes organisations say yes."""

    group = "signing"
    neutral: ClassVar = {
        "legitimacy_motive": 0.0,
        "participation_pressure": 0.0,
        "initial_generosity": 0.0,
    }

    saving_takeover: float = param(
        0.20,
        unit="share of cost",
        low=0.0,
        high=0.35,
        source="assumption-204",
        role="uncertainty",
        why="Saving of a community takeover that delivers everything.",
    )
    saving_shared_service: float = param(
        0.12,
        unit="share of cost",
        low=-0.02,
        high=0.20,
        source="assumption-80",
        role="uncertainty",
        why="Saving of a fully integrated shared service of usual size.",
    )
    saving_consolidation: float = param(
        0.16,
        unit="share of cost",
        low=0.0,
        high=0.25,
        source="assumption-81",
        role="uncertainty",
        why="Saving of fully consolidated management of usual size.",
    )
    legitimacy_motive: float = param(
        0.75,
        unit="value",
        low=0.0,
        high=1.2,
        source="assumption-82",
        role="policy",
        why="gamma: the wish to be seen in partnership, whatever it is worth.",
    )
    prioritising_share: float = param(
        0.8,
        unit="share of councils",
        low=0.5,
        high=1.0,
        source="seed-row-98",
        role="uncertainty",
        why="Councils for which partnership is a priority.",
    )
    participation_pressure: float = param(
        0.0,
        unit="value",
        low=0.0,
        high=0.5,
        source="seed-row-95",
        role="policy",
        why="Political pressure to involve communities; it adds to the motive.",
    )
    agreement: Agreement = param(
        "unanimity",
        unit="choice",
        low=None,
        high=None,
        source="assumption-83",
        role="policy",
        why="Who has to say yes.",
    )
    trust_risk: float = param(
        0.8,
        unit="value",
        low=0.0,
        high=1.5,
        source="assumption-84",
        role="uncertainty",
        why="Value taken off for a partner that is not trusted at all.",
    )
    initial_generosity: float = param(
        0.0,
        unit="trust",
        low=0.0,
        high=0.2,
        source="seed-row-93",
        role="policy",
        why="Trust that both sides advance at their first signing together.",
    )
    choice_sharpness: float = param(
        2.5,
        unit="1/value",
        low=0.5,
        high=6.0,
        source="assumption-85",
        role="uncertainty",
        why="How surely a clear advantage is signed.",
    )


@dataclass(frozen=True)
class Stakes:
    """What is at stake for all members together; money in k£."""

    idea: float
    base: float
    """The annual target saving at full integration, or the yearly cost of a programme."""
    worth: float
    """What full integration is worth over the years a case looks at, in units of the base."""
    set_up_ratio: float
    overhead: float
    """A quarter, as it is foreseen."""


def value(
    trust: float,
    stakes: Stakes,
    optimism: float,
    numbers: SigningParameters,
) -> float:
    """Return a proposal's worth to a member, in units of its base.

    Only a quarter of five years' overhead is foreseen: much of the work is hidden (seeds row
    163).
    """
    expected_integration = 0.2 + 0.6 * trust
    gain = stakes.worth * (1.0 + optimism) * expected_integration * stakes.idea
    set_up = stakes.set_up_ratio * (1.0 - 0.5 * optimism)
    hidden = 5.0 * stakes.overhead / stakes.base
    return gain - set_up - hidden - numbers.trust_risk * (1.0 - trust)


def hurdle(stress: float, motive: float) -> float:
    """Return the value at which a council is as likely to sign as not."""
    return 1.2 - 0.6 * min(stress, 1.0) - motive


def accepted(says_yes: list[bool], lead: int, agreement: Agreement) -> bool:
    """Tell whether a proposal is signed; ``lead`` is the position of the lead's answer."""
    match agreement:
        case "unanimity":
            return all(says_yes)
        case "supermajority":
            return 3 * sum(says_yes) >= 2 * len(says_yes) and says_yes[lead]
        case "lead":
            return says_yes[lead]
        case _:
            return True


def declared_integration(honest: float, motive: float, mean_value: float) -> float:
    """Return what is announced: the honest expectation, stretched by motive and by hope."""
    stretch = min(1.0, 0.6 * motive)
    return clip(honest + stretch * (1.0 - honest) + 0.06 * mean_value, 0.2, 0.95)
