"""(d) Growth: time by number of residents and of councils, with fitted exponents."""

import math
import time
from statistics import linear_regression
from typing import Any

from benchmarks.residents import quarter, world
from sim.model import PartnershipModel
from sim.scenario import default_scenario

RESIDENTS = (1_000, 10_000, 100_000, 1_000_000, 3_000_000, 10_000_000, 56_000_000)
FITTED_FROM = 1_000_000
"""Below that, what a quarter costs is the same for any number of residents."""
COUNCILS = (1, 3, 10, 30, 100, 300)
COUNCILS_FITTED_FROM = 10
QUARTERS = 12


def by_residents() -> list[tuple[int, float]]:
    """Return (residents, seconds of a quarter of the kernel), one thread."""
    sizes = ((n, world(n, times_of(n)[0])) for n in RESIDENTS)
    return [(n, quarter(model, times_of(n)[1]) * n / 1e9) for n, model in sizes]


def times_of(residents: int) -> tuple[int, int]:
    """Return how many places such a world has, and how often its quarter is tried."""
    return (300, 2) if residents > 10_000_000 else (20, 8)


def by_councils() -> list[tuple[int, float]]:
    """Return (councils, processor seconds of an average quarter), with organisations to match."""
    return [(n, min(seconds_with(n) for _ in range(3))) for n in COUNCILS]


def seconds_with(councils: int) -> float:
    """Return processor seconds of a quarter of a world with so many councils and few residents."""
    values = {
        "place.councils": councils,
        "place.residents_per_council": 20,
        "place.housing_associations": math.ceil(councils * 4 / 6),
        "place.social_enterprises": math.ceil(councils * 10 / 6),
        "place.contractors": math.ceil(councils * 4 / 6),
        "place.contractor_places": min(6, councils),
        "place.network_body": True,
    }
    model = PartnershipModel(default_scenario().with_values(values))
    start = time.process_time()
    for _ in range(QUARTERS):
        model.step()
    return (time.process_time() - start) / QUARTERS


def exponent(points: list[tuple[int, float]], least: int) -> float:
    """Return the power with which seconds grow, from points of at least a size."""
    kept = [(math.log(n), math.log(seconds)) for n, seconds in points if n >= least]
    return linear_regression(*zip(*kept, strict=True)).slope


def measure() -> dict[str, Any]:
    """Return both series and their exponents."""
    residents, councils = by_residents(), by_councils()
    return {
        "residents": residents,
        "residents_exponent": exponent(residents, FITTED_FROM),
        "councils": councils,
        "councils_exponent": exponent(councils, COUNCILS_FITTED_FROM),
    }
