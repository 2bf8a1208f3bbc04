"""Measures of partnerships and ties: how long they last, what is missed, who hangs on whom."""

import math
import re

import numpy as np
import pytest

from sim.measures import MEASURES
from sim.measures.ties import centralisation_of
from tests.build import QUIET, SHARED_OFFICE, course, world

BUSY = {
    "uncertainty.agenda.arrival": 0.4,
    "uncertainty.negotiation.base": 0.3,
    "uncertainty.review.base": -2.0,
    "policy.funding.grant_cut": 0.0,
}


@pytest.fixture(scope="module")
def busy():
    return course(32, BUSY)


def first_quarter(run, kind):
    """Return the quarter in which something of a kind first happened to each partnership."""
    found = {}
    for event in run.model.events.events:
        if event.kind == kind:
            found.setdefault(event.subject, event.quarter)
    return found


def test_talks_last_from_signing_to_agreement(busy):
    signed = first_quarter(busy, "signed")
    agreed = {**first_quarter(busy, "mobilising"), **first_quarter(busy, "unaffordable")}
    lasted = [agreed[name] - signed[name] for name in agreed]
    assert len(lasted) > 10
    assert MEASURES["negotiation_quarters"].value(busy) == pytest.approx(np.mean(lasted))


def test_age_at_exit_is_counted_from_the_first_quarter_of_delivery(busy):
    begun = first_quarter(busy, "delivering")
    ended = {p.name: p.ended for p in busy.model.partnerships if not p.live}
    ages = [ended[name] - begun[name] for name in begun if name in ended]
    assert len(ages) > 3
    assert MEASURES["age_at_exit"].value(busy) == pytest.approx(np.mean(ages))


def worth_of(event):
    values = [float(v) for v in re.findall(r"-?\d+\.\d\d", event.reason.partition(";")[0])]
    return np.mean(values)


def test_the_adoption_gap_is_what_was_worth_it_and_never_delivered(busy):
    begun = first_quarter(busy, "delivering")
    still = {p.name for p in busy.model.partnerships if p.live and p.name not in begun}
    decided = [
        e
        for e in busy.model.events.events
        if e.kind == "signed" or (e.kind == "refused" and "not worth it" in e.reason)
    ]
    worthwhile = [e for e in decided if worth_of(e) > 0.0 and e.subject not in still]
    missed = [e for e in worthwhile if e.subject not in begun]
    assert 0 < len(missed) < len(worthwhile)
    gap = MEASURES["adoption_gap"].value(busy)
    assert gap == pytest.approx(len(missed) / len(worthwhile))


def test_what_never_happened_has_no_length_and_no_gap():
    still = course(3, QUIET)
    for name in ("negotiation_quarters", "age_at_exit", "adoption_gap"):
        assert math.isnan(MEASURES[name].value(still))


def test_a_star_is_wholly_centralised_and_a_ring_is_not():
    assert centralisation_of([("a", "b"), ("a", "c"), ("a", "d")]) == 1.0
    assert centralisation_of([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]) == 0.0
    assert centralisation_of([("a", "b", "c")]) == 0.0
    assert math.isnan(centralisation_of([("a", "b")]))


def test_a_council_that_works_with_everybody_is_the_centre_of_its_region():
    spec = {"type": "community-takeover", "target_saving": 50_000.0, "set_up_cost": 1_000.0}
    partners = [f"social-enterprise-{i}" for i in range(1, 4)]
    deals = tuple(spec | {"members": ("council-1", partner)} for partner in partners)
    wide = {"place.councils": 2, "place.social_enterprises": 6}
    values = {**QUIET, **wide, "partnership": deals, "policy.review.enabled": False}
    model = world(6, values)
    assert sum(p.delivering for p in model.partnerships) == 3
    assert MEASURES["centralisation"].value(model) == [1.0]
    assert MEASURES["councils_in_partnership"].value(model) == [1.0, 0.0]


def test_practice_is_the_mean_of_those_that_still_trade():
    model = world(6, SHARED_OFFICE)
    closed = next(o for o in model.organisations if o.kind == "social-enterprise")
    closed.alive = False
    measure = MEASURES["practice_quality"]
    by_kind = dict(zip(measure.grouping.names, measure.by_group(model), strict=True))
    left = [o for o in model.organisations if o.kind == "social-enterprise" and o is not closed]
    expected = np.mean([o.practice for o in left])
    assert by_kind["social-enterprises"] == pytest.approx(expected)
