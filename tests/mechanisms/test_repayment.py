"""Repayment: at a share of nothing nobody repays; at a share the payer is relieved (A17, P21)."""

import pytest

from sim.ledger import Flow
from tests.mechanisms.test_programme import cohorts


def test_at_a_share_of_nothing_nobody_repays():
    model = cohorts(24)
    assert model.ledger.total(Flow.BENEFIT_SHARE) == 0


def test_those_who_gain_repay_their_share_of_the_payers_cost():
    model = cohorts(24, **{"policy.sharing.benefit_share": 0.5})
    repaid = [e for e in model.ledger.entries if e.flow is Flow.BENEFIT_SHARE]
    council = model.councils[0].account
    assert {e.payee for e in repaid} == {council}
    costs = {Flow.PROGRAMME, Flow.SET_UP, Flow.OVERHEAD}
    for quarter in {e.quarter for e in repaid}:
        paid = sum(
            e.pence
            for e in model.ledger.entries
            if e.quarter == quarter and e.payer == council and e.flow in costs
        )
        back = sum(e.pence for e in repaid if e.quarter == quarter)
        assert back == pytest.approx(0.5 * paid, abs=1.0)


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
