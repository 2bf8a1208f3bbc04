"""Savings: the ramp, the dip, the claim, and what setting up costs."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.saving import BenefitParameters, claimed, ramp, realised, set_up_cost

ages = st.integers(0, 80)
unit = st.floats(0.0, 1.0)


def test_the_first_quarter_by_hand():
    numbers = BenefitParameters()
    expected = 100.0 * (0.5 * (1 - math.exp(-1 / 6)) - 0.25)
    assert realised(400.0, 0.5, 0, numbers) == pytest.approx(expected)


def test_nothing_is_claimed_in_the_first_quarter_and_nearly_all_in_the_end():
    numbers = BenefitParameters()
    assert claimed(400.0, 0.8, 0, 0.3, numbers) == 0.0
    assert claimed(400.0, 0.8, 200, 0.3, numbers) == pytest.approx(100.0 * 0.8 * 1.3)


@given(ages, unit)
def test_without_a_dip_nothing_is_lost(age, effective):
    assert realised(400.0, effective, age, BenefitParameters(dip=0.0)) >= 0.0


@given(ages, unit, unit)
def test_real_savings_follow_what_is_put_in_and_claims_what_is_declared(age, less, more):
    low, high = sorted((less, more))
    numbers = BenefitParameters()
    assert realised(400.0, low, age, numbers) <= realised(400.0, high, age, numbers)
    assert claimed(400.0, low, age, 0.3, numbers) <= claimed(400.0, high, age, 0.3, numbers)


@given(ages)
def test_a_saving_builds_up(age):
    assert 0.0 <= ramp(age, 6.0) <= ramp(age + 1, 6.0) <= 1.0


def test_the_first_scheme_costs_a_fifth_more_and_the_eleventh_no_less_than_the_tenth():
    numbers = BenefitParameters()
    assert set_up_cost(400.0, 1.0, 0, 0.0, numbers) == pytest.approx(480.0)
    assert set_up_cost(400.0, 1.0, 10, 0.0, numbers) == set_up_cost(400.0, 1.0, 11, 0.0, numbers)


def test_shared_research_and_evaluation_each_halve_what_is_promised_too_much():
    assert BenefitParameters().optimism(0.0) == pytest.approx(0.30)
    assert BenefitParameters().optimism(1.0) == pytest.approx(0.15)
    assert BenefitParameters(shared_research=1.0).optimism(1.0) == pytest.approx(0.075)


def test_disruption_fades_by_a_third_power_of_e_a_quarter():
    numbers = BenefitParameters()
    for age in (1, 3, 9):
        assert realised(400.0, 0.0, age, numbers) == pytest.approx(-25.0 * math.exp(-age / 3.0))


def test_optimism_adds_half_of_itself_to_what_setting_up_costs():
    numbers = BenefitParameters()
    assert set_up_cost(400.0, 0.5, 1, 0.3, numbers) == pytest.approx(0.5 * 1.1 * 400.0 * 1.15)
