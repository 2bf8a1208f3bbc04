"""Schemas: the columns of every table of a results folder."""

import pyarrow as pa

from sim.recorder import BENEFITS, COHORTS, EVENTS, LEDGER, MEMBERS, PARTNERSHIPS, SERIES

RUN_ID = pa.field("run_id", pa.string())
RUNS = pa.schema(
    [
        RUN_ID,
        ("scenario", pa.string()),
        ("point", pa.int64()),
        ("replicate", pa.int64()),
        ("seed", pa.int64()),
        ("status", pa.string()),
        ("error", pa.string()),
    ]
)
POINTS = pa.schema([("point", pa.int64()), ("factor", pa.string()), ("value", pa.string())])
TIMINGS = pa.schema([RUN_ID, ("seconds", pa.float64()), ("worker", pa.int64())])


def _by_run(schema: pa.Schema) -> pa.Schema:
    return schema.insert(0, RUN_ID)


SCHEMAS: dict[str, pa.Schema] = {
    "runs": RUNS,
    "points": POINTS,
    "series": _by_run(SERIES),
    "ledger": _by_run(LEDGER),
    "benefits": _by_run(BENEFITS),
    "partnerships": _by_run(PARTNERSHIPS),
    "events": _by_run(EVENTS),
    "members": _by_run(MEMBERS),
    "cohorts": _by_run(COHORTS),
    "timings": TIMINGS,
}
"""Every table of a results folder."""

NOT_CONTENT = ("timings",)
"""Tables that differ from machine to machine."""

BY_RUN = tuple(name for name in SCHEMAS if name not in ("runs", "points", "timings"))
"""Tables in which a run may have any number of rows."""
