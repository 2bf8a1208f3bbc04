"""Books: claims and attributed savings stand side by side and never touch cash."""

import pytest

from sim.core.errors import LedgerError
from sim.core.ledger import Basis
from tests.build import SHARED_OFFICE, world


def by_basis(model, basis):
    return sum(b.pence for b in model.benefits if b.basis is basis)


def test_a_claim_is_never_negative_and_starts_at_nothing():
    model = world(12, SHARED_OFFICE)
    claims = [b for b in model.benefits if b.basis is Basis.CLAIMED]
    first = min(b.quarter for b in claims)
    assert all(b.pence >= 0 for b in claims)
    assert all(b.pence == 0 for b in claims if b.quarter == first)


def test_more_is_claimed_than_is_there():
    model = world(30, {**SHARED_OFFICE, "policy.review.enabled": False})
    assert by_basis(model, Basis.CLAIMED) > by_basis(model, Basis.ATTRIBUTED)


def test_claims_move_no_money():
    loud = world(20, {**SHARED_OFFICE, "policy.review.enabled": False})
    balances = {account: 0 for account in loud.ledger.balances}
    for entry in loud.ledger.entries:
        balances[entry.payer] -= entry.pence
        balances[entry.payee] += entry.pence
    assert balances == loud.ledger.balances


def test_quarters_of_delivery_are_counted_from_the_first_one():
    model = world(10, {**SHARED_OFFICE, "policy.review.enabled": False})
    assert model.partnerships[0].delivered_quarters == 7


def test_the_books_are_checked_every_quarter():
    model = world(5, SHARED_OFFICE)
    model.ledger._balances["council-1"] += 1
    with pytest.raises(LedgerError, match="do not sum to zero"):
        model.step()
