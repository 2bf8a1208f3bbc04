"""Trading: associations earn, several areas cost, enterprises run dry."""

import pytest

from sim.core.ledger import Flow
from sim.mechanisms.trading import area_cost
from sim.rules.friction import FrictionParameters
from tests.build import QUIET, world


def test_an_association_earns_its_surplus_and_pays_for_every_area():
    model = world(1, QUIET)
    for association in (o for o in model.organisations if o.kind == "housing-association"):
        earned = [e.pence for e in model.ledger.entries if e.payee == association.account]
        assert earned[-1] == round(0.03 / 4 * association.turnover * 100_000)
        paid = [e.pence for e in model.ledger.entries if e.payer == association.account]
        cost = area_cost(association, FrictionParameters())
        assert sum(paid) == pytest.approx(cost * 100_000, abs=1.0)
        assert (cost > 0.0) == (len(association.places) > 1)


def test_an_enterprise_without_public_work_closes_when_its_money_is_gone():
    model = world(0, {**QUIET, "uncertainty.partners.drain": 0.02})
    for _ in range(12):
        model.step()
    enterprises = [o for o in model.organisations if o.kind == "social-enterprise"]
    assert not any(o.alive for o in enterprises)
    assert model.events.count("enterprise closes") == len(enterprises)
    assert min(o.balance for o in enterprises) >= 0


def test_an_enterprise_that_runs_a_programme_does_not_live_off_its_reserves():
    members = ("council-1", "social-enterprise-1", "contractor-1")
    programme = {"type": "tri-sector-programme", "members": members}
    values = {**QUIET, "place.councils": 1, "uncertainty.partners.drain": 0.02}
    model = world(10, {**values, "partnership": (programme,)})
    spent = {
        e.payer
        for e in model.ledger.entries
        if e.flow is Flow.RUNNING and e.quarter > 3 and e.payer.startswith("social-enterprise")
    }
    assert "social-enterprise-1" not in spent
    assert "social-enterprise-2" in spent


def test_switched_off_nobody_runs_dry():
    model = world(12, {**QUIET, "policy.partners.enabled": False})
    assert all(o.alive for o in model.organisations)
    assert model.ledger.total(Flow.TRADING) > 0
