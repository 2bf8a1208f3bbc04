"""Merging: the shards of a study become tables, in the order of its plan, a part at a time."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.output.digest import RunningDigest, joined
from sim.output.schemas import BY_RUN, NOT_CONTENT, SCHEMAS
from sim.output.store.durable import draft_of, explained, flush_folder
from sim.output.store.index import Index
from sim.output.store.shards import read_shard, table_of

ROWS_AT_ONCE = 500_000
OPEN_SHARDS = 8


@dataclass(frozen=True)
class Order:
    """In which order the runs of a study stand in its tables."""

    worlds: Sequence[str]
    """Labels, each world before its twin."""
    replicates: Sequence[int]


def in_order(index: Index, order: Order) -> pd.DataFrame:
    """Return the runs that there are, in the order of the plan."""
    rows = index.rows.assign(
        at_world=pd.Categorical(index.rows["scenario"], list(order.worlds)).codes,
        at_replicate=pd.Categorical(index.rows["replicate"], list(order.replicates)).codes,
    )
    rows = rows[(rows["at_world"] >= 0) & (rows["at_replicate"] >= 0)]
    return rows.sort_values(["at_replicate", "point", "at_world"], kind="stable")


def parts(index: Index, order: Order, study: str) -> Iterator[dict[str, pa.Table]]:
    """Yield every table (but points) of some runs, then of the next."""

    @lru_cache(maxsize=OPEN_SHARDS)
    def shard(number: int) -> pa.Table:
        return read_shard(index.shards[number], study)

    rows = in_order(index, order)
    stretches = (rows["shard"] != rows["shard"].shift()).cumsum()
    for _, stretch in rows.groupby(stretches, sort=False):
        kept = picked(shard(int(stretch["shard"].iloc[0])), stretch["row"].to_numpy(np.int64))
        run_ids = pa.array(stretch["run_id"], pa.string())
        named = kept.set_column(kept.column_names.index("run_id"), "run_id", run_ids)
        tables = {name: table_of(kept, name, run_ids) for name in BY_RUN}
        for name in ("runs", "timings"):
            tables[name] = named.select(SCHEMAS[name].names)
        yield {name: table.cast(SCHEMAS[name]) for name, table in tables.items()}


def picked(rows: pa.Table, numbers: NDArray[np.int64]) -> pa.Table:
    """Return some rows of a table; those that follow each other are not copied."""
    first, count = int(numbers[0]), len(numbers)
    if (numbers == np.arange(first, first + count)).all():
        return rows.slice(first, count)
    return rows.take(numbers)


def merged(index: Index, order: Order, study: str) -> dict[str, pa.Table]:
    """Return every table (but points) of the runs that there are."""
    collected: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS if name != "points"}
    for part in parts(index, order, study):
        for name, table in part.items():
            collected[name].append(table)
    return {
        name: pa.concat_tables(tables) if tables else SCHEMAS[name].empty_table()
        for name, tables in collected.items()
    }


class TableWriter:
    """Writes one table part by part; it gets its name when all of it is on the disk."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path, self.draft = path, draft_of(path)
        self.digest = RunningDigest()
        self._waiting: list[pa.Table] = []
        self._writer = pq.ParquetWriter(
            self.draft, schema, compression="zstd", write_page_checksum=True
        )

    def add(self, part: pa.Table) -> None:
        """Take in some more rows."""
        self._waiting.append(part)
        if sum(len(table) for table in self._waiting) >= ROWS_AT_ONCE:
            self._write()

    def _write(self) -> None:
        if self._waiting:
            rows = pa.concat_tables(self._waiting)
            self.digest.add(rows)
            self._writer.write_table(rows)
            self._waiting.clear()

    def finish(self) -> None:
        """Write the rest, and put the table in its place."""
        self._write()
        self._writer.close()
        with self.draft.open("rb+") as file:
            os.fsync(file.fileno())
        self.draft.replace(self.path)

    def drop(self) -> None:
        """Forget a table that could not be finished."""
        self.draft.unlink(missing_ok=True)


def write_merged(
    folder: Path, index: Index, order: Order, study: str, points: pa.Table
) -> Mapping[str, str]:
    """Write every table of a study into its folder; return the digest of each."""
    with ExitStack() as stack, explained(folder / "tables"):
        writers = {}
        for name, schema in SCHEMAS.items():
            writers[name] = TableWriter(folder / f"{name}.parquet", schema)
            stack.callback(writers[name].drop)
        writers["points"].add(points)
        for part in parts(index, order, study):
            for name, table in part.items():
                writers[name].add(table)
        for writer in writers.values():
            writer.finish()
        flush_folder(folder)
    return {name: writer.digest.value for name, writer in writers.items()}


def content_hash(digests: Mapping[str, str]) -> str:
    """Return the content hash that results with these tables have."""
    return joined({name: value for name, value in digests.items() if name not in NOT_CONTENT})
