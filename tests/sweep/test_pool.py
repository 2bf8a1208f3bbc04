"""Pool: a worker that is killed while it has nothing to do is replaced, and nobody is blamed."""

import os
import signal
import time
from pathlib import Path

import pytest

from sim.sweep.design_loading import load_design
from sim.sweep.running.dispatch import Drive
from sim.sweep.running.folder import created, opened
from sim.sweep.running.plan import tasks_of
from sim.sweep.running.pool import Limits, PoolExecutor
from tests.sweep.program import write_design


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_an_idle_worker_that_is_killed_is_replaced(program, seconds):
    write_design(replicates=2)
    created(Path("s"), load_design("study.toml"), Path("study.toml"), "test", False)
    study, executor = opened(Path("s")), PoolExecutor(1, Limits())
    try:
        os.kill(executor._slots[0].process.result(), signal.SIGKILL)
        time.sleep(seconds)
        drive = Drive(study.job, study.path, executor, lambda: False, lambda notes: None)
        drive.run(tasks_of(study.design))
    finally:
        executor.stop()
    index = study.index()
    assert (index.completed, len(index.failed)) == (12, 0)
