"""Memory: the process that hands out tasks does not grow with the runs that it has put away."""

import gc
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import psutil

from sim.output.results import load_results
from sim.sweep.design_loading import load_design
from sim.sweep.running.folder import created, opened
from sim.sweep.running.session import work_on
from sim.sweep.running.worker import failed_rows, parcel_of
from tests.sweep.program import write_design

RUNS = 10_000
MEGABYTE = 2**20


class Ready:
    """An executor whose parcels cost nothing to make: what they hold was made before."""

    capacity = 2
    parcel_seconds = 2.0
    row = None

    def submit(self, job, tasks, attempt):
        """Return parcels with the same rows for every task."""
        if self.row is None:
            Ready.row = failed_rows(job, tasks[0], "ready-made")
        rows = [
            replace(row, point=task.point, replicate=task.replicate)
            for task in tasks
            for row in self.row
        ]
        future = Future()
        future.set_result(parcel_of(job, rows))
        return future

    def look(self):
        """Do nothing."""

    def stop(self):
        """Do nothing."""


class Watching:
    """A listener that weighs this process."""

    def __init__(self):
        self.runs, self.weights = 0, {}

    def begins(self, runs, done, damaged):
        """Hear nothing."""

    def heard(self, notes):
        """Weigh the process every thousand runs."""
        before, self.runs = self.runs, self.runs + len(notes)
        if self.runs // 1000 > before // 1000:
            gc.collect()
            self.weights[self.runs // 1000] = psutil.Process().memory_info().rss / MEGABYTE

    def pauses(self):
        """Hear nothing."""

    def ends(self):
        """Hear nothing."""


def test_ten_thousand_runs_weigh_no_more_than_two_thousand(program):
    cuts = [i / 6250 for i in range(500)]
    write_design(f'"policy.funding.grant_cut" = {cuts}', replicates=RUNS // 1000)
    created(Path("s"), load_design("study.toml"), Path("study.toml"), "test", False)
    watching = Watching()
    outcome = work_on(opened(Path("s")), Ready, watching)
    assert (outcome.complete, len(load_results("s").frame("runs"))) == (True, RUNS)
    grown = watching.weights[10] - watching.weights[2]
    assert grown < 20.0
