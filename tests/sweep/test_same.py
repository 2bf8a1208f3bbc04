"""Sameness: who does the work, in which order and in how many goes changes nothing."""

from pathlib import Path

import pytest

from sim.output.store.index import SHARDS
from sim.sweep.running.dispatch import Drive
from sim.sweep.running.executors import HereExecutor
from sim.sweep.running.folder import opened
from sim.sweep.running.plan import tasks_of
from tests.sweep.program import write_design

FACTORS = '"policy.funding.grant_cut" = [0.0, 0.08]\n"uncertainty.trust.gain" = [0.05, 0.1]'
SWEEP = ("sweep", "study.toml", "--json")


@pytest.fixture
def whole(program):
    """What the study comes to in one go."""
    write_design(FACTORS, replicates=3)
    return program(*SWEEP, "--out", "whole", "--jobs", "1").json["content_hash"]


def begun(program, folder):
    """Begin a study of which nothing has been run, as a sweep that was killed leaves it."""
    program(*SWEEP, "--out", folder, "--jobs", "1")
    for shard in Path(folder, SHARDS).iterdir():
        shard.unlink()
    return opened(Path(folder))


def drive(study, tasks):
    driven = Drive(study.job, study.path, HereExecutor(), lambda: False, lambda notes: None)
    driven.run(tasks)


@pytest.mark.parametrize("order", ["reversed", "odd first", "one by one"])
def test_the_order_of_tasks_and_how_they_are_packed_change_nothing(program, whole, order):
    study = begun(program, "s")
    tasks = list(tasks_of(study.design))
    if order == "reversed":
        tasks.reverse()
    else:
        tasks = tasks[1::2] + tasks[::2]
    if order == "one by one":
        for task in tasks:
            drive(study, [task])
    else:
        drive(study, tasks)
    assert program(*SWEEP, "--out", "s", "--resume").json["content_hash"] == whole


def test_a_study_in_three_goes_is_the_study_in_one(program, whole):
    study = begun(program, "s")
    tasks = list(tasks_of(study.design))
    drive(study, tasks[5:8])
    drive(study, tasks[:6])
    assert program(*SWEEP, "--out", "s", "--resume", "--jobs", "1").json["content_hash"] == whole


def test_runs_that_were_made_twice_count_once(program, whole):
    study = begun(program, "s")
    drive(study, list(tasks_of(study.design))[:7])
    drive(study, tasks_of(study.design))
    told = program(*SWEEP, "--out", "s", "--resume", "--jobs", "1").json
    assert (told["content_hash"], told["completed"]) == (whole, 24)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["2", "4"])
def test_the_number_of_workers_changes_nothing(program, whole, jobs):
    assert program(*SWEEP, "--out", "s", "--jobs", jobs).json["content_hash"] == whole
