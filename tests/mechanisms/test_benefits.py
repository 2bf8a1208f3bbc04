"""Benefits: when set-up, overhead and savings are paid, by whom, and to the penny."""

import pytest

from sim.agents.phases import Phase
from sim.core.ledger import Flow
from tests.build import SHARED_OFFICE, world


def flows(model, flow):
    return [(e.quarter, e.payer, e.payee, e.pence) for e in model.ledger.entries if e.flow is flow]


def test_setting_up_is_paid_in_two_halves_before_delivery():
    model = world(4, SHARED_OFFICE)
    paid = flows(model, Flow.SET_UP)
    assert {quarter for quarter, *_ in paid} == {1, 2}
    assert sum(pence for *_, pence in paid) == 40_000_000
    assert model.partnerships[0].phase is Phase.DELIVERING


def test_members_pay_in_proportion_to_what_they_aim_to_save():
    model = world(4, SHARED_OFFICE)
    (partnership,) = model.partnerships
    for membership in partnership.memberships:
        paid = sum(
            p
            for _, payer, _, p in flows(model, Flow.SET_UP)
            if payer == membership.organisation.name
        )
        share = partnership.share_of(membership.organisation)
        assert paid == pytest.approx(40_000_000 * share, abs=2)


def test_the_first_quarters_of_delivery_lose_money_and_later_ones_save():
    model = world(40, {**SHARED_OFFICE, "policy.review.enabled": False})
    assert flows(model, Flow.PARTNERSHIP_LOSS)[0][0] == 3
    assert flows(model, Flow.PARTNERSHIP_SAVING)[-1][0] == 39


def test_what_is_booked_as_attributed_is_what_moved_in_the_ledger():
    model = world(30, SHARED_OFFICE)
    booked = sum(b.pence for b in model.benefits if b.basis == "attributed")
    saved = sum(p for *_, p in flows(model, Flow.PARTNERSHIP_SAVING))
    lost = sum(p for *_, p in flows(model, Flow.PARTNERSHIP_LOSS))
    assert booked == saved - lost


def test_overhead_runs_from_mobilising_to_the_end():
    model = world(12, {**SHARED_OFFICE, "policy.review.enabled": False})
    assert sorted({quarter for quarter, *_ in flows(model, Flow.OVERHEAD)}) == list(range(1, 12))


def test_a_partnership_that_has_ended_costs_and_saves_nothing_more():
    model = world(60, {**SHARED_OFFICE, "uncertainty.review.base": 0.0})
    (partnership,) = model.partnerships
    assert partnership.phase is Phase.DISSOLVED
    assert all(e.quarter <= partnership.ended for e in model.ledger.entries if e.partnership)


def test_a_partnership_named_for_a_later_quarter_costs_nothing_before():
    later = {**SHARED_OFFICE["partnership"][0], "start": 6}
    model = world(9, {**SHARED_OFFICE, "partnership": (later,)})
    assert min(e.quarter for e in model.ledger.entries if e.partnership) == 7
