"""The ledger: whole pence, two sides to everything, and nobody spends what they do not hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.errors import LedgerError
from sim.core.ledger import CENTRAL_GOVERNMENT, SUPPLIERS, Flow, Ledger, split, to_pence

amounts = st.integers(-(10**13), 10**13)
weights = st.lists(st.floats(0, 1e6), min_size=1, max_size=12)


def funded(pence: int) -> Ledger:
    ledger = Ledger()
    ledger.transfer(CENTRAL_GOVERNMENT, "council", pence, Flow.GRANT)
    return ledger


def test_what_leaves_one_account_arrives_in_another():
    ledger = funded(500)
    ledger.transfer("council", SUPPLIERS, 200, Flow.SERVICES)
    assert ledger.balances == {CENTRAL_GOVERNMENT: -500, "council": 300, SUPPLIERS: 200}


def test_nobody_inside_the_model_pays_what_they_do_not_hold():
    with pytest.raises(LedgerError, match="it holds 500p"):
        funded(500).transfer("council", SUPPLIERS, 501, Flow.SERVICES)


@pytest.mark.parametrize("amount", [1.0, -1, True, "1"])
def test_only_whole_pence_can_be_paid(amount):
    with pytest.raises(LedgerError, match="not whole pence"):
        funded(500).transfer("council", SUPPLIERS, amount, Flow.SERVICES)


def test_a_payment_of_nothing_leaves_no_entry():
    ledger = Ledger()
    ledger.transfer(CENTRAL_GOVERNMENT, "council", 0, Flow.GRANT)
    assert ledger.entries == []


def test_an_entry_belongs_to_the_quarter_in_which_it_was_made():
    ledger = funded(500)
    ledger.begin(3)
    ledger.transfer("council", SUPPLIERS, 200, Flow.SERVICES, "shared office")
    assert [entry.quarter for entry in ledger.entries] == [0, 3]
    assert [entry.partnership for entry in ledger.this_quarter] == ["shared office"]


def test_the_check_finds_an_overdrawn_account():
    ledger = funded(500)
    ledger._balances["council"] -= 600
    ledger._balances[SUPPLIERS] += 600
    with pytest.raises(LedgerError, match="council is overdrawn by 100p"):
        ledger.check()


def test_the_check_finds_money_that_came_from_nowhere():
    ledger = funded(500)
    ledger._balances["council"] += 1
    with pytest.raises(LedgerError, match="do not sum to zero"):
        ledger.check()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 10**9))))
def test_balances_always_sum_to_zero(payments):
    accounts = [CENTRAL_GOVERNMENT, SUPPLIERS, "Households", "Lenders"]
    ledger = Ledger()
    for payer, payee, pence in payments:
        ledger.transfer(accounts[payer], accounts[payee], pence, Flow.SERVICES)
    ledger.check()
    assert sum(ledger.balances.values()) == 0
    assert ledger.total(Flow.SERVICES) == sum(pence for *_, pence in payments)


def test_pence_are_rounded_halves_to_even():
    assert [to_pence(k) for k in (0.000005, 0.000015, 1.234567)] == [0, 2, 123457]


def test_the_largest_remainder_gets_the_odd_penny_and_ties_go_by_key():
    assert split(10, [1.0, 1.0, 1.0], ["b", "a", "c"]) == [3, 4, 3]
    assert split(100, [2.0, 1.0], ["a", "b"]) == [67, 33]


def test_a_loss_is_split_like_a_gain():
    assert split(-10, [1.0, 1.0, 1.0], ["b", "a", "c"]) == [-3, -4, -3]


def test_without_any_weight_the_shares_are_equal():
    assert split(9, [0.0, 0.0, 0.0], ["a", "b", "c"]) == [3, 3, 3]


@given(amounts, weights)
def test_the_parts_of_a_split_always_add_up(total, shares):
    parts = split(total, shares, [str(i) for i in range(len(shares))])
    assert sum(parts) == total


@given(st.integers(0, 10**12), weights)
def test_nobody_is_more_than_a_penny_from_their_exact_share(total, shares):
    if sum(shares) > 1e-3:
        parts = split(total, shares, [str(i) for i in range(len(shares))])
        exact = [total * share / sum(shares) for share in shares]
        assert all(abs(p - e) <= 1 + 1e-9 * total for p, e in zip(parts, exact, strict=True))


@pytest.mark.parametrize("name", ["NHS", "nhs", "Suppliers", "Oak"])
def test_an_account_that_is_there_already_cannot_be_opened(name):
    ledger = Ledger()
    assert ledger.open("Oak") == "Oak"
    with pytest.raises(LedgerError, match="there is an account"):
        ledger.open(name)


def test_weights_are_shares_of_their_sum_however_small_it_is():
    assert split(100, [0.03, 0.01], ["a", "b"]) == [75, 25]
    assert split(100, [0.0, 0.0], ["a", "b"]) == [50, 50]


def test_a_penny_that_rounding_made_too_much_is_taken_off_again():
    total, weights = 9344676137766287, [0.513771663187637, 0.7, 0.001, 0.001, 0.005709129450392925]
    assert sum(int(total * weight / sum(weights)) for weight in weights) == total + 1
    assert sum(split(total, weights, list("abcde"))) == total
