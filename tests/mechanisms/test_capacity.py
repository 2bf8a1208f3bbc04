"""Capacity: money, load and takeovers in a world."""

import pytest

from sim.core.ledger import COMMUNITY, Flow
from sim.mechanisms.capacity import community_share, load_on, use_of
from sim.rules.capacity import CapacityParameters
from tests.build import QUIET, world

INVEST = {**QUIET, "policy.capacity.investment": 1.0}
TAKEOVER = {
    **QUIET,
    "policy.review.enabled": False,
    "partnership": (
        {
            "type": "community-takeover",
            "members": ("council-1", "social-enterprise-1"),
            "target_saving": 100_000.0,
            "set_up_cost": 10_000.0,
        },
    ),
}


def test_without_money_or_load_nothing_moves():
    model = world(12, {**QUIET, "policy.funding.grant_cut": 0.0, "policy.demand.enabled": False})
    for place in model.places:
        assert place.organisation == pytest.approx(0.184, abs=1e-3)
        assert place.capacity == pytest.approx(place.capacity_at_start, abs=1e-9)


def test_a_pound_a_head_builds_capacity_and_every_penny_reaches_the_community():
    model = world(24, INVEST)
    people = sum(place.population for place in model.places)
    paid = model.ledger.total(Flow.CAPACITY)
    assert paid == pytest.approx(24 * people * 100_000, rel=1e-6)
    assert model.ledger.balance(COMMUNITY) == paid
    assert all(place.organisation > 0.3 for place in model.places)


def test_a_capable_community_meets_some_need_by_itself():
    model = world(40, INVEST)
    assert all(0.0 < community_share(model, place) < 0.25 for place in model.places)


def test_a_community_that_took_on_too_much_leaves_a_gap_and_may_hand_back():
    calm = world(12, QUIET)
    model = world(12, TAKEOVER)
    (partnership,) = model.partnerships
    council, alone = partnership.lead, next(c for c in calm.councils if c.name == "council-1")
    if partnership.delivering:
        missing = 0.15 * (1.0 - partnership.delivered_share(council.capacity))
        assert council.coverage[3] == pytest.approx(
            float(alone.coverage[3]) * (1 - missing), rel=0.05
        )
    ended = [world(60, TAKEOVER, replicate=r).partnerships[0].why_ended for r in range(8)]
    assert "community lacked capacity" in ended


def test_a_takeover_loads_the_community():
    model = world(6, TAKEOVER)
    assert load_on(model, model.partnerships[0].lead.places[0]) == pytest.approx(0.15 / 0.30)


def test_when_the_state_withdraws_cuts_fall_on_communities():
    usual, withdrawn = (
        world(40, {**QUIET, "policy.capacity.state_withdraws": on}) for on in (False, True)
    )
    pairs = list(zip(usual.places, withdrawn.places, strict=True))
    assert all(b.organisation <= a.organisation for a, b in pairs)
    assert any(b.organisation < a.organisation for a, b in pairs)


def test_groups_that_work_with_the_council_learn_more():
    values = {**TAKEOVER, "uncertainty.capacity.hand_back": 0.0}
    model = world(8, {**values, "uncertainty.capacity.use_with_links": 0.3})
    (partnership,) = model.partnerships
    home = partnership.members[1].places[0]
    numbers = model.params[CapacityParameters]
    assert use_of(home, numbers) == pytest.approx(0.3 + 0.3 * partnership.effective)
    elsewhere = next(place for place in model.places if place is not home)
    assert use_of(elsewhere, numbers) == 0.3
