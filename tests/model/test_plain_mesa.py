"""The kernel against residents in plain Mesa: other luck, other arithmetic, the same rules.

A right program fails one of the 96 comparisons with a chance of one in a thousand at most, whatever
its seeds: each is held to the two-sided normal quantile of .001 / 96.
"""

from statistics import NormalDist

import numpy as np
import pytest

from benchmarks.oracle import PlainWorld
from sim.core.streams import Streams
from sim.kernel import Now, advance, single
from sim.mechanisms.housing import HousingParameters, Market, rates_of, resting_shares
from sim.mechanisms.volunteering import VolunteeringParameters, odds_of
from sim.population.columns import Index, settle
from sim.population.flags import HOMELESS, INSECURE, VOLUNTEERS, WORKS
from sim.population.population import Population
from sim.rules.indices import Here, IndicesParameters, slopes_of
from sim.rules.reference_council import StartingParameters, service_shares
from sim.rules.residents import ResidentParameters
from sim.scenario import default_scenario
from tests.population.test_population import Spot

QUARTERS = 8
RESIDENTS, PLAIN = 40_000, 4_000
"""Residents of each of two places, in columns and as objects."""
FLAGS = (VOLUNTEERS, INSECURE, HOMELESS, WORKS)
COMPARISONS = 2 * 3 * (6 + 6 + 4)
"""Places, then all, the most and the least deprived fifth, then means, variances and shares."""
FARTHEST = NormalDist().inv_cdf(1.0 - 0.001 / COMPARISONS / 2.0)

PARAMS = default_scenario().params
SLOPES = IndicesParameters(speed=0.4, trust_satisfaction=0.7, capability_volunteering=0.3)
LIVES = HousingParameters(
    losing_security=0.01,
    regaining_security=0.05,
    becoming_homeless=0.1,
    losing_work=0.03,
    finding_work=0.2,
)
"""Stronger than usual, so that a rule that is wrong shows."""
RESTING = resting_shares(HousingParameters())
HERE = (
    Here(0.1, 0.3, 0.4, 0.3, 0.2, 0.2, 0.1, 1.0, 0.5, 0.3, 1.0, -0.01, 0.02, 8.0, -0.1, 0.1, 0.05),
    Here(0.3, 0.0, 0.1, 0.2, 0.0, 0.0, 0.0, 0.0, 0.1, 0.6, 0.0, 0.05, -0.1, 20.0, 0.2, 0.0, 0.2),
)
MARKETS = (Market(0.6, 0.05, 2.5, 2.0, 0.5), Market(1.0, 0.0, 1.0, 1.0, 1.5))


def now(quarter):
    return Now(
        np.array(HERE, np.float32),
        single(slopes_of(SLOPES, 0.22)),
        np.array([0.4, -0.2], np.float32),
        single(odds_of(VolunteeringParameters())),
        np.array(MARKETS, np.float32),
        single(rates_of(LIVES)),
        quarter,
        np.uint64(7),
        np.arange(2, dtype=np.uint32),
    )


@pytest.fixture(scope="module")
def worlds():
    spots = [Spot(0, deprivation=25.0), Spot(1, deprivation=35.0)]
    ours, theirs = (settle(spots, n, PARAMS, Streams(3, 0), RESTING) for n in (RESIDENTS, PLAIN))
    people = Population(ours, advance, 0.06)
    counts = np.diff(theirs.cell_start).reshape(2, 5)
    numbers, shares = PARAMS[ResidentParameters], service_shares(PARAMS[StartingParameters])
    plain = PlainWorld(counts, numbers, list(shares), RESTING, seed=5)
    for quarter in range(1, QUARTERS + 1):
        people.advance(now(quarter))
        plain.hear(now(quarter))
        plain.step()
    plain.copy_to(theirs)
    return ours, theirs


def far_apart(a, b):
    """Return by how many standard errors the means of two samples differ."""
    error = np.sqrt(a.var() / len(a) + b.var() / len(b))
    return abs(a.mean() - b.mean()) / error if error else 0.0


def groups(columns, place):
    """Return the rows of a place, of its most and of its least deprived fifth."""
    start = columns.cell_start[5 * place :]
    return [slice(start[0], start[5]), slice(start[0], start[1]), slice(start[4], start[5])]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("index", Index)
def test_indices_have_the_means_and_the_variances_of_plain_objects(worlds, place, index):
    for rows in zip(*(groups(columns, place) for columns in worlds), strict=True):
        a, b = (c.level[index, own] / 65535 for c, own in zip(worlds, rows, strict=True))
        assert far_apart(a, b) < FARTHEST
        assert far_apart((a - a.mean()) ** 2, (b - b.mean()) ** 2) < FARTHEST


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("flag", FLAGS)
def test_as_many_volunteer_lose_homes_and_work_as_among_plain_objects(worlds, place, flag):
    for rows in zip(*(groups(columns, place) for columns in worlds), strict=True):
        a, b = ((c.flags[own] & flag > 0) * 1.0 for c, own in zip(worlds, rows, strict=True))
        assert far_apart(a, b) < FARTHEST


def test_the_worlds_have_moved_so_that_there_is_something_to_compare(worlds):
    ours, _ = worlds
    moved = ours.level.astype(float) - ours.reference[:, None] - 256.0 * ours.own
    assert (np.abs(moved[:, :RESIDENTS].mean(axis=1)) > 400.0).all()
