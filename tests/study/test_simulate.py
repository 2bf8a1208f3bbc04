"""Two worlds with the same people: run side by side, each does what it does alone."""

import numpy as np
import pytest

from sim.study.gather import twin_of
from sim.study.simulate import Live, World, run_side_by_side, simulate, simulate_both
from tests.build import scenario

MANY = {"place.residents_per_council": 10_000}
"""For six councils: more than one thread is worth while for."""


def both(values, quarters=3):
    world = World("world", scenario(values, quarters=quarters))
    return world, twin_of(world)


@pytest.mark.parametrize(("values", "threads"), [({}, 1), (MANY, 1), (MANY, 2), (MANY, 3)])
def test_a_world_and_its_twin_are_the_same_together_and_alone(values, threads):
    world, twin = both(values)
    for run, name in zip(simulate_both(world, twin, 0, threads), (world, twin), strict=True):
        alone = simulate(name, 0)
        assert np.array_equal(run.matrix, alone.matrix, equal_nan=True)
        assert all(run.tables[table].equals(alone.tables[table]) for table in alone.tables)
        assert np.array_equal(run.room.pence, alone.room.pence)


def test_worlds_side_by_side_divide_the_threads_and_the_last_one_has_them_all():
    seen = []

    def note(model):
        seen.append(model.residents.threads)

    short, long = (
        Live(World("world", scenario({}, quarters=quarters)), 0, threads=4, watch=note)
        for quarters in (1, 60)
    )
    run_side_by_side((short, long), 4)
    assert (seen[0], seen[-1]) == (2, 4)


def test_pilots_are_measured_against_people_of_their_own():
    world, twin = both({**MANY, "policy.pilots.areas": 2}, quarters=6)
    run, _ = simulate_both(world, twin, 0, 2)
    assert np.array_equal(run.matrix, simulate(world, 0).matrix, equal_nan=True)


def test_what_goes_wrong_in_one_world_stops_both(monkeypatch):
    world, twin = both(MANY, quarters=200)

    def fail(model):
        if model.quarter == 1:
            raise ZeroDivisionError("a rule of this world")

    monkeypatch.setattr("sim.study.simulate.Recorder.__call__", lambda _, model: fail(model))
    with pytest.raises(ZeroDivisionError, match="a rule of this world"):
        simulate_both(world, twin, 0, 2)
