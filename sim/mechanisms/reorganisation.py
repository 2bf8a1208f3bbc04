"""Reorganisation: two councils become one, after a year's notice and at a price.

The larger takes in the smaller: duties, money, debts and partnerships; people and places stay
what they are. What a merger saves comes from scale in the back office alone.

Reads:  model.plan.mergers
Writes: place.responsible, council.merger_cost, .undelivered, .shared_before_merger,
        .trust_lost_outgoing, model.councils, company.owner, partnership.lead; councils (what the
        larger takes over); the ledger (reorganisation, pooled balances)
ODD:    docs/odd.md, SM27
"""

from typing import TYPE_CHECKING, cast

from sim.agents.housing_company import HousingCompany
from sim.agents.partnership_types import MANAGEMENT_CONSOLIDATION, SHARED_SERVICE
from sim.agents.phases import Phase
from sim.core.events import EventKind
from sim.core.ledger import SUPPLIERS, Flow, to_pence
from sim.core.periods import QUARTERS_PER_YEAR
from sim.core.services import Service
from sim.rules.reorganisation import ReorganisationParameters
from sim.rules.scale import ScaleParameters, unit_cost

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.model import PartnershipModel

PAID_BEFORE = 2
"""Quarters before the first day in which the first half of the cost is paid."""


def run(model: "PartnershipModel") -> None:
    """Pay for, and carry out, the mergers that are due."""
    numbers = model.params[ReorganisationParameters]
    for event in model.plan.mergers:
        first_day = QUARTERS_PER_YEAR * event.year
        if model.quarter not in (first_day - PAID_BEFORE, first_day):
            continue
        larger, smaller = parties(model, event.councils)
        for council, people in (
            (larger, people_of(larger, smaller)),
            (smaller, smaller.population),
        ):
            half = numbers.cost_per_head / 2.0 * people
            council.pay(SUPPLIERS, to_pence(half), Flow.MERGER)
        if model.quarter == first_day:
            merge(model, larger, smaller)


def parties(model: "PartnershipModel", names: tuple[str, str]) -> "list[Council]":
    """Return the councils of a merger, or what has become of them, the larger first, by name."""
    now = {model.who_is(name) for name in names}
    found = [council for council in model.councils if council.name in now]
    return sorted(found, key=lambda council: (-council.population, council.name))


def people_of(council: "Council", other: "Council") -> float:
    """Return the people (thousands) of a council's area that are not in another council's area.

    A county and its districts answer for the same people.
    """
    return sum(place.population for place in council.places if place not in other.area)


def disturb(model: "PartnershipModel") -> None:
    """Take out of coverage what the upheaval costs, from announcement until it has settled."""
    numbers = model.params[ReorganisationParameters]
    for event in model.plan.mergers:
        first_day = QUARTERS_PER_YEAR * event.year
        if not first_day - numbers.notice <= model.quarter < first_day + numbers.notice:
            continue
        pair = parties(model, event.councils)
        dip = numbers.dip * (numbers.bedrock if share_already(pair) else 1.0)
        for council in pair:
            council.undelivered += dip


def share_already(pair: "list[Council]") -> bool:
    """Tell whether two councils already share a service or their managers, or did until now."""
    kinds = (SHARED_SERVICE, MANAGEMENT_CONSOLIDATION)
    first, *others = pair
    if not others:
        return first.shared_before_merger
    return any(
        p.kind in kinds and p.delivering and others[0] in p.members for p in first.live_partnerships
    )


def merge(model: "PartnershipModel", survivor: "Council", absorbed: "Council") -> None:
    """Let one council take over another's duties, money, debts and partnerships."""
    survivor.shared_before_merger = share_already([survivor, absorbed])
    end_partnerships_between(survivor, absorbed)
    for company in model.local_organisations(absorbed, HousingCompany.kind):
        if cast(HousingCompany, company).owner is absorbed:
            cast(HousingCompany, company).owner = survivor
    set_back_office_cost(model, survivor, absorbed)
    survivor.take_over(absorbed)
    for place in absorbed.places:
        place.responsible = tuple(
            survivor if council is absorbed else council for council in place.responsible
        )
    survivor.serve(tuple(dict.fromkeys((*survivor.places, *absorbed.places))))
    absorbed.serve(())
    model.ledger.transfer(absorbed.account, survivor.account, absorbed.balance, Flow.POOLED)
    for partnership in absorbed.live_partnerships:
        partnership.replace(absorbed, survivor)
    for partnership in absorbed.partnerships:
        # What ended partnerships built or owe goes on, and somebody has to answer for it.
        if partnership.lead is absorbed:
            partnership.lead = survivor
    absorbed.trust_lost_outgoing += 1
    model.forget_council(absorbed, survivor)
    model.events.record(EventKind.MERGER, survivor.name, absorbed.name)


def end_partnerships_between(survivor: "Council", absorbed: "Council") -> None:
    """End what two councils shared: there is nobody left to share it with."""
    for partnership in survivor.live_partnerships:
        if absorbed in partnership.members:
            partnership.move_to(Phase.COMPLETED, "members merged")


def set_back_office_cost(
    model: "PartnershipModel", survivor: "Council", absorbed: "Council"
) -> None:
    """Give the merged back office the unit cost of its size, against what both had before."""
    scale = model.params[ScaleParameters]
    joint = unit_cost(people_of(survivor, absorbed) + absorbed.population, scale)
    before = {
        council: float(council.base_spend[Service.BACK_OFFICE]) for council in (survivor, absorbed)
    }
    cost = sum(
        spend
        * council.merger_cost[Service.BACK_OFFICE]
        * joint
        / unit_cost(council.population, scale)
        for council, spend in before.items()
    )
    total = sum(before.values())
    if total > 0.0:
        survivor.merger_cost[Service.BACK_OFFICE] = cost / total
