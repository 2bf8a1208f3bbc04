"""A whole study: the sweep and its workers are killed again and again until it is complete."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil

from sim.store.index import SHARDS
from sim.study.sweep.folder import opened

DESIGN = """
title = "Torture"
scenario = "region"
replicates = {replicates}
set = {{ "run.quarters" = 4, "place.councils" = 2, "place.residents_per_council" = 20 }}
[factors]
"policy.funding.grant_cut" = [0.0, 0.04, 0.08]
"uncertainty.trust.gain" = [0.05, 0.1]
"""
LONGEST_SECONDS = 8.0
SHARE_OF_MAIN = 0.4
"""How many kills hit the sweep itself; the others hit one of its workers."""


@dataclass
class StudyFigures:
    """What came of it."""

    kills_of_main: int = 0
    kills_of_workers: int = 0
    inside: int = 0
    """Kills of the sweep that left a draft behind: they fell into a write."""
    commits: int = 0
    lost: int = 0
    corrupt: int = 0
    failed: int = 0
    studies: int = 0
    hashes: set[str] = field(default_factory=set)

    @property
    def kills(self) -> int:
        """All kills."""
        return self.kills_of_main + self.kills_of_workers


def torture_study(folder: Path, kills: int, replicates: int, random: Random) -> StudyFigures:
    """Kill the sweep of a study and its workers at random moments, study after study.

    The first study is left alone; what the others come to is in ``hashes`` with it.
    """
    (folder / "torture.toml").write_text(DESIGN.format(replicates=replicates))
    found = StudyFigures()
    found.hashes.add(told(sweep(folder, "alone"))["content_hash"])
    while found.kills < kills:
        number = f"study-{found.studies}"
        answer = None
        while answer is None and found.kills < kills:
            answer = killed_or_done(folder, number, found, random)
        answer = answer or told(sweep(folder, number))
        found.studies += 1
        found.commits += len(shards(folder / number))
        found.failed += answer["failed"]
        found.hashes.add(answer["content_hash"])
    return found


def sweep(folder: Path, name: str) -> subprocess.Popen[str]:
    """Start a sweep with two workers, or go on with it."""
    words = ["sweep", "torture.toml", "--out", name, "--jobs", "2", "--resume", "--json"]
    return subprocess.Popen(
        [sys.executable, "-m", "sim", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen[str]) -> dict:
    """Return what a sweep says at its end."""
    out, err = process.communicate()
    assert process.returncode in (0, 3), err
    return json.loads(out)


def killed_or_done(folder: Path, name: str, found: StudyFigures, random: Random) -> dict | None:
    """Run a session of a study; return what it says, or None if it was killed."""
    process = sweep(folder, name)
    while True:
        until = time.monotonic() + random.uniform(0.0, LONGEST_SECONDS)
        while time.monotonic() < until and process.poll() is None:
            time.sleep(0.02)
        if process.poll() is not None:
            return told(process)
        if random.random() < SHARE_OF_MAIN:
            kill_main(process, folder / name, found)
            return None
        found.kills_of_workers += kill_worker(process, random)


def kill_worker(process: subprocess.Popen[str], random: Random) -> bool:
    """Kill a worker; tell whether there was one."""
    try:
        children = psutil.Process(process.pid).children()
        workers = [c for c in children if "spawn_main" in " ".join(c.cmdline())]
        if workers:
            random.choice(workers).kill()
        return bool(workers)
    except psutil.Error:
        return False


def kill_main(process: subprocess.Popen[str], study: Path, found: StudyFigures) -> None:
    """Kill the sweep and look at what it leaves."""
    before = shards(study)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    found.kills_of_main += 1
    found.lost += len(before - shards(study))
    if (study / "manifest.json").exists():
        found.inside += any((study / SHARDS).glob(".*")) or any(study.glob(".*.draft"))
        found.corrupt += len(opened(study).index().damaged)


def shards(study: Path) -> set[str]:
    """Return the names of all shards that there are."""
    return {path.name for path in (study / SHARDS).glob("[!.]*")}
