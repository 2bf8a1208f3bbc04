"""Incidents: what capacity and services take off them, on the same luck."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.incidents import IncidentParameters, asb_factor, fire_factor, posts_spared
from tests.build import QUIET, world

NUMBERS = IncidentParameters()


def test_in_an_unchanged_place_nothing_changes():
    assert asb_factor(0.0, 1.0, 0.0, NUMBERS) == fire_factor(0.0, 0.0, NUMBERS) == 1.0


def test_cutting_youth_work_brings_trouble_and_capacity_takes_it_off():
    assert asb_factor(0.0, 0.5, 0.0, NUMBERS) == pytest.approx(2.718**0.4, abs=0.01)
    assert asb_factor(0.3, 1.0, 0.0, NUMBERS) < 1.0


@given(st.floats(0.0, 0.6), st.floats(0.0, 1.0))
def test_dividends_and_capacity_never_bring_fires(capacity, dividend):
    assert fire_factor(capacity, dividend, NUMBERS) <= 1.0


def test_posts_are_spared_whole_or_not_at_all():
    assert posts_spared(1599.0, NUMBERS) == 0
    assert posts_spared(1600.0, NUMBERS) == 1
    assert posts_spared(-1.0, NUMBERS) == -1


def test_at_quarter_nought_nothing_was_avoided_and_rates_are_the_usual():
    model = world(1, {**QUIET, "place.councils": 60, "policy.funding.grant_cut": 0.0})
    people = sum(place.population for place in model.places)
    assert all(place.fires_avoided == 0 for place in model.places)
    assert sum(place.asb for place in model.places) / people == pytest.approx(6.0, rel=0.05)
    assert sum(place.fires for place in model.places) / people == pytest.approx(0.12, rel=0.15)


def test_deep_cuts_bring_more_incidents_than_at_quarter_nought():
    model = world(30, {**QUIET, "policy.funding.grant_cut": 0.08})
    assert sum(place.asb_avoided for place in model.places) < 0
