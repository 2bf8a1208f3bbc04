"""Measures of ties: trust, who works with whom, and how joint work is spread."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.agents.council import Council
from sim.measures.accounts import KINDS
from sim.measures.measure import SCORE, SHARE, Grouping, Values, mean, measure
from sim.measures.partnerships import delivering

if TYPE_CHECKING:
    from sim.model import PartnershipModel

RECENT_QUARTERS = 8
"""How long joint work keeps a tie active (2.10, 25)."""

PRACTISING = ("council", "housing-association", "social-enterprise", "contractor")
BY_KIND = Grouping("kind of organisation", tuple(KINDS[kind] for kind in PRACTISING))


@measure(SCORE, "higher", "region")
def partner_trust(model: "PartnershipModel") -> Values:
    """Mean trust of members in each other, over live partnerships; empty if there are none."""
    return [mean([p.mean_trust for p in model.live_partnerships])]


@measure(SCORE, "higher", "council")
def relational_capital(model: "PartnershipModel") -> Values:
    """Trust in active ties with the area's civil society times how many of them are active."""
    return [_capital(model, council) for council in model.councils]


def _capital(model: "PartnershipModel", council: Council) -> float:
    civil = [
        o
        for kind in ("housing-association", "social-enterprise")
        for o in model.local_organisations(council, kind)
    ]
    since = model.quarter - RECENT_QUARTERS + 1
    active = [o for o in civil if model.ties.worked_together(council, o, since)]
    if not active:
        return 0.0
    trust = [(model.ties.trust(council, o) + model.ties.trust(o, council)) / 2 for o in active]
    return mean(trust) * len(active) / len(civil)


@measure(SCORE, "higher", "council")
def leader_support(model: "PartnershipModel") -> Values:
    """Support of the council's leader for working in partnership."""
    return [council.leader_support for council in model.councils]


@measure(SHARE, "higher", "council")
def councils_in_partnership(model: "PartnershipModel") -> Values:
    """Share of councils (by people) with at least one partnership in delivery."""
    return [float(bool(own)) for own in _integration(model)]


@measure(SCORE, "lower", "region")
def integration_gini(model: "PartnershipModel") -> Values:
    """How unequally effective integration is spread over councils: 0 alike, nearly 1 all with one.

    Gini of each council's mean over its delivering partnerships, 0 without any; empty if no
    council has any.
    """
    return [gini([mean(own) if own else 0.0 for own in _integration(model)])]


@measure(SCORE, "neither", "region")
def centralisation(model: "PartnershipModel") -> Values:
    """How far joint delivery hangs on one organisation: 1 a star, 0 all alike.

    Freeman's degree centralisation of the network in which organisations are tied by delivering
    partnerships, over those with a tie; empty below three. Network bodies are left out.
    """
    return [centralisation_of([p.members for p in delivering(model)])]


def _practice_by_kind(model: "PartnershipModel") -> Values:
    return [_practice(model, (kind,)) for kind in PRACTISING]


@measure(SCORE, "higher", "region", "state", BY_KIND, _practice_by_kind)
def practice_quality(model: "PartnershipModel") -> Values:
    """Mean quality of practice of organisations that still trade."""
    return [_practice(model, PRACTISING)]


def gini(values: Sequence[float]) -> float:
    """Return the Gini coefficient of values that are not negative; NaN if all are nothing."""
    total = math.fsum(values)
    if total <= 0.0:
        return math.nan
    ranked = math.fsum((2 * i - len(values) - 1) * v for i, v in enumerate(sorted(values), 1))
    return ranked / (len(values) * total)


def centralisation_of[Member](groups: Sequence[Sequence[Member]]) -> float:
    """Return Freeman's degree centralisation of those who are in groups together; NaN below 3."""
    ties: dict[Member, set[Member]] = {}
    for group in groups:
        for member in group:
            ties.setdefault(member, set()).update(other for other in group if other is not member)
    degrees = [len(others) for others in ties.values()]
    n = len(degrees)
    if n < 3:
        return math.nan
    return sum(max(degrees) - degree for degree in degrees) / ((n - 1) * (n - 2))


def _integration(model: "PartnershipModel") -> list[list[float]]:
    found: dict[Council, list[float]] = {council: [] for council in model.councils}
    for partnership in delivering(model):
        for council in partnership.councils:
            found[council].append(partnership.effective)
    return list(found.values())


def _practice(model: "PartnershipModel", kinds: Sequence[str]) -> float:
    trading = [o.practice for o in model.organisations if o.alive and o.kind in kinds]
    return mean(trading)
