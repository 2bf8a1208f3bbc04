"""Resident indices: what pushes them, by hand, and what the world does to them."""

import pytest

from sim.measures import MEASURES
from sim.mechanisms.indices import conditions, mean_gloss
from tests.build import QUIET, SHARED_OFFICE, world


def test_cuts_lower_satisfaction_with_the_same_luck():
    mild, deep = (
        world(40, {**QUIET, "policy.funding.grant_cut": cut}).residents.by_place.means[:, 0]
        for cut in (0.0, 0.08)
    )
    assert (deep < mild).all()


def test_seats_at_the_table_raise_influence_where_something_is_delivered():
    without, with_seats = (
        world(20, {**SHARED_OFFICE, "policy.indices.resident_seats": seats}).residents
        for seats in (0.0, 0.3)
    )
    assert (with_seats.by_place.means[:, 2] > without.by_place.means[:, 2]).all()


def test_a_place_feels_what_its_own_councils_do():
    model = world(12, SHARED_OFFICE)
    rows = conditions(model)
    council = model.places[0].responsible[0]
    assert rows[0][:5] == pytest.approx(1.0 - council.coverage)
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
    assert (trend.by_place.means[:, 3] < steady.by_place.means[:, 3]).all()


def test_where_tenants_are_looked_down_on_the_most_deprived_fall_behind():
    gaps = [
        MEASURES["stigma_gap"].value(
            world(12, {**QUIET, "policy.indices.stigma": s, "place.residents_per_council": 200})
        )
        for s in (0.0, 1.0)
    ]
    assert (gaps[1] - gaps[0] > 0.05).all()
