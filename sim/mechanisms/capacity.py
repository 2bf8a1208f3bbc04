"""Capacity: what communities can take on grows with money and use, and wears out when overloaded.

A place's volunteers and organisations together are its capacity; it decides what a takeover
delivers and what neighbours do for themselves.

Reads:  place.volunteers, .invested, .crisis; council.coverage; partnerships (takeovers)
Writes: place.organisation, .capacity, .invested, council.planned_costs, .undelivered,
        .community_share; partnerships (handed back); the ledger (investment in capacity)
ODD:    docs/odd.md, SM22
"""

from typing import TYPE_CHECKING

from sim.agents.partnership_types import COMMUNITY_TAKEOVER
from sim.agents.phases import Phase
from sim.agents.seats import delivering_in
from sim.core.ledger import COMMUNITY, Flow, to_pence
from sim.core.periods import is_april
from sim.core.services import Service
from sim.core.streams import decision
from sim.rules.capacity import CapacityParameters, capacity, grown, hill
from sim.rules.crisis import CrisisParameters

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.agents.place import Place
    from sim.model import PartnershipModel

HANDS_BACK = decision("capacity.hands-back")


def announce(model: "PartnershipModel") -> None:
    """Tell each April's budget what investing in communities will cost."""
    numbers = model.params[CapacityParameters]
    if is_april(model.quarter) and numbers.investment > 0.0:
        for council in model.councils:
            people = float(council.served[Service.NEIGHBOURHOOD])
            council.planned_costs += 4.0 * numbers.investment * people


def invest(model: "PartnershipModel") -> None:
    """Let councils pay community organisations; what they get is spent on building them up."""
    numbers = model.params[CapacityParameters]
    if numbers.investment <= 0.0:
        return
    for council in model.councils:
        for place in council.looks_after(Service.NEIGHBOURHOOD):
            amount = numbers.investment * place.population
            council.pay(COMMUNITY, to_pence(amount), Flow.CAPACITY)
            place.invested += amount


def deliver(model: "PartnershipModel") -> None:
    """Add to coverage what communities do for themselves; take out what they cannot deliver."""
    for council in model.councils:
        own = council.looks_after(Service.NEIGHBOURHOOD)
        shares = [place.population * community_share(model, place) for place in own]
        council.community_share = (
            sum(shares) / council.served[Service.NEIGHBOURHOOD] if own else 0.0
        )
    for partnership in model.live_partnerships:
        if partnership.kind is COMMUNITY_TAKEOVER and partnership.delivering:
            council = partnership.lead
            missing = 1.0 - partnership.delivered_share(council.capacity)
            council.undelivered[partnership.service] += partnership.scope * missing


def run(model: "PartnershipModel") -> None:
    """Let the capacity of every place move by a quarter, then hand back what is too much."""
    numbers = model.params[CapacityParameters]
    for place in model.places:
        money = place.invested / place.population
        place.organisation = grown(
            place.organisation, money, load_on(model, place), use_of(place, numbers), numbers
        )
        place.capacity = capacity(place.volunteers, place.organisation, numbers)
        place.invested = 0.0
    for partnership in list(model.live_partnerships):
        if partnership.kind is COMMUNITY_TAKEOVER and partnership.delivering:
            may_hand_back(model, partnership)


def load_on(model: "PartnershipModel", place: "Place") -> float:
    """Return what a place's community is asked to carry, as a multiple of full capacity."""
    numbers = model.params[CapacityParameters]
    council = place.responsible[Service.NEIGHBOURHOOD]
    taken = sum(
        p.scope for p in council.live_partnerships if p.kind is COMMUNITY_TAKEOVER and p.delivering
    )
    passed_on = numbers.withdrawal if numbers.state_withdraws else 0.0
    cut = 1.0 - float(council.coverage[Service.NEIGHBOURHOOD])
    crisis = model.params[CrisisParameters].load * place.crisis
    return taken / 0.30 + passed_on * cut + crisis


def use_of(place: "Place", numbers: CapacityParameters) -> float:
    """Return how much of its capacity a community uses, and so learns from."""
    groups = [
        p.effective
        for p in delivering_in(place)
        if any(m.kind == "social-enterprise" and place in m.places for m in p.members)
    ]
    linked = sum(groups) / len(groups) if groups else 0.0
    more = numbers.use_with_assets * place.assets + numbers.use_with_links * linked
    return min(1.0, numbers.use + more)


def may_hand_back(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Let a takeover that delivers too little be handed back."""
    numbers = model.params[CapacityParameters]
    short = 1.0 - hill(partnership.lead.capacity, numbers.threshold)
    if (
        model.streams.uniform(HANDS_BACK, model.quarter, partnership.code)
        < numbers.hand_back * short
    ):
        partnership.move_to(Phase.HANDED_BACK, "community lacked capacity")


def community_share(model: "PartnershipModel", place: "Place") -> float:
    """Return V: neighbourhood need that the community meets by itself beyond quarter 0."""
    numbers = model.params[CapacityParameters]
    now = hill(place.capacity, numbers.threshold)
    before = hill(place.capacity_at_start, numbers.threshold)
    return numbers.community_share * max(0.0, now - before)
