"""Switches: off is the same, bit for bit, as neutral values (A19)."""

from dataclasses import replace

import pytest

from sim.mechanisms import parameter_groups
from sim.model import PartnershipModel
from sim.parameters import ParameterSet
from tests.build import scenario
from tests.model.test_order import fingerprint

GROUPS = [group for group in parameter_groups().values() if group.neutral]


def run(params, plan):
    model = PartnershipModel(replace(plan, params=params))
    model.run_all()
    return fingerprint(model)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.group)
def test_switched_off_a_submodel_does_what_it_does_with_neutral_values(group):
    plan = scenario(quarters=20)
    off = plan.with_values({f"policy.{group.group}.enabled": False})
    neutral = group.model_construct(**{**group().model_dump(), **group.neutral})
    by_hand = ParameterSet({**plan.params.given, group: neutral})
    assert run(off.params, off) == run(by_hand, plan)


MOVES_NOTHING_IN_A_QUIET_REGION = {"coverage", "collaboration"}
"""Neutral is the default, or there is nothing neutral about it."""


@pytest.mark.parametrize(
    "group",
    [g for g in GROUPS if g.group not in MOVES_NOTHING_IN_A_QUIET_REGION],
    ids=lambda group: group.group,
)
def test_a_submodel_that_is_switched_off_is_missed_by_somebody(group):
    usual = scenario(
        {"uncertainty.agenda.weight_consolidation": 1.0, "policy.funding.grant_cut": 0.1},
        quarters=40,
    )
    off = usual.with_values({f"policy.{group.group}.enabled": False})
    assert run(usual.params, usual) != run(off.params, off)
