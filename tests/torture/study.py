"""A whole study: the sweep and its workers are killed again and again until it is complete."""

import json
import multiprocessing
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random

import psutil

from sim.cli import call
from sim.output.store.index import SHARDS
from sim.sweep.running.folder import opened

DESIGN = """
title = "Torture"
scenario = "region"
replicates = {replicates}
set = {{ "run.quarters" = 4, "place.councils" = 2, "place.residents_per_council" = 20 }}
[factors]
"policy.funding.grant_cut" = [0.0, 0.04, 0.08]
"uncertainty.trust.gain" = [0.05, 0.1]
"""
LONGEST_SECONDS = 2.0
MOST_COMMITS = 3
"""A kill comes at a random moment after none to so many commits, or there were none to lose."""
SHARE_ALONE = 0.7
"""How many sessions have no workers beside the sweep itself."""
SHARE_OF_MAIN = 0.4
"""How many kills hit a sweep that has workers; the others hit one of these."""
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.torture.study", "sim.cli.sweep", "sim.sweep.running.session"])


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
    found.hashes.add(Sweep(folder, "alone", 1).told()["content_hash"])
    while found.kills < kills:
        number = f"study-{found.studies}"
        answer = None
        while answer is None and found.kills < kills:
            answer = killed_or_done(folder, number, found, random)
        answer = answer or Sweep(folder, number, 1).told()
        found.studies += 1
        found.commits += len(shards(folder / number))
        found.failed += answer["failed"]
        found.hashes.add(answer["content_hash"])
    return found


class Sweep:
    """A sweep in a process of its own, begun or gone on with.

    It is forked from a server that has imported the program, so that kills fall on its work and
    not on its start.
    """

    def __init__(self, folder: Path, name: str, jobs: int) -> None:
        self.answer = folder / f"{name}.json"
        self.process = SERVER.Process(target=run_sweep, args=(folder, name, jobs, self.answer))
        self.process.start()

    def told(self) -> dict:
        """Return what it says at its end."""
        self.process.join()
        assert self.process.exitcode == 0, self.answer.read_text()
        return json.loads(self.answer.read_text())


def run_sweep(folder: Path, name: str, jobs: int, answer: Path) -> None:
    """Run the command, its output in a file."""
    os.chdir(folder)
    words = ["sweep", "torture.toml", "--out", name, "--jobs", str(jobs), "--resume", "--json"]
    with answer.open("w") as out, redirect_stdout(out), redirect_stderr(StringIO()):
        code = call(words)
    sys.exit(code)


def killed_or_done(folder: Path, name: str, found: StudyFigures, random: Random) -> dict | None:
    """Run a session of a study; return what it says, or None if it was killed."""
    jobs = 1 if random.random() < SHARE_ALONE else 2
    sweep = Sweep(folder, name, jobs)
    while True:
        wait_for_commits(sweep, folder / name, random.randrange(MOST_COMMITS + 1))
        sweep.process.join(random.uniform(0.0, LONGEST_SECONDS))
        if not sweep.process.is_alive():
            return sweep.told()
        if jobs == 1 or random.random() < SHARE_OF_MAIN:
            kill_main(sweep, folder / name, found)
            return None
        found.kills_of_workers += kill_worker(sweep, random)


def wait_for_commits(sweep: Sweep, study: Path, commits: int) -> None:
    """Wait until a sweep has put some shards more on the disk, or has ended."""
    enough = len(shards(study)) + commits
    while len(shards(study)) < enough and sweep.process.is_alive():
        sweep.process.join(0.02)


def kill_worker(sweep: Sweep, random: Random) -> bool:
    """Kill a worker; tell whether there was one."""
    try:
        children = psutil.Process(sweep.process.pid).children()
        workers = [c for c in children if "spawn_main" in " ".join(c.cmdline())]
        if workers:
            random.choice(workers).kill()
        return bool(workers)
    except psutil.Error:
        return False


def kill_main(sweep: Sweep, study: Path, found: StudyFigures) -> None:
    """Kill the sweep and look at what it leaves."""
    before = shards(study)
    sweep.process.kill()
    sweep.process.join()
    found.kills_of_main += 1
    found.lost += len(before - shards(study))
    if (study / "manifest.json").exists():
        found.inside += any((study / SHARDS).glob(".*")) or any(study.glob(".*.draft"))
        found.corrupt += len(opened(study).index().damaged)


def shards(study: Path) -> set[str]:
    """Return the names of all shards that there are."""
    return {path.name for path in (study / SHARDS).glob("[!.]*")}
