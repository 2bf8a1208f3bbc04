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
