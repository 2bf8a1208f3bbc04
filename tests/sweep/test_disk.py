"""Disk: no room, no permission, no folder: each is said, and nothing that was finished is lost."""

import os
import time
from pathlib import Path

import pytest

from sim.output.results import load_results
from sim.output.store.index import SHARDS
from tests.sweep.program import write_design

SWEEP = ("sweep", "study.toml", "--out", "s", "--jobs", "1")


@pytest.mark.skipif(os.name == "nt", reason="limits of processes")
def test_a_full_disk_stops_a_sweep_that_goes_on_once_there_is_room(elsewhere):
    import resource

    write_design(head='record = "full"\n', replicates=3)
    text = Path("study.toml").read_text().replace('"run.quarters" = 4', '"run.quarters" = 30')
    Path("study.toml").write_text(text)
    whole = elsewhere("sweep", "study.toml", "--out", "whole", "--jobs", "1", "--json").json
    room = Path("whole", "manifest.json").stat().st_size + 1000
    process = elsewhere.start(
        *SWEEP, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    )
    err = process.communicate(timeout=120)[1]
    assert process.returncode == 6, err
    assert "has no room left" in err
    assert "to continue: partnersim sweep study.toml --out s --resume" in err
    assert not list(Path("s", SHARDS).glob(".*"))
    assert len(load_results("s").frame("runs")) < whole["runs"]
    assert elsewhere(*SWEEP, "--resume", "--json").json == {**whole, "results": "s"}


@pytest.mark.skipif(os.name == "nt", reason="folders of Linux")
@pytest.mark.parametrize("folder", ["/proc/s", "/dev/null/s"])
def test_a_place_that_takes_no_files_is_said_before_anything_is_run(program, folder):
    write_design()
    said = program("sweep", "study.toml", "--out", folder, "--jobs", "1", code=2).err
    assert "cannot be written" in said


def test_a_folder_that_is_lost_on_the_way_is_said_and_the_study_goes_on_later(elsewhere):
    write_design(replicates=60)
    process = elsewhere.start(*SWEEP)
    shards = Path("s", SHARDS)
    while not list(shards.glob("[!.]*")):
        time.sleep(0.02)
    shards.rename("lost")
    err = process.communicate(timeout=120)[1]
    assert (process.returncode, "cannot be written" in err) == (2, True), err
    Path("lost").rename(shards)
    told = elsewhere(*SWEEP, "--resume", "--json").json
    assert (told["completed"], told["failed"]) == (360, 0)
