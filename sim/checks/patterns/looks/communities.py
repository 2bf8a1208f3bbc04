"""What communities can take on, and who knows whom."""

import math
from typing import TYPE_CHECKING

from sim.checks.patterns.looks import regional
from sim.rules.capacity import CapacityParameters, grown

if TYPE_CHECKING:
    from sim.model import PartnershipModel

LOADS = (0.3, 0.4, 0.5, 0.6)
"""What communities are asked to carry, as multiples of full capacity."""


def response_weeks(model: "PartnershipModel") -> float:
    """Return the weeks in which councils and civil society would respond to a crisis."""
    return regional(model, "response_weeks")


def relational_capital(model: "PartnershipModel") -> float:
    """Return councils' relational capital."""
    return regional(model, "relational_capital")


def partners_cash(model: "PartnershipModel") -> float:
    """Return what all organisations hold, k£."""
    return math.fsum(o.cash for o in model.organisations)


def community_capacity(model: "PartnershipModel") -> float:
    """Return what communities can take on."""
    return regional(model, "community_capacity")


def organisations_apart(model: "PartnershipModel") -> list[float]:
    """Return how far capacities from .60 and from .25 end apart after ten years, by load.

    At an investment of a pound a head and quarter, as the model's own rule moves them.
    """
    numbers = model.params[CapacityParameters]

    def end(level: float, load: float) -> float:
        for _ in range(40):
            level = grown(level, 1.0, load, numbers.use, numbers)
        return level

    return [end(0.60, load) - end(0.25, load) for load in LOADS]
