"""Capacity: growth, wear, the threshold, and two ends from one load (P19)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.capacity import CapacityParameters, capacity, grown, hill, rest_point

NUMBERS = CapacityParameters()
share = st.floats(0.0, 1.0)


def settled(start, load, investment=1.0):
    level = start
    for _ in range(300):
        level = grown(level, investment, load, NUMBERS.use, NUMBERS)
    return level


@pytest.mark.parametrize(
    ("pounds", "rest"), [(0.0, 0.184), (0.5, 0.471), (1.0, 0.551), (2.0, 0.609), (4.0, 0.646)]
)
def test_each_pound_a_head_builds_less_than_the_one_before(pounds, rest):
    assert rest_point(pounds, NUMBERS) == pytest.approx(rest, abs=0.001)


def test_at_the_rest_point_nothing_moves():
    rest = rest_point(0.0, NUMBERS)
    assert grown(rest, 0.0, 0.0, NUMBERS.use, NUMBERS) == pytest.approx(rest, abs=1e-9)


def test_under_the_same_load_a_weak_community_breaks_and_a_strong_one_holds():
    assert settled(0.25, 0.5) == pytest.approx(0.149, abs=0.001)
    assert settled(0.60, 0.5) == pytest.approx(0.551, abs=0.001)


def test_people_without_groups_and_groups_without_people_carry_nothing():
    assert capacity(0.35, 0.0, NUMBERS) == capacity(0.0, 0.8, NUMBERS) == 0.0
    assert capacity(0.35, 0.8, NUMBERS) == 1.0


def test_half_is_delivered_at_the_threshold():
    assert hill(0.45, 0.45) == pytest.approx(0.5)
    assert hill(0.0, 0.45) == 0.0


@given(share, st.floats(0.0, 4.0), st.floats(0.0, 2.0), share)
def test_capacity_stays_a_share_and_load_never_helps(level, money, load, use):
    calm, loaded = (grown(level, money, x, use, NUMBERS) for x in (0.0, load))
    assert 0.0 <= loaded <= calm <= 1.0


def test_switched_off_nothing_ever_moves():
    off = CapacityParameters(enabled=False).effective()
    assert grown(0.3, 2.0, 3.0, 0.3, off) == 0.3
    assert rest_point(0.0, off) == pytest.approx(rest_point(0.0, NUMBERS))
