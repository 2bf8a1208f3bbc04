"""Measures of partnerships: how many, how much stands behind them, how long they take and last."""

import math
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from sim.agents.partnership_types import TYPES
from sim.agents.phases import Phase
from sim.measures.measure import (
    COUNT,
    QUARTERS,
    SHARE,
    Grouping,
    Values,
    at_end,
    mean,
    measure,
    only_by_group,
)
from sim.rules.talking_shop import is_grown

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.measures.whole_run import Course
    from sim.model import PartnershipModel


OF_TYPE = Grouping("type", (*TYPES, "network"))
"""M1 to M6 by name; and M7, a network body, which works for all its members and not for a term."""
UNDERWAY = (Phase.NEGOTIATING, Phase.MOBILISING)
IN_PHASE = Grouping("phase", tuple(str(phase).replace(" ", "-") for phase in Phase))


def delivering(model: "PartnershipModel") -> "list[Partnership]":
    """Return the partnerships in delivery."""
    return [p for p in model.live_partnerships if p.delivering]


def _by_type(partnerships: "Sequence[Partnership]", networks: int) -> list[float]:
    names = [p.kind.name for p in partnerships]
    return [*(float(names.count(name)) for name in TYPES), float(networks)]


def _networks(model: "PartnershipModel") -> int:
    return sum(bool(body.members) for body in model.bodies)


def _signed_by_type(model: "PartnershipModel") -> Values:
    # A network takes its first members when it first convenes; nobody signs anything for it later.
    begun = sum(bool(b.members) and b.convenes_since == model.quarter for b in model.bodies)
    return _by_type([p for p in model.partnerships if p.signed == model.quarter], begun)


def _delivering_by_type(model: "PartnershipModel") -> Values:
    return _by_type(delivering(model), _networks(model))


@measure(COUNT, "neither", "region", "total", OF_TYPE, _signed_by_type)
def partnerships_signed(model: "PartnershipModel") -> Values:
    """Partnerships signed.

    A network counts among the types in the quarter in which it takes its first members, but not
    here.
    """
    return [float(sum(p.signed == model.quarter for p in model.partnerships))]


@measure(COUNT, "neither", "region", "state", OF_TYPE, _delivering_by_type)
def partnerships_delivering(model: "PartnershipModel") -> Values:
    """Partnerships in delivery.

    A network with members counts among the types, but not here.
    """
    return [float(len(delivering(model)))]


@only_by_group(COUNT, "neither", "state", IN_PHASE)
def partnerships_by_phase(model: "PartnershipModel") -> Values:
    """Partnerships that were ever signed, by where they stand now."""
    phases = [p.phase for p in model.partnerships]
    return [float(phases.count(phase)) for phase in Phase]


@measure(COUNT, "lower", "region", "total")
def partnerships_ended_early(model: "PartnershipModel") -> Values:
    """Partnerships that failed, were unaffordable, dissolved or handed back."""
    ended = [p for p in model.partnerships if p.ended == model.quarter]
    return [float(sum(p.phase is not Phase.COMPLETED for p in ended))]


@measure(SHARE, "neither", "region")
def declared_integration(model: "PartnershipModel") -> Values:
    """Mean of what delivering partnerships declared; empty if there are none."""
    return [mean([p.declared for p in delivering(model)])]


@measure(SHARE, "higher", "region")
def effective_integration(model: "PartnershipModel") -> Values:
    """Mean of what members of delivering partnerships really put in; empty if there are none."""
    return [mean([p.effective for p in delivering(model)])]


@measure(SHARE, "lower", "region")
def gloss(model: "PartnershipModel") -> Values:
    """Mean gap between announced and delivered, as a share; empty if nothing delivers."""
    return [mean([p.gloss for p in delivering(model)])]


@measure(SHARE, "lower", "region")
def talking_shop_share(model: "PartnershipModel") -> Values:
    """Share of partnerships, a year into delivery, with under .4 of what they declared."""
    grown = [p for p in delivering(model) if is_grown(p.delivered_quarters)]
    return [mean([float(p.is_talking_shop) for p in grown])]


@at_end(SHARE, "lower")
def adoption_gap(course: "Course") -> float:
    """Share of worthwhile opportunities that never came to delivery.

    Worthwhile is what was worth more than nothing to its members on average when they decided,
    motives left out. Those on which talks or setting-up still go on are not counted; empty if
    there is nothing to count.
    """
    signed = {p.name: p for p in course.model.partnerships}
    reached = []
    for appraisal in chain.from_iterable(c.appraisals for c in course.model.founding_councils):
        partnership = signed.get(appraisal.proposal)
        underway = partnership is not None and partnership.phase in UNDERWAY
        if appraisal.worth > 0.0 and not underway:
            reached.append(partnership is not None and partnership.delivered_quarters > 0)
    return 1.0 - sum(reached) / len(reached) if reached else math.nan


@at_end(QUARTERS, "lower")
def negotiation_quarters(course: "Course") -> float:
    """Mean quarters of talks until agreement; empty without any.

    Over partnerships that came to one, planned ones left out; a stopped clock does not count.
    """
    agreed = [
        p.negotiated_quarters
        for p in course.model.partnerships
        if p.negotiated_quarters > 0
        and p.phase not in (Phase.NEGOTIATING, Phase.FAILED_NEGOTIATION)
    ]
    return mean(agreed)


@at_end(QUARTERS, "neither")
def age_at_exit(course: "Course") -> float:
    """Mean quarters of delivery behind partnerships that ended.

    For whatever reason, the end of their term included; those that never delivered are left out.
    """
    ended = [p.delivered_quarters for p in course.model.partnerships if not p.live]
    return mean([age for age in ended if age > 0])
