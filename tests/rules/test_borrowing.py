"""Borrowing: level loans are paid off exactly, and some reserves stay untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.ledger import to_pence
from sim.rules.borrowing import BorrowingParameters, free_reserves, level_loan


def pay_off(loan):
    paid = []
    while loan.outstanding:
        interest, principal = loan.next_payment()
        loan.outstanding -= principal
        paid.append(interest + principal)
    return paid


def test_without_interest_a_loan_is_paid_back_in_equal_parts():
    numbers = BorrowingParameters(interest=0.0)
    assert pay_off(level_loan(10.0, 4, 0, numbers)) == [250_000] * 4


def test_an_annuity_at_three_and_a_half_per_cent():
    rate = 1.035**0.25 - 1.0
    expected = to_pence(1000.0) * rate / (1.0 - (1.0 + rate) ** -80)
    assert level_loan(1000.0, 80, 0, BorrowingParameters()).payment == pytest.approx(
        expected, abs=2
    )


@given(st.floats(0.01, 1e6), st.integers(2, 120))
def test_every_loan_is_paid_off_to_the_penny_in_its_term(amount, quarters):
    loan = level_loan(amount, quarters, 0, BorrowingParameters())
    owed, paid = loan.outstanding, pay_off(loan)
    assert len(paid) <= quarters
    assert sum(paid) >= owed
    assert all(p <= loan.payment for p in paid)


def test_a_floor_of_reserves_is_not_free():
    numbers = BorrowingParameters()
    assert free_reserves(100.0, 1000.0, numbers) == pytest.approx(60.0)
    assert free_reserves(30.0, 1000.0, numbers) == 0.0
