"""Observation: openness, offices and numbers decide how clearly partners see each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.observation import ObservationParameters, observation_error


def test_full_openness_removes_all_error():
    assert observation_error(2, "shared", 1.0, ObservationParameters(transparency=1.0)) == 0.0


def test_half_openness_leaves_half_of_it():
    assert observation_error(2, "shared", 1.0, ObservationParameters()) == pytest.approx(0.175)


def test_an_office_sees_more_clearly():
    numbers = ObservationParameters()
    office = observation_error(5, "network-administrative", 1.0, numbers)
    assert office == pytest.approx(0.6 * observation_error(5, "shared", 1.0, numbers))


@given(st.integers(2, 59))
def test_more_members_are_harder_to_see(members):
    numbers = ObservationParameters()
    more = observation_error(members + 1, "shared", 1.0, numbers)
    assert observation_error(members, "shared", 1.0, numbers) < more


def test_who_does_not_know_what_was_wanted_sees_less_of_who_did_it():
    numbers = ObservationParameters()
    clear, half, unclear = (observation_error(2, "shared", c, numbers) for c in (1.0, 0.5, 0.0))
    assert clear < half < unclear
    assert unclear == pytest.approx(2.0 * clear)
