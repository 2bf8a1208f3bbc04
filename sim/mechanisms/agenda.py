"""Agenda: where the idea of a new partnership comes from, and who is asked.

Every council has a few slots on its agenda; fiscal pressure fills them. An opportunity has a
type, an idea of more or less promise, and a partner that is chosen for trust, nearness,
likeness and party. It lapses, with its reason, where nobody fits or the service is already
taken up. What one council does is settled before the next by a keyed priority, never by order.

Reads:  council.stress, model.ties, model.partnerships
Writes: model.proposals
ODD:    docs/odd.md, SM13
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from sim.agents.council import Council
from sim.agents.partnership import MANAGEMENT_CONSOLIDATION, SHARED_SERVICE, PartnershipType
from sim.agents.proposal import Proposal
from sim.agents.ties import near
from sim.parameters import Parameters, param
from sim.streams import decision

if TYPE_CHECKING:
    from sim.model import PartnershipModel

ARISES = decision("agenda.opportunity-arises")
TYPE = decision("agenda.type")
IDEA = decision("agenda.idea")
APPEAL = decision("agenda.partner-appeal")
ASSIGNED = decision("agenda.partner-assigned")
PRIORITY = decision("agenda.priority")

type Selection = Literal["trust", "homophily", "price", "assigned", "trust-and-broker"]


class AgendaParameters(Parameters):
    """How often opportunities arise, of which type, and how partners are chosen."""

    group = "agenda"
    neutral: ClassVar = {"arrival": 0.0}

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
    weight_shared_service: float = param(
        0.20,
        unit="weight",
        low=0.0,
        high=1.0,
        source="assumption-77",
        role="uncertainty",
        why="Weight of shared services in the mix of types.",
    )
    weight_consolidation: float = param(
        0.05,
        unit="weight",
        low=0.0,
        high=1.0,
        source="assumption-78",
        role="uncertainty",
        why="Weight of consolidated management in the mix of types.",
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
    idea_spread: float = param(
        0.25,
        unit="log standard deviation",
        low=0.0,
        high=0.6,
        source="assumption-79",
        role="uncertainty",
        why="How much ideas differ in promise.",
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


def live_chance(stress: float, numbers: AgendaParameters) -> float:
    """Return the chance that an agenda slot holds an opportunity."""
    return min(1.0, numbers.arrival * (1.0 + numbers.stress_effect * min(stress, 1.0)))


def mix(weights: Sequence[float], exploration: float) -> list[float]:
    """Return the probability of each type: its share of the weights, flattened by exploration."""
    total = sum(weights)
    flat = 1.0 / len(weights)
    return [
        (1.0 - exploration) * (w / total if total else flat) + exploration * flat for w in weights
    ]


def appeal_score(appeal: Appeal, selection: Selection) -> float:
    """Return how attractive a candidate is under a rule of selection."""
    score = 0.15 * appeal.noise + 0.30 * appeal.adjacent
    if selection == "homophily":
        return score - 0.50 * appeal.distance + 0.30 * appeal.same_party
    regard = -appeal.price_rank if selection == "price" else appeal.trust
    return score + regard - 0.25 * appeal.distance + 0.10 * appeal.same_party


def run(model: "PartnershipModel") -> None:
    """Collect this quarter's proposals, in order of a keyed priority."""
    model.proposals.clear()
    numbers = model.params[AgendaParameters]
    if not (numbers.proposals and model.collaboration_possible):
        return
    found = [
        (model.streams.uniform(PRIORITY, model.quarter, council.code, slot=slot), council, slot)
        for council in model.councils
        if not council.under_section_114
        for slot in range(numbers.slots)
        if arises(model, council, slot, numbers)
    ]
    for _, council, slot in sorted(found, key=lambda item: (item[0], item[1].name)):
        propose(model, council, slot, numbers)


def arises(
    model: "PartnershipModel", council: Council, slot: int, numbers: AgendaParameters
) -> bool:
    """Tell whether a slot holds an opportunity this quarter."""
    draw = model.streams.uniform(ARISES, model.quarter, council.code, slot=slot)
    return draw < live_chance(council.stress, numbers)


def propose(
    model: "PartnershipModel", council: Council, slot: int, numbers: AgendaParameters
) -> None:
    """Turn an opportunity into a proposal, or record why it lapses."""
    kind = draw_type(model, council, slot, numbers)
    partners = candidates(council, kind)
    if not partners:
        model.events.record("opportunity lapses", council.name, why="no partner in reach")
    elif not council.has_room_for(kind):
        model.events.record("opportunity lapses", council.name, why="service already covered")
    else:
        partner = choose(model, council, slot, partners, numbers.selection)
        if not partner.has_room_for(kind):
            model.events.record("opportunity lapses", council.name, why="partner already committed")
            return
        spread = numbers.idea_spread
        idea = math.exp(spread * model.streams.normal(IDEA, model.quarter, council.code, slot=slot))
        model.proposals.append(Proposal(kind, (council, partner), idea, model.quarter, slot))


def draw_type(
    model: "PartnershipModel", council: Council, slot: int, numbers: AgendaParameters
) -> PartnershipType:
    """Draw what type of partnership the opportunity is."""
    weights = [numbers.weight_shared_service, numbers.weight_consolidation]
    chances = mix(weights, numbers.exploration)
    draw = model.streams.uniform(TYPE, model.quarter, council.code, slot=slot)
    return SHARED_SERVICE if draw < chances[0] else MANAGEMENT_CONSOLIDATION


def candidates(council: Council, kind: PartnershipType) -> list[Council]:
    """Return the councils within reach that run the service and are free to sign."""
    service = kind.services[0]
    return [
        other
        for other in council.councils_in_reach
        if other.base_spend[service] > 0.0 and not other.under_section_114
    ]


def choose(
    model: "PartnershipModel",
    council: Council,
    slot: int,
    partners: list[Council],
    selection: Selection,
) -> Council:
    """Return the candidate with the highest appeal; ties go by name."""
    if selection == "assigned":
        draw = model.streams.uniform(ASSIGNED, model.quarter, council.code, slot=slot)
        return partners[int(draw * len(partners))]
    by_cost = sorted(partners, key=lambda p: (p.base_budget / p.population, p.name))
    last = max(1, len(partners) - 1)

    def score(partner: Council) -> tuple[float, str]:
        noise = model.streams.normal(APPEAL, model.quarter, council.code, partner.code, slot)
        appeal = Appeal(
            model.ties.trust(council, partner),
            noise,
            near(council, partner) and not set(council.places) & set(partner.places),
            council.distance(partner),
            council.party == partner.party,
            by_cost.index(partner) / last,
        )
        return appeal_score(appeal, selection), partner.name

    return max(partners, key=score)
