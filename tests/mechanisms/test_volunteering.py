"""Volunteering: what moves people to give time (A25)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.volunteering import VolunteeringParameters, chance, odds_of
from sim.rules.odds import ERROR
from tests.build import QUIET, world

ODDS = odds_of(VolunteeringParameters())
move = st.floats(-0.3, 0.3)


def test_at_reference_twenty_two_in_a_hundred_volunteer():
    assert chance(0.0, 0.0, 0.0, ODDS) == pytest.approx(0.22, abs=ERROR)


@given(move, move, st.floats(-1.0, 1.0))
def test_belonging_influence_and_being_asked_never_put_anybody_off(belonging, influence, push):
    now = chance(belonging, influence, push, ODDS)
    assert 0.0 < now < 1.0
    assert chance(belonging + 0.1, influence, push, ODDS) > now
    assert chance(belonging, influence + 0.1, push, ODDS) > now
    assert chance(belonging, influence, push + 0.1, ODDS) > now


def test_in_an_unchanged_world_the_share_of_volunteers_stays():
    model = world(12, {**QUIET, "policy.funding.grant_cut": 0.0, "policy.demand.enabled": False})
    for place in model.places:
        assert place.volunteers == place.volunteers_at_start == pytest.approx(0.22, abs=1e-5)


def test_community_entrepreneurs_ask_and_are_answered():
    plain, asked = (world(6, {**QUIET, "policy.volunteering.entrepreneurs": n}) for n in (0.0, 2.0))
    for a, b in zip(plain.places, asked.places, strict=True):
        assert b.volunteers > a.volunteers
