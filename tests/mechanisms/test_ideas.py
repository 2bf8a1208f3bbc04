"""Ideas: the whole bill, and who pays it."""

import pytest

from sim.core.ledger import COMMUNITY, Flow
from sim.core.services import Service
from tests.build import QUIET, world

TRAINED = {**QUIET, "policy.servants.training_days": 1.0}


def test_training_costs_the_time_of_everybody_who_trains():
    model = world(4, TRAINED)
    people = sum(council.population for council in model.councils)
    paid = model.ledger.total(Flow.IDEAS)
    assert paid == pytest.approx(people * 15 * 150 / 1000 * 100_000, rel=1e-6)


SHARED_BY_ALL = {"policy.idea_funding.neighbourhood_share": 0.0}


def test_new_money_is_granted_to_the_penny_and_reallocation_deepens_the_cut():
    granted = world(20, {**TRAINED, "policy.idea_funding.source": "new-money"})
    moved = world(20, {**TRAINED, **SHARED_BY_ALL})
    assert granted.ledger.total(Flow.IDEAS_GRANT) == granted.ledger.total(Flow.IDEAS)
    assert moved.ledger.total(Flow.IDEAS_GRANT) == 0
    free = world(20, QUIET)
    for council in free.councils:
        same = next(c for c in granted.councils if c.name == council.name)
        poorer = next(c for c in moved.councils if c.name == council.name)
        assert same.cut_share == pytest.approx(council.cut_share, abs=1e-6)
        assert poorer.cut_share >= council.cut_share


def test_discretionary_money_reaches_groups_and_builds_them_up():
    plain = world(12, QUIET)
    model = world(12, {**QUIET, "policy.servants.discretionary": 100.0})
    assert model.ledger.balance(COMMUNITY) == 12 * 100 * len(model.places) * 100_000
    for a, b in zip(plain.places, model.places, strict=True):
        assert b.organisation > a.organisation


def test_a_broker_is_paid_whatever_comes_of_it():
    model = world(4, {**QUIET, "policy.brokers.brokers": 2.0})
    assert model.ledger.total(Flow.IDEAS) == 2 * 58 * len(model.councils) * 100_000


def test_an_activity_measure_is_announced_more_than_it_is_lived():
    from tests.build import SHARED_OFFICE

    plain, counted = (
        world(12, {**SHARED_OFFICE, "policy.relational_measures.kind": kind}).partnerships[0]
        for kind in ("none", "activity")
    )
    assert counted.declared - plain.declared > counted.effective - plain.effective


def test_reallocated_money_comes_out_of_neighbourhood_services_and_no_other():
    still = {"policy.demand.enabled": False}
    plain, trained = world(1, {**QUIET, **still}), world(1, {**TRAINED, **still})
    near = Service.NEIGHBOURHOOD
    for before, after in zip(plain.councils, trained.councils, strict=True):
        cost = after.population * 15 * 150 / 1000 / 4.0
        assert before.spend[near] - after.spend[near] == pytest.approx(cost)
        others = [service for service in Service if service is not near]
        assert list(after.spend[others]) == list(before.spend[others])
