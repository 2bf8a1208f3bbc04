"""Cashing: in whole lumps, a year late, where the cost was, unless a leader says no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.ledger import COMMUNITY, FIRE, Flow
from sim.mechanisms.cashing import lumps_of, veto_chance
from tests.build import QUIET, world

SAFE = {**QUIET, "policy.capacity.investment": 4.0, "policy.dividend.share": 0.5}


def test_only_whole_lumps_that_last_can_be_cashed():
    assert lumps_of([100.0, 100.0, 100.0, 100.0, 99.0], 4, 45.0) == 2
    assert lumps_of([100.0, 100.0, 30.0, 100.0, 100.0], 4, 45.0) == 0
    assert lumps_of([100.0] * 4, 4, 45.0) == 0
    assert lumps_of([-50.0] * 9, 4, 45.0) == 0


@given(st.floats(0.0, 1.0))
def test_contention_and_elections_make_a_veto_likelier(contention):
    assert veto_chance(contention, True) > veto_chance(contention, False)
    assert veto_chance(contention + 0.1, False) > veto_chance(contention, False)


def test_the_fire_service_keeps_what_it_saves_unless_it_joins():
    alone, joined = (world(40, {**SAFE, "policy.dividend.fire_joins": on}) for on in (False, True))
    assert alone.ledger.balance(FIRE) == alone.ledger.total(Flow.CASHED) - schools(alone) > 0
    assert alone.ledger.total(Flow.DIVIDEND) == 0
    assert joined.ledger.total(Flow.DIVIDEND) > 0


def schools(model):
    return sum(
        e.pence for e in model.ledger.entries if e.payee == "Schools" and e.flow is Flow.CASHED
    )


def test_the_dividend_is_its_share_of_the_cash_of_the_year():
    model = world(40, {**SAFE, "policy.dividend.fire_joins": True})
    paid = model.ledger.total(Flow.DIVIDEND)
    cashed = sum(
        e.pence
        for e in model.ledger.entries
        if e.payee == FIRE and e.flow is Flow.CASHED and e.quarter < 36
    )
    assert paid == pytest.approx(0.5 * cashed, rel=0.2)
    assert model.ledger.balance(COMMUNITY) > 0


def test_a_dividend_of_nothing_is_no_dividend():
    none = world(16, {**QUIET, "policy.dividend.share": 0.0, "policy.dividend.fire_joins": True})
    assert none.ledger.entries == world(16, QUIET).ledger.entries


def test_closing_posts_is_felt():
    model = world(40, SAFE)
    assert model.events.count("posts closed") > 0
