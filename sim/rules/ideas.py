"""Ideas: innovation brokers, measures of relationships, and equipped public servants.

Three of the five ideas act on what other mechanisms do (agenda, negotiation, contribution), so
their numbers stand here; what they cost is posted by `sim/mechanisms/ideas.py`.

ODD: docs/odd.md, SM25
"""

import math
from typing import ClassVar, Literal

from sim.core.parameters import Parameters, param

type Funding = Literal["new-money", "reallocation"]
type RelationalMeasure = Literal["none", "activity", "perception"]


class BrokerParameters(Parameters):
    """People who scout for ideas and bring partners together."""

    group = "brokers"
    neutral: ClassVar = {"brokers": 0.0}

    brokers: float = param(
        0.0,
        unit="brokers per council",
        low=0.0,
        high=8.0,
        source="seed-row-171",
        role="policy",
        why="Innovation brokers that each council employs.",
    )
    salary: float = param(
        58.0,
        unit="k£/year",
        low=45.0,
        high=80.0,
        source="seed-row-52",
        role="uncertainty",
        why="What a broker costs, with on-costs.",
    )
    agenda_effect: float = param(
        0.15,
        unit="multiple per broker",
        low=0.0,
        high=0.5,
        source="assumption-166",
        role="uncertainty",
        why="What a broker adds to the chance of an opportunity.",
    )
    negotiation_effect: float = param(
        0.08,
        unit="chance per broker",
        low=0.0,
        high=0.2,
        source="assumption-167",
        role="uncertainty",
        why="What a broker adds to the chance of agreement.",
    )
    crowding: float = param(
        0.25,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption-168",
        role="uncertainty",
        why="How far brokers get in each other's way.",
    )


class RelationalMeasureParameters(Parameters):
    """Performance measures that reward relationships."""

    group = "relational_measures"
    neutral: ClassVar = {"kind": "none", "opt_out": False}

    kind: RelationalMeasure = param(
        "none",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-176",
        role="policy",
        why="Count activities, or ask people how they perceive the relationship.",
    )
    perception_effect: float = param(
        0.10,
        unit="share",
        low=0.0,
        high=0.3,
        source="seed-row-206",
        role="uncertainty",
        why="What a perception measure adds to contributions.",
    )
    activity_effect: float = param(
        0.02,
        unit="share",
        low=0.0,
        high=0.1,
        source="assumption-169",
        role="uncertainty",
        why="What an activity measure adds to contributions.",
    )
    activity_gloss: float = param(
        0.10,
        unit="share",
        low=0.0,
        high=0.3,
        source="assumption-170",
        role="uncertainty",
        why="What an activity measure adds to what is declared.",
    )
    opt_out: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-207",
        role="policy",
        why="Whether areas may drop other measures: less burden, and less is seen.",
    )
    opt_out_relief: float = param(
        0.05,
        unit="share",
        low=0.0,
        high=0.1,
        source="assumption-171",
        role="uncertainty",
        why="Burden that dropping other measures takes away.",
    )
    cost: float = param(
        10.0,
        unit="k£/year",
        low=0.0,
        high=50.0,
        source="assumption-172",
        role="uncertainty",
        why="What the measure costs a council.",
    )


class ServantParameters(Parameters):
    """Public servants with training, tools and a little money of their own."""

    group = "servants"
    neutral: ClassVar = {
        "training_days": 0.0,
        "toolkit": False,
        "discretionary": 0.0,
    }

    training_days: float = param(
        0.0,
        unit="days/year",
        low=0.0,
        high=5.0,
        source="seed-row-212",
        role="policy",
        why="Days a year that every public servant trains with local groups.",
    )
    training_effect: float = param(
        0.08,
        unit="share per root day",
        low=0.0,
        high=0.2,
        source="assumption-173",
        role="uncertainty",
        why="What training adds to contributions.",
    )
    negotiation_effect: float = param(
        0.05,
        unit="chance",
        low=0.0,
        high=0.1,
        source="assumption-174",
        role="uncertainty",
        why="What a trained staff, and what a toolkit, add to the chance of agreement.",
    )
    toolkit: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-211",
        role="policy",
        why="Whether there is a toolkit with templates for agreements.",
    )
    guides: int = param(
        0,
        unit="guides",
        low=0,
        high=200,
        source="seed-row-210",
        role="uncertainty",
        why="Good-practice guides to search through.",
    )
    guides_effect: float = param(
        0.03,
        unit="chance per log guide",
        low=0.0,
        high=0.1,
        source="assumption-175",
        role="uncertainty",
        why="What searching them takes off the chance of agreement.",
    )
    discretionary: float = param(
        0.0,
        unit="k£ per place and quarter",
        low=0.0,
        high=500.0,
        source="seed-row-178",
        role="policy",
        why="Money that front-line staff may give to local groups.",
    )
    staff: float = param(
        15.0,
        unit="full-time posts per 1,000 people",
        low=5.0,
        high=25.0,
        source="assumption-176",
        role="uncertainty",
        why="Staff who are to be trained.",
    )
    day_cost: float = param(
        150.0,
        unit="£ per day",
        low=80.0,
        high=300.0,
        source="assumption-177",
        role="uncertainty",
        why="What a day of staff time costs.",
    )


def effective_brokers(brokers: float, numbers: BrokerParameters) -> float:
    """Return how many brokers working alone a number of them is worth (2.10, 18)."""
    if brokers <= 0.0:
        return 0.0
    return brokers / (1.0 + numbers.crowding * max(0.0, brokers - 1.0))


def encouragement(
    adoption: float, measures: RelationalMeasureParameters, servants: ServantParameters
) -> float:
    """Return what ideas 4 and 5 add to a council's contribution; ``adoption`` is 0 to 1."""
    effects = {
        "none": 0.0,
        "activity": measures.activity_effect,
        "perception": measures.perception_effect,
    }
    relief = measures.opt_out_relief * measures.opt_out
    training = servants.training_effect * math.sqrt(servants.training_days)
    return adoption * (effects[measures.kind] + relief + training)


def ease_of_agreement(adoption: float, quarter: int, servants: ServantParameters) -> float:
    """Return what training and toolkit add to the chance of agreement, less the search costs."""
    trained = min(1.0, servants.training_days)
    template = float(servants.toolkit and quarter >= 1)
    search = servants.guides_effect * math.log(1.0 + servants.guides)
    return adoption * servants.negotiation_effect * (trained + template) - search


def training_cost(population: float, servants: ServantParameters) -> float:
    """Return what training costs a year, in k£, for thousands of people: time is not free."""
    return population * servants.staff * servants.training_days * servants.day_cost / 1000.0
