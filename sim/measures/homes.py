"""Measures of homes and work."""

from typing import TYPE_CHECKING

from sim.measures.measure import COUNT, SHARE, Values, measure
from sim.mechanisms.housing import households
from sim.population.flags import HOMELESS, INSECURE, WORKS

if TYPE_CHECKING:
    from sim.model import PartnershipModel


@measure(COUNT, "lower", "place")
def homeless_households(model: "PartnershipModel") -> Values:
    """Households without a home, as expected from the conditions of the place."""
    return [households(place) * place.homeless_share for place in model.places]


@measure(SHARE, "lower", "place")
def homeless(model: "PartnershipModel") -> Values:
    """Share of residents without a home."""
    return model.residents.shares(HOMELESS)


@measure(SHARE, "lower", "place")
def insecure_homes(model: "PartnershipModel") -> Values:
    """Share of residents whose home is not secure."""
    return model.residents.shares(INSECURE)


@measure(SHARE, "higher", "place")
def at_work(model: "PartnershipModel") -> Values:
    """Share of residents who want work and have it."""
    return model.residents.shares(WORKS)


@measure(SHARE, "higher", "place")
def decent_homes(model: "PartnershipModel") -> Values:
    """Decent homes, as a share of those at quarter 0."""
    return [place.decent for place in model.places]


@measure(COUNT, "higher", "region")
def homes_let(model: "PartnershipModel") -> Values:
    """Affordable homes let on council land."""
    return [sum(p.homes.let for p in model.partnerships)]
