"""Scale: how the cost of a head falls with the number of people served.

ODD: docs/odd.md, SM20
"""

from typing import ClassVar

from sim.core.parameters import Parameters, param

REFERENCE_POPULATION = 200.0
"""Thousands of people at which the unit cost is 1."""
REFERENCE_SAVING = 0.05632
"""Saving of 200,000 joining 200,000 at the default exponent; a fixed yardstick (2.10, 14)."""


class ScaleParameters(Parameters):
    """Economies of scale in shared services and consolidated management."""

    group = "scale"
    neutral: ClassVar = {"exponent": 0.0, "director_post": 0.0}

    fixed_share: float = param(
        0.7,
        unit="share",
        low=0.5,
        high=1.0,
        source="assumption-57",
        role="uncertainty",
        why="a: share of unit cost that does not fall with size.",
    )
    exponent: float = param(
        0.3,
        unit="exponent",
        low=0.0,
        high=0.5,
        source="assumption-58",
        role="uncertainty",
        why="psi: 0 is the finding that size saves nothing.",
    )
    director_post: float = param(
        130.0,
        unit="k£/year",
        low=0.0,
        high=200.0,
        source="seed-row-54",
        role="uncertainty",
        why="One director's post that a pair of councils shares when management is joined.",
    )


def unit_cost(population: float, numbers: ScaleParameters) -> float:
    """Return the cost of a head, relative to a council of 200,000, for thousands of people."""
    size = population / REFERENCE_POPULATION
    falling = float(size**-numbers.exponent)
    return numbers.fixed_share + (1.0 - numbers.fixed_share) * falling


def scale_factor(own: float, joint: float, numbers: ScaleParameters) -> float:
    """Return a council's saving from joining, relative to 200,000 joining 200,000."""
    saving = 1.0 - unit_cost(joint, numbers) / unit_cost(own, numbers)
    return saving / REFERENCE_SAVING
