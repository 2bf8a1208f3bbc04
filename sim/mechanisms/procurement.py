"""Procurement: contracts are put out to tender in lots, bid for, won, paid, and sometimes fail.

A tender happens between agenda and signing, so that the council weighs a real price. A contract
is paid for out of the service's own money; what it saves is booked like any other saving.

Reads:  model.proposals, council.need, .funded_share; organisation.turnover, .win_chance
Writes: model.proposals, organisation.win_chance, .lots_bid_for, council.contracted,
        .undelivered, .gaps, place.invested, .training_places; the ledger (bids, contracts)
ODD:    docs/odd.md, SM21
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from sim.agents.partnership import Partnership
from sim.agents.partnership_types import CONTRACTING_OUT
from sim.agents.phases import Phase
from sim.agents.proposal import Contract, Proposal
from sim.core.amounts import pounds
from sim.core.events import EventKind
from sim.core.ledger import SUPPLIERS, Basis, Benefit, BenefitKind, Flow, to_pence
from sim.core.streams import decision, entity_key
from sim.rules.auction import (
    STYLES,
    Bid,
    ProcurementParameters,
    bid_cost,
    eligible,
    learnt,
    price_of,
    social_value_of,
    winner,
    worth_bidding,
)

if TYPE_CHECKING:
    from sim.agents.base import Organisation
    from sim.model import PartnershipModel

PRICE = decision("procurement.price")
COMPLIES = decision("procurement.complies")
FAILS = decision("procurement.contractor-fails")

MOST_LOTS = 200
GAP_QUARTERS = 2
"""How long a service is missing after its contractor failed."""
TRUST_LOST = 0.2
"""What a failed contract costs in trust."""


def run(model: "PartnershipModel") -> None:
    """Put every contract on the agenda out to tender, and go on with those that somebody won."""
    tendered: list[Proposal] = []
    for proposal in model.proposals:
        if proposal.kind is CONTRACTING_OUT:
            tendered += tender(model, proposal)
        else:
            tendered.append(proposal)
    model.proposals[:] = tendered


def tender(model: "PartnershipModel", proposal: Proposal) -> list[Proposal]:
    """Return one proposal for every lot that found a winner."""
    numbers = model.params[ProcurementParameters]
    council, service = proposal.proposer, proposal.service
    funded = float(council.need[service] * council.funded_share[service])
    total = 4.0 * funded * proposal.scope
    wanted = total if numbers.lot_value is None else numbers.lot_value / 1000.0
    lots = min(MOST_LOTS, max(1, round(total / wanted)))
    won = [let_lot(model, proposal, lot, total / lots, lots) for lot in range(lots)]
    return [found for found in won if found is not None]


def let_lot(
    model: "PartnershipModel", proposal: Proposal, lot: int, value: float, lots: int
) -> Proposal | None:
    """Let one lot worth ``value`` k£ a year; None if nobody bids."""
    numbers = model.params[ProcurementParameters]
    council, name = proposal.proposer, f"{proposal.name} lot {lot}"
    able = [
        o
        for kind in STYLES
        for o in model.local_organisations(council, kind)
        if o.alive and eligible(o.turnover, value, numbers)
    ]
    code = entity_key(name)
    found = [(o, offer(model, o, name, code, value)) for o in able]
    bids = {o.name: (o, bid) for o, bid in found if bid is not None}
    if not bids:
        size = f"lot of {pounds(1000.0 * value)} a year"
        model.events.record(EventKind.NO_BIDDER, name, why=size)
        return None
    best = winner([bid for _, bid in bids.values()], numbers)
    for bidder, bid in bids.values():
        bidder.win_chance = learnt(bidder.win_chance, bid is best, numbers)
    note_forgone(model, proposal, value, best, able)
    chosen = bids[best.bidder][0]
    model.events.record(
        EventKind.LOT_WON, name, chosen.name, f"price {best.price:.2f}, bids {len(bids)}"
    )
    contract = Contract(lot, value, best.price)
    members = (council, chosen)
    return replace(proposal, members=members, scope=proposal.scope / lots, contract=contract)


def offer(
    model: "PartnershipModel", bidder: "Organisation", lot_name: str, lot_code: int, value: float
) -> Bid | None:
    """Return what a bidder offers for a lot, its bid paid for; None if it does not bid."""
    numbers = model.params[ProcurementParameters]
    luck = model.streams.normal(PRICE, model.quarter, bidder.code, lot_code)
    price = price_of(bidder.kind, value, luck, numbers)
    cost = bid_cost(value, numbers)
    if bidder.cash < cost:
        return None
    if not worth_bidding(bidder.kind, price, value, bidder.win_chance, numbers):
        return None
    bidder.pay(SUPPLIERS, to_pence(cost), Flow.BID, lot_name)
    bidder.lots_bid_for.add(lot_name)
    return Bid(bidder.name, price, bidder.quality, social_value_of(bidder.kind, numbers))


def note_forgone(
    model: "PartnershipModel",
    proposal: Proposal,
    value: float,
    best: Bid,
    able: "list[Organisation]",
) -> None:
    """Enter the social value that the award passed up, at a pound of it for a pound of contract."""
    numbers = model.params[ProcurementParameters]
    possible = max(social_value_of(o.kind, numbers) for o in able)
    lost = to_pence(value * (possible - best.social_value))
    if lost > 0:
        account = proposal.proposer.account
        model.benefits.append(
            Benefit(
                model.quarter,
                proposal.name,
                account,
                BenefitKind.SOCIAL,
                Basis.ATTRIBUTED,
                -lost,
            )
        )


def deliver(model: "PartnershipModel") -> None:
    """Pay the contracts in force, pass on what their clauses promise, and let some fail."""
    for council in model.councils:
        council.contracted = 0.0
    for place in model.places:
        place.training_places = 0.0
    for partnership in list(model.live_partnerships):
        if partnership.kind is CONTRACTING_OUT and partnership.delivering:
            if fails(model, partnership):
                fail(model, partnership)
            elif partnership.contract_value > 0.0:
                pay_contract(model, partnership)
    leave_gaps(model)


def provider_of(partnership: Partnership) -> "Organisation":
    """Return the member that is not a council."""
    return next(m for m in partnership.members if m is not partnership.lead)


def pay_contract(model: "PartnershipModel", partnership: Partnership) -> None:
    """Pay a quarter of a contract, out of what the budget funds of the service."""
    council, provider = partnership.lead, provider_of(partnership)
    numbers = model.params[ProcurementParameters]
    funded = float(council.need[partnership.service] * council.funded_share[partnership.service])
    due = min(partnership.contract_value * partnership.price / 4.0, funded * partnership.scope)
    council.pay(provider.account, to_pence(due), Flow.CONTRACT, partnership.name)
    council.contracted += due
    margin = due * (1.0 - 1.0 / (1.0 + STYLES[provider.kind].margin))
    passed_on = 0.0
    if provider.kind == "contractor":
        passed_on = keep_clauses(model, partnership, provider, due)
        taken = numbers.value_extraction * margin
        provider.pay_up_to(SUPPLIERS, taken, Flow.EXTRACTED, partnership.name)
    provider.pay_up_to(SUPPLIERS, due - margin - passed_on, Flow.DELIVERY, partnership.name)


def keep_clauses(
    model: "PartnershipModel", partnership: Partnership, provider: "Organisation", due: float
) -> float:
    """Pass work and training places on to the area, in the years in which clauses are kept.

    Returns what went to local enterprises, k£: work that the contractor need not do itself.
    """
    numbers = model.params[ProcurementParameters]
    year = model.quarter // 4
    luck = model.streams.uniform(COMPLIES, 0, provider.code, partnership.code, slot=year)
    if numbers.benefit_clauses <= 0.0 or luck >= numbers.clause_compliance:
        return 0.0
    council, passed_on = partnership.lead, 0.0
    local = [o for o in model.local_organisations(council, "social-enterprise") if o.alive]
    promised = numbers.clause_share * numbers.benefit_clauses * due
    for enterprise in local:
        paid = provider.pay_up_to(
            enterprise.account, promised / len(local), Flow.SUBCONTRACT, partnership.name
        )
        enterprise.pay_up_to(SUPPLIERS, 0.9 * paid, Flow.DELIVERY, partnership.name)
        enterprise.places[0].invested += paid
        passed_on += paid
    people = council.population
    for place in council.places:
        training = numbers.clause_training * numbers.benefit_clauses * 4.0 * due / 1000.0
        place.training_places += training / people
    return passed_on


def fails(model: "PartnershipModel", partnership: Partnership) -> bool:
    """Tell whether a contractor goes under this quarter; its other contracts go with it."""
    provider = provider_of(partnership)
    if provider.kind != "contractor":
        return False
    hazard = model.params[ProcurementParameters].default_hazard
    return model.streams.uniform(FAILS, model.quarter, provider.code) < hazard


def fail(model: "PartnershipModel", partnership: Partnership) -> None:
    """End a contract whose contractor failed: a gap in the service, and trust lost."""
    council = partnership.lead
    model.ties.add_trust(council, provider_of(partnership), -TRUST_LOST)
    council.gaps.append((model.quarter + GAP_QUARTERS, partnership.service, partnership.scope))
    partnership.move_to(Phase.DISSOLVED, "contractor failed")


def leave_gaps(model: "PartnershipModel") -> None:
    """Take out of coverage what failed contractors no longer deliver."""
    for council in model.councils:
        council.gaps = [gap for gap in council.gaps if gap[0] > model.quarter]
        for _, service, scope in council.gaps:
            council.undelivered[service] += scope
