"""Measures of partnerships: how many, how much stands behind them, and on what trust."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.agents.council import Council
from sim.measures.measure import COUNT, SCORE, SHARE, Values, measure
from sim.mechanisms.review import TALKING_SHOP_RATIO

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel

YOUNG_QUARTERS = 4
"""Quarters of delivery before a partnership can be called a talking shop (SM16)."""
RECENT_QUARTERS = 8
"""How long joint work keeps a tie active (2.10, 25)."""


def _delivering(model: "PartnershipModel") -> "list[Partnership]":
    return [p for p in model.live_partnerships if p.delivering]


def _mean(values: Sequence[float]) -> list[float]:
    return [math.fsum(values) / len(values) if values else math.nan]


@measure(COUNT, "neither", "region", "total")
def partnerships_signed(model: "PartnershipModel") -> Values:
    """Partnerships signed."""
    return [float(sum(p.signed == model.quarter for p in model.partnerships))]


@measure(COUNT, "neither", "region")
def partnerships_delivering(model: "PartnershipModel") -> Values:
    """Partnerships in delivery."""
    return [float(len(_delivering(model)))]


@measure(COUNT, "lower", "region", "total")
def partnerships_ended_early(model: "PartnershipModel") -> Values:
    """Partnerships that failed, were unaffordable or were dissolved."""
    ended = [p for p in model.partnerships if p.ended == model.quarter]
    return [float(sum(p.why_ended != "term ended" for p in ended))]


@measure(SHARE, "neither", "region")
def declared_integration(model: "PartnershipModel") -> Values:
    """Mean of what delivering partnerships declared; empty if there are none."""
    return _mean([p.declared for p in _delivering(model)])


@measure(SHARE, "higher", "region")
def effective_integration(model: "PartnershipModel") -> Values:
    """Mean of what members of delivering partnerships really put in; empty if there are none."""
    return _mean([p.effective for p in _delivering(model)])


@measure(SHARE, "lower", "region")
def gloss(model: "PartnershipModel") -> Values:
    """Mean share of what was declared that is not there; empty if nothing delivers."""
    return _mean([p.gloss for p in _delivering(model)])


@measure(SHARE, "lower", "region")
def talking_shop_share(model: "PartnershipModel") -> Values:
    """Share of partnerships, a year into delivery, with under .4 of what they declared."""
    grown = [p for p in _delivering(model) if p.delivered_quarters >= YOUNG_QUARTERS]
    return _mean([float(p.ratio < TALKING_SHOP_RATIO) for p in grown])


@measure(SCORE, "higher", "region")
def partner_trust(model: "PartnershipModel") -> Values:
    """Mean trust of members in each other, over live partnerships; empty if there are none."""
    return _mean([p.mean_trust for p in model.live_partnerships])


@measure(SCORE, "higher", "council")
def relational_capital(model: "PartnershipModel") -> Values:
    """Trust in active ties with the area's civil society times how many of them are active."""
    return [_capital(model, council) for council in model.councils]


def _capital(model: "PartnershipModel", council: Council) -> float:
    civil = [
        o
        for o in model.organisations
        if o.kind in ("social-enterprise", "housing-association")
        and set(o.places) & set(council.places)
    ]
    since = model.quarter - RECENT_QUARTERS + 1
    active = [o for o in civil if model.ties.worked_together(council, o, since)]
    if not active:
        return 0.0
    trust = [(model.ties.trust(council, o) + model.ties.trust(o, council)) / 2 for o in active]
    return math.fsum(trust) / len(trust) * len(active) / len(civil)


@measure(SCORE, "higher", "council")
def leader_support(model: "PartnershipModel") -> Values:
    """Support of the council's leader for working in partnership."""
    return [council.leader_support for council in model.councils]
