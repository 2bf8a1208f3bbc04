"""Land: homes are started on council plots with an association's money, and let two years later.

Reads:  partnership.effective, association.market_share, place.homeless
Writes: place.lettings, association.new_homes, partnership.benefit; the ledger (building, rent)
ODD:    docs/odd.md, SM23
"""

from typing import TYPE_CHECKING

from sim.agents.housing_association import HousingAssociation
from sim.agents.partnership import LAND_AND_FUNDING
from sim.ledger import HOUSEHOLDS, LENDERS, SUPPLIERS, Basis, Benefit, BenefitKind, Flow, to_pence
from sim.rules.land import (
    BUILDING_QUARTERS,
    LandParameters,
    nomination_share,
    overrun_factor,
    starts,
)
from sim.streams import decision

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel

STAY = 0.9
"""Share of households in temporary accommodation who would still be there a quarter later."""

OVERRUN = decision("land.overrun")


def run(model: "PartnershipModel") -> None:
    """Start homes, let what was started two years ago, and collect the rent of what is let."""
    numbers = model.params[LandParameters]
    for partnership in model.partnerships:
        if partnership.kind is LAND_AND_FUNDING:
            if partnership.delivering:
                start_homes(model, partnership, numbers)
            if partnership.homes.started:
                let_homes(model, partnership, numbers)


def builder_of(partnership: "Partnership") -> HousingAssociation:
    """Return the association that builds."""
    return next(m for m in partnership.members if isinstance(m, HousingAssociation))


def start_homes(
    model: "PartnershipModel", partnership: "Partnership", numbers: LandParameters
) -> None:
    """Start a quarter's homes and pay for them with borrowed money."""
    builder = builder_of(partnership)
    homes = starts(partnership.effective, numbers)
    luck = model.streams.normal(OVERRUN, model.quarter, partnership.code)
    planned = homes * numbers.home_cost
    cost = planned * overrun_factor(luck, numbers)
    model.ledger.transfer(LENDERS, builder.account, to_pence(cost), Flow.LOAN, partnership.name)
    builder.pay(SUPPLIERS, to_pence(cost), Flow.BUILDING, partnership.name)
    if numbers.shared_risk and cost > planned:
        half = to_pence((cost - planned) / 2.0)
        partnership.lead.pay(builder.account, half, Flow.BENEFIT_SHARE, partnership.name)
    affordable = homes * (1.0 - builder.market_share)
    partnership.homes.started[model.quarter] = (
        affordable,
        nomination_share(partnership.effective, numbers),
    )


def let_homes(
    model: "PartnershipModel", partnership: "Partnership", numbers: LandParameters
) -> None:
    """Let the homes that are ready; the council names people for part of them."""
    builder, council = builder_of(partnership), partnership.lead
    ready, share = partnership.homes.started.get(model.quarter - BUILDING_QUARTERS, (0.0, 0.0))
    builder.new_homes += ready
    partnership.homes.let += ready
    for place in council.places:
        place.lettings += ready * share * place.population / council.population
    partnership.homes.housed = STAY * partnership.homes.housed + ready * share
    partnership.benefit = numbers.avoided_cost * partnership.homes.housed
    if partnership.homes.let > 0.0:
        rent = to_pence(numbers.rent_surplus * partnership.homes.let)
        model.ledger.transfer(HOUSEHOLDS, builder.account, rent, Flow.RENT, partnership.name)
        book(model, partnership, Basis.ATTRIBUTED, partnership.benefit)
        reported = numbers.avoided_cost * partnership.homes.let * partnership.declared
        book(model, partnership, Basis.CLAIMED, reported)


def book(
    model: "PartnershipModel", partnership: "Partnership", basis: Basis, amount: float
) -> None:
    """Enter what avoided temporary accommodation was worth to the council."""
    account = partnership.lead.account
    line = (model.quarter, partnership.name, account, BenefitKind.CAPACITY, basis)
    model.benefits.append(Benefit(*line, to_pence(amount)))
