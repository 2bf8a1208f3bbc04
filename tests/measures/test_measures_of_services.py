"""Measures of services and money: volume, unit cost, productivity and payback, by hand."""

import math

import numpy as np
import pytest

from sim.core.ledger import Flow
from sim.core.services import Service
from sim.measures import MEASURES
from sim.measures.money import payback
from tests.build import QUIET, SHARED_OFFICE, course, world

LASTING = {"policy.review.enabled": False}
SAVES = (Flow.PARTNERSHIP_SAVING,)
COSTS = (
    Flow.SERVICES,
    Flow.CONTRACT,
    Flow.SET_UP,
    Flow.OVERHEAD,
    Flow.PARTNERSHIP_LOSS,
    Flow.PROGRAMME,
)


@pytest.fixture(scope="module")
def office():
    return course(20, {**SHARED_OFFICE, **LASTING})


def test_the_need_met_is_a_volume_at_the_unit_cost_of_the_start(office):
    council = office.model.councils[0]
    dearer = council.practice_cost * council.merger_cost
    met = sum(council.need[s] / dearer[s] * council.coverage[s] for s in Service)
    assert council.practice_cost != 1.0
    assert MEASURES["need_met"].value(office.model)[0] == pytest.approx(met)


def test_net_cost_counts_savings_and_what_they_cost(office):
    entries = [e for e in office.model.ledger.entries if e.quarter >= 16]
    cost = sum(e.pence for e in entries if e.flow in COSTS)
    saved = sum(e.pence for e in entries if e.flow in SAVES)
    assert saved > 0
    assert office.last_year("net_service_cost").sum() == pytest.approx((cost - saved) / 1e5)


def test_a_unit_costs_the_same_as_ever_until_somebody_saves(office):
    unit_cost = MEASURES["unit_cost"].value
    assert unit_cost(course(8, QUIET)) == pytest.approx(1.0)
    cost, met = office.last_year("net_service_cost").sum(), office.last_year("need_met").sum()
    assert unit_cost(office) == pytest.approx(cost / met)
    assert unit_cost(office) < 1.0


def test_half_the_money_for_the_same_outcome_is_twice_the_productivity():
    run = course(8, {**QUIET, "policy.funding.grant_cut": 0.0})
    productivity = MEASURES["productivity"].value
    now, start = (
        np.average(then.means.mean(axis=1), weights=[p.population for p in run.model.places])
        for then in (run.model.residents.by_place, run.model.residents.start)
    )
    cost = run.last_year("net_service_cost").sum()
    budget = sum(council.base_budget for council in run.model.councils)
    assert productivity(run) == pytest.approx(now / start * budget / cost)
    run.recorded["net_service_cost", "", ""][-4:] /= 2.0
    assert productivity(run) == pytest.approx(2.0 * now / start * budget / cost)


def test_a_shared_office_provides_what_it_covers_of_the_back_office(office):
    council = office.model.councils[0]
    met = council.need * council.coverage
    share = 0.6 * met[Service.BACK_OFFICE] / met.sum()
    assert MEASURES["joint_provision"].value(office.model)[0] == pytest.approx(share)
    assert MEASURES["joint_provision"].value(world(4, QUIET)) == [0.0] * 6


def test_payback_is_counted_from_the_first_outlay():
    assert payback(np.array([-100.0, -50.0, 60.0, 120.0])) == 3.0
    assert payback(np.array([0.0, 0.0, -100.0, 50.0, 60.0])) == 2.0


def test_what_never_pays_back_or_was_never_laid_out_has_no_payback():
    assert math.isnan(payback(np.array([-100.0, 20.0, 20.0])))
    assert math.isnan(payback(np.array([0.0, 10.0])))


def test_an_office_pays_back_when_savings_have_made_up_for_set_up_and_overhead():
    run = course(40, {**SHARED_OFFICE, **LASTING})
    net = np.zeros(40)
    for e in run.model.ledger.entries:
        if e.flow in (Flow.SET_UP, Flow.OVERHEAD, Flow.PARTNERSHIP_LOSS):
            net[e.quarter] -= e.pence
        if e.flow is Flow.PARTNERSHIP_SAVING:
            net[e.quarter] += e.pence
    first = next(t for t in range(40) if net[t] < 0)
    back = next(t for t in range(first, 40) if net[: t + 1].sum() > 0)
    assert MEASURES["payback_quarters"].value(run) == back - first


def test_the_first_notice_is_dated_by_its_financial_year():
    deep = {**QUIET, "policy.funding.grant_cut": 0.12, "uncertainty.starting.reserves": 0.0}
    run = course(40, deep)
    notices = [e for e in run.model.events.events if e.kind == "section 114 notice"]
    measure = MEASURES["section_114_first_year"].value
    assert measure(run) == notices[0].quarter // 4 > 0
    assert math.isnan(measure(course(8, {**QUIET, "policy.funding.grant_cut": 0.0})))
