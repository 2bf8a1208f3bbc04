"""Aggregation: CES means, and helpers that keep numbers in bounds."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.aggregation import clip, constant_elasticity, logistic

shares = st.lists(st.floats(0.01, 1.0), min_size=1, max_size=8)


def test_two_inputs_by_hand_at_minus_one_are_the_harmonic_mean():
    assert constant_elasticity((0.2, 0.6), -1.0) == pytest.approx(2 / (1 / 0.2 + 1 / 0.6))


@given(shares, st.floats(-50.0, 1.0))
def test_the_aggregate_lies_between_the_least_and_the_mean(inputs, substitution):
    found = constant_elasticity(inputs, substitution)
    assert min(inputs) - 1e-9 <= found <= math.fsum(inputs) / len(inputs) + 1e-9


@given(shares, st.floats(-50.0, 1.0))
def test_order_does_not_matter(inputs, substitution):
    backwards = constant_elasticity(inputs[::-1], substitution)
    assert constant_elasticity(inputs, substitution) == pytest.approx(backwards, rel=1e-12)


@given(shares)
def test_the_nearer_to_the_weakest_link_the_less_it_adds_up_to(inputs):
    values = [constant_elasticity(inputs, s) for s in (1.0, 0.0, -1.0, -4.0, -math.inf)]
    assert all(a >= b - 1e-9 for a, b in pairwise(values))


def test_one_missing_input_brings_a_chain_to_nothing_but_not_a_sum():
    assert constant_elasticity((0.0, 0.8), -4.0) == 0.0
    assert constant_elasticity((0.0, 0.8), 1.0) == pytest.approx(0.4)


@given(st.floats(-1000.0, 1000.0))
def test_the_logistic_is_a_chance_and_symmetric(x):
    assert 0.0 <= logistic(x) <= 1.0
    assert logistic(x) + logistic(-x) == pytest.approx(1.0)


def test_clip_keeps_within_bounds():
    assert [clip(x) for x in (-1.0, 0.3, 2.0)] == [0.0, 0.3, 1.0]
    assert clip(5.0, 0.0, 3.0) == 3.0
