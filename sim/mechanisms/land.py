"""Land: homes are started on council plots with an association's money, and let two years later.

Two variants go by the same equations: a council's own company may be the builder, and the capital
may go into heat instead of homes (`sim/rules/ventures.py`).

Reads:  partnership.effective, association.market_share
Writes: place.lettings, association.new_homes, partnership.benefit, homes.started, .let,
        .housed, .connecting, .connected; the ledger (building, risk
        premium, capital grant, rent, energy saving)
ODD:    docs/odd.md, SM23
"""

from typing import TYPE_CHECKING

from sim.agents.base import Organisation
from sim.agents.housing_association import HousingAssociation
from sim.agents.housing_company import HousingCompany
from sim.agents.partnership_types import LAND_AND_FUNDING
from sim.core.ledger import (
    CENTRAL_GOVERNMENT,
    HOUSEHOLDS,
    LENDERS,
    SUPPLIERS,
    Basis,
    Benefit,
    BenefitKind,
    Flow,
    to_pence,
)
from sim.core.services import Service
from sim.core.streams import decision
from sim.rules.land import (
    BUILDING_QUARTERS,
    LandParameters,
    nomination_share,
    overrun_factor,
    risk_premium,
    starts,
)
from sim.rules.ventures import COUNCILS_PART, VentureParameters, terms

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel

STAY = 0.9
"""Share of households in temporary accommodation who would still be there a quarter later."""

OVERRUN = decision("land.overrun")


def run(model: "PartnershipModel") -> None:
    """Start homes, let what was started two years ago, and collect what it brings in."""
    ventures, land = model.params[VentureParameters], model.params[LandParameters]
    for partnership in model.partnerships:
        if partnership.kind is LAND_AND_FUNDING:
            if partnership.delivering:
                start_homes(model, partnership, terms(land, ventures))
            # What was begun as one thing does not turn into another when the purpose changes.
            partnership.benefit = 0.0
            if partnership.homes.started:
                let_homes(model, partnership, land)
                collect_rent(model, partnership, land)
            if partnership.homes.connecting:
                connect(model, partnership)
                collect_saving(model, partnership, ventures)


def builder_of(partnership: "Partnership") -> HousingAssociation:
    """Return the association, or the council's own company, that builds."""
    return next(m for m in partnership.members if isinstance(m, HousingAssociation))


def earner_of(builder: HousingAssociation) -> Organisation:
    """Return whose the surplus is: the builder's own, or that of the council that owns it."""
    return builder.owner if isinstance(builder, HousingCompany) else builder


def start_homes(
    model: "PartnershipModel", partnership: "Partnership", numbers: LandParameters
) -> None:
    """Start a quarter's homes and pay for them with borrowed money, what is granted left out."""
    builder, ventures = builder_of(partnership), model.params[VentureParameters]
    homes = starts(partnership.effective, numbers)
    luck = model.streams.normal(OVERRUN, model.quarter, partnership.code)
    planned = homes * numbers.home_cost
    cost = planned * overrun_factor(luck, numbers)
    granted = to_pence(ventures.grant_share * min(planned, cost))
    model.ledger.transfer(
        CENTRAL_GOVERNMENT, builder.account, granted, Flow.CAPITAL_GRANT, partnership.name
    )
    borrowed = to_pence(cost) - granted
    model.ledger.transfer(LENDERS, builder.account, borrowed, Flow.LOAN, partnership.name)
    builder.pay(SUPPLIERS, to_pence(cost), Flow.BUILDING, partnership.name)
    bear_risk(partnership, builder, planned, cost, numbers)
    if ventures.purpose == "homes":
        share = nomination_share(partnership.effective, numbers)
        affordable = homes * (1.0 - builder.market_share)
        partnership.homes.started[model.quarter] = (affordable, share)
    else:
        partnership.homes.connecting[model.quarter] = homes


def bear_risk(
    partnership: "Partnership",
    builder: HousingAssociation,
    planned: float,
    cost: float,
    numbers: LandParameters,
) -> None:
    """Pay lenders for the risk of an overrun, and share the overrun if that was agreed.

    A council that owns the builder shares with itself: nobody else bears any of it.
    """
    shared = numbers.shared_risk and earner_of(builder) is builder
    yearly = risk_premium(4.0 * planned, 2 if shared else 1, numbers)
    earner_of(builder).pay_up_to(LENDERS, yearly / 4.0, Flow.RISK_PREMIUM, partnership.name)
    if shared and cost > planned:
        half = to_pence((cost - planned) / 2.0)
        partnership.lead.pay(builder.account, half, Flow.BENEFIT_SHARE, partnership.name)


def ready_now(model: "PartnershipModel", partnership: "Partnership") -> tuple[float, float]:
    """Return what was started two years ago, and the share the council may name people for."""
    return partnership.homes.started.get(model.quarter - BUILDING_QUARTERS, (0.0, 0.0))


def let_homes(
    model: "PartnershipModel", partnership: "Partnership", numbers: LandParameters
) -> None:
    """Let the homes that are ready; the council names people for part of them."""
    builder, council = builder_of(partnership), partnership.lead
    ready, share = ready_now(model, partnership)
    builder.new_homes += ready
    partnership.homes.let += ready
    people = float(council.served[Service.HOUSING])
    for place in council.looks_after(Service.HOUSING):
        place.lettings += ready * share * place.population / people
    partnership.homes.housed = STAY * partnership.homes.housed + ready * share
    partnership.benefit = numbers.avoided_cost * partnership.homes.housed


def collect_rent(
    model: "PartnershipModel", partnership: "Partnership", numbers: LandParameters
) -> None:
    """Collect the surplus of what is let, and enter what the council was spared."""
    if partnership.homes.let > 0.0:
        earner = earner_of(builder_of(partnership))
        rent = to_pence(numbers.rent_surplus * partnership.homes.let)
        model.ledger.transfer(HOUSEHOLDS, earner.account, rent, Flow.RENT, partnership.name)
        kind, spared = BenefitKind.CAPACITY, partnership.benefit
        book(model, partnership, kind, Basis.ATTRIBUTED, spared)
        reported = numbers.avoided_cost * partnership.homes.let * partnership.declared
        book(model, partnership, kind, Basis.CLAIMED, reported)


def connect(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Connect what is ready to the heat network."""
    begun = model.quarter - BUILDING_QUARTERS
    partnership.homes.connected += partnership.homes.connecting.get(begun, 0.0)


def collect_saving(
    model: "PartnershipModel", partnership: "Partnership", numbers: VentureParameters
) -> None:
    """Let the council and its partner each keep their part of the energy that is saved."""
    saved = numbers.energy_saving * partnership.homes.connected
    gained = COUNCILS_PART * saved
    partnership.benefit += gained
    partner = earner_of(builder_of(partnership))
    for member, part in ((partnership.lead, COUNCILS_PART), (partner, 1.0 - COUNCILS_PART)):
        pence = to_pence(part * saved)
        model.ledger.transfer(SUPPLIERS, member.account, pence, Flow.ENERGY, partnership.name)
    if saved > 0.0:
        for basis in (Basis.ATTRIBUTED, Basis.CLAIMED):
            book(model, partnership, BenefitKind.CASHABLE, basis, gained)


def book(
    model: "PartnershipModel",
    partnership: "Partnership",
    kind: BenefitKind,
    basis: Basis,
    amount: float,
) -> None:
    """Enter what a deal was worth to the council this quarter."""
    line = (model.quarter, partnership.name, partnership.lead.account, kind, basis)
    model.benefits.append(Benefit(*line, to_pence(amount)))
