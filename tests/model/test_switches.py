"""Switches: off is the same, bit for bit, as neutral values (A19)."""

from dataclasses import replace

import pytest

from sim.mechanisms import parameter_groups
from sim.model import PartnershipModel
from sim.parameters import ParameterSet
from tests.build import scenario
from tests.model.test_order import fingerprint

GROUPS = [group for group in parameter_groups().values() if group.neutral]

BUSY = {
    "policy.funding.grant_cut": 0.1,
    "uncertainty.agenda.slots": 4,
    "uncertainty.agenda.weight_consolidation": 0.3,
    "place.network_body": True,
    "policy.brokers.brokers": 2.0,
    "policy.relational_measures.kind": "perception",
    "policy.servants.training_days": 1.0,
    "policy.dividend.share": 0.5,
    "policy.dividend.fire_joins": True,
    "policy.assets.release_rate": 0.2,
    "policy.pledges.levy": 10.0,
    "policy.sharing.benefit_share": 0.3,
    "policy.meetings.meetings": 6.0,
    "policy.capacity.investment": 1.0,
    "policy.procurement.lot_value": 2e6,
    "policy.procurement.benefit_clauses": 1.0,
    "policy.pilots.areas": 2,
    "policy.frontline.link": 1.0,
    "policy.indices.resident_seats": 0.2,
    "policy.ventures.company": True,
    "event": (
        {"name": "flood", "kind": "crisis", "quarter": 5},
        {
            "name": "one",
            "kind": "reorganisation",
            "year": 3,
            "councils": ("council-1", "council-2"),
        },
    ),
}
"""A region in which everything happens."""


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
