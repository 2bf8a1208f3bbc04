"""Pause: signals stop a sweep cleanly, twice stops it at once, and no finished run is lost."""

import os
import signal
import time

import psutil
import pytest

from sim.output.store.index import SHARDS
from tests.sweep.program import write_design

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")


def begun(elsewhere, jobs, seconds, folder="s"):
    """Start a sweep of slow quarters and wait until its first run is on the disk."""
    write_design(replicates=20)
    text = (elsewhere.folder / "study.toml").read_text()
    slow = f'set = {{ "policy.trouble.seconds" = {seconds}, '
    (elsewhere.folder / "study.toml").write_text(text.replace("set = { ", slow))
    process = elsewhere.start(
        "sweep", "study.toml", "--out", folder, "--jobs", str(jobs), start_new_session=True
    )
    shards = elsewhere.folder / folder / SHARDS
    until = time.monotonic() + 120
    while not list(shards.glob("[!.]*")) and time.monotonic() < until:
        time.sleep(0.05)
    return process, psutil.Process(process.pid).children(recursive=True)


def committed(elsewhere):
    return len(list((elsewhere.folder / "s" / SHARDS).glob("[!.]*")))


@pytest.mark.parametrize(
    ("jobs", "number", "code"), [(1, signal.SIGTERM, 143), (2, signal.SIGINT, 130)]
)
def test_a_signal_pauses_a_study_and_says_how_to_go_on(elsewhere, jobs, number, code):
    process, workers = begun(elsewhere, jobs, 0.05)
    before, asked = committed(elsewhere), time.monotonic()
    os.killpg(process.pid, number)
    err = process.communicate(timeout=60)[1]
    assert (process.returncode, time.monotonic() - asked < 12) == (code, True), err
    assert "pausing" in err
    assert "to continue: partnersim sweep study.toml --out s --resume" in err
    assert committed(elsewhere) >= before
    assert not psutil.wait_procs(workers, timeout=5)[1]
    status = elsewhere("study", "status", "s", "--json").json
    assert (status["status"], status["failed"]) == ("paused", 0)


def test_a_second_signal_stops_at_once_and_loses_nothing(elsewhere):
    process, workers = begun(elsewhere, 2, 0.3)
    before = committed(elsewhere)
    os.kill(process.pid, signal.SIGINT)
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode == 130
    assert committed(elsewhere) >= before
    assert not psutil.wait_procs(workers, timeout=5)[1]


def test_workers_end_with_a_parent_that_was_killed(elsewhere):
    process, workers = begun(elsewhere, 2, 1.0)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert not psutil.wait_procs(workers, timeout=5)[1]
