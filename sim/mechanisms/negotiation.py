"""Negotiation: signed partnerships take shape sooner or later, or never.

Each quarter after the proposal a negotiation succeeds with a chance that trust raises and
difference, size and a coming election lower; after eight quarters it has failed. A section
114 notice stops the clock. What then has to be set up must also be paid for.

Reads:  partnership.mean_trust, council.before_election, council.under_section_114
Writes: partnership.phase, .negotiated_quarters; council.loans; the ledger (loans)
ODD:    docs/odd.md, SM15
"""

from typing import TYPE_CHECKING, ClassVar

from sim.agents.phases import Phase
from sim.core.ledger import LENDERS, PENCE_PER_K, Flow
from sim.core.parameters import Parameters, param
from sim.core.streams import decision
from sim.rules.aggregation import clip
from sim.rules.borrowing import BorrowingParameters, free_reserves, level_loan
from sim.rules.crisis import CrisisParameters
from sim.rules.ideas import (
    BrokerParameters,
    ServantParameters,
    ease_of_agreement,
    effective_brokers,
)

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel

AGREES = decision("negotiation.agrees")


class NegotiationParameters(Parameters):
    """How long agreement takes."""

    group = "negotiation"
    neutral: ClassVar = {
        "base": 0.98,
        "trust_effect": 0.0,
        "distance_effect": 0.0,
        "decision_limit": 0.98,
    }

    base: float = param(
        0.12,
        unit="chance/quarter",
        low=0.02,
        high=0.98,
        source="assumption-86",
        role="uncertainty",
        why="Chance of agreement between strangers who work alike.",
    )
    trust_effect: float = param(
        0.6,
        unit="chance per unit of trust",
        low=0.0,
        high=1.0,
        source="assumption-87",
        role="uncertainty",
        why="What trust adds to that chance.",
    )
    size_effect: float = param(
        0.04,
        unit="chance per further member",
        low=0.0,
        high=0.1,
        source="assumption-88",
        role="uncertainty",
        why="What each member beyond two takes off it.",
    )
    election_effect: float = param(
        0.15,
        unit="chance",
        low=0.0,
        high=0.3,
        source="assumption-89",
        role="uncertainty",
        why="What a coming election takes off it.",
    )
    distance_effect: float = param(
        0.20,
        unit="chance per unit of distance",
        low=0.0,
        high=0.5,
        source="seed-row-73",
        role="uncertainty",
        why="What different ways of working take off it.",
    )
    decision_limit: float = param(
        0.98,
        unit="chance/quarter",
        low=0.1,
        high=0.98,
        source="seed-row-74",
        role="policy",
        why="The chance at most: committees take their time, however willing everybody is.",
    )
    patience: int = param(
        8,
        unit="quarters",
        low=2,
        high=20,
        source="assumption-90",
        role="uncertainty",
        why="Quarters after which a negotiation has failed.",
    )


def hazard(
    trust: float,
    members: int,
    distance: float,
    before_election: bool,
    ease: float,
    numbers: NegotiationParameters,
) -> float:
    """Return the chance that a negotiation succeeds this quarter.

    ``ease`` is what brokers, training, toolkit and urgency add.
    """
    chance = (
        numbers.base
        + numbers.trust_effect * trust
        - numbers.size_effect * (members - 2)
        - numbers.election_effect * before_election
        - numbers.distance_effect * distance
        + ease
    )
    return clip(chance, 0.02, numbers.decision_limit)


def run(model: "PartnershipModel") -> None:
    """Give every negotiation its chance."""
    for partnership in model.live_partnerships:
        waiting = partnership.phase is Phase.NEGOTIATING and partnership.quarters_in_phase() > 0
        if waiting and not any(c.under_section_114 for c in partnership.councils):
            negotiate(model, partnership)


def negotiate(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Let one negotiation succeed, go on, or fail."""
    numbers = model.params[NegotiationParameters]
    partnership.negotiated_quarters += 1
    chance = hazard(
        partnership.mean_trust,
        len(partnership.memberships),
        partnership.distance,
        any(council.before_election for council in partnership.councils),
        ease_of(model, partnership.lead),
        numbers,
    )
    if model.streams.uniform(AGREES, model.quarter, partnership.code) < chance:
        mobilise(model, partnership)
    elif partnership.negotiated_quarters >= numbers.patience:
        partnership.move_to(Phase.FAILED_NEGOTIATION, "no agreement in time")


def ease_of(model: "PartnershipModel", lead: "Council") -> float:
    """Return what a lead's brokers, training and toolkit, and a crisis, add to the chance."""
    params = model.params
    brokers = params[BrokerParameters]
    urgency = params[CrisisParameters].agreement * lead.crisis
    help_of_brokers = brokers.negotiation_effect * effective_brokers(
        brokers.brokers * lead.adoption, brokers
    )
    agreed = ease_of_agreement(lead.adoption, model.quarter, params[ServantParameters])
    return help_of_brokers + agreed + urgency


def mobilise(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Start setting up, if every member council finds its part of the money."""
    borrowing = model.params[BorrowingParameters]
    if not partnership.in_plan:
        parts = {c: partnership.set_up_cost * partnership.share_of(c) for c in partnership.councils}
        short = {c: part for c, part in parts.items() if part > spare(c, borrowing)}
        if any(not can_borrow(c, part, borrowing) for c, part in short.items()):
            partnership.move_to(Phase.UNAFFORDABLE, "set-up cost can be neither paid nor borrowed")
            return
        for council, part in short.items():
            borrow(model, council, part, borrowing)
    partnership.move_to(Phase.MOBILISING)


def spare(council: "Council", numbers: BorrowingParameters) -> float:
    """Return the reserves (k£) that a council may put into setting up."""
    return free_reserves(council.reserves, council.revenue, numbers)


def can_borrow(council: "Council", amount: float, numbers: BorrowingParameters) -> bool:
    """Tell whether debt service stays within its limit if the council borrows an amount in k£."""
    loan = level_loan(amount, numbers.set_up_term, 0, numbers)
    yearly = 4.0 * loan.payment / PENCE_PER_K
    return council.debt_service + yearly <= numbers.service_limit * council.revenue


def borrow(
    model: "PartnershipModel", council: "Council", amount: float, numbers: BorrowingParameters
) -> None:
    """Take a loan for the council's part of the set-up cost."""
    loan = level_loan(amount, numbers.set_up_term, model.quarter + 1, numbers)
    model.ledger.transfer(LENDERS, council.account, loan.outstanding, Flow.LOAN)
    council.loans.append(loan)
