"""Laboratory: many small runs, each looked at once, on all processors, and kept on disk.

What is seen in a run is written down as soon as it is known. Who asks for it again, after a kill
or for another table, is given what was written; a change of the model's code, of the world or of
the look itself makes it a new question.
"""

import hashlib
import inspect
import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from tqdm import tqdm

from sim.model import PartnershipModel
from sim.output.provenance import code_hash
from sim.output.recorder import Recorder
from sim.scenario import Scenario, default_scenario, load_scenario

type Seen = float | list[float]

FOLDER = Path("results") / "laboratory"
CHUNK = 4
"""Runs that a process takes at a time: about a second of work."""


@dataclass(frozen=True)
class World:
    """A world by what is said of it: a scenario of the library, or all defaults, with changes."""

    values: Mapping[str, Any] = field(default_factory=dict)
    base: str = ""
    """Name in the library; empty for all defaults."""

    @property
    def scenario(self) -> Scenario:
        """What it is."""
        return built(self.base, json.dumps(self.values))[0]

    @property
    def fingerprint(self) -> str:
        """What tells it from other worlds, its seed included."""
        return built(self.base, json.dumps(self.values))[1]

    def with_values(self, values: Mapping[str, Any]) -> "World":
        """Return the same world with more changes; those win."""
        return World({**self.values, **values}, self.base)


@cache
def built(base: str, values: str) -> tuple[Scenario, str]:
    """Return a scenario with changes (JSON), and its fingerprint with its seed."""
    start = load_scenario(base) if base else default_scenario()
    scenario = start.with_values(json.loads(values))
    return scenario, f"{scenario.fingerprint}\n{scenario.run.seed}"


@dataclass(frozen=True)
class Look:
    """What is looked at in a run, and when."""

    find: Callable[..., Seen]
    """A function of a module, given the model; and its recorder, if it is ``recorded``."""
    at: int | None = None
    """At the end of this quarter; None for the end of the run."""
    recorded: bool = False

    @cached_property
    def code(self) -> str:
        """What decides about its answer, besides the run."""
        name = f"{self.find.__module__}:{self.find.__qualname__}"
        return f"{name}@{self.at} {source_hash(self.find.__module__)}"


@cache
def source_hash(module: str) -> str:
    """Return a digest of the source of a module and of those beside it, which it may use."""
    found = hashlib.sha256()
    for path in sorted(Path(inspect.getfile(sys.modules[module])).parent.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


@dataclass(frozen=True)
class Job:
    """One run, and everything that is to be looked at in it."""

    world: World
    replicate: int
    looks: tuple[Look, ...]


class Laboratory:
    """Where runs are looked at."""

    def __init__(self, folder: Path = FOLDER, processes: int | None = None) -> None:
        self.processes = processes or os.cpu_count() or 1
        self.book = folder / f"{code_hash()[:16]}.jsonl"
        self.seen = dict(read(self.book))

    def see(self, wanted: Iterable[tuple[World, Look]], pairs: int) -> None:
        """Look at all of these in as many runs of each world, as far as nobody did before."""
        jobs = list(self.missing(wanted, pairs))
        if not jobs:
            return
        self.book.parent.mkdir(parents=True, exist_ok=True)
        quiet = not sys.stderr.isatty()
        with self.book.open("a", encoding="utf-8") as book, self.at_work(len(jobs)) as carried_out:
            book.write("\n")  # what a kill left of a line stays apart from what follows
            answers = tqdm(carried_out(jobs), total=len(jobs), unit="run", disable=quiet)
            for job, answer in zip(jobs, answers, strict=True):
                for look, value in zip(job.looks, answer, strict=True):
                    key = key_of(job.world, job.replicate, look)
                    self.seen[key] = value
                    book.write(json.dumps([key, value]) + "\n")
                book.flush()

    @contextmanager
    def at_work(self, jobs: int) -> Iterator[Callable[[list[Job]], Iterator[list[Seen]]]]:
        """Give what carries jobs out in order: this process, or as many as there may be."""
        processes = min(self.processes, jobs)
        if processes == 1:
            yield lambda todo: map(carry_out, todo)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, context, end_with_parent) as pool:
            yield lambda todo: pool.map(carry_out, todo, chunksize=CHUNK)

    def missing(self, wanted: Iterable[tuple[World, Look]], pairs: int) -> Iterator[Job]:
        """Yield one job for every run in which something has not been looked at yet."""
        worlds: dict[str, World] = {}
        looks: dict[str, dict[str, Look]] = {}
        for world, look in wanted:
            worlds[world.fingerprint] = world
            looks.setdefault(world.fingerprint, {})[look.code] = look
        for replicate in range(pairs):
            for name, world in worlds.items():
                left = tuple(
                    look
                    for look in looks[name].values()
                    if key_of(world, replicate, look) not in self.seen
                )
                if left:
                    yield Job(world, replicate, left)

    def values(self, world: World, look: Look, pairs: int) -> list[Seen]:
        """Return what was seen of one world, run by run."""
        return [self.seen[key_of(world, replicate, look)] for replicate in range(pairs)]


def end_with_parent() -> None:
    """Let this process end when the one that started it is killed; it would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def key_of(world: World, replicate: int, look: Look) -> str:
    """Return the name under which an answer is kept."""
    text = f"{world.fingerprint}\n{replicate}\n{look.code}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def carry_out(job: Job) -> list[Seen]:
    """Run one world once and return what each look found, in order; what a process does."""
    recorder = Recorder() if any(look.recorded for look in job.looks) else None
    model = PartnershipModel(job.world.scenario, replicate=job.replicate, observe=recorder)
    found: dict[str, Seen] = {}
    while not model.finished:
        quarter = model.quarter
        model.step()
        for look in job.looks:
            if look.at == quarter or (look.at is None and model.finished):
                found[look.code] = look.find(model, *([recorder] if look.recorded else []))
    return [found[look.code] for look in job.looks]


def read(book: Path) -> Iterator[tuple[str, Seen]]:
    """Yield what was written down; a line that a kill cut short is left out."""
    if not book.exists():
        return
    for line in book.read_text("utf-8").splitlines():
        with suppress(json.JSONDecodeError):
            key, value = json.loads(line)
            yield key, value
