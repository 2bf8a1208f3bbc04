"""Front line: what surgeries and schools are spared, in nobody's cash."""

import pytest

from sim.agents.seats import coproduction, delivering_in
from sim.core.ledger import NHS, SCHOOLS
from sim.mechanisms.frontline import spared
from tests.build import SHARED_OFFICE, world

SEATED = {**SHARED_OFFICE, "policy.indices.resident_seats": 0.5, "policy.review.enabled": False}
LINKED = {**SEATED, "policy.frontline.link": 1.0}


def gains(model, account):
    return [b.pence for b in model.benefits if b.beneficiary == account]


def test_by_hand():
    assert spared(0.5, 200.0, 2.0, 1.0) == pytest.approx(50.0)
    assert spared(0.5, 200.0, 2.0, 0.5) == pytest.approx(25.0)


def test_unless_a_scenario_says_so_nothing_is_taken_to_come_of_it():
    assert gains(world(12, SEATED), NHS) == []


def test_health_services_and_schools_gain_in_the_book_and_nothing_else_moves():
    linked, plain = world(12, LINKED), world(12, SEATED)
    assert sum(gains(linked, NHS)) == pytest.approx(2 * sum(gains(linked, SCHOOLS)), rel=1e-6)
    assert sum(gains(linked, NHS)) > 0
    assert linked.ledger.entries == plain.ledger.entries


def test_what_is_gained_follows_what_is_put_in_and_who_is_at_the_table():
    model = world(12, LINKED)
    place = model.councils[0].places[0]
    made_together = coproduction(delivering_in(place), 0.5)
    assert made_together == pytest.approx(0.5 * model.partnerships[0].effective)
    assert gains(world(12, {**LINKED, "policy.indices.resident_seats": 0.0}), NHS) == []
