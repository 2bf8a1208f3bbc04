"""Replay: exactly one run of some results once more, everything recorded, and held against them."""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast

import pyarrow as pa

from sim.core.errors import ResultsError, nearest
from sim.output.provenance import changes_since
from sim.output.results import Results
from sim.output.schemas import BY_RUN
from sim.study.gather import WITHOUT, gather, run_pair
from sim.study.recipe import world_from
from sim.study.simulate import Run, World, kept_series
from sim.sweep.design import at_point, world_at
from sim.sweep.running.manifest import design_from
from sim.sweep.sampling import Point


@dataclass(frozen=True)
class Replay:
    """What became of a run when it was run again."""

    found: Results | None
    """The run and its twin, everything recorded; None if it failed again."""
    traceback: str | None
    compared: int
    """Rows of the results that were held against those of now."""
    different: tuple[str, ...]
    """Tables that do not hold the same rows."""
    changes: tuple[str, ...]
    """What of the program is not as it was."""


def replay(results: Results, run_id: str, command: str = "sim.replay") -> Replay:
    """Run one run of some results again; raises ResultsError if there is no such run."""
    started = datetime.now(UTC)
    row = row_of(results, run_id)
    world, values = world_of(results.manifest, row), values_at(results.manifest, int(row["point"]))
    changes = tuple(changes_since(results.manifest))
    try:
        at = world_at(at_point(world, int(row["point"])), values)
        full = replace(at, scenario=at.scenario.with_run(record="full"))
        pair = run_pair(full, int(row["replicate"]))
    except Exception:  # noqa: BLE001  (to see what a run raises is what one replays it for)
        return Replay(None, traceback.format_exc(), 0, (), changes)
    found = gather([full], pair, 1, command, started)
    run = next(one for one in pair if one.world.label == row["scenario"])
    compared, different = 0, []
    if row["status"] == "completed":
        for name, table in kept_by(run, at).items():
            before = rows_of(results, name, run_id)
            compared += len(before)
            if not before.equals(table):
                different.append(name)
    return Replay(found, None, compared, tuple(different), changes)


def row_of(results: Results, run_id: str) -> Mapping[str, Any]:
    """Return the row of a run; raises ResultsError if there is none."""
    runs = results.frame("runs").set_index("run_id", drop=False)
    if run_id not in runs.index:
        hint = nearest(run_id, list(runs.index)) or f"; there are {len(runs)}, see the table runs"
        raise ResultsError(f"there is no run {run_id!r}{hint}")
    return cast(Mapping[str, Any], runs.loc[run_id].to_dict())


def world_of(manifest: Mapping[str, Any], row: Mapping[str, Any]) -> World:
    """Return the world of a run; that of a twin is the world that it is the twin of.

    Raises ResultsError if there is none.
    """
    for entry in manifest["worlds"]:
        if row["scenario"] in (entry["label"], WITHOUT.format(entry["label"])):
            return world_from(entry)
    raise ResultsError(f"the manifest has no world {row['scenario']!r}")


def values_at(manifest: Mapping[str, Any], point: int) -> Point:
    """Return the values of the factors at a point; none where nothing was varied."""
    if "study" not in manifest:
        return {}
    return next(values for number, values in design_from(manifest).points() if number == point)


def kept_by(run: Run, world: World) -> dict[str, pa.Table]:
    """Return what the results keep of a run that was recorded in full."""
    as_kept = replace(run, world=world)
    full = world.scenario.run.record == "full"
    return {"series": kept_series(as_kept), **(run.tables if full else {})}


def rows_of(results: Results, name: str, run_id: str) -> pa.Table:
    """Return the rows of one run in one table, without the column that names it."""
    assert name in BY_RUN
    table = results.tables[name]
    mine = table.filter(pa.compute.equal(table["run_id"], run_id)).drop_columns("run_id")
    return mine.combine_chunks()
