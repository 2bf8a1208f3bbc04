"""Forecast: what a study will take, by a few of its runs."""

import time
from dataclasses import dataclass
from itertools import islice

from sim.output.store.shards import FAILED
from sim.sweep.design import Design
from sim.sweep.running.manifest import job_from
from sim.sweep.running.plan import Task, tasks_of
from sim.sweep.running.task_order import course_of
from sim.sweep.running.worker import Job, Parcel, perform

PILOTS = 3
LONG_SECONDS = 5.0
"""A first run that takes so long is pilot enough."""
TABLES_TOO = 2.0
"""What is kept of a run is there twice in the end: as a worker handed it in, and in the tables."""


@dataclass(frozen=True)
class Forecast:
    """What a study will take, its twins counted in."""

    seconds: float
    """With all workers at work all the time."""
    bytes: float
    failed: tuple[str, ...]
    """Errors of pilots that failed."""


def forecast(design: Design, workers: int) -> Forecast:
    """Run the first tasks of a study and keep nothing of them but what they took."""
    job = job_from(design)
    tasks = list(islice(tasks_of(design), PILOTS))
    parcel, seconds = timed(job, tasks[:1])
    if seconds < LONG_SECONDS:  # much of it was what only the first run of a process takes
        parcel, seconds = timed(job, tasks)
    share = 2.0 * course_of(design).planned / len(parcel.notes)
    failed = [str(note.error) for note in parcel.notes if note.status == FAILED]
    return Forecast(
        seconds=seconds * share / workers,
        bytes=len(parcel.content) * share * TABLES_TOO,
        failed=tuple(dict.fromkeys(failed)),
    )


def timed(job: Job, tasks: list[Task]) -> tuple[Parcel, float]:
    """Run some tasks; return them and the seconds they took."""
    started = time.perf_counter()
    return perform(job, tasks), time.perf_counter() - started
