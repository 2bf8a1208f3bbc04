"""Pledges: neighbourhoods raise their own money, by a levy or by pledges that count together.

A pledge bank pays out only if enough is pledged; else everybody gets everything back (A17).

Reads:  model.residents (belonging, trust), place.population
Writes: place.invested; the ledger (levy, pledge, refund)
ODD:    docs/odd.md, SM25
"""

from typing import TYPE_CHECKING, ClassVar

from sim.core.ledger import COMMUNITY, HOUSEHOLDS, Flow, to_pence
from sim.core.parameters import Parameters, param
from sim.population.columns import Index
from sim.rules.aggregation import logistic
from sim.rules.residents import ResidentParameters

if TYPE_CHECKING:
    from sim.agents.place import Place
    from sim.model import PartnershipModel

PEOPLE_PER_HOUSEHOLD = 2.3


class PledgeParameters(Parameters):
    """Money that residents raise for their own place."""

    group = "pledges"
    neutral: ClassVar = {"levy": 0.0, "pledge_bank": False}

    levy: float = param(
        0.0,
        unit="£ per household and year",
        low=0.0,
        high=50.0,
        source="seed-row-213",
        role="policy",
        why="Neighbourhood levy.",
    )
    pledge_bank: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-214",
        role="policy",
        why="Whether there is a pledge bank.",
    )
    pledge: float = param(
        20.0,
        unit="£ per household and quarter",
        low=1.0,
        high=100.0,
        source="assumption-239",
        role="uncertainty",
        why="Size of a pledge.",
    )
    threshold: float = param(
        2.0,
        unit="£ a head and quarter",
        low=0.0,
        high=20.0,
        source="seed-row-214",
        role="policy",
        why="Pledges that it takes for any to be called in.",
    )
    base: float = param(
        -1.0,
        unit="log-odds",
        low=-4.0,
        high=1.0,
        source="assumption-240",
        role="uncertainty",
        why="Pledging at reference belonging and trust.",
    )
    belonging_effect: float = param(
        2.0,
        unit="log-odds per index",
        low=0.0,
        high=4.0,
        source="assumption-241",
        role="uncertainty",
        why="Effect of belonging.",
    )
    trust_effect: float = param(
        2.0,
        unit="log-odds per index",
        low=0.0,
        high=4.0,
        source="assumption-242",
        role="uncertainty",
        why="Effect of trust in the council.",
    )


def pledging(belonging: float, trust: float, numbers: PledgeParameters) -> float:
    """Return the share of households that pledge; arguments are deviations from reference."""
    effects = numbers.belonging_effect * belonging + numbers.trust_effect * trust
    return logistic(numbers.base + effects)


def run(model: "PartnershipModel") -> None:
    """Collect levies and pledges, place by place."""
    numbers = model.params[PledgeParameters]
    for place in model.places:
        households = place.population / PEOPLE_PER_HOUSEHOLD
        if numbers.levy > 0.0:
            raised = numbers.levy / 4.0 * households
            model.ledger.transfer(HOUSEHOLDS, COMMUNITY, to_pence(raised), Flow.LEVY)
            place.invested += raised
        if numbers.pledge_bank:
            call_in(model, place, households, numbers)


def call_in(
    model: "PartnershipModel", place: "Place", households: float, numbers: PledgeParameters
) -> None:
    """Collect this quarter's pledges; give them all back if they do not reach the threshold."""
    means, start = model.residents.by_place.means[place.index], model.params[ResidentParameters]
    share = pledging(
        means[Index.BELONGING] - start.belonging, means[Index.TRUST] - start.trust, numbers
    )
    pledged = share * households * numbers.pledge
    pence = to_pence(pledged)
    model.ledger.transfer(HOUSEHOLDS, COMMUNITY, pence, Flow.PLEDGE)
    if pledged >= numbers.threshold * place.population:
        place.invested += pledged
    else:
        model.ledger.transfer(COMMUNITY, HOUSEHOLDS, pence, Flow.PLEDGE_REFUND)
