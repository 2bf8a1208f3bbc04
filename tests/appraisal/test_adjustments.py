"""Adjustments: what guidance takes off claims, each rule by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.appraisal.adjustments import (
    additional,
    equity_weights,
    fading,
    lagged,
    less_optimism,
    with_optimism,
)
from sim.appraisal.settings import load_settings

SETTINGS = load_settings()
shares = st.floats(0.0, 1.0)


def additionality(**values):
    return SETTINGS.additionality.model_copy(update=values)


def test_optimism_comes_off_benefits_and_goes_on_costs_by_grade():
    hundred = np.array([100.0])
    off = [float(less_optimism(hundred, SETTINGS.optimism, g)[0]) for g in range(1, 7)]
    on = [float(with_optimism(hundred, SETTINGS.optimism, g)[0]) for g in range(1, 7)]
    assert off == pytest.approx([100, 95, 90, 85, 75, 60])
    assert on == pytest.approx([100, 105, 110, 115, 125, 140])


def test_a_lag_moves_amounts_later_and_drops_what_passes_the_horizon():
    assert lagged(np.array([[1.0, 2.0, 3.0]]), 1).tolist() == [[0.0, 1.0, 2.0]]
    assert lagged(np.array([[1.0, 2.0]]), 5).tolist() == [[0.0, 0.0]]


def test_a_benefit_fades_by_full_years():
    assert fading(9, 0.5).tolist() == [1.0] * 4 + [0.5] * 4 + [0.25]


def test_what_is_additional_by_hand():
    numbers = additionality(deadweight=0.2, attribution=0.5, drop_off=0.1, lag_quarters=4)
    found = additional(np.full((1, 8), 100.0), numbers)
    assert found.tolist() == [[0.0] * 4 + [pytest.approx(100 * 0.9 * 0.8 * 0.5)] * 4]


def test_neutral_settings_change_nothing():
    claims = np.arange(12.0).reshape(2, 6)
    assert (additional(claims, SETTINGS.additionality) == claims).all()


@given(shares, shares, shares, st.integers(0, 8))
def test_no_adjustment_makes_a_benefit_larger(deadweight, attribution, drop_off, lag):
    numbers = additionality(
        deadweight=deadweight, attribution=attribution, drop_off=drop_off, lag_quarters=lag
    )
    assert 0.0 <= additional(np.full((1, 8), 1.0), numbers).sum() <= 8.0


def test_a_pound_counts_for_more_where_people_have_less():
    weights = equity_weights(SETTINGS.equity)
    assert (np.diff(weights) < 0.0).all()
    assert weights[2] == 1.0
