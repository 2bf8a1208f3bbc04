"""Land: homes are let two years after they were started, and the books close."""

import pytest

from sim.ledger import Flow
from tests.build import QUIET, world

DEAL = {
    **QUIET,
    "policy.review.enabled": False,
    "partnership": (
        {"type": "land-and-funding", "members": ("council-1", "housing-association-1")},
    ),
}


def deal(quarters, **values):
    model = world(quarters, {**DEAL, **values})
    return model, model.partnerships[0]


def test_nothing_is_let_before_it_is_built():
    _, early = deal(11)
    _, late = deal(14)
    assert early.homes.let == 0.0
    assert late.homes.let > 0.0


def test_what_was_started_is_let_eight_quarters_later():
    _, partnership = deal(24)
    let = sum(homes for t, (homes, _) in partnership.homes.started.items() if t + 8 <= 23)
    assert partnership.homes.let == pytest.approx(let)


def test_building_is_borrowed_for_and_paid():
    model, partnership = deal(8)
    builder = partnership.members[1].account
    lent = [e.pence for e in model.ledger.entries if e.flow is Flow.LOAN and e.payee == builder]
    built = [e.pence for e in model.ledger.entries if e.flow is Flow.BUILDING]
    assert lent == built
    assert len(built) > 0


def test_nominations_shorten_homelessness():
    alone = world(30, QUIET)
    _model, partnership = deal(30, **{"policy.land.plots": 200.0, "policy.land.fund": 100_000.0})
    place = partnership.lead.places[0]
    before = next(p for p in alone.places if p.name == place.name)
    assert place.homeless_share < before.homeless_share


def test_a_token_deal_reaches_little_integration():
    _, partnership = deal(20, **{"policy.land.token": True})
    assert partnership.effective <= 0.2
