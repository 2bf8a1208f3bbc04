"""Population: columns, the kernel against the rules it compiles, and what is counted."""

from dataclasses import dataclass

import numpy as np
import pytest

from sim.core.streams import Streams
from sim.kernel import Now, advance, single
from sim.mechanisms.housing import CALM, HousingParameters, rates_of, resting_shares
from sim.mechanisms.volunteering import VolunteeringParameters, chance, odds_of
from sim.population.columns import STEPS, Index, settle
from sim.population.flags import HOMELESS, INSECURE, LONELY, VOLUNTEERS, WORKS
from sim.population.population import Population, lonely_level
from sim.rules.indices import (
    Here,
    IndicesParameters,
    belonging_goal,
    capability_goal,
    influence_goal,
    resilience_goal,
    satisfaction_goal,
    slopes_of,
    trust_goal,
    unmet_share,
)
from sim.rules.residents import STIGMA
from sim.scenario import default_scenario

SLOPES = slopes_of(IndicesParameters(), 0.22)
ODDS = odds_of(VolunteeringParameters())
NUMBERS = HousingParameters()
HARD = Here(
    *(0.1, 0.3, 0.4, 0.3, 0.2),
    *(0.2, 0.1, 1.0, 0.5, 0.3, 1.0, -0.01, 0.02, 8.0, -0.1, 0.1, 0.05),
)
STILL = Here(*(0.0,) * 17)
PARAMS = default_scenario().params
RESTING = resting_shares(NUMBERS)


@dataclass
class Spot:
    code: int
    population: float = 100.0
    deprivation: float = 25.0


def population(residents=400, places=3, threads=1, seed=1):
    spots = [Spot(code) for code in range(places)]
    columns = settle(spots, residents, PARAMS, Streams(seed, 0), resting_shares(NUMBERS))
    return Population(columns, advance, 0.06, threads)


def now(people, here=HARD, quarter=1, market=CALM, push=0.0):
    n = people.columns.places
    return Now(
        np.array([here] * n, np.float32),
        single(SLOPES),
        np.full(n, push, np.float32),
        single(ODDS),
        np.array([market] * n, np.float32),
        single(rates_of(NUMBERS)),
        quarter,
        np.uint64(7),
        np.arange(n, dtype=np.uint32),
    )


def test_a_resident_takes_at_most_32_bytes():
    assert population().columns.bytes_per_resident <= 32


def test_without_a_quarter_everybody_is_counted_and_nobody_moves():
    people = population()
    people.advance(now(people))
    level, flags = people.columns.level.copy(), people.columns.flags.copy()
    counted, willing = people.counts.again(), people.willing.copy()
    people.counts.cells[:] = people.counts.worst[:] = people.counts.squares[:] = -1
    people.advance(None)
    assert np.array_equal(people.columns.level, level)
    assert np.array_equal(people.columns.flags, flags)
    assert np.array_equal(people.willing, willing)
    assert willing.all()
    for again, before in zip(people.counts, counted, strict=True):
        assert np.array_equal(again, before)


def test_the_kernel_does_what_the_rules_say_one_resident_at_a_time():
    people = population(residents=50, places=1)
    c = people.columns
    before = c.level.astype(int).copy()
    own = c.reference[:, None] + 256 * c.own.astype(int)
    people.advance(now(people))
    fifths = np.repeat(range(5), np.diff(c.cell_start))
    for i, fifth in enumerate(fifths):
        s, _, inf, b, cap, _ = (before[:, i] - own[:, i]) / STEPS
        unmet = unmet_share(*(float(n) for n in c.need[:, i]), HARD)
        goals = [
            satisfaction_goal(unmet, inf, HARD, SLOPES),
            trust_goal(s, inf, HARD, SLOPES),
            influence_goal(HARD, SLOPES),
            belonging_goal(HARD, STIGMA[fifth], SLOPES),
            capability_goal(unmet, chance(b, inf, 0.0, ODDS), SLOPES),
            resilience_goal(cap, b, HARD, SLOPES),
        ]
        deviation = (before[:, i] - own[:, i]) / STEPS
        expected = own[:, i] + (deviation + 0.15 * (np.array(goals) - deviation)) * STEPS
        assert c.level[:, i] == pytest.approx(np.clip(expected, 0, STEPS), abs=1.0)


def test_at_rest_nobody_moves_at_all():
    people = population()
    before = people.columns.level.copy()
    for quarter in range(20):
        people.advance(now(people, STILL, quarter))
    assert (people.columns.level == before).all()


def test_at_rest_as_many_volunteer_live_insecurely_and_work_as_before():
    people = population(40_000, 1)
    at_start = [people.by_place.share(flag)[0] for flag in (INSECURE, HOMELESS, WORKS)]
    for quarter in range(12):
        people.advance(now(people, STILL, quarter))
    assert people.willing / 65536 / 40_000 == pytest.approx(0.22, abs=1e-5)
    assert people.by_place.share(VOLUNTEERS)[0] == pytest.approx(0.22, abs=0.01)
    later = [people.by_place.share(flag)[0] for flag in (INSECURE, HOMELESS, WORKS)]
    assert later == pytest.approx(at_start, abs=0.01)


def test_without_housing_advice_more_lose_their_homes_and_fewer_find_one():
    helped, left_alone = population(20_000, 1), population(20_000, 1)
    for quarter in range(12):
        helped.advance(now(helped, STILL, quarter))
        alone = now(left_alone, STILL, quarter, CALM._replace(coverage=0.2))
        left_alone.advance(alone)
    assert left_alone.by_place.share(HOMELESS)[0] > 1.5 * helped.by_place.share(HOMELESS)[0]


def test_nobody_is_homeless_and_insecure_at_once():
    people = population(5000)
    for quarter in range(8):
        people.advance(now(people, STILL, quarter, CALM._replace(strain=2.0)))
    flags = people.columns.flags
    assert not ((flags & INSECURE > 0) & (flags & HOMELESS > 0)).any()


@pytest.mark.parametrize("threads", [2, 4])
def test_any_number_of_threads_gives_the_same_bits(threads):
    one, many = population(40_000, 3), population(40_000, 3, threads)
    assert many.threads == threads
    for people in (one, many):
        for _ in range(3):
            people.advance(now(people))
    assert (one.columns.level == many.columns.level).all()
    assert (one.counts.cells == many.counts.cells).all()
    assert (one.counts.worst == many.counts.worst).all()
    assert (one.columns.flags == many.columns.flags).all()
    assert (one.willing == many.willing).all()


def test_what_is_counted_is_what_is_there():
    people = population()
    people.advance(now(people))
    level = people.columns.level.reshape(6, 3, 400) / STEPS
    assert people.by_place.means == pytest.approx(level.mean(axis=2).T)
    assert people.fragmentation() == pytest.approx(level[Index.BELONGING].std(axis=1), abs=1e-9)


def test_the_worst_tenth_are_those_with_the_lowest_composite_outcome():
    people = population(4000)
    people.advance(now(people))
    means, shares = people.worst_tenth
    for place in range(3):
        rows = slice(4000 * place, 4000 * place + 4000)
        level, flags = people.columns.level[:, rows] / STEPS, people.columns.flags[rows]
        worst = np.argsort(level.mean(axis=0), kind="stable")[:400]
        assert means[place] == pytest.approx(level[:, worst].mean(axis=1), abs=0.004)
        assert shares[place, 4] == pytest.approx((flags[worst] & WORKS > 0).mean(), abs=0.03)
        lonely = people.columns.level[Index.BELONGING, rows][worst] < people.lonely
        assert shares[place, 0] == pytest.approx(lonely.mean(), abs=0.03)


def test_fifths_cover_everybody_and_the_means_of_the_region_agree():
    people = population()
    by_fifth = people.residents.reshape(-1, 5).sum(axis=0)
    whole = (people.by_group.means[:5] * by_fifth[:, None]).sum(axis=0) / by_fifth.sum()
    assert whole == pytest.approx(people.by_place.means.mean(axis=0))


def test_at_the_start_six_in_a_hundred_are_isolated():
    assert population(4000).by_place.share(LONELY).mean() == pytest.approx(0.06, abs=0.005)
    assert lonely_level(np.arange(1000, dtype=np.uint16), 0.06) == 59


def test_at_the_start_the_means_are_the_published_levels():
    means = population(20_000).by_place.means.mean(axis=0)
    assert means == pytest.approx([0.61, 0.56, 0.25, 0.62, 0.50, 0.50], abs=0.004)


def test_residents_differ_as_much_as_asked():
    spread = (population(20_000).columns.level[Index.TRUST] / STEPS).std()
    assert spread == pytest.approx(0.12, abs=0.004)


def test_another_seed_brings_other_people_and_the_same_seed_the_same():
    assert (population(seed=1).columns.own == population(seed=1).columns.own).all()
    assert (population(seed=1).columns.own != population(seed=2).columns.own).any()


def test_more_residents_in_one_place_do_not_change_those_of_another():
    few, many = (
        settle([Spot(1), Spot(2, population=p)], "all", PARAMS, Streams(1, 0), RESTING)
        for p in (1.0, 2.0)
    )
    assert (few.own[:, :100_000] == many.own[:, :100_000]).all()


def test_all_residents_stand_for_one_person_each_and_fewer_for_more():
    all_of_them = settle([Spot(1, population=2.0)], "all", PARAMS, Streams(1, 0), RESTING)
    some = settle([Spot(1, population=2.0)], 500, PARAMS, Streams(1, 0), RESTING)
    assert all_of_them.weight.tolist() == [1.0]
    assert some.weight.tolist() == [4.0]
