"""Assets: leased for a time, with their holding cost and their risk."""

import pytest

from sim.mechanisms.assets import AssetParameters, chance_of_release
from tests.build import QUIET, world

RELEASING = {**QUIET, "policy.assets.release_rate": 0.3}


def test_nothing_is_leased_unless_something_is_offered():
    model = world(12, QUIET)
    assert all(place.assets == 0.0 for place in model.places)


def test_buildings_are_leased_and_come_back_after_three_years():
    early, late = world(6, RELEASING), world(40, RELEASING)
    assert sum(place.assets for place in early.places) > 0
    for place in late.places:
        assert place.vacant + len(place.leases) == round(0.05 * place.population)
        assert all(0 < end - late.quarter + 1 <= 12 for end in place.leases)


def test_an_audit_a_broker_and_a_right_to_reclaim_each_release_more():
    plain = chance_of_release(1.0, AssetParameters(release_rate=0.1))
    for more in ("audit", "broker", "right_to_reclaim"):
        assert chance_of_release(1.0, AssetParameters(release_rate=0.1, **{more: True})) > plain


def test_a_stricter_benefit_test_leases_less():
    def leased(score):
        model = world(8, {**RELEASING, "policy.assets.benefit_test": score})
        return sum(place.assets for place in model.places)

    assert leased(1.0) == 0.0 < leased(0.9) <= leased(0.1)


def test_groups_bear_what_the_council_is_spared():
    model = world(8, RELEASING)
    groups = {o.account for o in model.organisations if o.kind == "social-enterprise"}
    borne = sum(
        e.pence for e in model.ledger.entries if e.payer in groups and e.flow == "holding of assets"
    )
    spared = sum(
        e.pence
        for e in model.ledger.entries
        if e.payer == "Suppliers" and e.flow == "holding of assets"
    )
    assert borne >= spared > 0


def test_a_place_without_groups_leases_nothing():
    model = world(8, {**RELEASING, "place.social_enterprises": 0})
    assert sum(place.assets for place in model.places) == pytest.approx(0.0)


def test_a_government_that_speaks_up_releases_more_and_the_law_releases_all_that_is_known():
    numbers = AssetParameters(release_rate=0.1)
    loud = AssetParameters(release_rate=0.1, narrative=1.0)
    assert chance_of_release(1.0, loud) == pytest.approx(1.5 * chance_of_release(1.0, numbers))
    assert chance_of_release(1.0, AssetParameters(duty=True)) == pytest.approx(0.3)
    assert chance_of_release(1.0, AssetParameters(duty=True, audit=True)) == pytest.approx(0.9)


def test_a_duty_needs_no_council_to_be_willing():
    model = world(8, {**QUIET, "policy.assets.duty": True})
    assert sum(place.assets for place in model.places) > 0
