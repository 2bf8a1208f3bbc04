"""Pledges: all or nothing, to the penny (A17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.ledger import COMMUNITY, HOUSEHOLDS, Flow
from sim.mechanisms.pledges import PledgeParameters, pledging
from tests.build import QUIET, world

BANK = {**QUIET, "policy.pledges.pledge_bank": True}


def test_a_quarter_of_households_pledges_at_reference_levels():
    assert pledging(0.0, 0.0, PledgeParameters()) == pytest.approx(0.269, abs=0.001)


@given(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_who_belongs_more_pledges_more(belonging, trust):
    numbers = PledgeParameters()
    assert pledging(belonging + 0.1, trust, numbers) > pledging(belonging, trust, numbers)


def test_a_bank_that_fails_gives_every_penny_back():
    model = world(6, {**BANK, "policy.pledges.threshold": 20.0})
    assert model.ledger.total(Flow.PLEDGE) == model.ledger.total(Flow.PLEDGE_REFUND) > 0
    assert model.ledger.balance(COMMUNITY) == 0
    plain = world(6, QUIET)
    assert model.ledger.balance(HOUSEHOLDS) == plain.ledger.balance(HOUSEHOLDS)
    assert (model.residents.columns.level == plain.residents.columns.level).all()


def test_a_bank_that_succeeds_builds_the_community_up():
    model = world(6, {**BANK, "policy.pledges.threshold": 0.5})
    assert model.ledger.total(Flow.PLEDGE_REFUND) == 0
    assert all(p.organisation > 0.2 for p in model.places)


def test_a_levy_is_raised_from_every_household():
    model = world(4, {**QUIET, "policy.pledges.levy": 10.0})
    households = sum(1000 * place.population / 2.3 for place in model.places)
    assert model.ledger.total(Flow.LEVY) == pytest.approx(10 * households * 100, rel=1e-6)
