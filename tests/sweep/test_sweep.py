"""Sweeps: a study is run, resumed and refused through the program itself."""

from pathlib import Path

import pytest

from sim.output.results import load_results
from sim.output.store.index import SHARDS
from tests.sweep.program import write_design

SWEEP = ("sweep", "study.toml", "--out", "s", "--jobs", "1")


@pytest.fixture
def swept(program):
    """A study that is complete, and its content hash."""
    write_design()
    return program(*SWEEP, "--json").json["content_hash"]


def shards():
    return sorted(Path("s", SHARDS).iterdir())


def test_a_sweep_runs_every_world_with_its_twin_at_every_point(program):
    write_design()
    told = program(*SWEEP, "--json").json
    assert (told["runs"], told["completed"], told["failed"]) == (12, 12, 0)
    results = load_results("s")
    assert told["content_hash"] == results.content_hash
    runs, points = results.frame("runs"), results.frame("points")
    assert list(runs["replicate"]) == [0] * 6 + [1] * 6
    assert list(points["value"]) == ["0.0", "0.04", "0.08"]
    assert runs["run_id"].is_unique
    assert set(results.frame("series")["run_id"]) == set(runs["run_id"])


def test_a_study_goes_on_where_it_was_and_comes_to_the_same(program, swept):
    shards()[0].unlink()
    status = program("study", "status", "s", "--json").json
    assert (status["status"], status["missing"] > 0) == ("completed", True)
    again = program(*SWEEP, "--resume", "--json").json
    assert (again["content_hash"], again["completed"]) == (swept, 12)
    assert program(*SWEEP, "--resume", "--json").json["content_hash"] == swept


def test_resuming_a_study_that_was_never_begun_begins_it(program, swept):
    for half_made in ("manifest.json", "points.parquet"):
        Path("s", half_made).unlink()
    for shard in shards():
        shard.unlink()
    assert program(*SWEEP, "--resume", "--json").json["content_hash"] == swept


def test_a_folder_that_holds_a_study_is_not_begun_again(program, swept):
    assert "already holds a study; --resume continues it" in program(*SWEEP, code=2).err


def test_a_folder_that_holds_anything_else_is_left_alone(program):
    write_design()
    Path("s").mkdir()
    Path("s", "thesis.txt").write_text("all of it")
    assert "is not empty" in program(*SWEEP, "--resume", code=2).err
    assert [path.name for path in Path("s").iterdir()] == ["thesis.txt"]


def test_another_design_is_refused_and_the_difference_is_shown(program, swept):
    write_design('"policy.funding.grant_cut" = [0.0, 0.05, 0.08]', replicates=3)
    said = program(*SWEEP, "--resume", code=2).err
    assert "factors.policy.funding.grant_cut: was [0.0, 0.04, 0.08], is [0.0, 0.05, 0.08]" in said
    assert "replicates: was [0, 1], is [0, 1, 2]" in said


def test_another_program_is_refused_and_the_file_is_named(program, swept):
    path = Path("s", "manifest.json")
    path.write_text(path.read_text().replace('"model.py": "', '"model.py": "0'))
    assert "model.py changed" in program(*SWEEP, "--resume", code=2).err
    assert "model.py changed" in program("study", "retry-failed", "s", code=2).err


def test_a_damaged_shard_is_put_aside_and_run_again(program, swept):
    shard = shards()[0]
    content = bytearray(shard.read_bytes())
    content[len(content) // 2] ^= 4
    shard.write_bytes(content)
    assert program("study", "status", "s", "--json").json["damaged shards"] == 1
    again = program(*SWEEP, "--resume", "--json")
    assert "1 damaged shards were moved to" in again.err
    assert again.json["content_hash"] == swept
    assert Path("s", "quarantine", shard.name).exists()


def test_two_results_of_one_run_stop_a_study_with_both_kept(program, swept):
    from dataclasses import replace

    from sim.output.store.durable import write_new
    from sim.sweep.running.folder import opened
    from sim.sweep.running.plan import tasks_of
    from sim.sweep.running.worker import parcel_of, rows_of

    study = opened(Path("s"))
    row = rows_of(study.job, next(tasks_of(study.design)), 0)[0]
    other = parcel_of(study.job, [replace(row, tables={})])
    write_new(Path("s", SHARDS, other.name), other.content)
    before = shards()
    assert (
        "run twice with different results; both are kept" in program(*SWEEP, "--resume", code=5).err
    )
    assert shards() == before


@pytest.mark.parametrize("jobs", ["0", "x", "-1", "9999"])
def test_workers_that_make_no_sense_are_refused(program, jobs):
    write_design()
    said = program("sweep", "study.toml", "--out", "s", "--jobs", jobs, code=2).err
    assert "neither auto nor a number" in said


def test_a_study_that_is_running_can_be_read(program, swept):
    shards()[0].unlink()
    path = Path("s", "manifest.json")
    path.write_text(path.read_text().replace('"status": "completed"', '"status": "running"'))
    assert program("study", "status", "s", "--json").json["status"] == "interrupted"
    runs = load_results("s").frame("runs")
    assert 0 < len(runs) < 12
    program("study", "compact", "s")
    assert len(load_results("s").frame("runs")) == len(runs)
    assert Path("s", "runs.parquet").exists()


def test_a_damaged_table_can_be_written_again(program, swept):
    Path("s", "series.parquet").write_bytes(b"x")
    program("study", "compact", "s")
    assert load_results("s").content_hash == swept


def test_a_dry_run_says_what_a_study_takes_and_writes_nothing(program):
    write_design()
    said = program("sweep", "study.toml", "--dry-run").out
    assert "6 runs: 1 scenarios x 3 points x 2 replicates" in said
    assert "MB on disk" in said
    assert "region, point 2" in said
    told = program("sweep", "study.toml", "--dry-run", "--jobs", "1", "--json").json
    two = program("sweep", "study.toml", "--dry-run", "--jobs", "100", "--json").json
    # What a run took is packed with it, so the size is not the same to the last byte.
    assert told["bytes"] == pytest.approx(two["bytes"], rel=0.01)
    assert told["bytes"] > 1000
    assert told["seconds"] > two["seconds"] > 0
    assert [path.name for path in Path().iterdir()] == ["study.toml"]
