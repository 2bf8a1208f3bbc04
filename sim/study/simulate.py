"""Simulate: one run of one world, and everything that was written down of it."""

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from threading import Event
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.core.garbage import held_back
from sim.model import PartnershipModel, Step
from sim.output.provenance import code_hash
from sim.output.recorder import Column, Recorder, columns_of, end_values
from sim.output.run_tables import full_tables, series_table
from sim.population.sharing import worth_sharing
from sim.scenario import Scenario
from sim.study.counterfactual import Room, room_of

KEY_VERSION = 1


@dataclass(frozen=True)
class World:
    """A scenario under the label that it has in one study."""

    label: str
    scenario: Scenario
    role: str = "world"
    """``twin`` for the same world without partnerships, which finds the counterfactual."""
    tag: str = ""
    """What tells its runs from those of any other world of the study, should they be the same."""


@dataclass(frozen=True)
class Run:
    """What was written down of one run."""

    world: World
    replicate: int
    columns: list[Column]
    matrix: NDArray[np.float64]
    """Shape (quarters, columns)."""
    room: Room
    organisations: list[dict[str, str]]
    people_by_fifth: list[float]
    """People of the region by deprivation fifth, the most deprived first."""
    tables: dict[str, pa.Table]
    seconds: float

    @property
    def run_id(self) -> str:
        """The first 16 hexadecimal digits of the run's key."""
        return run_id(run_key(self.world.scenario, self.replicate), self.world)


def run_id(key: str, world: World) -> str:
    """Return the name of a run, which no other world, point or replicate of a study has."""
    return key[:16] + world.tag


def run_key(scenario: Scenario, replicate: int, unbuilt: Mapping[str, Any] | None = None) -> str:
    """Return the SHA-256 of all that decides what happens in a run, and of nothing else.

    ``unbuilt`` holds the values of a point at which the scenario could not be built.
    """
    parts = {
        "version": KEY_VERSION,
        "code": code_hash(),
        "world": scenario.fingerprint,
        "seed": scenario.run.seed,
        "replicate": replicate,
        **({"unbuilt": unbuilt} if unbuilt else {}),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


class Live:
    """A world that is being run, and what is written down of it on the way.

    ``watch`` looks on at the end of every quarter, too.
    """

    def __init__(
        self,
        world: World,
        replicate: int,
        threads: int = 1,
        like: "Live | None" = None,
        watch: Step | None = None,
    ) -> None:
        started = time.perf_counter()
        self.world, self.replicate, self._watch = world, replicate, watch
        self.recorder = Recorder(world.scenario.run.record)
        with held_back():
            self.model: PartnershipModel = PartnershipModel(
                world.scenario,
                replicate=replicate,
                threads=threads,
                observe=self._observe,
                like=like.model if like else None,
            )
        self.seconds = time.perf_counter() - started

    def _observe(self, model: PartnershipModel) -> None:
        self.recorder(model)
        if self._watch is not None:
            self._watch(model)

    def run_all(self, stop: Event | None = None) -> None:
        """Take it through the quarters that are left, or until somebody says stop."""
        started = time.perf_counter()
        with held_back():
            while not (self.model.finished or (stop and stop.is_set())):
                self.model.step()
        self.seconds += time.perf_counter() - started

    def written(self) -> Run:
        """Return all that was written down of it, once it is over."""
        started = time.perf_counter()
        model, matrix = self.model, self.recorder.matrix
        full = self.world.scenario.run.record == "full"
        tables = full_tables(model, self.recorder) if full else {}
        return Run(
            self.world,
            self.replicate,
            columns_of(model),
            matrix,
            room_of(model),
            organisations_of(model),
            model.residents.people_by_fifth().tolist(),
            tables,
            self.seconds + time.perf_counter() - started,
        )

    def ended(self) -> Run:
        """Return all that was written down of it, and let its residents go.

        A world is a ring of references, which Python may be slow to notice: two countries on top
        of each other would not fit.
        """
        run = self.written()
        del self.model.residents
        return run


def simulate(world: World, replicate: int, threads: int = 1) -> Run:
    """Run one world once and return what was written down."""
    live = Live(world, replicate, threads)
    live.run_all()
    return live.written()


def simulate_both(world: World, twin: World, replicate: int, threads: int = 1) -> tuple[Run, Run]:
    """Run two worlds once in which the same people live, and return what was written down.

    What the people of both share is drawn and kept once. Where there are many of them, the two
    worlds go side by side: one is with its organisations while the other is with its residents,
    who need no interpreter. Each computes what it would have computed alone.
    """
    first = Live(world, replicate, threads)
    both = (first, Live(twin, replicate, threads, like=first))
    if threads > 1 and worth_sharing(first.model.residents.columns.cell_start):
        run_side_by_side(both, threads)
    else:
        for live in both:
            live.run_all()
    return both[0].ended(), both[1].ended()


def run_side_by_side(worlds: Sequence[Live], threads: int) -> None:
    """Run several worlds at once; if one fails or somebody interrupts, all stop.

    Threads are divided among them: more of them than processors would only push each other's
    residents out of the cache. Those that a world leaves when it is over go to the others.
    """
    stop = Event()
    with ThreadPoolExecutor(len(worlds)) as pool:
        divide(threads, worlds, len(worlds))
        running = [pool.submit(live.run_all, stop) for live in worlds]
        try:
            for ended, world in enumerate(as_completed(running), 1):
                world.result()
                divide(threads, worlds, len(worlds) - ended)
        finally:
            stop.set()


def divide(threads: int, worlds: Sequence[Live], running: int) -> None:
    """Let each world have its part of the threads, when so many of them are still running."""
    for live in worlds:
        live.model.residents.threads = max(1, threads // max(1, running))


def organisations_of(model: PartnershipModel) -> list[dict[str, str]]:
    """Return who there ever was: name, kind and where it works, or worked until it was merged."""
    everybody = {o.name: o for o in [*model.founding_councils, *model.organisations]}
    found = []
    for name in sorted(everybody):
        where = everybody[name].places or everybody[name].places_at_start
        places = ", ".join(place.name for place in where)
        found.append({"name": name, "kind": everybody[name].kind, "places": places})
    return found


def kept_series(run: Run) -> pa.Table:
    """Return the series that a run keeps: every quarter, or in a summary the end values only."""
    if run.world.scenario.run.record == "summary":
        last = run.matrix.shape[0] - 1
        return series_table(run.columns, end_values(run.columns, run.matrix)[None, :], last)
    return series_table(run.columns, run.matrix)
