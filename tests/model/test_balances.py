"""Balances: whatever is run, every penny is accounted for and partnerships keep their word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.ledger import OUTSIDE, PENCE_PER_K
from sim.model import SCHEDULE
from tests.build import world

worlds = st.fixed_dictionaries(
    {
        "policy.funding.grant_cut": st.floats(0.0, 0.12),
        "policy.funding.profile": st.sampled_from(["flat", "front", "back", "shock", "two-phase"]),
        "policy.collaboration.preset": st.sampled_from(
            ["none", "silo", "talking-shop", "transactional", "genuine", "networked", "mandated"]
        ),
        "uncertainty.agenda.arrival": st.floats(0.0, 0.4),
        "uncertainty.starting.reserves": st.floats(0.0, 0.3),
        "place.councils": st.integers(1, 8),
        "place.network_body": st.booleans(),
    }
)


@given(worlds, st.integers(0, 2**31))
@settings(max_examples=25, deadline=None)
def test_every_ledger_balances_to_the_penny(values, seed):
    model = world(24, values, seed=seed)
    held = dict.fromkeys(model.ledger.balances, 0)
    for entry in model.ledger.entries:
        assert type(entry.pence) is int
        assert entry.pence > 0
        held[entry.payer] -= entry.pence
        held[entry.payee] += entry.pence
    assert held == model.ledger.balances
    assert sum(held.values()) == 0
    assert all(pence >= 0 for account, pence in held.items() if account not in OUTSIDE)


@given(worlds, st.integers(0, 2**31))
@settings(max_examples=15, deadline=None)
def test_both_sides_of_a_partnership_agree_about_it(values, seed):
    model = world(24, values, seed=seed)
    for partnership in model.partnerships:
        assert partnership.lead in partnership.councils or not partnership.live
        assert all(partnership in member.partnerships for member in partnership.members)
        assert (partnership.ended == -1) is partnership.live
        assert 0.0 <= partnership.effective <= 1.0
        assert 0.2 <= partnership.declared <= 0.95


@given(worlds, st.integers(0, 2**31))
@settings(max_examples=10, deadline=None)
def test_reserves_and_debt_of_councils_are_what_the_ledger_says(values, seed):
    model = world(20, values, seed=seed)
    for council in model.councils:
        assert council.reserves == model.ledger.balance(council.account) / PENCE_PER_K
        borrowed = sum(
            e.pence
            for e in model.ledger.entries
            if e.payer == "Lenders" and e.payee == council.account
        )
        repaid = sum(
            e.pence
            for e in model.ledger.entries
            if e.payee == "Lenders" and e.payer == council.account and "interest" not in e.flow
        )
        assert council.debt == borrowed - repaid


def test_the_schedule_is_what_a_quarter_does():
    model = world(0)
    assert model._steps == SCHEDULE
