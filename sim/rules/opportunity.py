"""Opportunity: how often ideas for partnerships arise, of which type, and who appeals as a partner.

ODD: docs/odd.md, SM13
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from sim.core.parameters import Parameters, param

type Selection = Literal["trust", "homophily", "price", "assigned", "trust-and-broker"]
type PartnerScope = Literal["reach", "region"]
type TypeName = Literal[
    "community-takeover",
    "contracting-out",
    "shared-service",
    "management-consolidation",
    "tri-sector-programme",
    "land-and-funding",
]

EVERY_TYPE: tuple[TypeName, ...] = (
    "community-takeover",
    "contracting-out",
    "shared-service",
    "management-consolidation",
    "tri-sector-programme",
    "land-and-funding",
)


class AgendaParameters(Parameters):
    """How often opportunities arise, of which type, and how partners are chosen."""

    group = "agenda"
    neutral: ClassVar = {"arrival": 0.0, "association_initiative": 0.0}

    proposals: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-12",
        role="policy",
        why="Whether new partnerships are proposed at all.",
    )
    slots: int = param(
        2,
        unit="slots per council and quarter",
        low=1,
        high=4,
        source="assumption-74",
        role="uncertainty",
        why="Room on a council's agenda.",
    )
    arrival: float = param(
        0.16,
        unit="chance per slot and quarter",
        low=0.0,
        high=0.4,
        source="assumption-75",
        role="uncertainty",
        why="a0: chance that a slot holds an opportunity without pressure.",
    )
    stress_effect: float = param(
        0.8,
        unit="multiple per unit of stress",
        low=0.0,
        high=2.0,
        source="assumption-76",
        role="uncertainty",
        why="How much fiscal pressure adds to that chance.",
    )
    weight_takeover: float = param(
        0.22,
        unit="weight",
        low=0.0,
        high=1.0,
        source="assumption-77",
        role="uncertainty",
        why="M1: weight of community takeovers in the mix of types.",
    )
    weight_contracting: float = param(
        0.25,
        unit="weight",
        low=0.0,
        high=1.0,
        source="assumption-77",
        role="uncertainty",
        why="M2: weight of contracting out.",
    )
    weight_shared_service: float = param(
        0.20,
        unit="weight",
        low=0.0,
        high=1.0,
        source="assumption-77",
        role="uncertainty",
        why="M3: weight of shared services.",
    )
    weight_consolidation: float = param(
        0.05,
        unit="weight",
        low=0.0,
        high=1.0,
        source="assumption-78",
        role="uncertainty",
        why="M4: weight of consolidated management.",
    )
    weight_programme: float = param(
        0.13,
        unit="weight",
        low=0.0,
        high=1.0,
        source="assumption-77",
        role="uncertainty",
        why="M5: weight of tri-sector programmes.",
    )
    weight_land: float = param(
        0.15,
        unit="weight",
        low=0.0,
        high=1.0,
        source="assumption-77",
        role="uncertainty",
        why="M6: weight of land-and-funding deals.",
    )
    exploration: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-129",
        role="policy",
        why="epsilon: how far the mix is flattened by looking beyond the usual models.",
    )
    permitted: tuple[TypeName, ...] = param(
        EVERY_TYPE,
        unit="choices",
        low=None,
        high=None,
        source="seed-row-111",
        role="policy",
        why="Types of partnership that are allowed.",
    )
    partner_scope: PartnerScope = param(
        "reach",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-111",
        role="policy",
        why="Whether partners are sought nearby or in the whole region.",
    )
    proposal_burden: float = param(
        0.1,
        unit="share of officers' time",
        low=0.0,
        high=0.3,
        source="assumption-74",
        role="uncertainty",
        why="What working up a proposal takes for a quarter.",
    )
    idea_spread: float = param(
        0.25,
        unit="log standard deviation",
        low=0.0,
        high=0.6,
        source="assumption-79",
        role="uncertainty",
        why="How much ideas differ in promise.",
    )
    pooled_information: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-82",
        role="policy",
        why="How far partners pool what they know; it takes chance out of judging an idea.",
    )
    outside_promise: float = param(
        0.0,
        unit="log mean",
        low=0.0,
        high=0.3,
        source="seed-row-128",
        role="uncertainty",
        why="How much more promise ideas have that are shared with partners who are no councils.",
    )
    association_initiative: float = param(
        0.0,
        unit="chance per association and quarter",
        low=0.0,
        high=0.4,
        source="seed-row-166",
        role="policy",
        why="Chance that a housing association comes to a council with a deal of its own.",
    )
    selection: Selection = param(
        "trust",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-111",
        role="policy",
        why="What decides who is asked.",
    )


@dataclass(frozen=True)
class Appeal:
    """What makes one candidate attractive to one council."""

    trust: float
    noise: float
    """A standard normal draw."""
    adjacent: bool
    distance: float
    same_party: bool
    price_rank: float
    """0 for the cheapest candidate, 1 for the dearest."""
    brokers: float = 0.0
    """Effective brokers who vouch for the candidate."""


def live_chance(
    stress: float, brokers: float, broker_effect: float, base: AgendaParameters
) -> float:
    """Return the chance that an agenda slot holds an opportunity."""
    pressure = base.stress_effect * min(stress, 1.0)
    return min(1.0, base.arrival * (1.0 + pressure + broker_effect * brokers))


def mix(weights: Sequence[float], exploration: float) -> list[float]:
    """Return the probability of each type: its share of the weights, flattened by exploration."""
    total = sum(weights)
    flat = 1.0 / len(weights)
    return [
        (1.0 - exploration) * (w / total if total else flat) + exploration * flat for w in weights
    ]


def idea_promise(luck: float, members: int, outside: bool, numbers: AgendaParameters) -> float:
    """Return how an idea looks, as a multiple of the usual, from a standard normal draw.

    What ``members`` know together averages chance out as far as they pool it; ``outside`` is
    whether a partner who is no council shares the idea.
    """
    averaged = numbers.pooled_information * (1.0 - members**-0.5)
    spread = numbers.idea_spread * (1.0 - averaged)
    return math.exp(spread * luck + numbers.outside_promise * outside)


def appeal_score(appeal: Appeal, selection: Selection) -> float:
    """Return how attractive a candidate is under a rule of selection."""
    score = 0.15 * appeal.noise + 0.30 * appeal.adjacent
    if selection == "homophily":
        return score - 0.50 * appeal.distance + 0.30 * appeal.same_party
    regard = -appeal.price_rank if selection == "price" else appeal.trust
    if selection == "trust-and-broker":
        regard += 0.05 * appeal.brokers
    return score + regard - 0.25 * appeal.distance + 0.10 * appeal.same_party
