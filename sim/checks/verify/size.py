"""Size: economies of scale, councils alone, and councils that merge."""

import math

from sim.checks.verify.case import FREE_MERGER, STILL, case, world
from sim.core.ledger import PENCE_PER_K, Flow
from sim.core.services import Service
from sim.model import PartnershipModel
from sim.rules.auction import ProcurementParameters, eligible
from sim.rules.scale import ScaleParameters, unit_cost

TWINS = {
    **STILL,
    **FREE_MERGER,
    "policy.housing.counts": False,
    "place.council": tuple(
        {"name": name, "class": "unitary", "population": 200_000}
        for name in ("council-1", "council-2")
    ),
}
"""Two equal councils that are merged after two years."""


@case("A11", "without economies of scale doubling saves nothing; with them less the larger one is")
def scale_fades() -> float:
    """Return the error of the neutral case; infinite if savings do not fall with size."""
    flat = ScaleParameters(exponent=0.0)
    numbers = ScaleParameters()
    sizes = (50.0, 200.0, 800.0)
    saved = [1 - unit_cost(2 * n, numbers) / unit_cost(n, numbers) for n in sizes]
    if sorted(saved, reverse=True) != saved:
        return math.inf
    return abs(unit_cost(400.0, flat) / unit_cost(200.0, flat) - 1.0)


@case("A21", "a single council shares no service with anyone", 0.0)
def one_council_alone() -> float:
    """Return how many services a lone council shares, or managements it has joined."""
    model = world({"place.councils": 1, "place.residents_per_council": 50})
    return float(sum(len(p.councils) > 1 for p in model.partnerships))


@case("A22", "with every turnover, lot and bid cost doubled the same bidders bid", 0.0)
def bids_of_twice_the_size() -> float:
    """Return in how many of a grid of lots and bidders doubling all sizes changes who may bid."""
    once = ProcurementParameters()
    # A bid for a large lot costs by the square root of its value, so twice that takes root two.
    large = once.bid_cost_large * math.sqrt(2.0)
    twice = once.model_copy(update={"bid_cost": 2.0 * once.bid_cost, "bid_cost_large": large})
    lots, turnovers = (150.0, 250.0, 500.0, 1000.0, 2500.0), (200.0, 700.0, 3000.0, 20000.0)
    return float(
        sum(
            eligible(turnover, lot, once) != eligible(2.0 * turnover, 2.0 * lot, twice)
            for lot in lots
            for turnover in turnovers
        )
    )


@case("A26", "two equal councils that merge save 1 - u(2N)/u(N) of their back office", 1e-6)
def merger_saves_by_scale() -> float:
    """Return the error of what a free merger saves in a year, relative to the back offices."""
    merged, apart = world(TWINS, 16), world({**TWINS, "event": ()}, 16)
    paid = [services_paid(model) for model in (apart, merged)]
    councils = apart.councils
    back = math.fsum(float(c.base_spend[Service.BACK_OFFICE]) for c in councils) / 4.0
    numbers, people = apart.params[ScaleParameters], councils[0].population
    expected = 1.0 - unit_cost(2.0 * people, numbers) / unit_cost(people, numbers)
    return abs((paid[0] - paid[1]) / back - expected)


def services_paid(model: PartnershipModel) -> float:
    """Return what services cost all councils in the last quarter, k£."""
    flows = [entry.pence for entry in model.ledger.this_quarter if entry.flow == Flow.SERVICES]
    return math.fsum(flows) / PENCE_PER_K
