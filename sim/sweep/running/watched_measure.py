"""Watched: the one number of every run that a sweep looks at while it goes on."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

import pyarrow as pa

from sim.measures import MEASURES
from sim.output.ends import rows_of
from sim.output.store.index import Index
from sim.output.store.shards import COMPLETED, read_shard, table_of
from sim.sweep.design import Design
from sim.sweep.running.run_note import Note

type Cell = tuple[str, str, str]
"""(measure, place, group)."""

USUAL: Cell = ("saving_counterfactual", "", "")
"""What is watched unless a design says otherwise."""


def cell_of(design: Design) -> Cell:
    """Return what is watched in a study."""
    wanted = design.precision
    return (wanted.measure, wanted.place, wanted.group) if wanted else USUAL


def end_value(series: pa.Table, cell: Cell) -> float | None:
    """Return the end value of a cell of one run's series; None where it is not defined."""
    own = rows_of(series, *cell).sort_by("quarter")
    if not len(own):
        return None
    value = MEASURES[cell[0]].end_value(own["value"].to_numpy())
    return None if math.isnan(value) else value


@dataclass
class Values:
    """What every run came to so far, world by world and point by point."""

    cell: Cell
    known: dict[tuple[int, str], dict[int, float]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """(point, label of a world): replicate: value."""

    def add(self, notes: Iterable[Note]) -> None:
        """Take in runs that have just been finished."""
        for note in notes:
            if note.value is not None:
                replicate, point, label = note.address
                self.known[point, label][replicate] = note.value

    def read(self, index: Index, study: str) -> None:
        """Take in runs of earlier sessions from their shards."""
        for number, rows in index.rows[index.rows["status"] == COMPLETED].groupby("shard"):
            shard = read_shard(index.shards[cast(int, number)], study, ["run_id", "series"])
            for row in rows.to_dict("records"):
                one = shard.slice(row["row"], 1)
                series = table_of(one, "series", one["run_id"].combine_chunks())
                value = end_value(series, self.cell)
                if value is not None:
                    self.known[row["point"], row["scenario"]][row["replicate"]] = value

    def of(self, point: int, label: str) -> dict[int, float]:
        """Return the values of a world at a point by replicate."""
        return self.known.get((point, label), {})
