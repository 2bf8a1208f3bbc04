"""Results made by hand: runs whose measures have the values that a test gives them."""

import math

import pyarrow as pa

from sim.output.results import Results
from sim.output.schemas import SCHEMAS

QUARTERS = 4


def handmade(worlds, *, points=None, organisations=()):
    """Return results in which each world's runs have the given courses.

    ``worlds`` is label: {(point, replicate): {measure or (measure, place, group): by quarter}};
    ``points`` is {point: {factor: value}}.
    """
    runs, series = [], []
    for label, of_runs in worlds.items():
        for (point, replicate), courses in of_runs.items():
            run = f"{label}-{point}-{replicate}"
            runs.append((run, label, point, replicate, 1, "completed", None))
            series += [row for name, course in courses.items() for row in rows(run, name, course)]
    tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    varied = [(p, key, str(v)) for p, row in (points or {}).items() for key, v in row.items()]
    for name, filled in (("runs", runs), ("series", series), ("points", varied)):
        if filled:
            columns = [pa.array(c) for c in zip(*filled, strict=True)]
            tables[name] = pa.table(columns, names=SCHEMAS[name].names).cast(SCHEMAS[name])
    about = [world(label, list(organisations)) for label in worlds]
    return Results({"worlds": about, "status": "completed", "replicates": 1}, tables)


def rows(run, name, course):
    """Yield the rows of one course: a number per quarter, None where it is not defined."""
    measure, place, group = (name, "", "") if isinstance(name, str) else name
    for quarter, value in enumerate(course):
        known = value is not None and not math.isnan(value)
        yield run, quarter, place, measure, group, value if known else None


def world(label, organisations):
    """Return what a manifest says of a world."""
    role = "twin" if label.endswith("without partnerships") else "world"
    return {
        "label": label,
        "title": label,
        "role": role,
        "start_year": 2010,
        "quarters": QUARTERS,
        "organisations": organisations,
    }
