"""Coverage: councils pay for the services they still fund, and coverage is the share met.

Savings of partnerships are booked elsewhere and do not raise today's coverage; they show as a
smaller cut next April (2.10, 8).

Reads:  council.need, .funded_share, .contracted, .undelivered, .community_share
Writes: council.spend, .coverage, .undelivered; the ledger (services)
ODD:    docs/odd.md, SM4
"""

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from sim.core.ledger import SUPPLIERS, Flow, to_pence
from sim.core.parameters import Parameters, param
from sim.core.services import ByService, Service

if TYPE_CHECKING:
    from sim.model import PartnershipModel


class CoverageParameters(Parameters):
    """How coverage follows money."""

    group = "coverage"
    neutral: ClassVar = {"elasticity": 1.0}

    elasticity: float = param(
        1.0,
        unit="exponent",
        low=0.7,
        high=1.0,
        source="assumption-25",
        role="uncertainty",
        why="eta: below 1, the first pounds cut are missed least.",
    )


def coverage_of(spend: ByService, need: ByService, elasticity: float) -> ByService:
    """Return the share of need that is met, by service; 1 where there is no need."""
    met = np.divide(spend, need, out=np.ones_like(need), where=need > 0.0)
    return np.minimum(1.0, met**elasticity)


def run(model: "PartnershipModel") -> None:
    """Pay for this quarter's services."""
    elasticity = model.params[CoverageParameters].elasticity
    need = np.array([council.need for council in model.councils])
    spend = need * [council.funded_share for council in model.councils]
    bought = coverage_of(spend, need, elasticity)
    bought *= 1.0 - np.minimum(1.0, [council.undelivered for council in model.councils])
    bought[:, Service.NEIGHBOURHOOD] += [council.community_share for council in model.councils]
    coverage, spent = np.minimum(1.0, bought), spend.sum(axis=1).tolist()
    for i, council in enumerate(model.councils):
        council.spend, council.coverage = spend[i], coverage[i]
        council.undelivered[:] = 0.0
        in_house = max(0.0, spent[i] - council.contracted)
        council.pay(SUPPLIERS, to_pence(in_house), Flow.SERVICES)
