"""Scenarios: precedence, presets, extends, hashing, and tables from files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.errors import ScenarioError
from sim.mechanisms.funding import FundingParameters
from sim.mechanisms.trust import TrustParameters
from sim.rules.valuation import SigningParameters
from sim.scenario import default_scenario, library_names, load_scenario
from tests.build import SHARED_OFFICE

GAIN = "uncertainty.trust.gain"


@pytest.fixture
def write(tmp_path):
    def write(name, text, encoding="utf-8"):
        path = tmp_path / f"{name}.toml"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


def gain(scenario):
    return scenario.params[TrustParameters].gain


@pytest.mark.parametrize("name", library_names())
def test_every_scenario_of_the_library_is_sound_and_says_what_it_is(name):
    scenario = load_scenario(name)
    assert scenario.title
    assert scenario.story
    assert scenario.source


def test_the_file_wins_over_its_base_and_set_wins_over_the_file(write):
    write("base", "[uncertainty.trust]\ngain = 0.05\ndecay = 0.02")
    path = write("other", 'extends = "base"\n[uncertainty.trust]\ngain = 0.06')
    assert gain(load_scenario(path)) == 0.06
    assert load_scenario(path).params[TrustParameters].decay == 0.02
    assert gain(load_scenario(path, [f"{GAIN}=0.07"])) == 0.07


def test_a_preset_gives_way_to_a_key_of_the_base(write):
    write("base", "[policy.signing]\nlegitimacy_motive = 0.1")
    path = write("other", 'extends = "base"\n[policy.collaboration]\npreset = "talking-shop"')
    assert load_scenario(path).params[SigningParameters].legitimacy_motive == 0.1


def test_a_scenario_may_extend_one_of_the_library(write):
    path = write("mine", 'extends = "region"\n[run]\nquarters = 8')
    assert load_scenario(path).run.quarters == 8
    assert load_scenario(path).place == load_scenario("region").place


def test_numbers_may_come_from_a_table_beside_the_file(write, tmp_path):
    (tmp_path / "cuts.csv").write_text("year,cut\n1,0.1\n2,0.05\n")
    path = write(
        "mine", '[policy.funding]\nprofile = "file"\ncuts = { file = "cuts.csv", column = "cut" }'
    )
    assert load_scenario(path).params[FundingParameters].cuts == (0.1, 0.05)


@pytest.mark.parametrize(
    "variant",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: "# a comment\n\n" + text + "\n\n",
        lambda text: text.replace("0.05", "5e-2").replace("quarters = 8", "quarters   =  8"),
        lambda text: 'title = "another name"\n' + text,
    ],
)
def test_what_does_not_change_the_world_does_not_change_its_fingerprint(write, variant):
    text = "[run]\nquarters = 8\n[uncertainty.trust]\ngain = 0.05\n"
    plain = load_scenario(write("plain", text)).fingerprint
    assert load_scenario(write("variant", variant(text))).fingerprint == plain


@given(st.floats(0.03, 0.15), st.floats(0.03, 0.15))
@settings(max_examples=30)
def test_a_fingerprint_changes_exactly_with_the_values(a, b):
    one, other = (default_scenario().with_values({GAIN: g}).fingerprint for g in (a, b))
    assert (one == other) is (a == b)


def test_seed_replicates_and_record_are_no_part_of_the_world():
    scenario = default_scenario()
    same = scenario.with_run(seed=7, replicates=3, record="summary")
    assert same.fingerprint == scenario.fingerprint
    assert scenario.with_run(quarters=8).fingerprint != scenario.fingerprint


def test_minus_zero_is_zero():
    motive = "policy.signing.legitimacy_motive"
    one, other = (default_scenario().with_values({motive: z}).fingerprint for z in (0.0, -0.0))
    assert one == other


def test_values_are_checked_wherever_they_come_from():
    with pytest.raises(ScenarioError, match=r"may be set from 0\.03 to 0\.15"):
        default_scenario().with_values({GAIN: 3.0})


def test_an_event_can_be_changed_by_its_name():
    event = {"name": "relief", "kind": "one-off-grant", "year": 1, "amount": 1e6}
    scenario = default_scenario().with_values({"event": (event,)})
    assert scenario.with_values({"event.relief.amount": 2e6}).events[0].amount == 2e6


def test_a_partnership_can_be_changed_by_its_name():
    plan = scenario_of(SHARED_OFFICE)
    assert plan.with_values({"partnership.office.declared": 0.5}).partnerships[0].declared == 0.5
    with pytest.raises(ScenarioError, match="there is no partnership `ofice`; there is office"):
        plan.with_values({"partnership.ofice.declared": 0.5})


def scenario_of(values):
    office = {**values["partnership"][0], "name": "office"}
    return default_scenario().with_values({**values, "partnership": (office,)})
