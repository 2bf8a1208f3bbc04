"""Line 12: a parameter can be forced beyond its range, knowingly, and everything says so."""

import json

import pytest

from sim.cli import call
from sim.core.errors import ScenarioError
from sim.mechanisms.funding import FundingParameters
from sim.scenario import load_scenario
from sim.scenario.remarks import remarks
from sim.study.recipe import plain_world, world_from
from sim.study.simulate import World
from sim.sweep.design_loading import load_design

CUT = "policy.funding.grant_cut"
SMALL = ["--set", "run.quarters=4", "--set", "place.residents_per_council=20"]


def cut(world):
    return world.params[FundingParameters].grant_cut


def test_line_12_a_value_beyond_its_range_is_refused_unless_it_is_forced():
    with pytest.raises(ScenarioError, match=r"grant_cut is 0\.2 .* may be set from 0 to 0\.12"):
        load_scenario("region", [f"{CUT}=0.2"])
    assert cut(load_scenario("region", [f"{CUT}=0.2"], [CUT])) == 0.2


def test_line_12_a_scenario_file_and_a_design_can_force_a_value(tmp_path):
    forced = f'beyond_range = ["{CUT}"]\n'
    path = tmp_path / "mine.toml"
    path.write_text(f"[run]\n{forced}[policy.funding]\ngrant_cut = 0.2\n")
    assert cut(load_scenario(str(path))) == 0.2
    study = tmp_path / "study.toml"
    study.write_text(
        f'scenario = "region"\n[set]\n"run.beyond_range" = ["{CUT}"]\n'
        f'[factors]\n"{CUT}" = [0.1, 0.2]\n'
    )
    assert [
        scenario.params[FundingParameters].grant_cut
        for _, _, _, scenario in load_design(study).first_scenarios(2)
    ] == [0.1, 0.2]


def test_line_12_the_flag_adds_to_what_the_file_forces(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(f'[run]\nbeyond_range = ["{CUT}"]\n[policy.funding]\ngrant_cut = 0.2\n')
    world = load_scenario(str(path), ["uncertainty.trust.gain=0.3"], ["uncertainty.trust.gain"])
    assert world.run.beyond_range == (CUT, "uncertainty.trust.gain")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        (f"{CUT}=1.5", "grant_cut is 1.5; it may be set up to 1"),
        (f"{CUT}=-0.1", "grant_cut is -0.1; it may be set from 0"),
        ("policy.funding.cut_years=0", "cut_years is 0; it may be set above 0"),
        (f"{CUT}=nan", "it takes a finite number"),
        ("policy.funding.cut_years=2.5", "it takes a whole number"),
    ],
)
def test_line_12_a_value_without_a_meaning_cannot_be_forced(setting, said):
    with pytest.raises(ScenarioError) as caught:
        load_scenario("region", [setting], [setting.partition("=")[0]])
    assert said in str(caught.value)


def test_line_12_rules_of_a_whole_group_hold_for_forced_values():
    weights = ["policy.procurement.price_weight=0.99"]
    with pytest.raises(ScenarioError, match="must add up to 1"):
        load_scenario("region", weights, ["policy.procurement.price_weight"])


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("policy.funding.grantcut", "did you mean `policy.funding.grant_cut`?"),
        ("place.councils", "unknown key `place.councils`"),
    ],
)
def test_line_12_only_parameters_can_be_forced(key, said):
    with pytest.raises(ScenarioError) as caught:
        load_scenario("region", [], [key])
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0.2", "is 0.2 share/year, real, beyond the 0 to 0.12 of its evidence, as was asked for"),
        ("0.1", "is 0.1, which is within its range"),
    ],
)
def test_line_12_a_forced_value_is_told(value, said):
    found = remarks(load_scenario("region", [f"{CUT}={value}"], [CUT]))
    assert [str(one).partition(CUT + " ")[2] for one in found] == [said]


def test_line_12_a_forced_value_is_in_the_manifest_and_the_report(tmp_path, capsys):
    out = tmp_path / "out"
    options = ["--set", f"{CUT}=0.2", "--beyond-range", CUT, "--replicates", "2", "--report"]
    assert call(["run", "region", *SMALL, *options, "--out", str(out)]) == 0
    assert "beyond the 0 to 0.12" in capsys.readouterr().err
    written = dict(
        (".".join(path), value)
        for path, value in json.loads((out / "manifest.json").read_text())["worlds"][0]["written"]
    )
    assert written["run.beyond_range"] == [CUT]
    page = (out / "report.html").read_text("utf-8")
    assert "Set beyond the range of the evidence on request" in page


def test_line_12_a_manifest_gives_back_a_world_with_a_forced_value():
    world = load_scenario("region", [f"{CUT}=0.2"], [CUT])
    again = world_from(json.loads(json.dumps(plain_world(World("x", world))))).scenario
    assert again.fingerprint == world.fingerprint
    assert again.with_run(quarters=8).params[FundingParameters].grant_cut == 0.2


def test_to_allow_a_value_is_no_part_of_the_world():
    assert load_scenario("region", [], [CUT]).fingerprint == load_scenario("region").fingerprint
