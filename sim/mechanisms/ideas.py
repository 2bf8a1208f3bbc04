"""Ideas: what brokers, relational measures, training and discretionary money cost, and who pays.

Their effects work where things are decided (agenda, negotiation, contribution); here is the bill,
staff time included. New money comes from central government, reallocation from the council.

Reads:  council.adoption, .population
Writes: council.planned_costs, .reallocated, place.invested; the ledger (five ideas)
ODD:    docs/odd.md, SM25
"""

from typing import TYPE_CHECKING

from sim.core.ledger import CENTRAL_GOVERNMENT, COMMUNITY, SUPPLIERS, Flow, to_pence
from sim.core.parameters import Parameters, param
from sim.core.periods import QUARTERS_PER_YEAR, is_april
from sim.core.services import Service
from sim.rules.ideas import (
    BrokerParameters,
    Funding,
    RelationalMeasureParameters,
    ServantParameters,
    training_cost,
)

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.model import PartnershipModel


class IdeaFundingParameters(Parameters):
    """Who pays for the five ideas."""

    group = "idea_funding"

    source: Funding = param(
        "reallocation",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-185",
        role="policy",
        why="New money from central government, or what the council spends already.",
    )
    neighbourhood_share: float = param(
        1.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-186",
        role="policy",
        why="Part of reallocated money that neighbourhood services give up; the rest all share.",
    )


def yearly_cost(model: "PartnershipModel", council: "Council") -> float:
    """Return what the ideas cost a council a year, k£, money handed to groups left out."""
    params = model.params
    brokers, measures = params[BrokerParameters], params[RelationalMeasureParameters]
    cost = brokers.brokers * brokers.salary
    cost += measures.cost * (measures.kind != "none")
    cost += training_cost(council.population, params[ServantParameters])
    return cost * council.adoption


def handed_out(model: "PartnershipModel", council: "Council") -> float:
    """Return what front-line staff hand to local groups in a quarter, k£."""
    per_place = model.params[ServantParameters].discretionary
    return per_place * len(council.places) * council.adoption


def announce(model: "PartnershipModel") -> None:
    """Tell each April's budget what the ideas will cost."""
    if not is_april(model.quarter):
        return
    source = model.params[IdeaFundingParameters].source
    share = model.params[IdeaFundingParameters].neighbourhood_share
    for council in model.councils:
        council.reallocated = 0.0
        if source == "new-money":
            continue
        cost = yearly_cost(model, council) + QUARTERS_PER_YEAR * handed_out(model, council)
        near = share * cost if council.base_spend[Service.NEIGHBOURHOOD] > 0.0 else 0.0
        council.reallocated = near
        council.planned_costs += cost - near


def run(model: "PartnershipModel") -> None:
    """Pay this quarter's bill of the ideas."""
    new_money = model.params[IdeaFundingParameters].source == "new-money"
    for council in model.councils:
        bill = to_pence(yearly_cost(model, council) / QUARTERS_PER_YEAR)
        groups = handed_out(model, council)
        if new_money:
            granted = bill + to_pence(groups)
            model.ledger.transfer(CENTRAL_GOVERNMENT, council.account, granted, Flow.IDEAS_GRANT)
        council.pay(SUPPLIERS, bill, Flow.IDEAS)
        council.pay(COMMUNITY, to_pence(groups), Flow.IDEAS)
        for place in council.places:
            place.invested += groups / len(council.places)
