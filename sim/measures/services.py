"""Measures of services: how much of the need for each is met."""

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.agents.council import Council
from sim.core.periods import QUARTERS_PER_YEAR
from sim.core.services import ByService, Service
from sim.measures.measure import MONEY, RELATIVE, SHARE, Values, at_end, measure
from sim.measures.partnerships import delivering
from sim.rules.outcome import OutcomeParameters, composite

if TYPE_CHECKING:
    from sim.measures.whole_run import Course
    from sim.model import PartnershipModel


def _by_place(model: "PartnershipModel", service: Service) -> list[float]:
    return [float(p.responsible[service].coverage[service]) for p in model.places]


@measure(SHARE, "higher", "place")
def coverage(model: "PartnershipModel") -> Values:
    """Share of the need for all services that is met, weighted by what each costs."""
    need = model.by_responsible(lambda council: council.need / council.population)
    met = need * model.by_responsible(lambda council: council.coverage)
    return np.asarray(met.sum(axis=1) / need.sum(axis=1))


@measure(SHARE, "higher", "place")
def coverage_care(model: "PartnershipModel") -> Values:
    """Share of the need for care that is met."""
    return _by_place(model, Service.CARE)


@measure(SHARE, "higher", "place")
def coverage_housing(model: "PartnershipModel") -> Values:
    """Share of the need for housing services that is met."""
    return _by_place(model, Service.HOUSING)


@measure(SHARE, "higher", "place")
def coverage_youth(model: "PartnershipModel") -> Values:
    """Share of the need for youth services that is met."""
    return _by_place(model, Service.YOUTH)


@measure(SHARE, "higher", "place")
def coverage_neighbourhood(model: "PartnershipModel") -> Values:
    """Share of the need for neighbourhood services that is met."""
    return _by_place(model, Service.NEIGHBOURHOOD)


@measure(SHARE, "higher", "council")
def coverage_back_office(model: "PartnershipModel") -> Values:
    """Share of the need for back-office work that is met."""
    return [float(council.coverage[Service.BACK_OFFICE]) for council in model.councils]


@measure(MONEY, "higher", "council", "total")
def need_met(model: "PartnershipModel") -> Values:
    """Need that is met, at the unit costs of quarter 0: the volume of what is delivered."""
    return [float(_met(council).sum()) for council in model.councils]


@measure(SHARE, "neither", "council")
def joint_provision(model: "PartnershipModel") -> Values:
    """Share of the need met that partners, joint services and communities meet.

    A partnership in delivery meets what it covers of its service, a community takeover what the
    community can. Programmes and homes come on top of services and are not counted.
    """
    covered = {council: np.zeros(len(Service)) for council in model.councils}
    for partnership in delivering(model):
        share = partnership.scope * partnership.delivered_share(partnership.lead.capacity)
        for council in partnership.councils:
            covered[council][partnership.service] += share
    return [_jointly(council, share) for council, share in covered.items()]


@at_end(RELATIVE, "lower", "council")
def unit_cost(course: "Course") -> float:
    """Net cost of a unit of need met in the last year, as a multiple of that at quarter 0.

    Net cost is that of services, with what partnerships cost and less what they really save; what
    communities meet by themselves is met at no cost.
    """
    met = course.last_year("need_met").sum()
    return course.last_year("net_service_cost").sum() / met if met > 0.0 else math.nan


@at_end(RELATIVE, "higher", "council")
def productivity(course: "Course") -> float:
    """Residents' composite outcome per pound of the last year's net cost, relative to quarter 0.

    At quarter 0 all services are fully paid for. Outcomes follow services late, so a cut raises
    productivity at first.
    """
    councils = [c for c in course.model.councils if course.place in ("", c.name)]
    places = dict.fromkeys(place for council in councils for place in council.places)
    here, people = [p.index for p in places], [p.population for p in places]
    residents, costs = course.model.residents, course.last_year("net_service_cost")
    usual = math.fsum(c.base_budget for c in councils) / QUARTERS_PER_YEAR * len(costs)
    if not costs.sum() > 0.0:
        return math.nan
    weights = course.model.params[OutcomeParameters]
    better, before = (
        np.dot(composite(then.means, weights)[here], people)
        for then in (residents.by_place, residents.start)
    )
    return float(better / before * usual / costs.sum())


def _met(council: Council) -> ByService:
    return np.asarray(council.need / council.unit_cost * council.coverage)


def _jointly(council: Council, covered: ByService) -> float:
    met = _met(council)
    total = float(met.sum())
    if total <= 0.0:
        return math.nan
    near = Service.NEIGHBOURHOOD
    volunteered = council.community_share * float(council.need[near] / council.unit_cost[near])
    return min(1.0, (volunteered + float(met @ covered)) / total)
