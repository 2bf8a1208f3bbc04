"""Conditions: what residents of each place feel this quarter.

Six indices move a little each quarter towards where conditions push them (the rules are in
`sim/rules/indices.py`, and `sim/kernel.py` applies them to everybody).

Reads:  coverage by place, council.contention, .under_section_114; delivering partnerships
Writes: (through the kernel) model.residents
ODD:    docs/odd.md, SM5
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.agents.partnership_types import COMMUNITY_TAKEOVER, CONTRACTING_OUT
from sim.agents.seats import coproduction, delivering_in
from sim.rules.contention import ContentionParameters
from sim.rules.crisis import CrisisParameters
from sim.rules.indices import Here, IndicesParameters

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.agents.place import Place
    from sim.model import PartnershipModel

USUAL_QUALITY = 0.62
"""Quality of what a council delivers itself (SM21)."""


def conditions(model: "PartnershipModel") -> NDArray[np.float64]:
    """Return what every place is like now, shape (places, fields of `Here`)."""
    belonging = model.residents.belonging_change().tolist()
    uncovered = 1.0 - model.by_responsible(lambda council: council.coverage)
    return np.array(
        [
            here_in(model, place, missing, change)
            for place, missing, change in zip(
                model.places, uncovered.tolist(), belonging, strict=True
            )
        ]
    )


def here_in(
    model: "PartnershipModel", place: "Place", uncovered: list[float], belonging: float
) -> Here:
    """Return what one place is like now."""
    numbers, crisis = model.params[IndicesParameters], model.params[CrisisParameters]
    silence = 1.0 - model.params[ContentionParameters].honest_conversation
    councils = dict.fromkeys(place.responsible)
    contention = sum(council.contention for council in councils) / len(councils)
    joint = delivering_in(place)
    care, housing, youth, near, office = uncovered
    return Here(
        care,
        housing,
        youth,
        near,
        office,
        contention=contention,
        undebated=contention * silence,
        notice=float(any(council.under_section_114 for council in councils)),
        gloss=mean_gloss(joint),
        coproduction=coproduction(joint, numbers.resident_seats),
        merged=float(any(council.merged for council in councils)),
        belonging=belonging,
        stigma=numbers.belonging_stigma * numbers.stigma,
        isolation=isolation(model),
        capacity=place.capacity - place.capacity_at_start,
        hardship=crisis.hardship * place.crisis,
        quality=0.65 * quality_change(joint),
    )


def isolation(model: "PartnershipModel") -> float:
    """Return what the trend to isolation adds up to by now, quarter by quarter."""
    trend = model.plan.held(
        lambda params: params[IndicesParameters].isolation_trend, model.quarter, model.quarter
    )
    return sum(rate * quarters for rate, quarters in trend)


def quality_change(partnerships: "list[Partnership]") -> float:
    """Return how far partners' quality stands from the usual, by the share they deliver."""
    kinds = (COMMUNITY_TAKEOVER, CONTRACTING_OUT)
    return sum(
        p.scope * (member.quality - USUAL_QUALITY)
        for p in partnerships
        if p.kind in kinds
        for member in p.members
        if member is not p.lead
    )


def mean_gloss(partnerships: "list[Partnership]") -> float:
    """Return the gloss of partnerships, weighted by what they aim to save; 0 if there are none."""
    aims = sum(p.target_saving for p in partnerships)
    return sum(p.gloss * p.target_saving for p in partnerships) / aims if aims > 0 else 0.0
