"""Measures of homes and work."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.measures.measure import COUNT, SHARE, Values, measure
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
