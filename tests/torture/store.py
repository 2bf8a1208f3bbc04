"""The store alone: a writer is killed in mid-write, and all that it acknowledged is read again."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sim.output.store.index import SHARDS
from sim.output.store.shards import DamagedShardError, read_shard
from tests.output.store.rows import STUDY

WRITER = """
import sys
from pathlib import Path
from tests.output.store.rows import put, row
folder, number = Path(sys.argv[1]), int(sys.argv[2])
while True:
    print(put(folder, row(number, length=2000), row(number + 1, length=2000)).name, flush=True)
    number += 2
"""
RUNS_OF_A_WRITER = 1_000_000
LONGEST = 60
LONGEST_SECONDS = 0.1


@dataclass
class StoreFigures:
    """What came of it."""

    kills: int = 0
    commits: int = 0
    inside: int = 0
    """Kills that left a draft behind: they fell into a write."""
    lost: int = 0
    corrupt: int = 0


def torture_store(folder: Path, kills: int, random: Random) -> StoreFigures:
    """Kill a writer many times; return what was acknowledged and what of it is still there."""
    found, told = StoreFigures(), set[str]()
    for found.kills in range(1, kills + 1):
        told |= written_until_killed(folder, found.kills * RUNS_OF_A_WRITER, random)
        drafts = list((folder / SHARDS).glob(".*"))
        found.inside += bool(drafts)
        for draft in drafts:
            draft.unlink()
    found.commits = len(told)
    for name in told:
        found.lost += not (folder / SHARDS / name).exists()
    for path in (folder / SHARDS).iterdir():
        try:
            read_shard(path, STUDY)
        except DamagedShardError:
            found.corrupt += 1
    return found


def written_until_killed(folder: Path, first: int, random: Random) -> set[str]:
    """Return the names that a writer told before it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(first)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(random.randint(1, LONGEST))]
    time.sleep(random.uniform(0.0, LONGEST_SECONDS))  # or every kill would follow a commit
    os.kill(process.pid, signal.SIGKILL)
    rest, _ = process.communicate()
    whole = [line.strip() for line in [*told, *rest.splitlines(keepends=True)] if line[-1:] == "\n"]
    return set(whole)
