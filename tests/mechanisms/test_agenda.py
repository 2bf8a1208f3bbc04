"""Agenda: how often opportunities arise, of what type, with whom, and why they lapse."""

import pytest

from sim.rules.opportunity import Appeal
from sim.services import Service
from tests.build import world

PLAIN = Appeal(0.5, 0.0, adjacent=False, distance=0.0, same_party=False, price_rank=0.0)


def test_a_silo_proposes_nothing():
    assert world(20, {"policy.collaboration.preset": "silo"}).partnerships == []


def test_without_collaboration_nothing_is_proposed():
    model = world(20, {"policy.collaboration.enabled": False})
    assert model.partnerships == []
    assert model.events.count("opportunity lapses") == 0


@pytest.mark.parametrize("replicate", range(5))
def test_no_service_is_covered_more_than_once_over(replicate):
    model = world(0, {"uncertainty.agenda.arrival": 0.4}, replicate=replicate)
    for _ in range(40):
        model.step()
        for council in model.councils:
            for service in Service:
                live = [p for p in council.live_partnerships if p.service is service]
                assert sum(p.scope for p in live) <= 1.0 + 1e-9


def test_partners_are_councils_of_the_same_or_of_neighbouring_places():
    model = world(40, {"uncertainty.agenda.arrival": 0.4})
    assert model.partnerships
    for partnership in model.partnerships:
        lead, *others = partnership.councils or [partnership.lead]
        assert all(other in lead.councils_in_reach for other in others)


def test_a_council_under_notice_neither_proposes_nor_is_asked():
    model = world(1)
    for council in model.councils:
        council.section_114_left = 99
    for _ in range(10):
        model.step()
    assert model.partnerships == [] or all(p.signed == 0 for p in model.partnerships)


def test_a_lapsed_opportunity_says_why():
    model = world(20)
    reasons = {e.reason for e in model.events.events if e.kind == "opportunity lapses"}
    assert reasons <= {
        "no partner in reach",
        "service already covered",
        "partner already committed",
        "no capacity seen in the community",
        "not this council's service",
    }
    assert reasons


def test_an_assigned_partner_is_drawn_whatever_the_trust():
    model = world(40, {"policy.agenda.selection": "assigned"})
    assert model.events.count("signed") == len(model.partnerships) > 0
