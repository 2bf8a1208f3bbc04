"""Levers: what a room may change in a world, when it acts, and where it cannot."""

from collections.abc import Sequence

from sim.scenario.presets import PRESETS
from sim.views.page.lever_kinds import POUNDS, Choice, Happening, Slider, Value, always
from sim.views.page.reasons import (
    cuts_are_listed,
    nobody_convenes,
    nobody_is_partner,
    nothing_is_proposed,
    nothing_to_announce,
    nothing_to_repay,
)


def _words(values: Sequence[str]) -> tuple[tuple[Value, str], ...]:
    return tuple((value, value.replace("-", " ")) for value in values)


LEVERS: dict[str, Slider | Choice] = {
    lever.name: lever
    for lever in (
        Slider(
            "cut",
            "Cut in grant, a year",
            "policy.funding.grant_cut",
            cuts_are_listed,
            0.0,
            0.12,
            0.01,
            "%",
        ),
        Choice(
            "profile",
            "When cuts come",
            "policy.funding.profile",
            always,
            (
                ("flat", "the same every year"),
                ("front", "early"),
                ("back", "late"),
                ("shock", "all at once"),
            ),
            (("two-phase", "in two phases"), ("file", "as in this place")),
        ),
        Choice(
            "preset",
            "Rules of collaboration",
            "policy.collaboration.preset",
            nobody_is_partner,
            tuple((name, "as they are" if name == "none" else w) for name, w in _words([*PRESETS])),
        ),
        Slider(
            "open", "How open partners are", "policy.observation.transparency", nobody_is_partner
        ),
        Slider(
            "reciprocity",
            "Effort answers effort",
            "policy.contribution.reciprocity",
            nobody_is_partner,
            high=0.7,
        ),
        Slider(
            "relationship",
            "Spent on the relationship alone",
            "policy.governance.relational_effort",
            nobody_is_partner,
            high=20.0,
            step=1.0,
            unit=POUNDS,
        ),
        Slider(
            "meetings",
            "Meetings a quarter",
            "policy.meetings.meetings",
            nobody_convenes,
            high=13.0,
            step=0.5,
        ),
        Choice(
            "governance",
            "Who coordinates",
            "policy.governance.mode",
            nobody_is_partner,
            (
                ("shared", "all with all"),
                ("lead", "one lead"),
                ("network-administrative", "the network office"),
            ),
        ),
        Choice(
            "sunset",
            "Sunset review",
            "policy.review.sunset",
            nobody_is_partner,
            ((False, "no"), (True, "yes: those that deliver little may be closed")),
        ),
        Slider(
            "seats",
            "Residents' seats at the table",
            "policy.indices.resident_seats",
            nobody_is_partner,
            unit="%",
        ),
        Slider(
            "share",
            "Share of costs that beneficiaries reimburse",
            "policy.sharing.benefit_share",
            nothing_to_repay,
            unit="%",
        ),
        Slider(
            "motive",
            "Wish to be seen in partnership",
            "policy.signing.legitimacy_motive",
            nothing_to_announce,
            high=1.2,
        ),
        Choice(
            "selection",
            "Who is asked",
            "policy.agenda.selection",
            nothing_is_proposed,
            _words(["trust", "homophily", "price", "assigned", "trust-and-broker"]),
        ),
        Choice(
            "agreement",
            "Who must say yes",
            "policy.signing.agreement",
            nothing_is_proposed,
            _words(["unanimity", "supermajority", "lead", "imposed"]),
        ),
    )
}
"""Rules, by name."""

HAPPENINGS: dict[str, Happening] = {
    happening.name: happening
    for happening in (
        Happening("crisis", "A crisis", "crisis", "", (("intensity", 1.0),)),
        Happening("election", "An election everywhere", "election", ""),
        Happening("champion", "A champion leaves", "officer-leaves", "organisation"),
        Happening("withdrawal", "A member gives notice", "member-withdraws", "organisation"),
        Happening("absence", "A partner disengages", "stops-turning-up", "organisation"),
        Happening("closure", "A partnership is closed", "closure", "partnership"),
    )
}
"""What can be made to happen, by name."""
