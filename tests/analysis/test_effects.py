"""Effects: all factors fitted together, and what cannot be told from noise is not told."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.answers import Answers
from sim.analysis.effects import effects
from sim.sweep.sampling import latin_hypercube, trajectories


def numbers(seed):
    return np.random.default_rng(seed)  # noqa: TID251


def study(shares, answer, row=1, noise=0.5, replicates=4, **more):
    random = numbers(1)
    factors = pd.DataFrame(shares, columns=list("abcd")[: shares.shape[1]])
    spread = noise * random.normal(size=(len(shares), replicates))
    return Answers(factors, answer[:, None] + spread, "outcome", row, **more)


def by_factor(found):
    return {effect.factor: effect for effect in effects(found)}


@pytest.mark.parametrize("seed", range(5))
def test_line_2_on_trajectories_the_third_factor_comes_third_and_one_that_does_nothing_last(seed):
    shares = trajectories(4, 8, seed)
    answer = 9.0 * shares[:, 3] + 6.0 * shares[:, 0] ** 2 + 3.0 * shares[:, 2]
    found = effects(study(shares, answer, row=5))
    assert [effect.factor for effect in found] == ["d", "a", "c", "b"]
    assert [effect.change.clear for effect in found] == [True, True, True, False]


def test_line_2_a_factor_that_moves_along_with_another_is_not_given_its_effect():
    random = numbers(3)
    a = random.random(40)
    b = 0.7 * a + 0.3 * random.random(40)
    found = by_factor(study(np.column_stack([a, b]), 5.0 * a))
    assert found["a"].change.clear
    assert not found["b"].change.clear
    assert found["b"].change.low < 0.0 < found["b"].change.high


def test_line_2_the_sign_is_said_to_change_or_to_stay_only_where_intervals_allow():
    shares = latin_hypercube(2, 60, 7)
    signs = {
        shift: by_factor(study(shares, 4.0 * shares[:, 0] + shift))["a"].sign
        for shift in (-2.0, 3.0, -0.05)
    }
    assert signs == {-2.0: "changes", 3.0: "stays", -0.05: "open"}


def test_line_2_where_the_sign_changes_it_does_so_within_what_is_unsettled():
    shares = latin_hypercube(2, 60, 7)
    low, high = by_factor(study(shares, 4.0 * shares[:, 0] - 2.0))["a"].unsettled
    assert low < 0.5 < high
    assert high - low < 0.3


def test_line_2_the_furthest_of_many_choices_are_not_clear_by_being_the_furthest():
    random = numbers(5)
    told = 0
    for _ in range(100):
        factors = pd.DataFrame({"rules": random.choice(list("pqrstu"), 48)})
        (effect,) = effects(Answers(factors, random.normal(size=(48, 2)), "outcome"))
        told += effect.change.clear
    assert told <= 10


def test_line_2_one_factor_at_a_time_is_judged_by_its_pairs_of_runs():
    shares = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    found = by_factor(study(shares, np.array([0.0, 5.0, 0.0]), noise=0.2, sampled=False))
    assert found["a"].change.value == pytest.approx(5.0, abs=0.5)
    assert found["a"].change.clear
    assert not found["b"].change.clear


def test_line_2_with_no_more_points_than_factors_nothing_can_be_told():
    shares = latin_hypercube(4, 5, 2)
    assert {e.change.low for e in effects(study(shares, 9.0 * shares[:, 0]))} == {None}


def test_a_point_that_does_not_say_what_a_factor_is_tells_nothing_of_it():
    factors = pd.DataFrame({"a": [np.nan, np.nan, 0.0, 1.0]})
    runs = np.array([[7.0, 7.1], [7.0, 6.9], [1.0, 1.1], [4.0, 3.9]])
    (effect,) = effects(Answers(factors, runs, "outcome"))
    assert effect.change.value == pytest.approx(2.9)
