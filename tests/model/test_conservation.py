"""Conservation: people, places, pence, buildings and homes are all there after whatever happens."""

from typing import get_args

import pytest

from sim.core.ledger import Flow
from sim.mechanisms.assets import AssetParameters
from sim.rules.land import BUILDING_QUARTERS
from sim.scenario.specs import EventSpec
from tests.build import scenario, world
from tests.model.tiny import CLASSES, LEVERS, moved, pair_in, tiny

QUARTERS = 11
"""Enough for homes that are started at once to be let."""


def events_in(class_name):
    """Return one event of every kind but new rules, which are the levers."""
    first, second = pair_in(class_name)
    return {
        "one-off-grant": {"year": 2, "amount": 1e6, "council": second},
        "crisis": {"quarter": 3},
        "reorganisation": {"year": 1, "councils": (first, second)},
        "policy-event": {"quarter": 3, "support": 0.3},
        "election": {"quarter": 5, "council": second},
        "officer-leaves": {"quarter": 5, "organisation": second},
        "member-withdraws": {"quarter": 3, "organisation": second, "notice": 2, "exit_cost": 1e5},
        "stops-turning-up": {"quarter": 5, "organisation": second},
        "closure": {"quarter": 6, "partnership": "deal"},
    }


KINDS = list(events_in("reference"))
OTHERS = {"new-rules"}
"""They are the levers."""
MERGER = {"name": "merger", "kind": "reorganisation"}


def eventful(class_name, kind, lever=None):
    """Return a tiny world after an event of a kind, and a merger, and a lever that was moved."""
    first, second = pair_in(class_name)
    known = events_in(class_name)
    events = [{"name": "it", "kind": kind, **known[kind]}]
    if kind != "reorganisation":
        events.append({**MERGER, **known["reorganisation"]})
    deal = {
        "name": "deal",
        "type": "shared-service",
        "members": (first, second),
        "target_saving": 4e5,
    }
    values = {**tiny(class_name), "partnership": (deal,)}
    if lever:
        rules = {"name": "rules", "kind": "new-rules", "quarter": 2}
        events.append({**rules, "set": moved(lever, scenario(values))})
    return world(QUARTERS, {**values, "event": tuple(events)})


def assert_all_is_there(model):
    assert_people_and_places(model)
    assert_pence(model)
    assert_buildings_and_homes(model)


def assert_people_and_places(model):
    people = sum(place.population for place in model.places)
    for council in model.councils:
        assert len(set(council.places)) == len(council.places)
        assert council.population == pytest.approx(sum(p.population for p in council.places))
    served = sum(council.served for council in model.councils)
    assert served == pytest.approx([people] * 5)
    assert {c for p in model.places for c in p.responsible} == set(model.councils)
    assert {p for c in model.councils for p in c.places} == set(model.places)
    for partnership in model.live_partnerships:
        assert set(partnership.members) <= set(model.organisations)


def assert_pence(model):
    model.ledger.check()
    gone = [c for c in model.founding_councils if c not in model.councils]
    assert [model.ledger.balance(c.account) for c in gone] == [0] * len(gone)
    accounts = {c.account for c in model.founding_councils}
    lent = repaid = 0
    for entry in model.ledger.entries:
        lent += entry.pence * (entry.payer == "Lenders" and entry.payee in accounts)
        back = entry.payee == "Lenders" and entry.payer in accounts
        repaid += entry.pence * (
            back and entry.flow in (Flow.LOAN_REPAYMENT, Flow.ADVANCE_REPAYMENT)
        )
    assert sum(council.debt for council in model.councils) == lent - repaid


def assert_buildings_and_homes(model):
    numbers = model.params[AssetParameters]
    for place in model.places:
        assert place.vacant + len(place.leases) == round(numbers.vacant * place.population)
    done = model.quarter - 1 - BUILDING_QUARTERS
    ready = [
        homes
        for p in model.partnerships
        for quarter, (homes, _) in p.homes.started.items()
        if quarter <= done
    ]
    assert sum(p.homes.let for p in model.partnerships) == pytest.approx(sum(ready))
    built = sum(getattr(o, "new_homes", 0.0) for o in model.organisations)
    assert built == pytest.approx(sum(ready))


def test_every_kind_of_event_is_looked_at():
    kinds = [
        get_args(k.model_fields["kind"].annotation)[0]
        for k in get_args(get_args(EventSpec.__value__)[0])
    ]
    assert set(kinds) <= {*KINDS, *OTHERS}


@pytest.mark.parametrize("class_name", CLASSES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_and_nobody_is_lost_or_counted_twice_through_an_event(kind, class_name):
    assert_all_is_there(eventful(class_name, kind))


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.key)
def test_nothing_and_nobody_is_lost_when_a_lever_is_moved_before_a_merger(lever):
    assert_all_is_there(eventful("shire-county", "crisis", lever))


@pytest.mark.slow
@pytest.mark.parametrize("class_name", CLASSES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_through_any_event_with_any_lever_moved(kind, class_name):
    for lever in LEVERS:
        assert_all_is_there(eventful(class_name, kind, lever))


def test_a_county_that_merges_with_its_district_counts_everybody_once():
    merger = {**MERGER, "year": 1, "councils": ("Kent", "Kent-district-1")}
    before = world(1, tiny("shire-county"))
    after = world(6, tiny("shire-county", event=(merger,)))
    county = next(c for c in after.councils if c.name == "Kent")
    assert county.population == before.councils[0].population
    assert county.merged


def test_a_merger_of_a_county_is_paid_for_once_a_head():
    merger = {**MERGER, "year": 1, "councils": ("Kent", "Kent-district-1")}
    model = world(6, tiny("shire-county", event=(merger,)))
    county = next(c for c in model.councils if c.name == "Kent")
    paid = sum(e.pence for e in model.ledger.entries if e.flow is Flow.MERGER)
    assert paid == pytest.approx(2_000_000 * county.population, rel=1e-6)


def test_what_was_promised_to_a_council_for_a_year_comes_to_the_one_that_took_it_in():
    grant = {"name": "gift", "kind": "one-off-grant", "year": 2, "amount": 1e6}
    merger = {**MERGER, "year": 1, "councils": ("council-1", "council-2")}
    events = (
        merger,
        {**grant, "council": "council-2"},
        {**grant, "name": "b", "council": "council-1"},
    )
    model = world(9, tiny(event=events))
    (survivor,) = [c for c in model.councils if c.merged]
    assert survivor.one_off_grants == {2: 2000.0}
