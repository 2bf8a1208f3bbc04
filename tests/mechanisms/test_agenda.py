"""Agenda: how often opportunities arise, of what type, with whom, and why they lapse."""

import pytest

from sim.core.services import Service
from sim.mechanisms.agenda import take_initiative
from sim.rules.opportunity import AgendaParameters, Appeal
from tests.build import QUIET, world

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


LED_BY_ASSOCIATIONS = {
    "uncertainty.agenda.arrival": 0.0,
    "policy.agenda.association_initiative": 0.4,
}


def test_associations_can_come_with_land_deals_of_their_own():
    model = world(24, LED_BY_ASSOCIATIONS)
    proposed = [e for e in model.events.events if e.kind == "proposed"]
    assert proposed
    assert all("land-and-funding" in e.subject for e in proposed)
    assert all(e.other.startswith("housing-association") for e in proposed)


@pytest.mark.parametrize("position", [0, -1])
def test_an_association_turns_to_the_council_that_it_trusts_most(position):
    model = world(0, LED_BY_ASSOCIATIONS)
    associations = [o for o in model.organisations if o.kind == "housing-association"]
    association = max(associations, key=lambda o: len(o.places))
    served = [c for c in model.councils if set(c.places) & set(association.places)]
    model.ties.set_trust(association, served[position], 0.99)
    take_initiative(model, association, model.params[AgendaParameters])
    assert len(served) > 1
    assert [p.proposer for p in model.proposals] == [served[position]]


def test_where_land_deals_are_not_permitted_no_association_comes():
    barred = {**LED_BY_ASSOCIATIONS, "policy.agenda.permitted": ("shared-service",)}
    assert world(12, barred).events.count("proposed") == 0


def test_an_open_debate_takes_officers_time():
    model = world(1, {**QUIET, "policy.contention.honest_conversation": 1.0})
    assert {council.burden for council in model.councils} == {0.02}
    assert {council.burden for council in world(1, QUIET).councils} == {0.0}
