"""Friction: what stands between partners, part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.friction import FrictionParameters, friction, market_share_after

NUMBERS = FrictionParameters()
share = st.floats(0.0, 1.0)


def test_the_parts_add_up_by_hand():
    parts = 0.20 * 0.5 + 0.25 * (1.1 - 0.5) + 0.20 * 0.2 + 0.15 * 0.4 + 0.1
    assert friction(0.5, 1.1, 0.2, 0.4, 0.1, NUMBERS) == pytest.approx(parts)


def test_stress_is_borne_up_to_one_half():
    assert friction(0.0, 0.5, 0.0, 0.0, 0.0, NUMBERS) == 0.0
    assert friction(0.0, 0.7, 0.0, 0.0, 0.0, NUMBERS) == pytest.approx(0.05)


def test_one_number_may_stand_for_all_of_it():
    assert friction(1.0, 1.5, 1.0, 1.0, 1.0, FrictionParameters(fixed=0.15)) == 0.15


@given(share, share, share, share)
def test_more_of_any_part_never_means_less(competition, stress, market, distance):
    calm = friction(competition, stress, market, distance, 0.0, NUMBERS)
    assert friction(min(1.0, competition + 0.1), stress, market, distance, 0.0, NUMBERS) >= calm
    assert friction(competition, stress + 0.1, market, distance, 0.0, NUMBERS) >= calm
    assert friction(competition, stress, market, distance, 0.1, NUMBERS) > calm


def test_associations_drift_to_the_market_for_as_long_as_commercial_pressure_lasts():
    assert market_share_after(0.0, NUMBERS) == NUMBERS.market_share
    grown = NUMBERS.market_share * (1.0 + NUMBERS.market_growth)
    assert market_share_after(1.0, NUMBERS) == pytest.approx(grown)
    assert market_share_after(100.0, NUMBERS) == 1.0
