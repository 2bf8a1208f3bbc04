"""Starting point: the reference council that places without published figures are drawn from.

ODD: docs/odd.md, initialisation
"""

from typing import ClassVar

import numpy as np

from sim.core.parameters import Parameters, param
from sim.core.services import ByService


class StartingParameters(Parameters):
    """What a generated council looks like at quarter 0."""

    group = "starting"
    neutral: ClassVar = {
        "population_spread": 0.0,
        "grant_share_spread": 0.0,
        "reserves_spread": 0.0,
    }

    population: float = param(
        200.0,
        unit="thousand people",
        low=20.0,
        high=1500.0,
        source="assumption-130",
        role="uncertainty",
        why="Median population.",
    )
    population_spread: float = param(
        0.35,
        unit="log standard deviation",
        low=0.0,
        high=0.7,
        source="assumption-130",
        role="uncertainty",
        why="How much populations differ.",
    )
    spend_per_head: float = param(
        1000.0,
        unit="£/head/year",
        low=100.0,
        high=1500.0,
        source="assumption-131",
        role="uncertainty",
        why="Yearly budget for all services.",
    )
    grant_share: float = param(
        0.50,
        unit="share of budget",
        low=0.3,
        high=0.7,
        source="fund_council_tax_share",
        role="uncertainty",
        why="g: what central government pays; council tax pays the rest.",
    )
    grant_share_spread: float = param(
        0.12,
        unit="standard deviation",
        low=0.0,
        high=0.2,
        source="assumption-132",
        role="uncertainty",
        why="How much councils differ in dependence on grant.",
    )
    reserves: float = param(
        0.12,
        unit="share of budget",
        low=0.0,
        high=0.5,
        source="assumption-133",
        role="uncertainty",
        why="Median reserves.",
    )
    reserves_spread: float = param(
        0.5,
        unit="log standard deviation",
        low=0.0,
        high=0.8,
        source="assumption-133",
        role="uncertainty",
        why="How much reserves differ.",
    )
    deprivation: float = param(
        21.7,
        unit="IMD average score",
        low=5.0,
        high=45.0,
        source="assumption-134",
        role="uncertainty",
        why="Mean deprivation of a generated place.",
    )
    deprivation_spread: float = param(
        8.0,
        unit="standard deviation",
        low=0.0,
        high=12.0,
        source="assumption-134",
        role="uncertainty",
        why="How much places differ in deprivation.",
    )
    share_care: float = param(
        0.55,
        unit="share of budget",
        low=0.4,
        high=0.7,
        source="fund_social_care_share",
        role="uncertainty",
        why="sigma of care.",
    )
    share_housing: float = param(
        0.08,
        unit="share of budget",
        low=0.04,
        high=0.15,
        source="assumption-135",
        role="uncertainty",
        why="sigma of housing services.",
    )
    share_youth: float = param(
        0.05,
        unit="share of budget",
        low=0.02,
        high=0.1,
        source="assumption-135",
        role="uncertainty",
        why="sigma of youth services.",
    )
    share_neighbourhood: float = param(
        0.20,
        unit="share of budget",
        low=0.1,
        high=0.3,
        source="assumption-135",
        role="uncertainty",
        why="sigma of neighbourhood services.",
    )
    share_back_office: float = param(
        0.12,
        unit="share of budget",
        low=0.08,
        high=0.2,
        source="assumption-135",
        role="uncertainty",
        why="sigma of the back office.",
    )


def service_shares(numbers: StartingParameters) -> ByService:
    """Return the share of each service in the budget, scaled to add up to 1 exactly."""
    shares = np.array(
        [
            numbers.share_care,
            numbers.share_housing,
            numbers.share_youth,
            numbers.share_neighbourhood,
            numbers.share_back_office,
        ]
    )
    return np.asarray(shares / shares.sum())
