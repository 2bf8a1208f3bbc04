"""Residents at the start: fifths follow deprivation, and whole people add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.residents import fifth_shares, largest_remainder


def test_at_the_reference_score_every_fifth_is_as_large():
    assert fifth_shares(21.7, 21.7, 0.06) == pytest.approx([0.2] * 5)


def test_a_deprived_place_has_more_of_the_most_deprived_fifth():
    shares = fifth_shares(30.0, 21.7, 0.06)
    assert list(shares) == sorted(shares, reverse=True)
    assert shares.sum() == pytest.approx(1.0)


@given(st.integers(0, 10**6), st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5))
def test_whole_people_add_up_to_everybody(total, weights):
    shares = np.array(weights) / sum(weights)
    parts = largest_remainder(total, shares)
    assert parts.sum() == total
    assert (np.abs(parts - total * shares) < 1.0 + 1e-6).all()
