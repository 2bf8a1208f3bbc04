"""Signing: what a proposal is worth, who says yes, what is declared, and what it is not."""

import pytest

from sim.agents.partnership_types import LAND_AND_FUNDING
from sim.agents.proposal import Proposal
from sim.agents.ties import near
from sim.core.services import Service
from sim.mechanisms.signing import says_yes
from sim.rules.valuation import (
    Stakes,
)
from tests.build import SHARED_OFFICE, world

SELLS_ALL = {
    "policy.friction.commercial_pressure": True,
    "uncertainty.friction.market_share": 0.6,
}
"""Associations that build for sale alone in the end."""
STAKES = Stakes(idea=1.0, base=400.0, worth=4.5, set_up_ratio=1.0, overhead=4.0)


def test_motive_does_not_move_what_members_put_in():
    quiet = {
        **SHARED_OFFICE,
        "policy.review.enabled": False,
        "uncertainty.trust.gain": 0.03,
        "policy.trust.enabled": False,
        "uncertainty.leadership.evidence_effect": 0.0,
        "uncertainty.friction.fixed": 0.06,
    }
    plain, eager = (
        world(20, {**quiet, "policy.signing.legitimacy_motive": motive}).partnerships[0]
        for motive in (0.0, 1.2)
    )
    assert eager.declared > plain.declared
    assert eager.effective == plain.effective


def test_a_stronger_motive_signs_more_with_the_same_luck():
    few, many = (
        sum(
            len(world(40, {"policy.signing.legitimacy_motive": m}, replicate=r).partnerships)
            for r in range(8)
        )
        for m in (0.0, 1.2)
    )
    assert many > few


def test_a_land_deal_in_which_every_home_is_sold_has_nothing_to_sign_for():
    model = world(40, {**SELLS_ALL, "policy.agenda.permitted": ("land-and-funding",)})
    refused = {e.reason for e in model.events.events if e.kind == "refused"}
    assert "nothing to be gained" in refused


def test_without_economies_of_scale_there_is_no_shared_service_to_sign():
    flat = {"uncertainty.scale.exponent": 0.0, "uncertainty.scale.director_post": 0.0}
    model = world(40, {**flat, "policy.agenda.permitted": ("shared-service",)})
    assert model.partnerships == []
    assert {e.reason for e in model.events.events if e.kind == "refused"} == {"no saving to be had"}


def test_joined_management_also_saves_a_director():
    values = {
        "policy.agenda.permitted": ("management-consolidation",),
        "uncertainty.agenda.arrival": 0.4,
        "uncertainty.agenda.weight_consolidation": 1.0,
    }
    lean, usual = (
        world(20, {**values, "uncertainty.scale.director_post": post}).partnerships
        for post in (0.0, 130.0)
    )
    assert usual[0].target_saving == pytest.approx(lean[0].target_saving + 130.0)


def test_a_planned_partnership_begins_without_anybody_being_asked():
    model = world(1, SHARED_OFFICE)
    (partnership,) = model.partnerships
    assert partnership.phase == "mobilising"
    assert partnership.target_saving == pytest.approx(400.0)


def test_a_scenario_may_say_what_a_planned_partnership_announces():
    loud = {**SHARED_OFFICE["partnership"][0], "declared": 0.9}
    model = world(1, {**SHARED_OFFICE, "partnership": (loud,)})
    assert model.partnerships[0].declared == 0.9


def test_partners_that_sign_for_the_first_time_may_advance_some_trust():
    generous = {**SHARED_OFFICE, "policy.signing.initial_generosity": 0.2}
    plain, kind = (world(0, v) for v in (SHARED_OFFICE, generous))
    for model in (plain, kind):
        model.step()
    before, after = (m.ties.trust(*m.councils) for m in (plain, kind))
    assert after == pytest.approx(before + 0.2 * 0.97, abs=1e-9)


def test_about_four_councils_in_five_make_partnership_a_priority():
    from sim.mechanisms.signing import motive_of

    model = world(0, {"place.councils": 300, "place.residents_per_council": 1})
    motives = [motive_of(model, council) for council in model.councils]
    assert 0.73 < sum(m > 0.5 * 0.75 for m in motives) / 300 < 0.87


def test_a_board_says_no_to_what_gives_its_own_association_nothing():
    model = world(1, {"policy.agenda.proposals": False, "uncertainty.trust.pre_tie_share": 0.0})
    council = model.councils[0]
    association = next(
        o for o in model.organisations if o.kind == "housing-association" and near(o, council)
    )
    members = (council, association)
    proposal = Proposal(LAND_AND_FUNDING, Service.HOUSING, members, 1.0, 1, 0, 0.0)
    poor = Stakes(idea=1.0, base=0.1, worth=4.5, set_up_ratio=0.5, overhead=10.0)
    sure = 50.0
    assert not says_yes(model, proposal, association, sure, poor)
    assert says_yes(model, proposal, council, sure, poor)
