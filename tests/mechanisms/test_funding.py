"""Funding: the profile of cuts by hand, its limits, and what arrives each quarter."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.ledger import Flow
from sim.mechanisms.funding import FundingParameters, cut_of, tilt, yearly_cuts
from tests.build import QUIET, world

sizes = st.floats(0.0, 0.12)
years = st.integers(1, 10)


def what_is_left(numbers):
    return math.prod(1.0 - cut for cut in yearly_cuts(numbers))


def test_flat_cuts_are_the_same_every_year():
    assert yearly_cuts(FundingParameters(grant_cut=0.05, cut_years=3)) == (0.05, 0.05, 0.05)


def test_front_loaded_cuts_fall_from_one_and_a_half_to_half():
    numbers = FundingParameters(grant_cut=0.04, cut_years=3, profile="front")
    assert yearly_cuts(numbers) == pytest.approx((0.06, 0.04, 0.02))


def test_back_loaded_cuts_are_front_loaded_ones_backwards():
    front = FundingParameters(grant_cut=0.04, cut_years=5, profile="front")
    back = FundingParameters(grant_cut=0.04, cut_years=5, profile="back")
    assert yearly_cuts(back) == yearly_cuts(front)[::-1]


def test_a_single_year_has_no_tilt():
    assert tilt(1) == (1.0,)


@given(sizes, years)
def test_front_and_back_leave_exactly_the_same_grant(size, length):
    left = [
        what_is_left(FundingParameters(grant_cut=size, cut_years=length, profile=p))
        for p in ("front", "back")
    ]
    assert left[0] == pytest.approx(left[1], rel=1e-12)


@given(sizes, years)
def test_a_shock_takes_in_one_year_what_flat_cuts_take_in_all(size, length):
    flat = FundingParameters(grant_cut=size, cut_years=length)
    shock = FundingParameters(grant_cut=size, cut_years=length, profile="shock")
    assert len(yearly_cuts(shock)) == 1
    assert what_is_left(shock) == pytest.approx(what_is_left(flat))


def test_two_phases_follow_each_other():
    numbers = FundingParameters(
        profile="two-phase", grant_cut=0.1, cut_years=2, later_cut=0.01, later_years=3
    )
    assert yearly_cuts(numbers) == (0.1, 0.1, 0.01, 0.01, 0.01)


def test_listed_cuts_are_taken_as_they_are():
    numbers = FundingParameters(profile="file", cuts=(0.12, 0.0, 0.03))
    assert yearly_cuts(numbers) == (0.12, 0.0, 0.03)


def test_the_base_year_has_no_cut_and_nothing_is_cut_after_the_last():
    assert [cut_of(year, (0.1, 0.2)) for year in range(4)] == [0.0, 0.1, 0.2, 0.0]


def test_the_first_cut_is_in_force_in_the_fifth_quarter():
    values = {**QUIET, "policy.funding.grant_cut": 0.1}
    before, after = (world(q, values).councils[0] for q in (4, 5))
    assert before.grant == before.base_grant
    assert after.grant == pytest.approx(0.9 * after.base_grant)


def test_a_cut_that_is_deepened_on_the_way_deepens_what_is_still_to_come():
    deeper = {"policy.funding.grant_cut": 0.12}
    rules = ({"name": "deeper", "kind": "new-rules", "quarter": 8, "set": deeper},)
    council = world(9, {**QUIET, "policy.funding.grant_cut": 0.05, "event": rules}).councils[0]
    assert council.grant == pytest.approx(0.95 * 0.88 * council.base_grant)


def test_four_quarters_bring_exactly_the_grant_of_the_year():
    model = world(4, QUIET)
    paid = sum(e.pence for e in model.ledger.entries if e.flow is Flow.GRANT)
    assert paid == sum(round(c.base_grant * 100_000) for c in model.councils)


def test_a_one_off_grant_comes_in_its_own_year_only():
    event = {"name": "relief", "kind": "one-off-grant", "year": 1, "amount": 4_000_000.0}
    model = world(12, {**QUIET, "event": (event,), "policy.funding.grant_cut": 0.0})
    without = world(12, {**QUIET, "policy.funding.grant_cut": 0.0})
    extra = [paid_grant(model, year) - paid_grant(without, year) for year in range(3)]
    assert extra == [0, 6 * 400_000_000, 0]


def paid_grant(model, year):
    years = range(4 * year, 4 * year + 4)
    return sum(e.pence for e in model.ledger.entries if e.flow is Flow.GRANT and e.quarter in years)


def test_a_council_avoids_a_tax_rise_before_its_election():
    model = world(13, {**QUIET, "policy.funding.grant_cut": 0.1})
    facing = next(c for c in model.councils if c.next_election == 13)
    assert facing.before_election is False  # quarter 13 itself is the poll
    assert facing.allowed_tax_rise == 0.0
    assert {c.allowed_tax_rise for c in model.councils if c is not facing} == {0.02}


def test_fees_grow_to_their_target_in_equal_steps():
    values = {**QUIET, "policy.funding.fees_target": 0.06, "policy.funding.fees_years": 3}
    shares = []
    for quarters in (1, 5, 9, 13, 17):
        council = world(quarters, values).councils[0]
        shares.append(council.fees / council.base_budget)
    assert shares == pytest.approx([0.0, 0.02, 0.04, 0.06, 0.06])
