"""Capacity: what a community can take on, with both people and organisations to do it.

Volunteers without an organisation, or an organisation without volunteers, carry little, and
below a threshold almost nothing.

ODD: docs/odd.md, SM22
"""

import math
from typing import ClassVar

from scipy.optimize import brentq

from sim.core.parameters import Parameters, param


class CapacityParameters(Parameters):
    """How the capacity of a place's organisations grows and wears out."""

    group = "capacity"
    read_if: ClassVar = {"withdrawal": ("state_withdraws", (True,))}
    neutral: ClassVar = {
        "arises": False,
        "learning": 0.0,
        "investment_effect": 0.0,
        "wear": 0.0,
        "overload_effect": 0.0,
        "investment": 0.0,
        "state_withdraws": False,
    }

    arises: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-113",
        role="policy",
        why="Whether communities can take services over.",
    )
    investment: float = param(
        0.0,
        unit="£/head and quarter",
        low=0.0,
        high=4.0,
        source="seed-row-122",
        role="policy",
        why="What councils invest in the capacity of community organisations.",
    )
    investment_effect: float = param(
        0.04,
        unit="share/quarter",
        low=0.0,
        high=0.1,
        source="assumption-147",
        role="uncertainty",
        why="How fast investment builds capacity where there is none.",
    )
    learning: float = param(
        0.015,
        unit="share/quarter",
        low=0.0,
        high=0.05,
        source="assumption-147",
        role="uncertainty",
        why="How fast capacity grows by being used.",
    )
    wear: float = param(
        0.02,
        unit="share/quarter",
        low=0.0,
        high=0.05,
        source="assumption-148",
        role="uncertainty",
        why="What is lost each quarter whatever happens.",
    )
    overload_effect: float = param(
        0.06,
        unit="share/quarter",
        low=0.0,
        high=0.2,
        source="assumption-149",
        role="uncertainty",
        why="What is lost when twice as much is asked as can be carried.",
    )
    use: float = param(
        0.30,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption-150",
        role="uncertainty",
        why="Use of capacity from which it learns.",
    )
    use_with_assets: float = param(
        0.02,
        unit="share per building",
        low=0.0,
        high=0.1,
        source="seed-row-165",
        role="uncertainty",
        why="What every building in community hands adds to use.",
    )
    use_with_links: float = param(
        0.0,
        unit="share at full integration",
        low=0.0,
        high=0.3,
        source="seed-row-215",
        role="uncertainty",
        why="What joint work of the council with local groups adds to use.",
    )
    full_volunteering: float = param(
        0.35,
        unit="share of residents",
        low=0.2,
        high=0.6,
        source="assumption-151",
        role="uncertainty",
        why="Share of residents volunteering at which more of them add nothing.",
    )
    full_organisation: float = param(
        0.8,
        unit="index 0-1",
        low=0.5,
        high=1.0,
        source="assumption-152",
        role="uncertainty",
        why="Organisational capacity at which more of it adds nothing.",
    )
    threshold: float = param(
        0.45,
        unit="index 0-1",
        low=0.2,
        high=0.7,
        source="assumption-153",
        role="uncertainty",
        why="Capacity at which half of what is taken on is delivered.",
    )
    community_share: float = param(
        0.25,
        unit="share of neighbourhood need",
        low=0.0,
        high=0.4,
        source="assumption-154",
        role="uncertainty",
        why="v_max: neighbourhood need that a community at full capacity meets by itself.",
    )
    hand_back: float = param(
        0.08,
        unit="chance/quarter",
        low=0.0,
        high=0.2,
        source="assumption-155",
        role="uncertainty",
        why="Chance that a takeover without capacity is handed back.",
    )
    withdrawal: float = param(
        0.5,
        unit="share of cuts",
        low=0.0,
        high=1.0,
        source="seed-row-106",
        role="uncertainty",
        why="Share of neighbourhood cuts that falls on communities when the state withdraws.",
    )
    state_withdraws: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-106",
        role="policy",
        why="Whether communities are expected to do what councils stop doing.",
    )
    belief_learning: float = param(
        0.2,
        unit="share per review",
        low=0.0,
        high=1.0,
        source="seed-row-97",
        role="uncertainty",
        why="How far a review of a takeover corrects what a council believes of its community.",
    )


def capacity(volunteers: float, organisation: float, numbers: CapacityParameters) -> float:
    """Return K, from 0 to 1, from the share of volunteers and organisational capacity."""
    people = min(1.0, volunteers / numbers.full_volunteering)
    bodies = min(1.0, organisation / numbers.full_organisation)
    return math.sqrt(people * bodies)


def hill(level: float, threshold: float) -> float:
    """Return the share of what is taken on that a community of capacity ``level`` delivers."""
    fourth = level**4
    return fourth / (fourth + threshold**4) if level > 0.0 else 0.0


def grown(
    organisation: float, investment: float, load: float, use: float, numbers: CapacityParameters
) -> float:
    """Return organisational capacity o, 0 to 1, after one quarter.

    ``investment`` in £ a head and quarter; ``load`` is what the community is asked to carry, as
    a multiple of full capacity.
    """
    effect = investment / (investment + 1.0) if investment > 0.0 else 0.0
    overload = max(0.0, load / max(organisation, 1e-9) - 1.0)
    change = (
        (numbers.investment_effect * effect + numbers.learning * use) * (1.0 - organisation)
        - numbers.wear * organisation
        - numbers.overload_effect * min(overload, 2.0) * organisation
    )
    return min(1.0, max(0.0, organisation + change))


def rest_point(investment: float, numbers: CapacityParameters) -> float:
    """Return the organisational capacity at which nothing changes, with nothing to carry.

    Where nothing ever changes, any level is at rest; the one of the default numbers is taken.
    Where nothing ever grows, none is left.
    """
    moving = numbers if numbers.wear > 0.0 else CapacityParameters()

    def change(level: float) -> float:
        return grown(level, investment, 0.0, moving.use, moving) - level

    least, most = 1e-6, 1.0 - 1e-9
    if change(least) <= 0.0:
        return 0.0
    return float(brentq(change, least, most)) if change(most) < 0.0 else 1.0
