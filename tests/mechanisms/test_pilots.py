"""Pilots: a few areas, a noisy gate, and what was true."""

import pytest

from sim.mechanisms.pilots import PilotParameters, passes, standard_error
from tests.build import world

PILOT = {
    "policy.pilots.areas": 3,
    "policy.servants.discretionary": 200.0,
    "policy.relational_measures.kind": "perception",
}


def test_only_pilot_areas_take_part_until_the_gate():
    model = world(4, PILOT)
    assert sorted(council.adoption for council in model.councils) == [0.0] * 3 + [1.0] * 3


def test_volunteers_are_those_whose_leaders_are_keenest():
    model = world(1, PILOT)
    keen = sorted(model.councils, key=lambda c: -world_support(model, c))[:3]
    assert {c.name for c in keen} == {c.name for c in model.councils if c.adoption == 1.0}


def world_support(model, council):
    return model.untouched.councils[model.councils.index(council)].leader_support


def test_the_gate_sees_the_true_effect_through_noise():
    model = world(10, PILOT)
    gate = model.gate
    assert gate is not None
    exact = world(10, {**PILOT, "uncertainty.pilots.error": 0.0}).gate
    assert exact.measured == exact.true == gate.true
    assert gate.measured != gate.true
    assert gate.cost > 0.0


def test_fewer_areas_are_measured_with_more_error():
    numbers = PilotParameters()
    assert standard_error(3, numbers) == pytest.approx(0.02)
    assert standard_error(12, numbers) == pytest.approx(0.01)


def test_a_pilot_passes_only_if_it_helps_and_pays():
    assert passes(0.01, 100.0, 50.0)
    assert not passes(-0.01, 100.0, 50.0)
    assert not passes(0.01, 40.0, 50.0)


def test_what_has_passed_is_rolled_out_but_never_quite_the_same():
    for replicate in range(20):
        model = world(30, PILOT, replicate=replicate)
        others = [c.adoption for c in model.councils if c.adoption < 1.0]
        if model.gate.passed:
            assert max(others) == pytest.approx(0.8)
            return
        assert others == [0.0] * 3


def test_held_back_nobody_takes_part():
    model = world(4, {**PILOT, "policy.pilots.areas": 0, "policy.pilots.held_back": True})
    assert {council.adoption for council in model.councils} == {0.0}


def test_without_pilots_there_is_no_second_world():
    model = world(1)
    assert model.untouched is model
