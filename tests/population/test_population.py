"""Population: columns, the kernel against the rules it compiles, and what is counted."""

from dataclasses import dataclass

import numpy as np
import pytest

from sim.kernel import advance
from sim.mechanisms.indices import (
    AT_REST,
    Here,
    IndicesParameters,
    Slopes,
    belonging_goal,
    capability_goal,
    influence_goal,
    met_share,
    resilience_goal,
    satisfaction_goal,
    trust_goal,
)
from sim.population.columns import STEPS, Index, settle
from sim.population.population import Population, lonely_level
from sim.scenario import default_scenario
from sim.streams import Streams

SLOPES = Slopes(*(getattr(IndicesParameters(), name) for name in Slopes._fields))
HARD = Here(0.9, 0.7, 0.6, 0.7, 0.8, 0.2, 0.1, 1.0, 0.5, 0.3, -0.01, 8.0)


@dataclass
class Spot:
    code: int
    population: float = 100.0
    deprivation: float = 25.0


def population(residents=400, places=3, threads=1, seed=1):
    spots = [Spot(code) for code in range(places)]
    columns = settle(spots, residents, default_scenario().params, Streams(seed, 0))
    return Population(columns, advance, AT_REST, 0.06, threads)


def conditions(people):
    return np.array([HARD] * people.columns.places)


def test_a_resident_takes_at_most_32_bytes():
    assert population().columns.bytes_per_resident <= 32


def test_the_kernel_does_what_the_rules_say_one_resident_at_a_time():
    people = population(residents=50, places=1)
    c = people.columns
    before = c.level.astype(int).copy()
    own = c.reference[:, None] + 256 * c.own.astype(int)
    people.advance(conditions(people), SLOPES)
    for i in range(50):
        s, _, inf, b, cap, _ = (before[:, i] - own[:, i]) / STEPS
        met = met_share(*(float(n) for n in c.need[:, i]), HARD)
        goals = [
            satisfaction_goal(met, inf, HARD, SLOPES),
            trust_goal(s, inf, HARD, SLOPES),
            influence_goal(HARD, SLOPES),
            belonging_goal(HARD, SLOPES),
            capability_goal(met, SLOPES),
            resilience_goal(cap, b, SLOPES),
        ]
        deviation = (before[:, i] - own[:, i]) / STEPS
        expected = own[:, i] + (deviation + 0.15 * (np.array(goals) - deviation)) * STEPS
        assert c.level[:, i] == pytest.approx(np.clip(expected, 0, STEPS), abs=1.0)


def test_at_rest_nobody_moves_at_all():
    people = population()
    before = people.columns.level.copy()
    calm = np.zeros((3, 12))
    calm[:, :5] = 1.0
    for _ in range(20):
        people.advance(calm, SLOPES)
    assert (people.columns.level == before).all()


@pytest.mark.parametrize("threads", [2, 4])
def test_any_number_of_threads_gives_the_same_bits(threads):
    one, many = population(40_000, 3), population(40_000, 3, threads)
    assert many._threads == threads
    for people in (one, many):
        for _ in range(3):
            people.advance(conditions(people), SLOPES)
    assert (one.columns.level == many.columns.level).all()
    assert (one.sums == many.sums).all()
    assert (one.bins == many.bins).all()


def test_what_is_counted_is_what_is_there():
    people = population()
    people.advance(conditions(people), SLOPES)
    level = people.columns.level.reshape(6, 3, 400) / STEPS
    assert people.means_by_place() == pytest.approx(level.mean(axis=2).T)
    assert people.fragmentation() == pytest.approx(level[Index.BELONGING].std(axis=1), abs=1e-9)
    composite = np.sort(level.mean(axis=0), axis=1)
    assert people.worst_tenth() == pytest.approx(composite[:, :40].mean(axis=1), abs=0.004)


def test_fifths_cover_everybody_and_the_means_of_the_region_agree():
    people = population()
    by_fifth = people.residents.reshape(-1, 5).sum(axis=0)
    whole = (people.means_by_fifth() * by_fifth[:, None]).sum(axis=0) / by_fifth.sum()
    assert whole == pytest.approx(people.means_by_place().mean(axis=0))


def test_at_the_start_six_in_a_hundred_are_isolated():
    assert population(4000).isolation().mean() == pytest.approx(0.06, abs=0.005)
    assert lonely_level(np.arange(1000, dtype=np.uint16), 0.06) == 59


def test_at_the_start_the_means_are_the_published_levels():
    means = population(20_000).means_by_place().mean(axis=0)
    assert means == pytest.approx([0.61, 0.56, 0.25, 0.62, 0.50, 0.50], abs=0.004)


def test_residents_differ_as_much_as_asked():
    spread = (population(20_000).columns.level[Index.TRUST] / STEPS).std()
    assert spread == pytest.approx(0.12, abs=0.004)


def test_another_seed_brings_other_people_and_the_same_seed_the_same():
    assert (population(seed=1).columns.own == population(seed=1).columns.own).all()
    assert (population(seed=1).columns.own != population(seed=2).columns.own).any()


def test_more_residents_in_one_place_do_not_change_those_of_another():
    few, many = (
        settle([Spot(1), Spot(2, population=p)], "all", default_scenario().params, Streams(1, 0))
        for p in (1.0, 2.0)
    )
    assert (few.own[:, :100_000] == many.own[:, :100_000]).all()


def test_all_residents_stand_for_one_person_each_and_fewer_for_more():
    params, streams = default_scenario().params, Streams(1, 0)
    assert settle([Spot(1, population=2.0)], "all", params, streams).weight.tolist() == [1.0]
    assert settle([Spot(1, population=2.0)], 500, params, streams).weight.tolist() == [4.0]
