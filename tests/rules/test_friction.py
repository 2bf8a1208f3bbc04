"""Friction: one number, off by its switch."""

from sim.parameters import ParameterSet
from sim.rules.friction import FrictionParameters


def test_by_default_there_is_half_of_what_traps_new_ties():
    assert FrictionParameters().fixed == 0.06


def test_switched_off_there_is_none():
    params = ParameterSet({FrictionParameters: FrictionParameters(enabled=False)})
    assert params[FrictionParameters].fixed == 0.0
