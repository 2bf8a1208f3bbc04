"""Gather: runs of several worlds become one set of results."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, count
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from tqdm import tqdm

from sim.output.provenance import provenance
from sim.output.recorder import Column
from sim.output.results import Results
from sim.output.schemas import RUN_ID, SCHEMAS
from sim.scenario import Scenario
from sim.study.counterfactual import (
    counterfactual_benefits,
    counterfactual_columns,
    room_columns,
)
from sim.study.recipe import plain_world
from sim.study.simulate import Run, World, kept_series, simulate_both

WITHOUT = "{} without partnerships"
FULL_TABLES = ("ledger", "benefits", "partnerships", "events", "members", "cohorts")
"""What a run keeps only if everything is recorded."""


def worlds_of(scenarios: Sequence[Scenario]) -> list[World]:
    """Return the worlds of a study, each with a label and runs of its own, however alike."""
    worlds: list[World] = []
    taken: set[str] = set()
    for number, scenario in enumerate(scenarios, 1):
        label = label_beside(taken, scenario.name)
        taken |= {label, WITHOUT.format(label)}
        worlds.append(World(label, scenario, tag=f"-{number}" if number > 1 else ""))
    return worlds


def label_beside(taken: Collection[str], name: str) -> str:
    """Return a name with a number that no label so far has; the name itself where it is free."""
    numbered = (f"{name} ({copy})" for copy in count(2))
    return next(
        label
        for label in chain([name], numbered)
        if label not in taken and WITHOUT.format(label) not in taken
    )


def twin_of(world: World) -> World:
    """Return the same world with partnerships impossible."""
    scenario = world.scenario.with_values({"policy.collaboration.enabled": False})
    same = scenario.fingerprint == world.scenario.fingerprint
    return World(WITHOUT.format(world.label), scenario, "twin", world.tag + "-twin" * same)


def run_worlds(worlds: Sequence[World], replicates: int, threads: int = 1) -> Iterator[Run]:
    """Yield every run, replicate by replicate, so that an interrupted study is balanced."""
    work = [(replicate, world) for replicate in range(replicates) for world in worlds]
    quiet = not sys.stderr.isatty()
    for replicate, world in tqdm(work, unit="run", disable=quiet, leave=False):
        yield from run_pair(world, replicate, threads)


def run_pair(world: World, replicate: int, threads: int = 1) -> tuple[Run, Run]:
    """Run a world and its twin once, and return both with what they tell together."""
    run, twin = simulate_both(world, twin_of(world), replicate, threads)
    return with_counterfactual(run, twin), with_columns(twin, room_columns(twin.room))


def with_counterfactual(run: Run, twin: Run) -> Run:
    """Return a run with what its twin tells about it."""
    tables = dict(run.tables)
    if "benefits" in tables:
        more = counterfactual_benefits(run.room, twin.room)
        tables["benefits"] = pa.concat_tables([tables["benefits"], more])
    more_columns = room_columns(run.room), counterfactual_columns(run.room, twin.room)
    return with_columns(replace(run, tables=tables), *more_columns)


def with_columns(run: Run, *more: tuple[list[Column], NDArray[np.float64]]) -> Run:
    """Return a run with columns that its recorder could not fill."""
    columns = [*run.columns, *(name for names, _ in more for name in names)]
    matrix = np.column_stack([run.matrix, *(values for _, values in more)])
    return replace(run, columns=columns, matrix=matrix)


def gather(
    worlds: Sequence[World], runs: Sequence[Run], replicates: int, command: str, started: datetime
) -> Results:
    """Return the results of finished runs, with the manifest that says how to repeat them."""
    tables = {"series": [(run, kept_series(run)) for run in runs]}
    for name in FULL_TABLES:
        tables[name] = [(run, run.tables[name]) for run in runs if name in run.tables]
    joined = {name: join(name, parts) for name, parts in tables.items()}
    joined["runs"] = runs_table(runs)
    joined["points"] = SCHEMAS["points"].empty_table()
    joined["timings"] = pa.table(
        [[run.run_id for run in runs], [run.seconds for run in runs], [0] * len(runs)],
        schema=SCHEMAS["timings"],
    )
    first = {run.world.label: run for run in reversed(runs)}
    return Results(manifest(worlds, first, replicates, command, started), joined)


def join(name: str, parts: Sequence[tuple[Run, pa.Table]]) -> pa.Table:
    """Return the tables of many runs as one, each row with its run."""
    if not parts:
        return SCHEMAS[name].empty_table()
    named = [
        table.add_column(0, RUN_ID, pa.repeat(pa.scalar(run.run_id), len(table)))
        for run, table in parts
    ]
    return pa.concat_tables(named).combine_chunks()


def runs_table(runs: Sequence[Run]) -> pa.Table:
    """Return one row per run."""
    n = len(runs)
    return pa.table(
        [
            [run.run_id for run in runs],
            [run.world.label for run in runs],
            [0] * n,
            [run.replicate for run in runs],
            [run.world.scenario.run.seed for run in runs],
            ["completed"] * n,
            pa.nulls(n, pa.string()),
        ],
        schema=SCHEMAS["runs"],
    )


def manifest(
    worlds: Sequence[World],
    runs: Mapping[str, Run],
    replicates: int,
    command: str,
    started: datetime,
) -> dict[str, Any]:
    """Return what was run, with what, when, and how to do it again; ``runs`` has one per world."""
    everything = [w for world in worlds for w in (world, twin_of(world))]
    return {
        **provenance(),
        "command": command,
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "status": "completed",
        "replicates": replicates,
        "worlds": [
            world_entry(world, runs[world.label].organisations, runs[world.label].people_by_fifth)
            for world in everything
        ],
    }


def world_entry(
    world: World, organisations: list[dict[str, str]], people_by_fifth: list[float]
) -> dict[str, Any]:
    """Return what a manifest says of one world."""
    scenario = world.scenario
    return {
        **plain_world(world),
        "scenario": scenario.name,
        "title": scenario.title,
        "story": scenario.story,
        "source": scenario.source,
        "fingerprint": scenario.fingerprint,
        "seed": scenario.run.seed,
        "start_year": scenario.run.start_year,
        "quarters": scenario.run.quarters,
        "organisations": organisations,
        "people_by_fifth": people_by_fifth,
        "resolved": scenario.resolved(),
    }
