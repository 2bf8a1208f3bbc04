"""Crisis: what a sudden emergency does to need, to people and to partners, by its intensity.

One intensity scales everything; at zero nothing happens, bit for bit (A18).

ODD: docs/odd.md, SM26
"""

import math
from typing import ClassVar

from sim.core.parameters import Parameters, param


class CrisisParameters(Parameters):
    """Effects of a crisis of intensity 1."""

    group = "crisis"
    neutral: ClassVar = {"intensity": 0.0}

    intensity: float = param(
        1.0,
        unit="multiple",
        low=0.0,
        high=2.0,
        source="seed-row-144",
        role="policy",
        why="Scales every crisis of the scenario; 0 is the same as none.",
    )
    demand: float = param(
        0.25,
        unit="share of need",
        low=0.0,
        high=0.5,
        source="assumption-178",
        role="uncertainty",
        why="What it adds to care and neighbourhood need.",
    )
    mental_health: float = param(
        0.5,
        unit="share of need",
        low=0.0,
        high=1.0,
        source="seed-row-146",
        role="uncertainty",
        why="What it adds to the need for mental health care.",
    )
    mental_health_share: float = param(
        0.06,
        unit="share of care",
        low=0.0,
        high=0.15,
        source="assumption-303",
        role="uncertainty",
        why="Part of care that is about mental health.",
    )
    quarters: int = param(
        6,
        unit="quarters",
        low=1,
        high=12,
        source="assumption-179",
        role="uncertainty",
        why="How long it lasts.",
    )
    hardship: float = param(
        0.1,
        unit="index 0-1",
        low=0.0,
        high=0.3,
        source="seed-row-228",
        role="uncertainty",
        why="What it adds to everybody's hardship while it lasts.",
    )
    agreement: float = param(
        0.25,
        unit="chance",
        low=0.0,
        high=0.5,
        source="seed-row-131",
        role="uncertainty",
        why="What urgency adds to the chance of agreement.",
    )
    urgency: float = param(
        0.20,
        unit="share",
        low=0.0,
        high=0.5,
        source="seed-row-131",
        role="uncertainty",
        why="What urgency adds to contributions.",
    )
    load: float = param(
        0.3,
        unit="share of capacity",
        low=0.0,
        high=1.0,
        source="assumption-180",
        role="uncertainty",
        why="What it loads on the community.",
    )
    surge: float = param(
        0.9,
        unit="log-odds",
        low=0.0,
        high=2.0,
        source="seed-row-132",
        role="uncertainty",
        why="What its onset adds to the odds of volunteering.",
    )
    surge_memory: float = param(
        0.6,
        unit="share/quarter",
        low=0.0,
        high=0.9,
        source="seed-row-132",
        role="uncertainty",
        why="How much of the wave of volunteering is left a quarter later.",
    )
    weeks_from_scratch: float = param(
        10.0,
        unit="weeks",
        low=4.0,
        high=20.0,
        source="assumption-181",
        role="uncertainty",
        why="Weeks to respond among strangers who do not trust each other.",
    )
    trust_effect: float = param(
        2.3,
        unit="per unit of trust",
        low=0.5,
        high=4.0,
        source="assumption-182",
        role="uncertainty",
        why="How fast trust shortens the response.",
    )


def response_weeks(trust: float, numbers: CrisisParameters) -> float:
    """Return the weeks until council and civil society respond together (SM15, SM26)."""
    return numbers.weeks_from_scratch * math.exp(-numbers.trust_effect * trust)


def first_quarter_coverage(weeks: float, intensity: float, numbers: CrisisParameters) -> float:
    """Return the multiple of coverage in the first quarter, when help is still being organised."""
    extra = numbers.demand * intensity
    return 1.0 - extra / (1.0 + extra) * min(1.0, weeks / 13.0)
