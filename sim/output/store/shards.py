"""Shards: a few finished runs as one file, a row each, that cannot be read wrong.

A shard is a Parquet file with a column of lists for every table. Its name holds the digest of its
run keys and a digest of all its bytes: a bit that flips, an end that is cut off or a file under
another's name is noticed whatever it hits.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sim.core.errors import StoreError
from sim.output.digest import digests_of
from sim.output.schemas import BY_RUN, SCHEMAS

ENDING = ".parquet"
KEY_DIGITS, BYTE_DIGITS = 32, 16
STUDY = b"study"
"""The key under which a shard says which study it belongs to."""
HOW = {
    "compression": "zstd",
    "write_page_checksum": True,
    "use_dictionary": False,
    "write_statistics": False,
}
"""Shards are read whole and once: what helps to search them would only cost time and space."""
COMPLETED, FAILED = "completed", "failed"


ROWS = {name: pa.struct([f for f in SCHEMAS[name] if f.name != "run_id"]) for name in BY_RUN}
"""What a row of each table is, without the column that names the run."""
HEAD = pa.schema(
    [
        ("run_key", pa.string()),
        ("run_id", pa.string()),
        ("scenario", pa.string()),
        ("point", pa.int64()),
        ("replicate", pa.int64()),
        ("seed", pa.int64()),
        ("attempt", pa.int64()),
        ("status", pa.string()),
        ("error", pa.string()),
        ("traceback", pa.string()),
        ("digest", pa.string()),
        ("seconds", pa.float64()),
        ("worker", pa.int64()),
    ]
)
"""What a shard says of a run beside its tables."""
SCHEMA = pa.schema([*HEAD, *(pa.field(name, pa.list_(row)) for name, row in ROWS.items())])


class DamagedShardError(StoreError):
    """A shard that is not what its name says."""


@dataclass(frozen=True)
class Row:
    """One run as it is kept."""

    run_key: str
    run_id: str
    scenario: str
    """The label of its world."""
    point: int
    replicate: int
    seed: int
    status: str
    attempt: int = 0
    """How many times it had failed before."""
    error: str | None = None
    traceback: str | None = None
    seconds: float = 0.0
    worker: int = 0
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    """Without the column that names the run."""


def encoded(rows: Sequence[Row], study: str) -> bytes:
    """Return a shard with some runs of a study.

    The digest of a run is that of all it found, the same wherever and whenever it is run.
    """
    own = [name for name in HEAD.names if name != "digest"]
    columns = {name: pa.array([getattr(row, name) for row in rows]) for name in own}
    columns["digest"] = pa.array(digests_of([row.tables for row in rows]))
    columns = {name: column.cast(HEAD.field(name).type) for name, column in columns.items()}
    columns |= {name: _listed(name, rows) for name in BY_RUN}
    sink = pa.BufferOutputStream()
    schema = SCHEMA.with_metadata({STUDY: study})
    table = pa.table([columns[name] for name in SCHEMA.names], schema=schema)
    pq.write_table(table, sink, **HOW)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _listed(name: str, rows: Sequence[Row]) -> pa.ListArray:
    """Return one table of every run as a list per run."""
    parts = [row.tables.get(name, ()) for row in rows]
    ends = pa.array(np.cumsum([0, *(len(part) for part in parts)]), pa.int32())
    filled = [part for part in parts if len(part)]
    if not filled:
        return pa.ListArray.from_arrays(ends, pa.array([], ROWS[name]))
    values = pa.concat_tables(filled).combine_chunks().to_struct_array()
    return pa.ListArray.from_arrays(ends, pa.concat_arrays(values.chunks).cast(ROWS[name]))


def name_of(rows: Sequence[Row], content: bytes) -> str:
    """Return the name that a shard with these rows has to have."""
    keys = "\n".join(row.run_key for row in rows)
    by_keys = hashlib.sha256(keys.encode()).hexdigest()[:KEY_DIGITS]
    return f"{by_keys}-{hashlib.sha256(content).hexdigest()[:BYTE_DIGITS]}{ENDING}"


def read_shard(path: Path, study: str, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a shard's rows; raises DamagedShardError if it is not what its name says."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:BYTE_DIGITS]
    if not path.stem.endswith(f"-{digest}"):
        raise DamagedShardError(f"{path.name} is not the file that was written with this name")
    try:
        file = pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)
        table = file.read(columns, use_threads=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DamagedShardError(f"{path.name} cannot be read: {str(error)[:200]}") from None
    if table.schema.metadata.get(STUDY) != study.encode():
        raise DamagedShardError(f"{path.name} belongs to another study")
    return table


def table_of(rows: pa.Table, name: str, run_ids: pa.Array) -> pa.Table:
    """Return one table of some rows of a shard, each of its rows with its run."""
    column = rows[name].combine_chunks()
    inside = column.flatten()
    owners = pc.list_parent_indices(column)
    table = pa.Table.from_struct_array(inside)
    return table.add_column(0, SCHEMAS[name].field("run_id"), run_ids.take(owners))
