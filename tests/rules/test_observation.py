"""Observation: openness, offices and numbers decide how clearly partners see each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.observation import ObservationParameters, observation_error


def test_full_openness_removes_all_error():
    assert observation_error(2, "shared", ObservationParameters(transparency=1.0)) == 0.0


def test_half_openness_leaves_half_of_it():
    assert observation_error(2, "shared", ObservationParameters()) == pytest.approx(0.175)


def test_an_office_sees_more_clearly():
    numbers = ObservationParameters()
    office = observation_error(5, "network-administrative", numbers)
    assert office == pytest.approx(0.6 * observation_error(5, "shared", numbers))


@given(st.integers(2, 59))
def test_more_members_are_harder_to_see(members):
    numbers = ObservationParameters()
    more = observation_error(members + 1, "shared", numbers)
    assert observation_error(members, "shared", numbers) < more
