"""Land: homes are let two years after they were started, and the books close."""

import pytest

from sim.core.ledger import Flow
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


def test_lenders_ask_half_as_much_where_two_bear_the_risk():
    def asked(shared):
        model, _ = deal(10, **{"policy.land.shared_risk": shared})
        first = next(e.quarter for e in model.ledger.entries if e.flow is Flow.RISK_PREMIUM)
        return sum(e.pence for e in model.ledger.entries if e.quarter == first and premium(e))

    assert asked(True) == pytest.approx(asked(False) / 2, abs=1)


def premium(entry):
    return entry.flow is Flow.RISK_PREMIUM


COMPANY = {
    "policy.ventures.company": True,
    "policy.agenda.permitted": ("land-and-funding",),
    "uncertainty.agenda.arrival": 0.4,
    "policy.review.enabled": False,
}


def test_where_councils_have_companies_these_build_and_councils_earn():
    model = world(30, COMPANY)
    assert model.partnerships
    for partnership in model.partnerships:
        council, company = partnership.members
        assert company.owner is council
    earned = {e.payee for e in model.ledger.entries if e.flow is Flow.RENT}
    assert earned
    assert earned <= {council.account for council in model.councils}


def test_owner_and_partner_at_once_costs_half_as_much_again_to_keep_together():
    def kept(conflict):
        model = world(6, {**COMPANY, "uncertainty.ventures.role_conflict": conflict})
        return model.partnerships[0].overhead

    assert kept(0.5) == pytest.approx(1.5 * kept(0.0))


def test_nobody_shares_the_risk_of_a_councils_own_company():
    model = world(20, COMPANY)
    assert model.ledger.total(Flow.RISK_PREMIUM) > 0
    assert model.ledger.total(Flow.BENEFIT_SHARE) == 0


ENERGY = {"policy.ventures.purpose": "energy", "policy.ventures.grant_share": 0.4}


def test_a_heat_network_saves_energy_for_both_and_houses_nobody():
    model, partnership = deal(24, **ENERGY)
    council, partner = partnership.members
    saved = {
        who.account: sum(
            e.pence
            for e in model.ledger.entries
            if e.flow is Flow.ENERGY and e.payee == who.account
        )
        for who in (council, partner)
    }
    assert saved[council.account] == pytest.approx(saved[partner.account], abs=24)
    assert saved[council.account] > 0
    assert model.ledger.total(Flow.RENT) == 0
    assert partnership.homes.housed == partnership.homes.let == 0.0
    assert partnership.homes.connected > 100.0


def test_a_capital_grant_is_borrowed_less_of():
    model, _ = deal(8, **ENERGY)
    built, granted, lent = (
        model.ledger.total(flow) for flow in (Flow.BUILDING, Flow.CAPITAL_GRANT, Flow.LOAN)
    )
    assert 0 < granted <= 0.4 * built
    assert lent >= built - granted


def test_a_grant_is_never_more_than_its_share_of_what_was_built():
    plain, granted = deal(20), deal(20, **{"policy.ventures.grant_share": 0.5})
    assert plain[0].ledger.total(Flow.CAPITAL_GRANT) == 0
    assert granted[1].homes.let == plain[1].homes.let
