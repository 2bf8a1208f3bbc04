"""Measures of communities: who gives time, what groups can carry, what goes wrong."""

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.measures.measure import COUNT, MONEY, QUARTERS, SCORE, SHARE, Values, at_end, measure
from sim.mechanisms.incidents import IncidentParameters

if TYPE_CHECKING:
    from sim.measures.whole_run import Course
    from sim.model import PartnershipModel

RECOVERED = 0.9
"""Part of a fall that must be made good before one speaks of recovery."""


@measure(SHARE, "higher", "place")
def volunteering(model: "PartnershipModel") -> Values:
    """Share of residents who can be expected to volunteer, from the mood of the place.

    Nobody's own draw is in it; for groups of residents see ``volunteers``.
    """
    return [place.volunteers for place in model.places]


@measure(SCORE, "higher", "place")
def organisational_capacity(model: "PartnershipModel") -> Values:
    """Capacity of community organisations."""
    return [place.organisation for place in model.places]


@measure(SCORE, "higher", "place")
def community_capacity(model: "PartnershipModel") -> Values:
    """What the community can take on: people and groups together."""
    return [place.capacity for place in model.places]


@measure(SHARE, "neither", "council")
def perceived_capacity(model: "PartnershipModel") -> Values:
    """What councils believe that their communities can take on."""
    return [council.perceived_capacity for council in model.councils]


@measure(COUNT, "lower", "place", "total")
def antisocial_behaviour(model: "PartnershipModel") -> Values:
    """Incidents of anti-social behaviour."""
    return [float(place.asb) for place in model.places]


@measure(COUNT, "lower", "place", "total")
def deliberate_fires(model: "PartnershipModel") -> Values:
    """Deliberate fires."""
    return [float(place.fires) for place in model.places]


@measure(MONEY, "lower", "place", "total")
def incident_cost(model: "PartnershipModel") -> Values:
    """What anti-social behaviour and deliberate fires cost all agencies; not a cash amount."""
    numbers = model.params[IncidentParameters]
    return [numbers.asb_cost * p.asb + numbers.fire_cost * p.fires for p in model.places]


@measure(COUNT, "higher", "place")
def classroom_posts_spared(model: "PartnershipModel") -> Values:
    """Classroom posts that volunteer mentors stand in for."""
    return [float(place.posts_spared) for place in model.places]


@measure(COUNT, "higher", "place")
def buildings_in_community_hands(model: "PartnershipModel") -> Values:
    """Public buildings on lease to community groups."""
    return [place.assets for place in model.places]


@measure(COUNT, "higher", "place")
def people_reached(model: "PartnershipModel") -> Values:
    """People at risk whom vouchers of a network reach this quarter."""
    return [1000.0 * place.people_reached for place in model.places]


@measure("weeks", "lower", "council")
def response_weeks(model: "PartnershipModel") -> Values:
    """Weeks in which council and civil society would respond to a crisis."""
    return [council.response_weeks for council in model.councils]


@at_end(QUARTERS, "lower", "place")
def recovery_quarters(course: "Course") -> float:
    """Quarters from the first crisis until nine tenths of the fall in outcome are made good.

    Outcome is residents' composite, against the quarter before the onset; empty without a crisis,
    or if they are not made good within the horizon.
    """
    onsets = [e.quarter for e in course.model.plan.crises if e.intensity > 0.0]
    return recovery(course.of("outcome"), min(onsets)) if onsets else math.nan


def recovery(outcome: NDArray[np.float64], onset: int) -> float:
    """Return quarters until nine tenths of the fall since before the onset are made good, or NaN.

    0 if there is no fall, NaN too if there is no quarter before.
    """
    if not 0 < onset < len(outcome):
        return math.nan
    before, after = outcome[onset - 1], outcome[onset:]
    lowest = int(after.argmin())
    fall = before - after[lowest]
    if fall <= 0.0:
        return 0.0
    recovered = np.flatnonzero(after[lowest:] >= before - (1.0 - RECOVERED) * fall)
    return float(lowest + recovered[0]) if len(recovered) else math.nan


@measure(COUNT, "higher", "region")
def network_members(model: "PartnershipModel") -> Values:
    """Organisations that belong to a network body."""
    return [float(sum(len(body.members) for body in model.bodies))]
