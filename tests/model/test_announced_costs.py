"""Announced costs: what April's budget is told of is paid in the year, by whoever said so."""

import pytest

from sim.core.ledger import PENCE_PER_K, Flow
from sim.core.services import Service
from sim.mechanisms import capacity, ideas, programme
from sim.model import PartnershipModel
from tests.build import QUIET, scenario
from tests.model.tiny import CLASSES

CALM = {**QUIET, "policy.review.enabled": False, "policy.funding.enabled": False}
IDEAS = {
    "policy.brokers.brokers": 2.0,
    "policy.servants.training_days": 1.0,
    "policy.servants.discretionary": 5.0,
    "policy.relational_measures.kind": "perception",
}
PROGRAMME = {
    "type": "tri-sector-programme",
    "service": "youth",
    "term_quarters": 40,
}
KINDS = {
    "capacity": (capacity.announce, {Flow.CAPACITY}, {"policy.capacity.investment": 1.0}),
    "ideas": (
        ideas.announce,
        {Flow.IDEAS},
        {**IDEAS, "policy.idea_funding.neighbourhood_share": 0.0},
    ),
    "ideas that neighbourhoods pay": (ideas.announce, {Flow.IDEAS}, IDEAS),
    "programme": (programme.announce, {Flow.PROGRAMME}, {}),
}


def places_of(class_name):
    if class_name == "shire-county":
        return {"place.council": ({"name": "council-1", "class": class_name, "districts": 2},)}
    return {"place.councils": 2, "place.council_class": class_name}


def announced(model, announce):
    """Return what every council would be told of now, k£, by account."""
    kept = {c: (c.planned_costs, c.reallocated) for c in model.councils}
    for council in model.councils:
        council.planned_costs = council.reallocated = 0.0
    announce(model)
    found = {c.account: c.planned_costs + c.reallocated for c in model.councils}
    for council, (planned, given) in kept.items():
        council.planned_costs, council.reallocated = planned, given
    return found


@pytest.mark.parametrize("class_name", CLASSES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_announced_in_april_is_paid_by_whoever_announced_it(kind, class_name):
    announce, flows, values = KINDS[kind]
    members = ("council-1", "social-enterprise-1", "contractor-1")
    agreed = ({**PROGRAMME, "members": members},) if kind == "programme" else ()
    values = {**CALM, **values, **places_of(class_name), "partnership": agreed}
    model = PartnershipModel(scenario(values, quarters=8))
    for _ in range(4):
        model.step()
    expected = announced(model, announce)
    for _ in range(4):
        model.step()
    paid = dict.fromkeys(expected, 0)
    for entry in model.ledger.entries:
        if entry.quarter >= 4 and entry.flow in flows:
            paid[entry.payer] += entry.pence
    assert sum(paid.values()) > 0
    for account, amount in expected.items():
        assert paid[account] / PENCE_PER_K == pytest.approx(amount, abs=0.001)


def test_a_county_neither_announces_nor_pays_for_what_its_districts_do():
    values = {**CALM, "policy.capacity.investment": 1.0, **places_of("shire-county")}
    model = PartnershipModel(scenario(values, quarters=4))
    expected = announced(model, capacity.announce)
    county = next(c for c in model.councils if c.name == "council-1")
    assert county.base_spend[Service.NEIGHBOURHOOD] == 0.0
    assert expected[county.account] == 0.0


def test_what_setting_up_is_to_cost_is_paid_in_full():
    deal = {
        "type": "shared-service",
        "members": ("council-1", "council-2"),
        "target_saving": 4e5,
        "set_up_cost": 333_333.0,
    }
    values = {**CALM, "place.councils": 2, "partnership": (deal,)}
    model = PartnershipModel(scenario(values, quarters=4))
    model.run_all()
    paid = sum(e.pence for e in model.ledger.entries if e.flow is Flow.SET_UP)
    assert paid == 33_333_300
