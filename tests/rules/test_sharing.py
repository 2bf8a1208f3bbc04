"""Sharing: the index of wrong pockets."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.sharing import wrong_pocket

sums = st.dictionaries(st.sampled_from("abcd"), st.floats(0.01, 100.0), min_size=1)


def test_one_pays_and_another_gains_is_all_wrong():
    assert wrong_pocket({"council": 5.0}, {"police": 9.0}) == 1.0


def test_who_pays_a_fifth_and_gains_everything():
    assert wrong_pocket({"a": 1.0, "b": 4.0}, {"a": 2.0}) == pytest.approx(0.8)


def test_equal_cost_and_benefit_shares_are_all_right():
    assert wrong_pocket({"a": 2.0, "b": 2.0}, {"a": 7.0, "b": 7.0}) == 0.0


def test_without_costs_or_benefits_there_is_nothing_to_say():
    assert math.isnan(wrong_pocket({}, {"a": 1.0}))
    assert math.isnan(wrong_pocket({"a": 1.0}, {"a": 0.0}))


@given(sums, sums)
def test_it_is_between_none_and_all(costs, benefits):
    assert -1e-12 <= wrong_pocket(costs, benefits) <= 1.0 + 1e-12
