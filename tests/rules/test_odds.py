"""Odds: a chance by formula is the logistic curve, as near as it says."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.core.compiled import compiled
from sim.rules.odds import ERROR, chance_at

compiled_chance = compiled(chance_at)
ODDS = np.linspace(-40.0, 40.0, 80_001, dtype=np.float32)


def test_a_chance_is_within_its_stated_error_of_the_logistic_curve_everywhere():
    found = np.array([chance_at(x) for x in ODDS], float)
    assert np.abs(found - 1.0 / (1.0 + np.exp(-ODDS.astype(float)))).max() < ERROR
    assert found.min() >= 0.0
    assert found.max() <= 1.0


def test_compiled_it_is_the_same_to_the_last_bit():
    assert [compiled_chance(x) for x in ODDS[::50]] == [chance_at(x) for x in ODDS[::50]]


@given(st.floats(-60.0, 60.0, width=32))
def test_a_chance_and_that_of_the_opposite_odds_add_up_to_one(x):
    assert abs(chance_at(np.float32(x)) + chance_at(np.float32(-x)) - 1.0) < 1e-6


def test_even_odds_are_a_half():
    assert chance_at(np.float32(0.0)) == 0.5
