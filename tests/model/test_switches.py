"""Switches: off is the same, bit for bit, as neutral values (A19)."""

from dataclasses import replace

import pytest

from sim.checks.ablation import BUSY
from sim.core.parameters import ParameterSet
from sim.mechanisms import parameter_groups
from sim.model import PartnershipModel
from tests.build import scenario
from tests.model.test_order import fingerprint

GROUPS = [group for group in parameter_groups().values() if group.neutral]


def run(params, plan):
    model = PartnershipModel(replace(plan, params=params))
    model.run_all()
    return fingerprint(model)


@pytest.fixture(scope="module")
def usual():
    plan = scenario(BUSY, quarters=24)
    return plan, run(plan.params, plan)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.group)
def test_switched_off_a_submodel_does_what_it_does_with_neutral_values(group):
    plan = scenario(BUSY, quarters=16)
    off = plan.with_values({f"policy.{group.group}.enabled": False})
    given = plan.params.given[group].model_dump()
    neutral = group.model_construct(**{**given, **group.neutral})
    by_hand = ParameterSet({**plan.params.given, group: neutral})
    assert run(off.params, off) == run(by_hand, plan)


MOVES_NOTHING = {"coverage", "collaboration"}
"""Neutral is the default, or there is nothing neutral about it."""


@pytest.mark.parametrize(
    "group", [g for g in GROUPS if g.group not in MOVES_NOTHING], ids=lambda group: group.group
)
def test_a_submodel_that_is_switched_off_is_missed_by_somebody(group, usual):
    plan, history = usual
    off = plan.with_values({f"policy.{group.group}.enabled": False})
    assert history != run(off.params, off)


WITHOUT_NEUTRAL = {
    "collaboration": "the model asks the switch itself whether partnerships may be formed",
    "outcome": "weights of an index that nothing in the model reads",
    "idea_funding": "somebody pays for the five ideas, and the default is who",
}
"""Groups that have no values at which they do nothing, and why."""


def test_every_mechanism_has_neutral_values_or_a_reason_to_have_none():
    groups = parameter_groups()
    assert {name for name, group in groups.items() if not group.neutral} == set(WITHOUT_NEUTRAL)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.group)
def test_neutral_values_are_those_of_parameters_that_there_are(group):
    assert set(group.neutral) <= set(group.model_fields)
