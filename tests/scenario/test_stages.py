"""Stages: new rules are whole sets of numbers, and a mistake in them is found where it stands."""

import pytest

from sim.core.errors import ScenarioError
from sim.rules.observation import ObservationParameters
from sim.rules.valuation import SigningParameters
from sim.scenario import load_scenario
from tests.build import scenario

OPEN = "policy.observation.transparency"
PRESET = "policy.collaboration.preset"


def rules(quarter, values, name="rules"):
    return {"name": name, "kind": "new-rules", "quarter": quarter, "set": values}


def transparency(plan, quarter):
    return plan.rules_in(quarter)[ObservationParameters].transparency


def test_rules_hold_from_their_quarter_on():
    plan = scenario({"event": (rules(8, {OPEN: 0.9}), rules(4, {OPEN: 0.1}, "before"))})
    assert [transparency(plan, quarter) for quarter in (0, 3, 4, 7, 8, 39)] == [
        0.5,
        0.5,
        0.1,
        0.1,
        0.9,
        0.9,
    ]


def test_a_new_preset_replaces_the_old_one_but_no_rule_that_was_written():
    event = (rules(4, {PRESET: "genuine"}),)
    plan = scenario({PRESET: "talking-shop", OPEN: 0.33, "event": event})
    assert plan.rules_in(0)[SigningParameters].legitimacy_motive == 1.2
    assert plan.rules_in(4)[SigningParameters].legitimacy_motive == 0.3
    assert transparency(plan, 4) == 0.33


def test_the_fingerprint_knows_of_new_rules():
    plain, ruled = scenario(), scenario({"event": (rules(8, {OPEN: 0.9}),)})
    assert plain.fingerprint != ruled.fingerprint
    assert ruled.resolved()["events"][0]["set"] == {OPEN: 0.9}


def test_the_quarter_of_new_rules_can_be_set_from_outside():
    plan = scenario({"event": (rules(8, {OPEN: 0.9}),)}).with_values({"event.rules.quarter": 2})
    assert transparency(plan, 2) == 0.9


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('"uncertainty.trust.gain" = 0.1', "new rules set levers (policy.…), not"),
        ('"policy.trust.enabled" = false', "is a switch of the whole run"),
        ('"policy.leadership.pattern" = "thirds"', "takes effect only at the start"),
        ('"policy.observation.transparancy" = 1', "did you mean `policy.observation.transparency`"),
        ('"policy.observation.transparency" = 1.5', "it may be set from 0 to 1"),
        ('"run.quarters" = 8', "new rules set levers"),
    ],
)
def test_what_no_rule_can_change_is_refused_where_it_stands(tmp_path, setting, told):
    path = tmp_path / "mine.toml"
    path.write_text(
        'title = "x"\n[[event]]\nname = "e"\nkind = "new-rules"\nquarter = 3\n'
        f"set = {{ {setting} }}\n"
    )
    with pytest.raises(ScenarioError) as caught:
        load_scenario(str(path))
    messages = [str(mistake) for mistake in caught.value.mistakes]
    assert any(message.startswith("mine.toml:6:1: ") and told in message for message in messages)
