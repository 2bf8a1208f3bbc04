"""Budget: the ladder rung by rung, section 114, loans, and what a council may never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.ledger import PENCE_PER_K, Flow
from sim.mechanisms.budget import BudgetParameters, floors, ladder, yearly_draw
from tests.build import QUIET, world

money = st.floats(0.0, 1e6)


def test_a_surplus_needs_nothing():
    plan = ladder(-50.0, cuttable=300.0, revenue=1000.0, reserves=100.0, free=60.0)
    assert (plan.cut_share, plan.drawn, plan.shortfall, plan.stress) == (0.0, 0.0, 0.0, 0.0)


def test_free_reserves_come_before_cuts():
    plan = ladder(80.0, cuttable=300.0, revenue=1000.0, reserves=100.0, free=60.0)
    assert plan.drawn == 60.0
    assert plan.cut_share == pytest.approx(20.0 / 300.0)
    assert plan.stress == pytest.approx(0.2)


def test_the_last_reserves_come_when_nothing_is_left_to_cut():
    plan = ladder(380.0, cuttable=300.0, revenue=1000.0, reserves=100.0, free=60.0)
    assert (plan.cut_share, plan.drawn, plan.shortfall) == (1.0, 80.0, 0.0)


def test_what_even_the_last_reserves_cannot_pay_is_the_shortfall():
    plan = ladder(450.0, cuttable=300.0, revenue=1000.0, reserves=100.0, free=60.0)
    assert plan.drawn == 100.0
    assert plan.shortfall == pytest.approx(50.0)


@given(money, money, st.floats(1.0, 1e6), money, st.floats(0.0, 1.0))
def test_reserves_cuts_and_shortfall_always_add_up_to_the_gap(
    gap, cuttable, revenue, reserves, part
):
    plan = ladder(gap, cuttable, revenue, reserves, free=part * reserves)
    assert plan.drawn + plan.cut_share * cuttable + plan.shortfall == pytest.approx(gap, abs=1e-6)
    assert 0.0 <= plan.cut_share <= 1.0
    assert plan.drawn <= reserves + 1e-9
    assert 0.0 <= plan.stress <= 1.5


def test_a_quarterly_draw_of_a_third_is_most_of_the_reserves_in_a_year():
    assert yearly_draw(0.35) == pytest.approx(1.0 - 0.65**4)


def test_services_are_never_funded_below_their_floor():
    model = world(40, {**QUIET, "policy.funding.grant_cut": 0.12, "policy.funding.cut_years": 10})
    lowest = floors(BudgetParameters())
    assert all((c.funded_share >= lowest - 1e-12).all() for c in model.councils)
    assert any(c.cut_share == 1.0 for c in model.councils)


def failing() -> dict:
    return {
        **QUIET,
        "place.councils": 1,
        "policy.funding.grant_cut": 0.12,
        "policy.funding.cut_years": 10,
        "uncertainty.starting.reserves": 0.0,
        "uncertainty.starting.grant_share": 0.7,
        "uncertainty.starting.grant_share_spread": 0.0,
    }


def test_a_notice_brings_a_loan_that_runs_from_the_next_quarter():
    model = world(40, failing())
    first = next(e.quarter for e in model.events.events if e.kind == "section 114 notice")
    loans = [e.quarter for e in model.ledger.entries if e.flow is Flow.LOAN]
    interest = [e.quarter for e in model.ledger.entries if e.flow is Flow.LOAN_INTEREST]
    assert first == loans[0]
    assert interest[0] == first + 1


def test_a_notice_runs_for_six_quarters():
    model = world(1, failing())
    council = model.councils[0]
    council.section_114_left = 6
    seen = []
    for _ in range(7):
        seen.append(council.under_section_114)
        model.step()
    assert seen == [True] * 6 + [False]


def test_without_a_notice_nobody_borrows_for_running_costs():
    model = world(40, {**QUIET, "policy.funding.grant_cut": 0.02})
    assert not any(e.flow is Flow.LOAN for e in model.ledger.entries)


def test_a_council_never_holds_less_than_nothing_and_owes_what_its_loans_say():
    council = world(40, failing()).councils[0]
    assert council.balance >= 0
    assert council.debt == sum(loan.outstanding for loan in council.loans) + council.advance


def test_what_lenders_advance_within_a_year_is_paid_back_in_the_next():
    model = world(2, {**QUIET, "place.councils": 1})
    council = model.councils[0]
    council.pay("Suppliers", council.balance + 100 * PENCE_PER_K, Flow.SERVICES)
    assert council.advance == 100 * PENCE_PER_K
    for _ in range(6):
        model.step()
    back = sum(e.pence for e in model.ledger.entries if e.flow is Flow.ADVANCE_REPAYMENT)
    assert back >= 100 * PENCE_PER_K


def test_a_gap_is_met_by_tax_first():
    model = world(5, {**QUIET, "policy.funding.grant_cut": 0.1})
    council = model.councils[0]
    base = council.base_budget - council.base_grant
    assert council.tax >= base * 1.005 * 1.02 * 0.999


def test_more_grant_never_means_less_coverage_with_the_same_luck():
    mild, deep = (world(40, {**QUIET, "policy.funding.grant_cut": cut}) for cut in (0.02, 0.06))
    for a, b in zip(mild.councils, deep.councils, strict=True):
        assert (a.coverage >= b.coverage - 1e-12).all()
