"""Programme: chances with and without help, and nobody is ever worse off for it (A15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.programme import (
    ProgrammeParameters,
    chance_with,
    chance_without,
    crisis_chance,
    expected_benefit,
    mean_risk,
    offence_free_with,
    support,
)

NUMBERS = ProgrammeParameters()
share = st.floats(0.0, 1.0)


def test_at_average_risk_just_under_half_find_something_by_themselves():
    assert mean_risk(NUMBERS) == pytest.approx(0.4775)
    assert chance_without(mean_risk(NUMBERS), NUMBERS) == pytest.approx(0.47)


def test_at_three_quarters_of_full_help_six_in_ten_do():
    assert chance_with(mean_risk(NUMBERS), 0.75, 0.0, NUMBERS) == pytest.approx(0.60, abs=0.01)


@given(share, share)
def test_help_never_makes_anybody_worse_off(risk, given_help):
    assert chance_with(risk, given_help, 0.0, NUMBERS) >= chance_without(risk, NUMBERS)
    assert offence_free_with(given_help, NUMBERS) >= NUMBERS.offence_free


@given(share, share)
def test_more_risk_means_more_crises_and_fewer_chances(one, other):
    low, high = sorted((one, other))
    assert crisis_chance(low, NUMBERS) <= crisis_chance(high, NUMBERS)
    assert chance_without(low, NUMBERS) >= chance_without(high, NUMBERS)


def test_full_help_gets_everybody_over_a_crisis():
    assert support(0.0, NUMBERS) == 0.4
    assert support(1.0, NUMBERS) == 1.0


def test_sharing_benefits_makes_the_case_for_the_payer():
    alone, shared = (expected_benefit(0.5, beta, NUMBERS) for beta in (0.0, 0.5))
    assert alone == pytest.approx(1.2 * 0.30)
    assert shared == pytest.approx(1.2 * 0.65)
