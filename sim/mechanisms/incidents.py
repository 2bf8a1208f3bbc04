"""Incidents: anti-social behaviour, deliberate fires, and the mentors that schools can count on.

Every count is drawn twice on the same luck, once as at quarter 0, so what was avoided is known
place by place. Only deviations from quarter 0 matter.

Reads:  place.capacity, .volunteers, .dividend_known; council.coverage, .unmet_early_help
Writes: place.asb, .fires, .asb_avoided, .fires_avoided, .fire_avoided, .posts_spared
ODD:    docs/odd.md, SM7
"""

import math
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from sim.core.parameters import Parameters, param
from sim.core.services import Service
from sim.core.streams import decision
from sim.rules.counts import poisson

if TYPE_CHECKING:
    from sim.agents.place import Place
    from sim.model import PartnershipModel

ASB = decision("incidents.anti-social-behaviour")
FIRE = decision("incidents.deliberate-fire")


class IncidentParameters(Parameters):
    """How often things go wrong, and what keeps them from it."""

    group = "incidents"
    neutral: ClassVar = {"asb_rate": 0.0, "fire_rate": 0.0, "mentor_share": 0.0}

    asb_rate: float = param(
        6.0,
        unit="per 1,000 people and quarter",
        low=2.0,
        high=15.0,
        source="assumption-224",
        role="uncertainty",
        why="a0: anti-social behaviour at quarter 0.",
    )
    asb_capacity: float = param(
        1.2,
        unit="log rate per index",
        low=0.0,
        high=2.5,
        source="assumption-225",
        role="uncertainty",
        why="What community capacity takes off it.",
    )
    asb_youth: float = param(
        0.8,
        unit="log rate per unit of coverage",
        low=0.0,
        high=2.0,
        source="seed-row-38",
        role="uncertainty",
        why="What youth services take off it.",
    )
    asb_unmet: float = param(
        0.6,
        unit="log rate per unit",
        low=0.0,
        high=2.0,
        source="assumption-226",
        role="uncertainty",
        why="What unmet early help adds to it.",
    )
    fire_rate: float = param(
        0.12,
        unit="per 1,000 people and quarter",
        low=0.05,
        high=0.3,
        source="assumption-227",
        role="uncertainty",
        why="f0: deliberate fires at quarter 0.",
    )
    fire_capacity: float = param(
        0.5,
        unit="log rate per index",
        low=0.0,
        high=0.8,
        source="seed-row-219",
        role="uncertainty",
        why="theta_f: what community capacity takes off them; one case bounds it from above.",
    )
    fire_dividend: float = param(
        0.5,
        unit="log rate at full share",
        low=0.0,
        high=1.0,
        source="seed-row-219",
        role="uncertainty",
        why="What a dividend on fires avoided takes off them.",
    )
    mentor_share: float = param(
        0.1,
        unit="share of volunteers' hours",
        low=0.0,
        high=0.5,
        source="seed-row-221",
        role="uncertainty",
        why="Hours that volunteers give to mentoring in schools.",
    )
    mentor_substitution: float = param(
        0.25,
        unit="post-hours per hour",
        low=0.0,
        high=0.5,
        source="seed-row-222",
        role="uncertainty",
        why="h_s: how far a mentor's hour stands in for an assistant's.",
    )
    hours_per_post: float = param(
        400.0,
        unit="hours a quarter",
        low=300.0,
        high=500.0,
        source="assumption-228",
        role="uncertainty",
        why="What a classroom assistant works.",
    )
    hours_per_volunteer: float = param(
        30.0,
        unit="hours a quarter",
        low=10.0,
        high=60.0,
        source="assumption-229",
        role="uncertainty",
        why="What a volunteer gives.",
    )
    asb_cost: float = param(
        0.673,
        unit="k£ per incident",
        low=0.5,
        high=0.75,
        source="uc_asb_incident",
        role="uncertainty",
        why="What an incident costs all agencies.",
    )
    fire_cost: float = param(
        8.42,
        unit="k£ per fire",
        low=6.5,
        high=10.0,
        source="uc_arson",
        role="uncertainty",
        why="What a deliberate fire costs.",
    )


def asb_factor(
    capacity: float, youth_coverage: float, unmet: float, numbers: IncidentParameters
) -> float:
    """Return anti-social behaviour as a multiple of quarter 0; ``capacity`` is a deviation."""
    return math.exp(
        -numbers.asb_capacity * capacity
        - numbers.asb_youth * (youth_coverage - 1.0)
        + numbers.asb_unmet * unmet
    )


def fire_factor(capacity: float, dividend: float, numbers: IncidentParameters) -> float:
    """Return deliberate fires as a multiple of quarter 0; ``capacity`` is a deviation."""
    return math.exp(-numbers.fire_capacity * capacity - numbers.fire_dividend * dividend)


def posts_spared(hours: float, numbers: IncidentParameters) -> int:
    """Return whole posts that mentors' hours beyond quarter 0 stand in for (may be negative)."""
    return math.floor(numbers.mentor_substitution * hours / numbers.hours_per_post)


def run(model: "PartnershipModel") -> None:
    """Draw this quarter's incidents, and what of them was avoided, place by place."""
    numbers = model.params[IncidentParameters]
    codes = np.array([place.code for place in model.places], np.uint32)
    people = np.array([place.population for place in model.places])
    draw_asb(model, codes, people * numbers.asb_rate, numbers)
    draw_fires(model, codes, people * numbers.fire_rate, numbers)
    for place in model.places:
        more = (place.volunteers - place.volunteers_at_start) * 1000.0 * place.population
        hours = more * numbers.hours_per_volunteer
        place.posts_spared = posts_spared(numbers.mentor_share * hours, numbers)


def draw_asb(
    model: "PartnershipModel",
    codes: NDArray[np.uint32],
    usual: NDArray[np.float64],
    numbers: IncidentParameters,
) -> None:
    """Draw every place's anti-social behaviour on the same luck as at quarter 0."""
    factors = [asb_factor_in(place, numbers) for place in model.places]
    luck = model.streams.uniforms(ASB, model.quarter, codes, np.zeros_like(codes))
    now, before = poisson(np.array([usual * factors, usual]), luck)
    for place, count, avoided in zip(model.places, now, before - now, strict=True):
        place.asb, place.asb_avoided = int(count), int(avoided)


def asb_factor_in(place: "Place", numbers: IncidentParameters) -> float:
    """Return the multiple of the usual rate of anti-social behaviour in one place."""
    capacity, council = place.capacity - place.capacity_at_start, place.responsible[Service.YOUTH]
    covered = float(council.coverage[Service.YOUTH])
    return asb_factor(capacity, covered, council.unmet_early_help, numbers)


def draw_fires(
    model: "PartnershipModel",
    codes: NDArray[np.uint32],
    usual: NDArray[np.float64],
    numbers: IncidentParameters,
) -> None:
    """Draw every place's deliberate fires on the same luck as at quarter 0."""
    factors = [
        fire_factor(place.capacity - place.capacity_at_start, place.dividend_known, numbers)
        for place in model.places
    ]
    luck = model.streams.uniforms(FIRE, model.quarter, codes, np.zeros_like(codes))
    now, before = poisson(np.array([usual * factors, usual]), luck)
    for place, count, avoided in zip(model.places, now, before - now, strict=True):
        place.fires, place.fires_avoided = int(count), int(avoided)
        place.fire_avoided.append(numbers.fire_cost * place.fires_avoided)
