"""Identity: every run of a study has an id of its own, whatever it is like and however it ends."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.output.results import load_results
from sim.scenario import load_scenario
from sim.study import compare
from sim.study.gather import twin_of, worlds_of
from sim.study.tables import comparison, summary
from tests.sweep.program import write_design

UNBUILDABLE = """
"place.councils" = [1, 2]
"policy.pilots.areas" = [0, 2]
"policy.funding.grant_cut" = [0.0, 0.04]
"""
"""Two areas cannot be pilots where there is one council, whatever the cut."""
THREE_WORLDS = """
replicates = 1
set = { "run.quarters" = 4, "place.councils" = 2, "place.residents_per_council" = 20 }
[[world]]
scenario = "region"
name = "one"
[[world]]
scenario = "region"
name = "other"
[[world]]
scenario = "region"
name = "third"
[factors]
"policy.funding.grant_cut" = [0.0, 0.04]
"""
SWEEP = ("sweep", "study.toml", "--out", "s", "--jobs", "1")
SMALL = ["place.residents_per_council=20", "place.councils=2"]


def small(*sets, quarters=4):
    return load_scenario("region", [*SMALL, f"run.quarters={quarters}", *sets])


def test_runs_that_could_not_be_built_have_ids_and_replay_commands_of_their_own(program):
    write_design(UNBUILDABLE, replicates=1)
    program(*SWEEP, code=3)
    failed = load_results("s").frame("runs").query("status == 'failed'")
    assert len(failed) == 4
    assert failed["run_id"].is_unique
    notes = {path.stem: path.read_text() for path in Path("s", "failures").iterdir()}
    assert set(notes) == set(failed["run_id"])
    for run in failed.itertuples():
        assert f"partnersim replay s {run.run_id}\n" in notes[run.run_id]
        program("replay", "s", run.run_id, code=3)


def test_named_worlds_of_one_scenario_have_runs_of_their_own(program):
    Path("study.toml").write_text(THREE_WORLDS)
    program(*SWEEP)
    results = load_results("s")
    runs = results.frame("runs")
    assert (len(runs), runs["run_id"].nunique()) == (12, 12)
    assert {row["difference"] for row in comparison(results, "one", ["other"]) if row["n"]} == {0.0}


@pytest.mark.parametrize(
    "other",
    [
        small().with_values({"title": "only its title differs"}),
        small("policy.collaboration.enabled=false"),
        small("policy.collaboration.enabled=true"),
    ],
    ids=["title", "twin of the first", "the same"],
)
def test_worlds_that_come_to_the_same_runs_are_told_apart_and_compared(other):
    results = compare([small(), replace(other, name="copy")], replicates=2)
    assert results.frame("runs")["run_id"].is_unique
    rows = comparison(results, "region", ["copy"])
    assert all(row["n"] == 2 for row in rows if row["measure"] == "coverage")
    if other.params == small().params:
        assert {row["difference"] for row in rows if row["n"]} == {0.0}


@pytest.mark.parametrize(
    "names", [["a", "a (2)", "a"], ["a", "a without partnerships"], ["a without partnerships", "a"]]
)
def test_no_two_worlds_or_twins_share_a_label(names):
    worlds = worlds_of([replace(small(), name=name) for name in names])
    labels = [one.label for world in worlds for one in (world, twin_of(world))]
    assert len(set(labels)) == len(labels)


def test_points_of_different_length_each_end_at_their_own_last_quarter(program):
    write_design('"run.quarters" = [2, 4]', replicates=1)
    program(*SWEEP)
    swept = load_results("s")
    world = swept.worlds[0]["label"]
    together = {r["measure"]: r for r in summary(swept, world) if not (r["place"] or r["group"])}
    each = [
        {
            r["measure"]: r["value"]
            for r in summary(compare([small(quarters=q)], replicates=1), "region")
            if not (r["place"] or r["group"])
        }
        for q in (2, 4)
    ]
    for measure in ("coverage", "reserves", "satisfaction"):
        assert together[measure]["n"] == 2
        assert together[measure]["value"] == np.mean([one[measure] for one in each])
