"""Mergers: what can happen is run, and what cannot is refused with the reason."""

import pytest

from sim.core.errors import ScenarioError
from tests.build import scenario


def merger(name, year, first, second):
    return {
        "name": name,
        "kind": "reorganisation",
        "year": year,
        "councils": (f"council-{first}", f"council-{second}"),
    }


def refused(match, *events, **values):
    with pytest.raises(ScenarioError, match=match):
        scenario({"event": events, **values})


def test_two_that_are_one_already_cannot_merge_again():
    refused("are one council by year 4", merger("a", 2, 1, 2), merger("b", 4, 2, 1))


def test_two_that_are_one_by_way_of_a_third_cannot_merge_again():
    events = merger("c", 5, 1, 3), merger("a", 2, 1, 2), merger("b", 4, 2, 3)
    refused("`council-1` and `council-3` are one council by year 5", *events)


def test_a_council_that_merged_may_merge_with_another():
    assert scenario({"event": (merger("a", 2, 1, 2), merger("b", 4, 2, 3))}).mergers


def test_a_partnership_of_two_that_are_one_by_its_start_is_refused():
    deal = {
        "type": "shared-service",
        "members": ("council-1", "council-2"),
        "target_saving": 1e5,
        "start": 8,
    }
    refused(
        "two of its members are one council by quarter 8", merger("a", 2, 1, 2), partnership=(deal,)
    )
    assert scenario({"event": (merger("a", 2, 1, 2),), "partnership": ({**deal, "start": 7},)})


def test_a_merger_before_a_pilot_has_been_judged_is_refused():
    pilot = {"policy.pilots.areas": 1}
    refused("falls in a pilot, which is judged in quarter 8", merger("a", 2, 1, 2), **pilot)
    assert scenario({"event": (merger("a", 3, 1, 2),), **pilot})


def test_a_pilot_that_new_rules_make_longer_is_one_in_which_nobody_merges():
    rules = {
        "name": "longer",
        "kind": "new-rules",
        "quarter": 4,
        "set": {"policy.pilots.quarters": 16},
    }
    pilot = {"policy.pilots.areas": 1}
    refused("which is judged in quarter 16", merger("a", 3, 1, 2), rules, **pilot)
