"""Studies: worlds, twins, pairing, and results that say how to make them again."""

import json
import math

import pytest

from sim.core.errors import ResultsError
from sim.measures import MEASURES
from sim.output.recorder import Recorder, columns_of, end_values
from sim.output.results import load_results
from sim.output.schemas import SCHEMAS
from sim.study import compare, run
from sim.study.simulate import World, run_key, simulate
from sim.study.tables import comparison, summary
from tests.build import SHARED_OFFICE, scenario, world


@pytest.fixture(scope="module")
def results():
    return run(scenario(quarters=12), replicates=3)


@pytest.fixture(scope="module")
def genuine():
    other = scenario({"policy.collaboration.preset": "genuine"}, quarters=20)
    return compare([scenario(quarters=20), other], replicates=4)


def rows_of(results, measure, label="default"):
    return [r for r in summary(results, label) if r["measure"] == measure]


def test_every_world_is_run_with_its_twin_without_partnerships(results):
    labels = results.frame("runs")["scenario"].value_counts().to_dict()
    assert labels == {"default": 3, "default without partnerships": 3}
    assert [w["role"] for w in results.worlds] == ["world", "twin"]


def test_the_summary_has_every_measure_with_interval_and_unit(results):
    rows = summary(results, "default")
    assert {row["measure"] for row in rows} == set(MEASURES)
    whole = next(row for row in rows if row["measure"] == "coverage" and row["place"] == "")
    assert whole["low"] < whole["value"] < whole["high"]
    assert (whole["n"], whole["unit"], whole["band"]) == (3, "share", "seeds")


def test_councils_add_up_to_the_region(results):
    rows = rows_of(results, "service_spending")
    region = next(r["value"] for r in rows if r["place"] == "")
    assert region == pytest.approx(sum(r["value"] for r in rows if r["place"]))


def test_a_total_is_added_up_and_a_state_is_as_it_is_at_the_end():
    recorder = Recorder()
    model = world(0)
    for _ in range(6):
        model.step()
        recorder(model)
    ends = dict(zip(columns_of(model), end_values(columns_of(model), recorder.matrix), strict=True))
    paid = sum(e.pence for e in model.ledger.entries if e.flow == "services") / 1e5
    assert ends["service_spending", "", ""] == pytest.approx(paid)
    assert ends["reserves", "council-1", ""] == pytest.approx(model.councils[0].reserves)


def test_a_world_against_itself_differs_by_exactly_nothing():
    same = compare([scenario(quarters=12)] * 2, replicates=3)
    rows = comparison(same, "default", ["default (2)"])
    assert {row["difference"] for row in rows if row["n"]} == {0.0}
    assert {row["verdict"] for row in rows if row["n"] > 1} <= {
        "no difference",
        "none seen",
    }
    assert {row["variance_ratio"] for row in rows} == {None}
    assert same.frame("runs")["run_id"].is_unique


def test_worlds_that_differ_are_compared_on_the_same_luck(genuine):
    rows = comparison(genuine, "default", ["default (2)"])
    influence = next(
        r for r in rows if r["measure"] == "influence" and not r["place"] and not r["group"]
    )
    assert influence["difference"] > 0.0
    assert influence["unit"] == "index 0-1"


def test_shared_luck_saves_pairs(genuine):
    rows = comparison(genuine, "default", ["default (2)"])
    coverage = next(r for r in rows if r["measure"] == "coverage" and not r["place"])
    assert coverage["variance_ratio"] > 5.0


def test_independent_luck_can_be_asked_for():
    apart = compare([scenario(quarters=8)] * 2, replicates=2, independent=True)
    assert [w["seed"] for w in apart.worlds if w["role"] == "world"] == [1, 2]


def test_the_counterfactual_saving_is_the_difference_in_the_two_ledgers():
    alone = {**SHARED_OFFICE, "policy.network.enabled": False, "policy.housing.counts": False}
    found = run(scenario(alone, quarters=16), replicates=1)
    saved = next(r["value"] for r in rows_of(found, "saving_counterfactual") if r["place"] == "")
    ledger = found.frame("ledger")
    flows = ledger.groupby("flow")["pence"].sum() / 1e5
    net = (
        flows["partnership saving"]
        - flows["set-up"]
        - flows["overhead"]
        - flows["partnership loss"]
    )
    assert saved == pytest.approx(net - flows.get("loan interest", 0.0), abs=0.01)


def test_without_partnerships_nothing_is_claimed_attributed_or_saved():
    found = run(scenario({"policy.collaboration.enabled": False}, quarters=12), replicates=2)
    for measure in ("saving_claimed", "saving_attributed", "saving_counterfactual"):
        assert {r["value"] for r in rows_of(found, measure)} == {0.0}


def test_results_come_back_as_they_were_saved(results, tmp_path):
    results.save(tmp_path / "out")
    again = load_results(tmp_path / "out")
    assert again.content_hash == results.content_hash
    assert again.manifest["worlds"] == results.manifest["worlds"]
    assert {name: table.schema for name, table in again.tables.items()} == SCHEMAS


def test_the_same_study_has_the_same_content_twice(results):
    assert run(scenario(quarters=12), replicates=3).content_hash == results.content_hash


def test_a_run_key_depends_on_world_seed_and_replicate_only():
    plan = scenario(quarters=8)
    assert run_key(plan, 0) == run_key(plan.with_run(record="summary", replicates=3), 0)
    others = [
        run_key(plan, 1),
        run_key(plan.with_run(seed=2), 0),
        run_key(plan.with_run(quarters=9), 0),
    ]
    assert len({run_key(plan, 0), *others}) == 4


@pytest.mark.parametrize("record", ["summary", "series"])
def test_recording_less_changes_nothing_that_is_recorded(record):
    full, less = (run(scenario(quarters=8, record=r), replicates=2) for r in ("full", record))
    keep = [r for r in summary(full, "default")]
    assert summary(less, "default") == keep
    assert len(less.tables["ledger"]) == 0


def test_nothing_is_overwritten_and_what_cannot_be_written_is_said(results, tmp_path):
    results.save(tmp_path / "out")
    with pytest.raises(ResultsError, match="is not empty"):
        results.save(tmp_path / "out")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ResultsError, match="is a file"):
        results.save(tmp_path / "file")


@pytest.mark.parametrize("damage", ["missing", "cut", "flipped", "manifest"])
def test_damaged_results_are_refused_and_never_read_wrong(results, tmp_path, damage):
    folder = results.save(tmp_path / "out").folder
    path = folder / ("manifest.json" if damage == "manifest" else "series.parquet")
    data = bytearray(path.read_bytes())
    if damage == "missing":
        path.unlink()
    elif damage == "flipped":
        data[len(data) // 3] ^= 1
        path.write_bytes(data)
    else:
        path.write_bytes(data[: len(data) // 2])
    with pytest.raises(ResultsError, match=r"not a results folder|damaged"):
        load_results(folder)


def test_results_of_an_older_version_say_how_to_make_them_again(results, tmp_path):
    folder = results.save(tmp_path / "out").folder
    older = {**results.manifest, "layout": 1, "version": "0.0.9", "command": "partnersim run x"}
    (folder / "manifest.json").write_text(json.dumps(older), "utf-8")
    with pytest.raises(ResultsError, match=r"\(0\.0\.9\); .*: partnersim run x"):
        load_results(folder)


def test_a_manifest_of_something_else_is_no_results_folder(results, tmp_path):
    folder = results.save(tmp_path / "out").folder
    (folder / "manifest.json").write_text("[1, 2]", "utf-8")
    with pytest.raises(ResultsError, match=r"not a results folder: its manifest\.json"):
        load_results(folder)


def test_the_manifest_says_what_was_run_and_with_what(results):
    assert results.manifest["program"] == "partnersim"
    assert len(results.manifest["code"]) == 64
    assert results.worlds[0]["resolved"]["parameters"]["funding"]["grant_cut"] == 0.04
    assert {"mesa", "numpy"} <= set(results.manifest["libraries"])


def test_a_run_can_be_repeated_from_its_world_and_replicate(results):
    again = simulate(World("default", scenario(quarters=12)), 2)
    ledger = results.frame("ledger")
    mine = ledger[ledger["run_id"] == again.run_id].drop(columns="run_id").reset_index(drop=True)
    assert mine.equals(again.tables["ledger"].to_pandas())


def test_what_only_a_whole_run_can_tell_has_one_row_at_its_end():
    own = scenario(SHARED_OFFICE, quarters=20)
    series = run(own, replicates=1).frame("series")
    at_end = series[series["measure"] == "payback_quarters"]
    assert set(at_end["quarter"]) == {19}
    assert set(at_end["place"]) == {"", "council-1", "council-2"}
    assert set(series.loc[series["measure"] == "saving_net", "quarter"]) == set(range(20))


def test_a_run_that_is_not_over_has_no_more_than_the_names_of_what_it_will_tell():
    recorder = Recorder()
    model = world(0)
    model.step()
    recorder(model)
    ends = dict(zip(columns_of(model), recorder.matrix[-1], strict=True))
    assert math.isnan(ends["payback_quarters", "", ""])
    assert not math.isnan(ends["coverage", "", ""])
