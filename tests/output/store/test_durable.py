"""Durable: a file is all there or not at all, and what goes wrong is said with its exit code."""

import errno
import os
import signal
import subprocess
import sys

import pytest

from sim.core.errors import DiskFullError, ResultsError, StoreError
from sim.output.store.durable import refused, sweep_drafts, write_new, write_over


def test_a_name_that_is_taken_is_left_as_it_is(tmp_path):
    write_new(tmp_path / "a", b"one")
    write_new(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one"
    write_over(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


LIMITED = """
import resource, sys
from pathlib import Path
from sim.core.errors import SimError
from sim.output.store.durable import write_new
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_new(Path(sys.argv[1]) / "large", b"x" * 5000)
except SimError as error:
    print(error)
    sys.exit(error.exit_code)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of processes")
def test_a_full_disk_leaves_nothing_and_is_exit_code_6(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, list(tmp_path.iterdir())) == (6, [])
    assert "has no room left for large" in answer.stdout


KILLED = """
import os, sys
from pathlib import Path
from sim.output.store.durable import write_new, write_over
folder, number = Path(sys.argv[1]), 0
while True:
    write_new(folder / f"{number}.whole", os.urandom(100_000).hex().encode())
    write_over(folder / "latest.whole", b"%d" % number)
    print(number, flush=True)
    number += 1
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_what_was_acknowledged_before_a_kill_is_there_whole(tmp_path):
    for attempt in range(5):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True
        )
        told = [process.stdout.readline() for _ in range(3 + 7 * attempt)]
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert (folder / f"{int(told[-1])}.whole").stat().st_size == 200_000
        assert {p.stat().st_size for p in folder.glob("[0-9]*.whole")} == {200_000}
        sweep_drafts(folder)
        assert not list(folder.glob(".*"))


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [
        (errno.ENOSPC, DiskFullError, 6),
        (errno.EDQUOT, DiskFullError, 6),
        (errno.EIO, StoreError, 5),
        (errno.EROFS, ResultsError, 2),
        (errno.EACCES, ResultsError, 2),
    ],
)
def test_what_the_system_refuses_is_said_in_words(tmp_path, number, kind, code):
    error = refused(tmp_path / "shard", OSError(number, os.strerror(number)))
    assert (type(error), error.exit_code) == (kind, code)
    assert os.strerror(number) in str(error)


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(ResultsError, match="cannot be written"):
        write_new(tmp_path / "none" / "shard", b"x")
