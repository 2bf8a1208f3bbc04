"""Schemas: the columns of every table of a results folder."""

import pyarrow as pa

SERIES = pa.schema(
    [
        ("quarter", pa.int16()),
        ("place", pa.string()),
        ("measure", pa.string()),
        ("group", pa.string()),
        ("value", pa.float64()),
    ]
)
LEDGER = pa.schema(
    [
        ("quarter", pa.int16()),
        ("payer", pa.string()),
        ("payee", pa.string()),
        ("flow", pa.string()),
        ("partnership", pa.string()),
        ("pence", pa.int64()),
    ]
)
BENEFITS = pa.schema(
    [
        ("quarter", pa.int16()),
        ("partnership", pa.string()),
        ("beneficiary", pa.string()),
        ("kind", pa.string()),
        ("basis", pa.string()),
        ("pence", pa.int64()),
    ]
)
EVENTS = pa.schema(
    [
        ("quarter", pa.int16()),
        ("kind", pa.string()),
        ("subject", pa.string()),
        ("other", pa.string()),
        ("reason", pa.string()),
    ]
)
MEMBERS = pa.schema(
    [
        ("quarter", pa.int16()),
        ("partnership", pa.string()),
        ("member", pa.string()),
        ("contribution", pa.float64()),
        ("trust", pa.float64()),
        ("declared", pa.float64()),
        ("effective", pa.float64()),
    ]
)
COHORTS = pa.schema(
    [
        ("partnership", pa.string()),
        ("begun", pa.int16()),
        ("people", pa.int16()),
        ("dropped_out", pa.int16()),
        ("good_destinations", pa.int16()),
        ("good_destinations_without", pa.int16()),
        ("offence_free", pa.int16()),
        ("offence_free_without", pa.int16()),
    ]
)
PARTNERSHIPS = pa.schema(
    [
        ("id", pa.string()),
        ("type", pa.string()),
        ("service", pa.string()),
        ("members", pa.string()),
        ("lead", pa.string()),
        ("signed", pa.int16()),
        ("ended", pa.int16()),
        ("phase", pa.string()),
        ("why", pa.string()),
        ("declared", pa.float64()),
        ("effective", pa.float64()),
        ("target_saving_k", pa.float64()),
        ("set_up_cost_k", pa.float64()),
        ("trust", pa.float64()),
    ]
)

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
