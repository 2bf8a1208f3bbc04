"""Repayment: at a share of nothing nobody repays; at a share the payer is relieved (A17, P21)."""

import pytest

from sim.core.ledger import Flow
from sim.measures.accounts import wrong_pocket_index
from tests.build import course
from tests.mechanisms.test_programme import FULL, WORKING, cohorts


def test_at_a_share_of_nothing_nobody_repays():
    model = cohorts(24)
    assert model.ledger.total(Flow.BENEFIT_SHARE) == 0


def test_those_who_gain_repay_their_share_of_all_the_payer_has_paid_so_far():
    model = cohorts(24, **{"policy.sharing.benefit_share": 0.5})
    council = model.councils[0].account
    repaid = [e for e in model.ledger.entries if e.flow is Flow.BENEFIT_SHARE]
    assert {e.payee for e in repaid} == {council}
    costs = {Flow.PROGRAMME, Flow.SET_UP, Flow.OVERHEAD}
    last = max(e.quarter for e in repaid)
    paid = sum(
        e.pence
        for e in model.ledger.entries
        if e.quarter <= last and e.payer == council and e.flow in costs
    )
    assert sum(e.pence for e in repaid) == pytest.approx(0.5 * paid, abs=2.0)


def test_nobody_repays_before_anybody_has_gained():
    model = cohorts(24, **{"policy.sharing.benefit_share": 0.5})
    gained = [line.quarter for line in model.benefits if line.pence > 0]
    first = min(e.quarter for e in model.ledger.entries if e.flow is Flow.BENEFIT_SHARE)
    assert first == min(gained)


def test_half_the_benefit_shared_is_half_the_money_in_the_wrong_pocket():
    alone = {"policy.governance.enabled": False}  # partners bear a part of overhead themselves
    apart, shared = (
        course(24, {**WORKING, **FULL, **alone, "policy.sharing.benefit_share": share})
        for share in (0.0, 0.5)
    )
    assert wrong_pocket_index(apart) == pytest.approx(1.0)
    assert wrong_pocket_index(shared) == pytest.approx(0.5, abs=0.02)


def test_sharing_benefits_signs_more_programmes():
    from tests.build import world

    values = {
        "policy.agenda.permitted": ("tri-sector-programme",),
        "uncertainty.agenda.weight_programme": 1.0,
    }
    few, many = (
        sum(
            len(world(30, {**values, "policy.sharing.benefit_share": b}, replicate=r).partnerships)
            for r in range(6)
        )
        for b in (0.0, 0.5)
    )
    assert many > few
