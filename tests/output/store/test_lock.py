"""Lock: one writer at a time, and nothing to clear away after a kill."""

import os
import signal
import subprocess
import sys

import pytest

from sim.core.errors import ResultsError
from sim.output.store.lock import alone, busy

HOLDS = """
import sys, time
from pathlib import Path
from sim.output.store.lock import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_refused_until_the_first_is_gone(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    assert busy(tmp_path)
    with pytest.raises(ResultsError, match="another process"), alone(tmp_path):
        pass
    os.kill(holder.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    holder.communicate()
    assert not busy(tmp_path)
    with alone(tmp_path):
        assert not (tmp_path / "x").exists()


def test_a_study_that_nobody_ever_worked_on_is_not_busy(tmp_path):
    assert not busy(tmp_path)
    assert not list(tmp_path.iterdir())
