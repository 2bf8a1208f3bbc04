"""Statistics: intervals, paired differences, and what they let one say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, nct, t

from sim.analysis.statistics import (
    Estimate,
    PairedEstimate,
    Running,
    estimate,
    judged,
    paired,
    pairs_needed,
    verdict,
)

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


def test_line_3_a_difference_of_rounding_is_none_and_has_no_variance_ratio():
    base = np.array([1e6, 2e6, 3e6])
    found = paired(base, base + np.array([1e-8, 0.0, -1e-8]))
    assert found.same
    assert found.difference == Estimate(0.0, 0.0, 0.0, 3)
    assert (found.variance_ratio, found.replicates_needed) == (None, None)


@pytest.mark.parametrize("effect", [0.3, 0.8, 1.0, 1.5, 2.0, 3.0, 5.0])
def test_line_3_so_many_pairs_show_a_difference_in_four_of_five_and_fewer_do_not(effect):
    needed = pairs_needed(effect, 1.0)

    def power(n):
        limit, shift = t.ppf(0.975, n - 1), effect * math.sqrt(n)
        return nct.sf(limit, n - 1, shift) + nct.cdf(-limit, n - 1, shift)

    assert power(needed) >= 0.8
    assert needed == 2 or power(needed - 1) < 0.8


def test_line_3_a_difference_beyond_reach_needs_no_number_of_pairs():
    assert pairs_needed(1e-9, 1.0) is None
    assert pairs_needed(1.0, 0.0) == 2


def test_line_1_none_in_ten_is_not_never():
    none = estimate([0.0] * 10, (0.0, 1.0), rate=True)
    assert none.low == 0.0
    assert none.high == pytest.approx(binomtest(0, 10).proportion_ci(0.95, "exact").high)
    assert estimate([1.0] * 10, (0.0, 1.0), rate=True).low == pytest.approx(1.0 - none.high)
    assert estimate([0.0] * 10, (0.0, math.inf), rate=True) == Estimate(0.0, 0.0, None, 10)


def test_line_1_none_in_ten_pairs_is_not_no_difference():
    nothing = np.zeros(10)
    found = paired(nothing, nothing, (0.0, 1.0), rate=True)
    assert found.difference.low == -found.difference.high < -0.3
    assert verdict(found, "lower") == "none seen"


def test_line_1_runs_of_one_replicate_are_not_counted_as_if_independent():
    shared, runs = [0.0, 10.0], [(point, r) for point in range(50) for r in range(2)]
    found = estimate(shared * 50, runs=runs)
    alone = estimate(shared)
    assert (found.low, found.high) == pytest.approx((alone.low, alone.high))


def test_line_1_where_a_point_has_one_run_only_no_interval_is_known():
    found = estimate([1.0, 2.0, 5.0], runs=[(0, 0), (0, 1), (1, 0)])
    assert found == Estimate(3.25, None, None, 3)


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
    same = found.low == found.high == 0.0
    assert verdict(PairedEstimate(found, same, None, None), better) == said


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


def test_line_3_only_verdicts_that_chance_can_turn_are_counted():
    said = [
        "no difference",
        "none seen",
        "no clear change",
        "lower",
        "higher (better)",
        "not defined",
    ]
    assert judged(said) == 3
