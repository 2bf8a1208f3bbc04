"""Measures of the market, of homes, of the programme and of shocks, by hand."""

import math

import numpy as np
import pytest

from sim.core.ledger import Flow
from sim.measures import MEASURES
from sim.measures.community import recovery
from tests.build import QUIET, course
from tests.mechanisms.test_land import DEAL
from tests.mechanisms.test_procurement import LETTING
from tests.mechanisms.test_programme import WORKING

NO_GROWTH = {
    f"uncertainty.demand.growth_{service}": 0.0
    for service in ("care", "housing", "youth", "neighbourhood")
}


@pytest.fixture(scope="module")
def market():
    small = {"policy.procurement.lot_value": 400_000.0, "policy.procurement.benefit_clauses": 1.0}
    return course(16, {**LETTING, **small})


def provider(contract):
    return next(m for m in contract.members if m is not contract.lead).kind


def test_enterprises_win_shares_count_contracts_and_what_they_are_worth(market):
    contracts = market.model.partnerships
    theirs = [c for c in contracts if provider(c) == "social-enterprise"]
    assert 0 < len(theirs) < len(contracts)
    by_number = MEASURES["enterprise_win_share"].value(market)
    assert by_number == pytest.approx(len(theirs) / len(contracts))
    worth = sum(c.contract_value for c in theirs) / sum(c.contract_value for c in contracts)
    assert MEASURES["enterprise_win_share_by_value"].value(market) == pytest.approx(worth)
    assert by_number != pytest.approx(worth)


def test_income_is_the_last_ones_who_do_the_work(market):
    kind = {o.account: o.kind for o in market.model.organisations}
    entries = market.model.ledger.entries
    won = [e for e in entries if e.flow is Flow.CONTRACT and kind[e.payee] == "contractor"]
    passed_on = market.model.ledger.total(Flow.SUBCONTRACT)
    assert passed_on > 0
    expected = (sum(e.pence for e in won) - passed_on) / 1e5
    assert market.of("partner_income", "contractors").sum() == pytest.approx(expected)
    all_of_it = market.model.ledger.total(Flow.CONTRACT) / 1e5
    assert market.of("partner_income").sum() == pytest.approx(all_of_it)


def test_shares_of_income_add_up_to_all_of_it(market):
    measure = MEASURES["partner_income_share"]
    shares = dict(zip(measure.grouping.names, measure.by_group(market), strict=True))
    assert sum(shares.values()) == pytest.approx(1.0)
    part = market.of("partner_income", "contractors").sum() / market.of("partner_income").sum()
    assert shares["contractors"] == pytest.approx(part)
    assert all(math.isnan(v) for v in measure.by_group(course(4, QUIET)))


def test_households_housed_and_rent_are_those_of_the_deal():
    run = course(20, DEAL)
    deal = run.model.partnerships[0]
    assert deal.homes.housed > 0.0
    assert MEASURES["households_housed"].value(run.model) == [deal.homes.housed]
    rent = sum(e.pence for e in run.model.ledger.entries if e.flow is Flow.RENT) / 1e5
    assert run.of("rent_surplus").sum() == pytest.approx(rent)
    assert rent > 0.0


def test_capability_gained_is_what_help_adds_to_where_trainees_began():
    run = course(12, WORKING)
    people = [p for c in run.model.cohorts if c.finished for p in c.people]
    gained = np.mean([p.capability - (0.5 - 0.3 * p.risk) for p in people])
    assert gained > 0.0
    assert MEASURES["capability_gained"].value(run) == pytest.approx(gained)
    assert math.isnan(MEASURES["capability_gained"].value(course(3, QUIET)))


def test_recovery_is_when_nine_tenths_of_the_fall_are_made_good():
    outcome = np.array([0.6, 0.6, 0.5, 0.4, 0.45, 0.575, 0.582, 0.6])
    assert recovery(outcome, 2) == 4.0


def test_no_fall_is_recovered_from_at_once_and_an_endless_one_never():
    assert recovery(np.array([0.5, 0.5, 0.52]), 1) == 0.0
    assert math.isnan(recovery(np.array([0.6, 0.5, 0.4, 0.35]), 1))
    assert math.isnan(recovery(np.array([0.6, 0.5]), 0))


def test_a_region_recovers_from_a_flood_in_time_and_one_without_has_nothing_to_recover_from():
    event = ({"name": "flood", "kind": "crisis", "quarter": 4, "intensity": 1.0},)
    still = {"policy.funding.grant_cut": 0.0, "policy.capacity.enabled": False}
    calm = {**QUIET, **still, **NO_GROWTH}
    measure = MEASURES["recovery_quarters"].value
    hit = course(40, {**calm, "event": event})
    outcome = hit.of("outcome")
    low = int(outcome.argmin())
    back = outcome[3] - 0.1 * (outcome[3] - outcome[low])
    first = next(t for t in range(low, 40) if outcome[t] >= back)
    assert 4 < low < first
    assert measure(hit) == first - 4
    assert math.isnan(measure(course(8, calm)))
