"""What the machinery of a sweep costs a run of `region`: packed, written, found again, merged."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sim.output.schemas import SCHEMAS
from sim.output.store.durable import write_new
from sim.output.store.index import SHARDS, index_of
from sim.output.store.merging import Order, write_merged
from sim.scenario import load_scenario
from sim.study.gather import twin_of, worlds_of
from sim.sweep.design import Design
from sim.sweep.running.manifest import job_from
from sim.sweep.running.plan import tasks_of
from sim.sweep.running.worker import parcel_of, rows_of

PAIRS_OF_A_PARCEL = 4
"""So many pairs of `region` take about two seconds."""
PARCELS = 25


def machinery() -> dict[str, float]:
    """Return the milliseconds that each part of the machinery takes per run."""
    world = worlds_of([load_scenario("region", ['run.record="summary"'])])[0]
    design = Design("bench", (world,), "grid", (), (), tuple(range(PAIRS_OF_A_PARCEL)), (), 1)
    job = job_from(design)
    rows = [row for task in tasks_of(design) for row in rows_of(job, task, 0)]
    runs = len(rows) * PARCELS
    order = Order([world.label, twin_of(world).label], list(range(PARCELS * PAIRS_OF_A_PARCEL)))

    def keep() -> None:
        for i in range(PARCELS):
            again = [replace(r, replicate=r.replicate + i * PAIRS_OF_A_PARCEL) for r in rows]
            parcel = parcel_of(job, again)
            write_new(folder / SHARDS / parcel.name, parcel.content)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / SHARDS).mkdir()
        kept = timed(keep)
        found = timed(lambda: index_of(folder, job.study))
        index, points = index_of(folder, job.study), SCHEMAS["points"].empty_table()
        merged = timed(lambda: write_merged(folder, index, order, job.study, points))
    parts = {"packed and on the disk": kept, "found on resuming": found, "merged": merged}
    return {part: 1000.0 * seconds / runs for part, seconds in parts.items()}


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
