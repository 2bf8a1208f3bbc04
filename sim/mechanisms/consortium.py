"""Consortium: members buy together, hand vouchers out together, and bid together for a match.

A bid costs everybody something and may fail; the pledge is spent either way, and so is the time
in which bidders came to know each other (seeds row 158).

Reads:  body.members, model.ties
Writes: council.purchase_cost, place.people_reached, .invested, body.convening_weeks, model.ties;
        the ledger (vouchers, bids, pledges, match funding)
ODD:    docs/odd.md, SM24
"""

from collections import Counter
from typing import TYPE_CHECKING

from sim.agents.council import Council
from sim.agents.infrastructure_body import InfrastructureBody
from sim.core.amounts import pounds
from sim.core.events import EventKind
from sim.core.ledger import CENTRAL_GOVERNMENT, COMMUNITY, HOUSEHOLDS, SUPPLIERS, Flow, to_pence
from sim.core.streams import decision
from sim.rules.crisis import CrisisParameters, response_weeks
from sim.rules.network import (
    NetworkParameters,
    convening_weeks,
    discount_of,
    voucher_reach,
    win_chance,
)

if TYPE_CHECKING:
    from sim.agents.place import Place
    from sim.model import PartnershipModel

BID = decision("consortium.bid-wins")


def run(model: "PartnershipModel") -> None:
    """Let the members of every body act as one buyer, one distributor, one bidder."""
    numbers = model.params[NetworkParameters]
    if not numbers.convenes:
        rest(model)
        return
    for body in model.bodies:
        buy_together(model, body, numbers)
        hand_out_vouchers(model, body, numbers)
        if model.quarter == numbers.bid_quarter:
            bid_together(model, body, numbers)


def rest(model: "PartnershipModel") -> None:
    """Let everybody buy alone and nobody be reached where no body brings them together."""
    for council in model.councils:
        council.purchase_cost = 1.0
    for place in model.places:
        place.people_reached = 0.0


def buy_together(
    model: "PartnershipModel", body: InfrastructureBody, numbers: NetworkParameters
) -> None:
    """Give member councils the discount of a group of buyers."""
    discount = discount_of(len(body.members), numbers)
    members = set(body.members) if numbers.collective_purchase else set()
    for council in model.councils:
        joined = council in members
        council.purchase_cost = 1.0 - numbers.purchased_share * discount * joined


def hand_out_vouchers(
    model: "PartnershipModel", body: InfrastructureBody, numbers: NetworkParameters
) -> None:
    """Hand vouchers out through the members that are at work in each place."""
    for place in body.places:
        place.people_reached = 0.0
    if numbers.vouchers <= 0.0:
        return
    people = sum(place.population for place in body.places)
    local = Counter(place for member in body.members for place in member.places)
    for place in body.places:
        reach = voucher_reach(local[place], numbers)
        place.people_reached = reach * model.residents.at_risk[place.index] * place.population
        share = place.population / people
        amount = to_pence(numbers.vouchers * share * reach)
        model.ledger.transfer(CENTRAL_GOVERNMENT, HOUSEHOLDS, amount, Flow.VOUCHER)


def bid_together(
    model: "PartnershipModel", body: InfrastructureBody, numbers: NetworkParameters
) -> None:
    """Bid for match funding: the pledge is spent, won or lost, and the bidders know each other."""
    convene(model, body, numbers)
    body.pay_up_to(SUPPLIERS, numbers.bid_lead_cost, Flow.BID)
    payers = [m for m in body.members if not isinstance(m, Council)]
    for member in body.members:
        member.pay_up_to(SUPPLIERS, numbers.bid_member_cost, Flow.BID)
    each = numbers.pledge / max(1, len(payers))
    pledged = sum(m.pay_up_to(COMMUNITY, each, Flow.PLEDGE) for m in payers)
    effective = [p.effective for p in model.live_partnerships if p.delivering]
    mean = sum(effective) / len(effective) if effective else 0.5
    won = model.streams.uniform(BID, 0, body.code) < win_chance(mean, numbers)
    if won:
        matched = to_pence(pledged)
        model.ledger.transfer(CENTRAL_GOVERNMENT, COMMUNITY, matched, Flow.MATCH)
    invest(body.places, pledged * (2.0 if won else 1.0))
    for a, others in body.neighbours.items():
        for b in others:
            model.ties.set_trust(a, b, model.ties.trust(a, b) + numbers.bid_trust)
            model.ties.note_joint_work(a, b, model.quarter)
    what = EventKind.BID_WON if won else EventKind.BID_LOST
    model.events.record(what, body.name, why=f"{pounds(1000.0 * pledged)} pledged by members")


def convene(
    model: "PartnershipModel", body: InfrastructureBody, numbers: NetworkParameters
) -> None:
    """Bring the members together for a bid; the more they trust each other, the sooner."""
    alone = response_weeks(model.ties.trust_among(body.neighbours), model.params[CrisisParameters])
    body.convening_weeks = convening_weeks(alone, body.activity, numbers)
    told = f"{len(body.members)} members in {body.convening_weeks:.1f} weeks"
    model.events.record(EventKind.BID_CONVENED, body.name, why=told)


def invest(places: "tuple[Place, ...]", amount: float) -> None:
    """Share an amount (k£) over places by people, for their community organisations."""
    people = sum(place.population for place in places)
    for place in places:
        place.invested += amount * place.population / people
