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

from sim.digest import digests_of
from sim.errors import StoreError
from sim.schemas import BY_RUN, SCHEMAS

ENDING = ".parquet"
KEY_DIGITS, BYTE_DIGITS = 32, 16
STUDY = b"study"
"""The key under which a shard says which study it belongs to."""
COMPLETED, FAILED = "completed", "failed"


def _row_type(name: str) -> pa.StructType:
    return pa.struct([field for field in SCHEMAS[name] if field.name != "run_id"])


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
SCHEMA = pa.schema([*HEAD, *(pa.field(name, pa.list_(_row_type(name))) for name in BY_RUN)])


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
    pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _listed(name: str, rows: Sequence[Row]) -> pa.ListArray:
    """Return one table of every run as a list per run."""
    row_type = _row_type(name)
    empty = pa.schema(list(row_type)).empty_table()
    parts = [row.tables.get(name, empty) for row in rows]
    values = pa.concat_tables(parts).combine_chunks().to_struct_array()
    ends = np.cumsum([0, *(len(part) for part in parts)])
    whole = pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], row_type)
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), whole.cast(row_type))


def name_of(content: bytes) -> str:
    """Return the name that a shard has to have."""
    keys = pq.read_table(pa.BufferReader(content), columns=["run_key"])["run_key"].to_pylist()
    by_keys = hashlib.sha256("\n".join(keys).encode()).hexdigest()[:KEY_DIGITS]
    return f"{by_keys}-{hashlib.sha256(content).hexdigest()[:BYTE_DIGITS]}{ENDING}"


def read_shard(path: Path, study: str, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a shard's rows; raises DamagedShardError if it is not what its name says."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:BYTE_DIGITS]
    if not path.stem.endswith(f"-{digest}"):
        raise DamagedShardError(f"{path.name} is not the file that was written under this name")
    try:
        table = pq.read_table(
            pa.BufferReader(content), columns=columns, page_checksum_verification=True
        )
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
