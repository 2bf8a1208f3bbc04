"""Counts: the distribution is Poisson, and luck orders worlds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson as reference

from sim.rules.counts import poisson

luck = st.floats(1e-9, 1.0 - 1e-9)


@given(st.floats(0.01, 2000.0), luck)
def test_it_is_the_inverse_of_the_distribution(rate, u):
    assert poisson(rate, u) == reference.ppf(u, rate)


@given(st.floats(0.0, 500.0), st.floats(0.0, 500.0), luck)
def test_the_larger_rate_never_has_the_smaller_count(one, other, u):
    low, high = sorted((one, other))
    assert poisson(low, u) <= poisson(high, u)


def test_mean_and_variance_are_the_rate():
    draws = [poisson(24.0, (i + 0.5) / 4000) for i in range(4000)]
    assert np.mean(draws) == pytest.approx(24.0, abs=0.05)
    assert np.var(draws) == pytest.approx(24.0, rel=0.02)


def test_nothing_happens_at_rate_zero():
    assert poisson(0.0, 0.999) == 0
