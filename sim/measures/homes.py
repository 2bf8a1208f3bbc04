"""Measures of homes and work."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.ledger import PENCE_PER_K, Flow
from sim.measures.measure import COUNT, MONEY, SHARE, Values, measure
from sim.measures.residents import of_residents
from sim.mechanisms.housing import households
from sim.population.averages import Averages
from sim.population.flags import HOMELESS, INSECURE, WORKS

if TYPE_CHECKING:
    from sim.model import PartnershipModel


@measure(COUNT, "lower", "place")
def homeless_households(model: "PartnershipModel") -> Values:
    """Households without a home, as expected from the conditions of the place."""
    return [households(place) * place.homeless_share for place in model.places]


@of_residents(SHARE, "lower")
def homeless(people: Averages) -> NDArray[np.float64]:
    """Share of residents without a home."""
    return people.share(HOMELESS)


@of_residents(SHARE, "lower")
def insecure_homes(people: Averages) -> NDArray[np.float64]:
    """Share of residents whose home is not secure."""
    return people.share(INSECURE)


@of_residents(SHARE, "higher")
def at_work(people: Averages) -> NDArray[np.float64]:
    """Share of residents who want work and have it."""
    return people.share(WORKS)


@measure(SHARE, "higher", "place")
def decent_homes(model: "PartnershipModel") -> Values:
    """Decent homes, as a share of those at quarter 0."""
    return [place.decent for place in model.places]


@measure(COUNT, "higher", "region")
def homes_let(model: "PartnershipModel") -> Values:
    """Affordable homes let on council land."""
    return [sum(p.homes.let for p in model.partnerships)]


@measure(COUNT, "higher", "region")
def households_housed(model: "PartnershipModel") -> Values:
    """Households whom councils' nominations to new homes keep out of temporary accommodation."""
    return [sum(p.homes.housed for p in model.partnerships)]


@measure(MONEY, "higher", "region", "total")
def rent_surplus(model: "PartnershipModel") -> Values:
    """What associations earn on the homes that they let on council land."""
    rent = sum(e.pence for e in model.ledger.this_quarter if e.flow is Flow.RENT)
    return [rent / PENCE_PER_K]
