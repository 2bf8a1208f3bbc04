"""Collaboration rules: presets only supply defaults, and name levers that exist."""

from typing import get_args

import pytest

from sim.mechanisms import parameter_groups
from sim.rules.collaboration import CollaborationParameters, Preset
from sim.scenario import default_scenario
from sim.scenario.presets import PRESETS

KEYS = {d.key for group in parameter_groups().values() for d in group.declared()}
PRESET = "policy.collaboration.preset"
MOTIVE = "policy.signing.legitimacy_motive"


def motive(values):
    from sim.rules.valuation import SigningParameters

    return default_scenario().with_values(values).params[SigningParameters].legitimacy_motive


def test_the_choices_of_the_parameter_are_the_presets_of_the_table():
    assert set(get_args(Preset.__value__)) == set(PRESETS)
    assert CollaborationParameters().preset == "none"


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_levers_that_exist_to_values_they_accept(name):
    assert set(PRESETS[name]) <= {key for key in KEYS if key.startswith("policy.")}
    default_scenario().with_values({PRESET: name})


def test_a_preset_supplies_a_default():
    assert motive({PRESET: "talking-shop"}) == 1.2


def test_a_key_that_is_written_wins_over_the_preset():
    assert motive({PRESET: "talking-shop", MOTIVE: 0.5}) == 0.5
