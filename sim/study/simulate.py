"""Simulate: one run of one world, and everything that was written down of it."""

import hashlib
import json
import time
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.model import PartnershipModel, Step
from sim.provenance import code_hash
from sim.recorder import (
    Column,
    Recorder,
    benefits_table,
    cohorts_table,
    columns_of,
    end_values,
    events_table,
    ledger_table,
    members_table,
    partnerships_table,
    series_table,
)
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
    """What tells its runs from those of the very same world elsewhere in the study."""


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
        return run_key(self.world.scenario, self.replicate)[:16] + self.world.tag


def run_key(scenario: Scenario, replicate: int) -> str:
    """Return the SHA-256 of all that decides what happens in a run, and of nothing else."""
    parts = {
        "version": KEY_VERSION,
        "code": code_hash(),
        "world": scenario.fingerprint,
        "seed": scenario.run.seed,
        "replicate": replicate,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def simulate(world: World, replicate: int, threads: int = 1, watch: Step | None = None) -> Run:
    """Run one world once and return what was written down; ``watch`` looks on every quarter."""
    started = time.perf_counter()
    recorder = Recorder()

    def observe(model: PartnershipModel) -> None:
        recorder(model)
        if watch is not None:
            watch(model)

    scenario = world.scenario
    model = PartnershipModel(scenario, replicate=replicate, threads=threads, observe=observe)
    model.run_all()
    columns, matrix = columns_of(model), recorder.matrix
    tables = {}
    if scenario.run.record == "full":
        tables = {
            "ledger": ledger_table(model),
            "benefits": benefits_table(model),
            "partnerships": partnerships_table(model),
            "events": events_table(model),
            "members": members_table(recorder),
            "cohorts": cohorts_table(model),
        }
    return Run(
        world,
        replicate,
        columns,
        matrix,
        room_of(model),
        organisations_of(model),
        model.residents.people_by_fifth().tolist(),
        tables,
        time.perf_counter() - started,
    )


def organisations_of(model: PartnershipModel) -> list[dict[str, str]]:
    """Return who there is: name, kind and where it works."""
    return [
        {"name": o.name, "kind": o.kind, "places": ", ".join(place.name for place in o.places)}
        for o in model.organisations
    ]


def kept_series(run: Run) -> pa.Table:
    """Return the series that a run keeps: every quarter, or in a summary the end values only."""
    if run.world.scenario.run.record == "summary":
        last = run.matrix.shape[0] - 1
        return series_table(run.columns, end_values(run.columns, run.matrix)[None, :], last)
    return series_table(run.columns, run.matrix)
