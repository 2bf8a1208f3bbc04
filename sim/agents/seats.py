"""Seats: which partnerships deliver in a place, and how far residents sit at their table."""

from typing import TYPE_CHECKING

from sim.agents.partnership_types import COMMUNITY_TAKEOVER

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.agents.place import Place

TAKEOVER_SEATS = 0.33
"""Seats of residents in a community takeover (2.10, 31)."""


def delivering_in(place: "Place") -> "list[Partnership]":
    """Return the partnerships that the councils of a place deliver in, each once."""
    councils = dict.fromkeys(place.responsible)
    return list(dict.fromkeys(p for c in councils for p in c.live_partnerships if p.delivering))


def coproduction(partnerships: "list[Partnership]", seats: float) -> float:
    """Return mean effective integration times the seats residents have; takeovers have a third."""
    if not partnerships:
        return 0.0
    shared = [
        p.effective * max(seats, TAKEOVER_SEATS if p.kind is COMMUNITY_TAKEOVER else 0.0)
        for p in partnerships
    ]
    return sum(shared) / len(shared)
