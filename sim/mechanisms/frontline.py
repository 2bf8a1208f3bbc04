"""Front line: what surgeries and schools gain where residents sit at the table of joint work.

It is asserted more than measured that people recover sooner and pupils do better where services
are made together with them, so nothing is taken to come of it unless a scenario says so, and what
comes of it is entered in the benefit book, in the account of whoever is spared the work. It never
becomes cash and changes nothing else.

Reads:  partnerships that deliver in a place (effective integration, seats of residents)
Writes: model.benefits
ODD:    docs/odd.md, SM7
"""

from typing import TYPE_CHECKING, ClassVar

from sim.agents.seats import coproduction, delivering_in
from sim.core.ledger import NHS, SCHOOLS, Basis, Benefit, BenefitKind, to_pence
from sim.core.parameters import Parameters, param
from sim.rules.indices import IndicesParameters

if TYPE_CHECKING:
    from sim.agents.place import Place
    from sim.model import PartnershipModel


class FrontlineParameters(Parameters):
    """What health services and schools gain from working with residents."""

    group = "frontline"
    neutral: ClassVar = {"link": 0.0}

    link: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-226",
        role="policy",
        why="Part of surgeries and schools that work with residents and groups.",
    )
    health_worth: float = param(
        2.0,
        unit="k£ per 1,000 people and year",
        low=0.0,
        high=10.0,
        source="assumption-309",
        role="uncertainty",
        why="Work that health services are spared at full co-production.",
    )
    school_worth: float = param(
        1.0,
        unit="k£ per 1,000 people and year",
        low=0.0,
        high=5.0,
        source="assumption-309",
        role="uncertainty",
        why="Work that schools are spared at full co-production.",
    )


def spared(coproduced: float, population: float, worth: float, link: float) -> float:
    """Return what a service is spared in a quarter, k£; ``population`` in thousands."""
    return link * coproduced * population * worth / 4.0


def run(model: "PartnershipModel") -> None:
    """Enter what health services and schools were spared, place by place."""
    numbers = model.params[FrontlineParameters]
    if numbers.link > 0.0:
        for place in model.places:
            enter(model, place, numbers)


def enter(model: "PartnershipModel", place: "Place", numbers: FrontlineParameters) -> None:
    """Enter one place's figures in the benefit book."""
    seats = model.params[IndicesParameters].resident_seats
    coproduced = coproduction(delivering_in(place), seats)
    for account, worth in ((NHS, numbers.health_worth), (SCHOOLS, numbers.school_worth)):
        pence = to_pence(spared(coproduced, place.population, worth, numbers.link))
        line = (model.quarter, "", account, BenefitKind.CAPACITY, Basis.ATTRIBUTED, pence)
        if pence > 0:
            model.benefits.append(Benefit(*line))
