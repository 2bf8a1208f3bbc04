"""Valuation: what a proposal seems worth, who has to agree, and what is announced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.valuation import (
    SigningParameters,
    Stakes,
    accepted,
    declared_integration,
    hurdle,
    value,
)

STAKES = Stakes(idea=1.0, base=400.0, worth=4.5, set_up_ratio=1.0, overhead=4.0)


def test_the_value_of_a_usual_proposal_by_hand():
    expected = 4.5 * 1.3 * (0.2 + 0.6 * 0.3) - 1.0 * 0.85 - 5 * 4.0 / 400.0 - 0.8 * 0.7
    assert value(0.3, STAKES, 0.3, SigningParameters()) == pytest.approx(expected)


def test_pressure_and_motive_lower_the_hurdle():
    assert hurdle(0.0, 0.0) == 1.2
    assert hurdle(1.5, 0.75) == pytest.approx(1.2 - 0.6 - 0.75)


@pytest.mark.parametrize(
    ("rule", "answers", "signed"),
    [
        ("unanimity", [True, True, True], True),
        ("unanimity", [True, True, False], False),
        ("supermajority", [True, True, False], True),
        ("supermajority", [True, False, False], False),
        ("lead", [True, False, False], True),
        ("lead", [False, True, True], False),
        ("imposed", [False, False, False], True),
    ],
)
def test_who_has_to_say_yes_when_the_first_leads(rule, answers, signed):
    assert accepted(answers, 0, rule) is signed


def test_without_a_motive_the_honest_expectation_is_declared():
    assert declared_integration(0.5, 0.0, 0.0) == 0.5


@given(st.floats(0.0, 1.0), st.floats(0.0, 2.0), st.floats(-3.0, 3.0))
def test_what_is_declared_is_never_nothing_and_never_everything(honest, motive, worth):
    assert 0.2 <= declared_integration(honest, motive, worth) <= 0.95


def test_motive_moves_what_is_declared():
    plain, eager = (declared_integration(0.5, motive, 0.0) for motive in (0.0, 1.2))
    assert eager > plain + 0.2
