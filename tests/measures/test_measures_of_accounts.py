"""Measures by account: who pays, who gains, and how far the two are apart, by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.ledger import Basis, BenefitKind, Flow
from sim.measures import MEASURES
from sim.measures.accounts import mismatch
from tests.build import SHARED_OFFICE, course
from tests.mechanisms.test_programme import WORKING

LASTING = {"policy.review.enabled": False}
COSTS = (Flow.SET_UP, Flow.OVERHEAD, Flow.PROGRAMME)


@pytest.fixture(scope="module")
def office():
    return course(16, {**SHARED_OFFICE, **LASTING})


@pytest.fixture(scope="module")
def programme():
    return course(20, WORKING)


def summed(run, name):
    return {group: run.of(name, group).sum() for group in MEASURES[name].grouping.names}


def test_those_who_pay_alone_and_gain_nothing_are_wholly_in_the_wrong_pocket():
    assert mismatch({"council": 80.0}, {"police": 5.0, "nhs": 5.0}) == 1.0
    assert mismatch({"council": 80.0}, {"police": 30.0, "council": 10.0}) == pytest.approx(0.75)
    assert mismatch({"a": 30.0, "b": 10.0}, {"b": 2.0, "a": 6.0}) == 0.0


def test_where_nobody_paid_or_nobody_gained_there_is_no_pocket_to_be_wrong():
    assert math.isnan(mismatch({}, {"police": 5.0}))
    assert math.isnan(mismatch({"council": 80.0}, {"council": -3.0}))


@given(
    st.floats(0.0, 1.0),
    st.lists(st.floats(0.1, 50.0), min_size=1, max_size=4),
    st.floats(0.0, 50.0),
)
def test_a_share_repaid_takes_that_share_off_the_index_of_a_single_payer(share, gains, own):
    """SM28: partners who repay beta of the payer's cost, by what each gained, leave (1 - beta)."""
    gained = {f"partner {i}": gain for i, gain in enumerate(gains)} | {"payer": own}
    total = math.fsum(gained.values())
    repaid = {a: share * 100.0 * gain / total for a, gain in gained.items() if a != "payer"}
    borne = {**repaid, "payer": 100.0 - math.fsum(repaid.values())}
    before = mismatch({"payer": 100.0}, gained)
    assert mismatch(borne, gained) == pytest.approx((1.0 - share) * before, abs=1e-12)


def test_a_programme_that_one_pays_for_and_others_gain_from_is_in_the_wrong_pocket(programme):
    index = MEASURES["wrong_pocket_index"].value
    assert index(programme) == 1.0
    shared = course(20, {**WORKING, "policy.sharing.benefit_share": 0.5})
    assert 0.2 < index(shared) < 0.9


def test_a_shared_office_is_paid_for_by_those_who_gain(office):
    assert MEASURES["wrong_pocket_index"].value(office) == pytest.approx(0.0, abs=0.01)


def test_who_pays_is_told_by_account_and_nothing_is_missing(office, programme):
    for run in (office, programme):
        councils = {council.account for council in run.model.councils}
        paid = [e for e in run.model.ledger.entries if e.flow in COSTS]
        theirs = sum(e.pence for e in paid if e.payer in councils) / 1e5
        cost = summed(run, "partnership_cost_by_account")
        assert cost["councils"] == pytest.approx(theirs)
        assert sum(cost.values()) == pytest.approx(sum(e.pence for e in paid) / 1e5)


def test_what_others_repay_is_their_cost_and_not_the_payers():
    run = course(20, {**WORKING, "policy.sharing.benefit_share": 0.5})
    repaid = run.model.ledger.total(Flow.BENEFIT_SHARE) / 1e5
    cost = summed(run, "partnership_cost_by_account")
    assert cost["CentralGov"] + cost["Police"] == pytest.approx(repaid)
    paid = sum(run.model.ledger.total(flow) for flow in COSTS) / 1e5
    assert sum(cost.values()) == pytest.approx(paid)


def test_benefit_is_told_by_kind_and_by_account_alike(office, programme):
    for run in (office, programme):
        lines = [line for line in run.model.benefits if line.basis is Basis.ATTRIBUTED]
        total = sum(line.pence for line in lines) / 1e5
        assert sum(summed(run, "benefit_by_kind").values()) == pytest.approx(total)
        assert sum(summed(run, "benefit_by_account").values()) == pytest.approx(total)


def test_an_offices_savings_are_cashable_and_a_programmes_benefits_are_not(office, programme):
    cashable = MEASURES["cashable_share"].value
    assert cashable(office) == 1.0
    economic = summed(programme, "benefit_by_kind")[str(BenefitKind.ECONOMIC)]
    assert economic > 0.0
    assert cashable(programme) == 0.0
    assert math.isnan(cashable(course(4, {"policy.collaboration.enabled": False})))
