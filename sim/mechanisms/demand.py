"""Demand: what full coverage of each service would cost, growing with age, climate and neglect.

Early help that is not given (housing, youth, neighbourhood) builds up a stock of unmet need
that comes back later as demand for care.

Reads:  council.base_spend, .coverage, .extra_need, .prevented, .unit_cost, .crisis
Writes: council.need, .year_need, .relief, .unmet_early_help
ODD:    docs/odd.md, SM2
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from sim.core.ledger import to_pence
from sim.core.parameters import Parameters, param
from sim.core.periods import QUARTERS_PER_YEAR, is_april
from sim.core.services import EARLY_HELP, ByService, Service
from sim.rules.crisis import CrisisParameters

HIT_BY_CRISIS = (Service.CARE, Service.NEIGHBOURHOOD)
MOST_PREVENTED = 0.2
"""Share of need that prevention can take away at most (2.10, 9)."""

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.model import PartnershipModel


class DemandParameters(Parameters):
    """How fast need grows, by service, and how unmet early help spills over."""

    group = "demand"
    read_if: ClassVar = {"climate_growth": ("climate", (True,))}
    neutral: ClassVar = {
        "growth_care": 0.0,
        "growth_housing": 0.0,
        "growth_youth": 0.0,
        "growth_neighbourhood": 0.0,
        "growth_back_office": 0.0,
        "spill_over": 0.0,
        "climate": False,
    }

    growth_care: float = param(
        0.020,
        unit="share/year, real",
        low=0.0,
        high=0.04,
        source="demand_older_need_growth",
        role="uncertainty",
        why="Care of adults and children.",
    )
    growth_housing: float = param(
        0.010,
        unit="share/year, real",
        low=0.0,
        high=0.07,
        source="assumption-06",
        role="uncertainty",
        why="Housing services.",
    )
    growth_youth: float = param(
        0.010,
        unit="share/year, real",
        low=0.0,
        high=0.03,
        source="assumption-07",
        role="uncertainty",
        why="Youth services.",
    )
    growth_neighbourhood: float = param(
        0.005,
        unit="share/year, real",
        low=0.0,
        high=0.02,
        source="assumption-08",
        role="uncertainty",
        why="Neighbourhood services.",
    )
    growth_back_office: float = param(
        0.0,
        unit="share/year, real",
        low=-0.01,
        high=0.01,
        source="assumption-09",
        role="uncertainty",
        why="Back office.",
    )
    climate: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-229",
        role="policy",
        why="Whether a changing climate adds to neighbourhood need.",
    )
    climate_growth: float = param(
        0.005,
        unit="share/year, real",
        low=0.0,
        high=0.02,
        source="assumption-10",
        role="uncertainty",
        why="What a changing climate adds each year.",
    )
    spill_over: float = param(
        0.12,
        unit="share of care demand",
        low=0.0,
        high=0.3,
        source="assumption-11",
        role="uncertainty",
        why="phi_X: care demand added when no early help is given at all.",
    )
    spill_over_speed: float = param(
        0.12,
        unit="share/quarter",
        low=0.04,
        high=0.3,
        source="assumption-12",
        role="uncertainty",
        why="lambda_X: a mean delay of about two years.",
    )


def growth_rates(numbers: DemandParameters) -> ByService:
    """Return real growth of need a year, by service."""
    climate = numbers.climate_growth if numbers.climate else 0.0
    return np.array(
        [
            numbers.growth_care,
            numbers.growth_housing,
            numbers.growth_youth,
            numbers.growth_neighbourhood + climate,
            numbers.growth_back_office,
        ]
    )


type Growth = Sequence[tuple[DemandParameters, int]]
"""The numbers that held one after another, each with the quarters for which it did."""


def need_after(
    growth: Growth, base_spend: ByService, unmet: float | NDArray[np.float64]
) -> ByService:
    """Return what full coverage costs after some growth (k£, by service), of one council or of n.

    ``unmet`` is their stock of unmet early help, shape () or (n,); the result has another axis.
    """
    grown = base_spend / QUARTERS_PER_YEAR
    for numbers, quarters in growth:
        grown = grown * (1.0 + growth_rates(numbers)) ** (quarters / 4.0)
    numbers, _ = growth[-1]
    grown[..., Service.CARE] *= 1.0 + numbers.spill_over * unmet
    return grown


def unmet_share(weights: ByService, coverage: ByService) -> NDArray[np.float64]:
    """Return U: the share of early help that is not given, weighted by what it costs.

    Arguments are by service in their last axis, which the result lacks.
    """
    kinds = list(EARLY_HELP)
    total = weights[..., kinds].sum(axis=-1)
    missing = (weights[..., kinds] * (1.0 - coverage[..., kinds])).sum(axis=-1)
    return np.divide(missing, total, out=np.zeros_like(total), where=total > 0.0)


def run(model: "PartnershipModel") -> None:
    """Let need grow; in April also say what the whole year is expected to cost."""
    councils, now = model.councils, model.quarter
    base = np.array([council.base_spend for council in councils])
    unmet = np.array([council.unmet_early_help for council in councils])
    extra = np.array([council.extra_need for council in councils])
    needed = need_after(growth_by(model, now), base, unmet)
    crisis = crisis_factor(councils, model.params[CrisisParameters])
    multiple = relieved(councils) * crisis
    need = np.maximum(0.0, needed * multiple + extra)
    relief = (needed * crisis - need).sum(axis=1)
    for council, own, eased in zip(councils, need, relief.tolist(), strict=True):
        council.need = own
        council.relief.append(to_pence(eased))
    if is_april(model.quarter):
        quarters = range(now, now + QUARTERS_PER_YEAR)
        year = np.sum([need_after(growth_by(model, t), base, unmet) for t in quarters], axis=0)
        expected = np.maximum(0.0, year * multiple + QUARTERS_PER_YEAR * extra)
        for council, own in zip(councils, expected, strict=True):
            council.year_need = own


def growth_by(model: "PartnershipModel", quarter: int) -> Growth:
    """Return how need grows until a quarter, by the rules there were and those of now."""
    return model.plan.held(lambda params: params[DemandParameters], model.quarter, quarter)


def relieved(councils: "list[Council]") -> ByService:
    """Return the multiple of need that prevention and better practice leave, shape (n, 5)."""
    prevented = np.array([council.prevented for council in councils])
    unit_cost = np.array([council.unit_cost for council in councils])
    return np.asarray((1.0 - np.minimum(MOST_PREVENTED, prevented)) * unit_cost)


def crisis_factor(councils: "list[Council]", numbers: CrisisParameters) -> ByService:
    """Return the multiple of need that a crisis makes of it, shape (n, 5)."""
    intensity = np.array([council.crisis for council in councils])
    factor = np.ones((len(councils), len(Service)))
    factor[:, list(HIT_BY_CRISIS)] += numbers.demand * intensity[:, None]
    factor[:, Service.CARE] += numbers.mental_health * numbers.mental_health_share * intensity
    return factor


def a_head(spend: ByService, people: ByService) -> ByService:
    """Return spending a head by service; nothing where it is nobody's."""
    return np.divide(spend, people, out=np.zeros_like(spend), where=people > 0.0)


def spill_over(model: "PartnershipModel") -> None:
    """Move each council's stock of unmet early help towards what its area now misses.

    In a shire area the help may be another council's to give, so it is looked up by place.
    """
    speed = model.params[DemandParameters].spill_over_speed
    cost = model.by_responsible(lambda council: a_head(council.base_spend, council.served))
    coverage = model.by_responsible(lambda council: council.coverage)
    missing = dict(zip(model.places, unmet_share(cost, coverage).tolist(), strict=True))
    for council in model.councils:
        people = sum(place.population * missing[place] for place in council.places)
        share = people / council.population
        council.unmet_early_help += speed * (share - council.unmet_early_help)
