"""Measures of services: how much of the need for each is met."""

from typing import TYPE_CHECKING

from sim.agents.council import Council
from sim.measures.measure import SHARE, Values, measure
from sim.services import Service

if TYPE_CHECKING:
    from sim.agents.place import Place
    from sim.model import PartnershipModel


def _by_place(model: "PartnershipModel", service: Service) -> list[float]:
    return [float(p.responsible[service].coverage[service]) for p in model.places]


@measure(SHARE, "higher", "place")
def coverage(model: "PartnershipModel") -> Values:
    """Share of the need for all services that is met, weighted by what each costs."""
    return [
        sum(float(c.coverage[s] * c.need[s]) / c.population for s, c in _services(place))
        / sum(float(c.need[s]) / c.population for s, c in _services(place))
        for place in model.places
    ]


def _services(place: "Place") -> list[tuple[Service, Council]]:
    return list(zip(Service, place.responsible, strict=True))


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
