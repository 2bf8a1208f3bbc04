"""New rules: a lever that is moved on the way acts from that quarter on, as if written so."""

import numpy as np
import pytest

from sim.model import PartnershipModel
from sim.output.recorder import Recorder
from sim.scenario.presets import PRESETS
from tests.build import scenario
from tests.model.test_order import fingerprint
from tests.model.test_switches import BUSY
from tests.model.tiny import LEVERS, moved

RULES = {"name": "rules", "kind": "new-rules"}
SMALL_AND_BUSY = {
    **{key: value for key, value in BUSY.items() if key not in ("event", "policy.pilots.areas")},
    "place.councils": 2,
    "place.social_enterprises": 3,
}


def history(values, quarters=6):
    recorder = Recorder()
    model = PartnershipModel(scenario(values, quarters=quarters), observe=recorder)
    model.run_all()
    entries, events, ties, *rest = fingerprint(model)
    told = [event for event in events if event.kind != "new rules"]
    return (entries, told, ties, rest), recorder.matrix


def ruled(quarter, values, base=SMALL_AND_BUSY):
    return {**base, "event": ({**RULES, "quarter": quarter, "set": values},)}


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.key)
def test_a_lever_moved_at_quarter_0_is_the_scenario_written_that_way(lever):
    value = moved(lever, scenario(SMALL_AND_BUSY))
    later, written = history(ruled(0, value)), history({**SMALL_AND_BUSY, **value})
    assert later[0] == written[0]
    assert np.array_equal(later[1], written[1], equal_nan=True)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_taken_up_at_quarter_0_is_the_scenario_written_with_it(preset):
    value = {"policy.collaboration.preset": preset}
    assert history(ruled(0, value))[0] == history({**SMALL_AND_BUSY, **value})[0]


def test_nothing_happens_before_the_quarter_of_the_new_rules_and_something_from_then_on():
    values = {"policy.funding.tax_cap": 0.0, "policy.agenda.proposals": False}
    later, stays = history(ruled(8, values), 14), history(SMALL_AND_BUSY, 14)
    same = [np.array_equal(a, b, equal_nan=True) for a, b in zip(later[1], stays[1], strict=True)]
    assert same == [True] * 8 + [False] * 6


def test_rules_that_are_taken_back_leave_their_mark():
    there = {**RULES, "quarter": 4, "set": {"policy.agenda.proposals": False}}
    back = {
        "name": "back",
        "kind": "new-rules",
        "quarter": 8,
        "set": {"policy.agenda.proposals": True},
    }
    model = PartnershipModel(scenario({"event": (there, back)}, quarters=12))
    model.run_all()
    proposed = {event.quarter for event in model.events.events if event.kind == "proposed"}
    assert proposed & set(range(4))
    assert not proposed & set(range(4, 8))
    assert proposed & set(range(8, 12))
    told = [(e.quarter, e.reason) for e in model.events.events if e.kind == "new rules"]
    assert told[0] == (4, "policy.agenda.proposals = False")


def test_the_twin_of_a_pilot_lives_by_the_new_rules_too_and_pilots_nothing():
    pilot = {**SMALL_AND_BUSY, "policy.pilots.areas": 1}
    model = PartnershipModel(scenario(ruled(2, {"policy.funding.tax_cap": 0.0}, pilot), quarters=5))
    model.run_all()
    twin = model.untouched
    assert twin is not model
    assert {council.adoption for council in twin.councils} == {0.0}
    assert {council.allowed_tax_rise for council in twin.councils} == {0.0}
