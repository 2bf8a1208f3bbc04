"""Runs for stores, made without a model."""

import hashlib

import pyarrow as pa

from sim.output.schemas import SERIES
from sim.output.store.durable import write_new
from sim.output.store.index import SHARDS
from sim.output.store.shards import COMPLETED, Row, encoded, name_of

STUDY = "a" * 64


def row(point=0, replicate=0, scenario="region", *, value=1.0, length=3, **more):
    """Return a run of a few rows of series."""
    key = hashlib.sha256(f"{scenario} {point} {replicate}".encode()).hexdigest()
    series = pa.table(
        [[7] * length, [""] * length, ["coverage"] * length, [""] * length, [value] * length],
        schema=SERIES,
    )
    values = {"status": COMPLETED, "tables": {"series": series}, **more}
    return Row(key, key[:16], scenario, point, replicate, 1, **values)


def put(folder, *rows, study=STUDY):
    """Write runs as one shard of a study; return its path."""
    (folder / SHARDS).mkdir(parents=True, exist_ok=True)
    content = encoded(rows, study)
    path = folder / SHARDS / name_of(rows, content)
    write_new(path, content)
    return path
