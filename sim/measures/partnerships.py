"""Measures of partnerships: how many, how much stands behind them, and on what trust."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.agents.council import Council
from sim.agents.partnership import TYPES
from sim.agents.phases import Phase
from sim.measures.measure import COUNT, SCORE, SHARE, Grouping, Values, measure, only_by_group
from sim.mechanisms.review import TALKING_SHOP_RATIO

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel

YOUNG_QUARTERS = 4
"""Quarters of delivery before a partnership can be called a talking shop (SM16)."""
RECENT_QUARTERS = 8
"""How long joint work keeps a tie active (2.10, 25)."""


OF_TYPE = Grouping("type", (*TYPES, "network"))
"""M1 to M6 by name; and M7, a network body, which works for all its members and not for a term."""
IN_PHASE = Grouping("phase", tuple(str(phase).replace(" ", "-") for phase in Phase))


def _delivering(model: "PartnershipModel") -> "list[Partnership]":
    return [p for p in model.live_partnerships if p.delivering]


def _mean(values: Sequence[float]) -> list[float]:
    return [math.fsum(values) / len(values) if values else math.nan]


def _by_type(partnerships: "Sequence[Partnership]", networks: int) -> list[float]:
    names = [p.kind.name for p in partnerships]
    return [*(float(names.count(name)) for name in TYPES), float(networks)]


def _networks(model: "PartnershipModel") -> int:
    return sum(bool(body.members) for body in model.bodies)


def _signed_by_type(model: "PartnershipModel") -> Values:
    # A network takes its first members in quarter 0; nobody signs anything for it later.
    begun = _networks(model) if model.quarter == 0 else 0
    return _by_type([p for p in model.partnerships if p.signed == model.quarter], begun)


def _delivering_by_type(model: "PartnershipModel") -> Values:
    return _by_type(_delivering(model), _networks(model))


@measure(COUNT, "neither", "region", "total", OF_TYPE, _signed_by_type)
def partnerships_signed(model: "PartnershipModel") -> Values:
    """Partnerships signed.

    A network counts among the types in quarter 0, when it takes its first members, but not here.
    """
    return [float(sum(p.signed == model.quarter for p in model.partnerships))]


@measure(COUNT, "neither", "region", "state", OF_TYPE, _delivering_by_type)
def partnerships_delivering(model: "PartnershipModel") -> Values:
    """Partnerships in delivery.

    A network with members counts among the types, but not here.
    """
    return [float(len(_delivering(model)))]


@only_by_group(COUNT, "neither", "state", IN_PHASE)
def partnerships_by_phase(model: "PartnershipModel") -> Values:
    """Partnerships that were ever signed, by where they stand now."""
    phases = [p.phase for p in model.partnerships]
    return [float(phases.count(phase)) for phase in Phase]


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


@measure(SCORE, "lower", "region")
def integration_gini(model: "PartnershipModel") -> Values:
    """How unequally joint work is spread over councils: 0 alike; empty if there is none."""
    return [gini([_joint_work(council) for council in model.councils])]


def gini(values: Sequence[float]) -> float:
    """Return the Gini coefficient of values that are not negative; NaN if all are 0."""
    ordered, n = sorted(values), len(values)
    total = math.fsum(ordered)
    ranked = math.fsum((2 * rank - n - 1) * v for rank, v in enumerate(ordered, start=1))
    return ranked / (n * total) if total > 0.0 else math.nan


def _joint_work(council: Council) -> float:
    """Return the mean effective integration of what a council delivers with others; 0 if none."""
    found = [p.effective for p in council.live_partnerships if p.delivering]
    return math.fsum(found) / len(found) if found else 0.0
