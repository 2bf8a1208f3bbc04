"""Scale: unit cost falls with size, ever more slowly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.scale import ScaleParameters, scale_factor, unit_cost

people = st.floats(20.0, 2000.0)


def test_joining_saves_less_the_larger_the_councils_are():
    numbers = ScaleParameters()
    saved = [1 - unit_cost(2 * n, numbers) / unit_cost(n, numbers) for n in (50.0, 200.0, 800.0)]
    assert saved == pytest.approx([0.074, 0.056, 0.041], abs=0.001)


def test_two_councils_of_200_000_are_the_yardstick():
    assert scale_factor(200.0, 400.0, ScaleParameters()) == pytest.approx(1.0, abs=2e-4)


@given(people, people)
def test_without_economies_of_scale_joining_saves_nothing(own, other):
    assert scale_factor(own, own + other, ScaleParameters(exponent=0.0)) == 0.0


@given(people, people)
def test_joining_never_costs_more_a_head(own, other):
    assert scale_factor(own, own + other, ScaleParameters()) >= 0.0
