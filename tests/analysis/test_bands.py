"""Bands: random seeds and parameters are two, and a ratio of means is not a mean of ratios."""

import numpy as np
import pytest

from sim.analysis.bands import banded, banded_ratio, structure
from sim.analysis.statistics import estimate


def test_random_seeds_and_parameters_are_two_bands():
    found = banded(np.array([1.0, 3.0, 11.0, 13.0]), [(0, 0), (0, 1), (1, 0), (1, 1)])
    assert found.value == 7.0
    assert found.parameters == pytest.approx((2.0 + 0.025 * 10, 12.0 - 0.025 * 10))
    means = estimate([6.0, 8.0])
    assert found.seeds == pytest.approx((means.low, means.high))


def test_line_1_a_study_is_only_clear_if_its_replicates_agree():
    values = np.array([[1.0, -0.8, 1.1]] * 40)
    runs = [(point, replicate) for point in range(40) for replicate in range(3)]
    assert not banded(values.ravel(), runs).clear


def test_with_one_run_no_band_is_known_and_nothing_is_clear():
    found = banded(np.array([5.0]), [(0, 0)])
    assert (found.seeds, found.parameters, found.clear) == (None, None, False)


def test_structure_is_the_span_of_worlds_and_needs_two():
    one, two = (banded(np.array([x, x]), [(0, 0), (0, 1)]) for x in (1.0, 4.0))
    assert structure({"a": one, "b": two}) == (1.0, 4.0)
    assert structure({"a": one}) is None


def test_line_1_a_ratio_is_that_of_the_means_with_an_interval_that_holds_it():
    runs = [(0, replicate) for replicate in range(4)]
    found = banded_ratio(np.array([2.0, 4.0, 4.0, 6.0]), np.array([1.0, 1.0, 3.0, 3.0]), runs)
    assert found.value == 2.0
    assert found.seeds[0] < 2.0 < found.seeds[1]


def test_line_1_a_ratio_over_what_is_not_clear_of_zero_has_no_interval():
    runs = [(0, 0), (0, 1)]
    assert banded_ratio(np.ones(2), np.array([-1.0, 3.0]), runs).seeds is None
    assert banded_ratio(np.ones(2), np.array([-3.0, 1.0]), runs).value is None
