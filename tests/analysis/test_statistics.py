"""Statistics: intervals, paired differences, and what they let one say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.statistics import Estimate, Running, estimate, paired, verdict

values = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30)


def test_the_interval_of_four_values_by_hand():
    found = estimate([1.0, 2.0, 3.0, 4.0])
    half = 3.182446 * math.sqrt(5.0 / 3.0) / 2.0
    assert (found.value, found.n) == (2.5, 4)
    assert (found.low, found.high) == pytest.approx((2.5 - half, 2.5 + half))


def test_one_value_has_no_interval_and_none_has_no_mean():
    assert estimate([3.0]) == Estimate(3.0, None, None, 1)
    assert estimate([]) == estimate([math.nan]) == Estimate(None, None, None, 0)


def test_undefined_replicates_are_left_out():
    assert estimate([1.0, math.nan, 3.0]).n == 2


@given(values)
def test_the_mean_lies_in_its_interval(numbers):
    found = estimate(numbers)
    assert found.low - 1e-6 <= found.value <= found.high + 1e-6


def test_the_interval_covers_the_truth_about_95_times_in_100():
    draws = np.random.default_rng(5).normal(2.0, 1.0, (2000, 8))  # noqa: TID251
    covered = sum(e.low <= 2.0 <= e.high for e in map(estimate, draws))
    assert 0.93 < covered / 2000 < 0.97


def test_shared_luck_cancels_in_a_paired_difference():
    base = np.array([1.0, 5.0, 9.0, 2.0])
    found = paired(base, base + np.array([0.9, 1.1, 1.0, 1.0]))
    assert found.difference.value == pytest.approx(1.0)
    assert found.variance_ratio > 1000.0
    assert found.replicates_needed == 2


def test_a_world_against_itself_differs_by_exactly_nothing():
    found = paired([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    assert found.difference == Estimate(0.0, 0.0, 0.0, 3)
    assert found.variance_ratio is None
    assert found.replicates_needed is None


def test_more_pairs_are_needed_the_smaller_the_difference():
    noise = np.array([-1.0, 1.0, -1.0, 1.0])
    large, small = (paired(np.zeros(4), noise + size).replicates_needed for size in (2.0, 0.2))
    assert large < small


@pytest.mark.parametrize(
    ("found", "better", "said"),
    [
        (Estimate(0.0, 0.0, 0.0, 5), "higher", "no difference"),
        (Estimate(1.0, -1.0, 3.0, 5), "higher", "no clear change"),
        (Estimate(1.0, 0.5, 1.5, 5), "higher", "higher (better)"),
        (Estimate(1.0, 0.5, 1.5, 5), "lower", "higher (worse)"),
        (Estimate(-1.0, -1.5, -0.5, 5), "lower", "lower (better)"),
        (Estimate(-1.0, -1.5, -0.5, 5), "neither", "lower"),
        (Estimate(1.0, None, None, 1), "higher", "one pair only"),
        (Estimate(None, None, None, 0), "higher", "not defined"),
    ],
)
def test_a_difference_in_words(found, better, said):
    assert verdict(found, better) == said


@given(values)
def test_values_that_come_one_by_one_have_the_interval_of_all_together(numbers):
    running = Running()
    for so_far, number in enumerate(numbers, 1):
        running.add(number)
        assert running.estimate.n == so_far
    one, whole = running.estimate, estimate(numbers)
    slack = 1e-6 * max(1.0, *map(abs, numbers))
    assert one.value == pytest.approx(whole.value, abs=slack)
    assert one.low == pytest.approx(whole.low, abs=slack)
    assert one.high == pytest.approx(whole.high, abs=slack)


def test_before_the_first_value_there_is_no_mean_and_after_it_no_interval():
    running = Running()
    assert running.estimate == Estimate(None, None, None, 0)
    running.add(3.0)
    assert running.estimate == Estimate(3.0, None, None, 1)


def test_the_pairs_that_a_difference_needs_by_hand():
    found = paired([0.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.0, 2.0])
    # Variance 4 / 3, difference 1: (2.802 x 1.1547) squared is 10.47.
    assert found.replicates_needed == 11
