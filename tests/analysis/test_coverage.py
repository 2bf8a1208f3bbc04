"""Coverage: how often an interval of 95 % holds the truth, by simulation."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.answers import Answers
from sim.analysis.bands import banded, banded_difference, banded_ratio
from sim.analysis.effects import effects
from sim.analysis.statistics import estimate, paired
from sim.study.cohorts import spread
from sim.sweep.sampling import latin_hypercube, trajectories

pytestmark = pytest.mark.slow

TRIES = 400
ENOUGH = 0.90


def numbers(seed):
    return np.random.default_rng(seed)  # noqa: TID251


def runs_of(points, replicates):
    return [(point, replicate) for point in range(points) for replicate in range(replicates)]


def study(random, points, replicates, shared=1.0, own=0.5):
    """Return one value per run around 0 at each point, of which each replicate shares a part."""
    common = shared * random.normal(size=replicates)
    values = common + own * random.normal(size=(points, replicates))
    return values + levels_of(points)


def levels_of(points):
    """Return how far each point lies from the mean of them all, as a column."""
    levels = np.arange(points, dtype=float)[:, None]
    return levels - levels.mean()


def covered(limits, truth):
    return limits is not None and limits[0] <= truth <= limits[1]


def how_often(holds):
    return sum(holds(numbers(seed)) for seed in range(TRIES)) / TRIES


@pytest.mark.parametrize(("points", "replicates"), [(24, 60), (24, 5), (1, 10), (200, 3)])
def test_line_1_the_interval_of_a_study_covers_the_mean_over_points(points, replicates):
    def holds(random):
        found = banded(study(random, points, replicates).ravel(), runs_of(points, replicates))
        return covered(found.seeds, 0.0)

    assert 0.93 <= how_often(holds) <= 0.98


def test_line_1_so_does_that_of_a_study_that_is_not_finished():
    runs = runs_of(24, 10)

    def holds(random):
        values = study(random, 24, 10).ravel()
        values[random.random(len(values)) < 0.15] = np.nan
        return covered(banded(values, runs).seeds, 0.0)

    assert how_often(holds) >= ENOUGH


def test_line_1_so_does_that_of_points_of_which_some_were_run_less_often():
    runs = [(point, r) for point in range(24) for r in range(10 if point % 2 else 3)]

    def holds(random):
        whole = study(random, 24, 10)
        return covered(banded(np.array([whole[run] for run in runs]), runs).seeds, 0.0)

    assert how_often(holds) >= ENOUGH


def test_line_1_so_does_that_of_a_paired_difference_over_points():
    runs = runs_of(24, 6)

    def holds(random):
        base, gain = study(random, 24, 6).ravel(), study(random, 24, 6, shared=0.3).ravel()
        found = paired(base, base + gain, runs=runs).difference
        banded_too = banded_difference(base + gain, base, runs).seeds
        assert banded_too == pytest.approx((found.low, found.high))
        return covered(banded_too, 0.0)

    assert how_often(holds) >= ENOUGH


@pytest.mark.parametrize("replicates", [5, 10, 30])
@pytest.mark.parametrize("chance", [0.01, 0.05, 0.2, 0.5])
def test_line_1_so_does_that_of_a_rate_of_something_rare(chance, replicates):
    def holds(random):
        seen = random.random(replicates) < chance
        found = estimate(seen.astype(float), (0.0, 1.0), rate=True)
        return covered((found.low, found.high), chance)

    assert how_often(holds) >= ENOUGH


@pytest.mark.parametrize("chance", [0.001, 0.01, 0.1])
def test_line_1_so_does_that_of_a_share_of_thirty_councils(chance):
    def holds(random):
        found = estimate(random.binomial(30, chance, 10) / 30.0, (0.0, 1.0), rate=True)
        return covered((found.low, found.high), chance)

    assert how_often(holds) >= ENOUGH


def test_line_1_so_does_that_of_the_difference_of_two_rare_rates():
    def holds(random):
        base, other = ((random.random(10) < chance).astype(float) for chance in (0.02, 0.04))
        found = paired(base, other, (0.0, 1.0), rate=True).difference
        return covered((found.low, found.high), 0.02)

    assert how_often(holds) >= ENOUGH


@pytest.mark.parametrize("replicates", [5, 10, 40])
def test_line_1_so_does_that_of_a_ratio_of_means(replicates):
    runs = runs_of(1, replicates)

    def holds(random):
        costs = random.lognormal(0.0, 0.5, replicates)
        benefits = 1.5 * costs + random.normal(0.0, 0.8, replicates)
        limits = banded_ratio(benefits, costs, runs).seeds
        # without limits Fieller's set is unbounded and holds everything; it is said to be unknown
        return np.array([limits is None or covered(limits, 1.5), limits is not None])

    right, known = how_often(holds)
    assert right >= ENOUGH
    assert known >= ENOUGH


@pytest.mark.parametrize("cohorts", [1, 5])
@pytest.mark.parametrize("chance", [0.03, 0.5, 0.95])
def test_line_1_so_does_that_of_a_new_cohort(chance, cohorts):
    def holds(random):
        seen, new = random.binomial(25, chance, cohorts).sum(), random.binomial(25, chance)
        found = spread(float(seen), 25.0 * cohorts, 25)
        return found.low <= new / 25.0 <= found.high

    assert how_often(holds) >= ENOUGH


@pytest.mark.parametrize(("draw", "size", "row"), [(latin_hypercube, 24, 1), (trajectories, 8, 5)])
def test_line_2_so_does_that_of_the_effect_of_a_factor(draw, size, row):
    truth = {"a": 5.0, "b": 3.0, "c": 1.0, "d": 0.0}

    def holds(random):
        shares = draw(4, size, int(random.integers(2**31)))
        answer = shares @ np.array(list(truth.values()))
        runs = answer[:, None] + study(random, len(shares), 4) - levels_of(len(shares))
        found = effects(Answers(pd.DataFrame(shares, columns=list(truth)), runs, "outcome", row))
        return np.array([covered((e.change.low, e.change.high), truth[e.factor]) for e in found])

    assert (how_often(holds) >= ENOUGH).all()
