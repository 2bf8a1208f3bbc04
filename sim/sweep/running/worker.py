"""Work: what a worker does, on whatever machine: it runs tasks and packs what they came to."""

import json
import os
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sim.core.errors import ResultsError
from sim.output.provenance import code_hash
from sim.output.store.shards import COMPLETED, FAILED, Row, encoded, name_of
from sim.study.gather import run_pair, twin_of
from sim.study.recipe import world_from
from sim.study.simulate import Run, World, kept_series, run_id, run_key
from sim.sweep.design import at_point, world_at
from sim.sweep.running.plan import Task
from sim.sweep.running.run_note import Note
from sim.sweep.running.watched_measure import Cell, end_value
from sim.sweep.sampling import Point

LONGEST_ERROR = 300


@dataclass(frozen=True)
class Job:
    """What every worker has to know of a study; small, for it goes with every parcel."""

    worlds: str
    """JSON, as in the manifest."""
    study: str
    code: str
    watched: Cell


@dataclass(frozen=True)
class Parcel:
    """A shard that is ready to be written."""

    name: str
    content: bytes
    notes: tuple[Note, ...]


@lru_cache(maxsize=4)
def worlds_from(text: str) -> list[World]:
    """Return the worlds of a study."""
    return [world_from(entry) for entry in json.loads(text)]


def world_of(job: Job, task: Task) -> World:
    """Return the world of a task, before its point sets anything."""
    return at_point(worlds_from(job.worlds)[task.world], task.point)


def perform(job: Job, tasks: Sequence[Task], attempt: int = 0) -> Parcel:
    """Run some tasks and return them as a parcel; a run that raises is a row like any other.

    Raises ResultsError where the program is not the one that began the study.
    """
    if code_hash() != job.code:
        raise ResultsError(
            "a worker runs another version of the program; its results were not used"
        )
    rows = [row for task in tasks for row in rows_of(job, task, attempt)]
    return parcel_of(job, [replace(row, worker=os.getpid()) for row in rows])


def parcel_of(job: Job, rows: Sequence[Row]) -> Parcel:
    """Return rows packed as a shard."""
    content = encoded(rows, job.study)
    notes = tuple(
        Note(
            (row.replicate, row.point, row.scenario),
            row.run_id,
            row.status,
            row.error,
            row.traceback,
            row.seconds,
            row.attempt,
            end_value(row.tables["series"], job.watched) if row.tables else None,
        )
        for row in rows
    )
    return Parcel(name_of(rows, content), content, notes)


def rows_of(job: Job, task: Task, attempt: int) -> list[Row]:
    """Run a world and its twin; both count as failed if either does."""
    try:
        world = world_at(world_of(job, task), task.values)
        return [row_of(run, task, attempt) for run in run_pair(world, task.replicate)]
    except Exception as error:  # noqa: BLE001  (whatever a rule raises, the study goes on)
        said = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_ERROR]
        return failed_rows(job, task, said, traceback.format_exc(), attempt)


def row_of(run: Run, task: Task, attempt: int) -> Row:
    """Return a finished run as it is kept."""
    return Row(
        **named(run.world, task),
        status=COMPLETED,
        attempt=attempt,
        seconds=run.seconds,
        tables={"series": kept_series(run), **run.tables},
    )


def failed_rows(
    job: Job, task: Task, error: str, trace: str | None = None, attempt: int = 0
) -> list[Row]:
    """Return a task that came to nothing as it is kept."""
    base = world_of(job, task)
    try:
        world, unbuilt = world_at(base, task.values), None
    except Exception:  # noqa: BLE001  (a point that is no world still has its rows)
        world, unbuilt = base, task.values
    return [
        Row(
            **named(one, task, unbuilt),
            status=FAILED,
            error=error,
            traceback=trace,
            attempt=attempt,
        )
        for one in (world, twin_of(world))
    ]


def named(world: World, task: Task, unbuilt: Point | None = None) -> dict[str, Any]:
    """Return what tells a run from every other."""
    key = run_key(world.scenario, task.replicate, unbuilt)
    return {
        "run_key": key,
        "run_id": run_id(key, world),
        "scenario": world.label,
        "point": task.point,
        "replicate": task.replicate,
        "seed": world.scenario.run.seed,
    }
