"""Resident indices: what pushes them, by hand, and what the world does to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.indices import (
    Here,
    IndicesParameters,
    Slopes,
    belonging_goal,
    capability_goal,
    conditions,
    influence_goal,
    mean_gloss,
    met_share,
    resilience_goal,
    satisfaction_goal,
    trust_goal,
)
from tests.build import QUIET, SHARED_OFFICE, world

SLOPES = Slopes(*(getattr(IndicesParameters(), name) for name in Slopes._fields))
CALM = Here(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def test_needs_are_met_in_proportion_to_how_much_one_needs_each():
    here = CALM._replace(care=0.5, youth=0.0)
    assert met_share(2.0, 1.0, 1.0, 0.0, 0.0, here) == pytest.approx((1.0 + 1.0) / 4.0)


def test_in_a_calm_world_nothing_pushes_anybody():
    assert satisfaction_goal(1.0, 0.0, CALM, SLOPES) == 0.0
    assert trust_goal(0.0, 0.0, CALM, SLOPES) == 0.0
    assert influence_goal(CALM, SLOPES) == belonging_goal(CALM, SLOPES) == 0.0
    assert capability_goal(1.0, SLOPES) == resilience_goal(0.0, 0.0, SLOPES) == 0.0


def test_satisfaction_by_hand():
    here = CALM._replace(contention=0.5, notice=1.0)
    expected = 0.45 * -0.2 + 0.15 * 0.1 - 0.10 * 0.5 - 0.05
    assert satisfaction_goal(0.8, 0.1, here, SLOPES) == pytest.approx(expected)


def test_trust_by_hand():
    here = CALM._replace(gloss=0.5, undebated=0.2)
    expected = 0.40 * -0.1 + 0.20 * 0.05 - 0.20 * 0.5 - 0.10 * 0.2
    assert trust_goal(-0.1, 0.05, here, SLOPES) == pytest.approx(expected)


@given(st.floats(0.0, 1.0))
def test_unmet_need_never_helps_anybody(met):
    assert satisfaction_goal(met, 0.0, CALM, SLOPES) <= 0.0
    assert capability_goal(met, SLOPES) <= 0.0


def test_cuts_lower_satisfaction_with_the_same_luck():
    mild, deep = (
        world(40, {**QUIET, "policy.funding.grant_cut": cut}).residents.means_by_place()[:, 0]
        for cut in (0.0, 0.08)
    )
    assert (deep < mild).all()


def test_seats_at_the_table_raise_influence_where_something_is_delivered():
    without, with_seats = (
        world(20, {**SHARED_OFFICE, "policy.indices.resident_seats": seats}).residents
        for seats in (0.0, 0.3)
    )
    assert (with_seats.means_by_place()[:, 2] > without.means_by_place()[:, 2]).all()


def test_a_place_feels_what_its_own_councils_do():
    model = world(12, SHARED_OFFICE)
    rows = conditions(model, IndicesParameters())
    council = model.places[0].responsible[0]
    assert rows[0][:5] == pytest.approx(council.coverage)
    assert rows[0][8] == pytest.approx(model.partnerships[0].gloss)


def test_gloss_is_weighted_by_what_partnerships_aim_to_save():
    model = world(12, SHARED_OFFICE)
    (partnership,) = model.partnerships
    assert mean_gloss([]) == 0.0
    assert mean_gloss([partnership, partnership]) == pytest.approx(partnership.gloss)


def test_isolation_grows_only_if_a_trend_says_so():
    steady, trend = (
        world(
            12, {**QUIET, "policy.funding.enabled": False, "policy.indices.isolation_trend": t}
        ).residents
        for t in (0.0, 1.0)
    )
    assert (trend.means_by_place()[:, 3] < steady.means_by_place()[:, 3]).all()
