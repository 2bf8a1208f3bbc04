"""Small results that figures and reports are made of."""

import pandas as pd
import pyarrow as pa

from sim.output.results import Results
from sim.output.schemas import SCHEMAS
from sim.study import compare
from tests.build import scenario

REGION = {"place.councils": 3, "place.social_enterprises": 2}


def small_region(quarters=16, **values):
    """Return a world of three councils in which partnerships arise."""
    return scenario({**REGION, **values}, quarters=quarters)


def small_study(cuts=(0.0, 0.02, 0.04, 0.06, 0.08, 0.1), gains=(0.05, 0.12), quarters=12, runs=2):
    """Return results with one point per pair of values."""
    parts, factors = [], []
    pairs = [(cut, gain) for cut in cuts for gain in gains]
    for cut, gain in pairs:
        keys = {"policy.funding.grant_cut": cut, "uncertainty.trust.gain": gain}
        parts.append(compare([small_region(quarters, **keys)], replicates=runs))
        factors.append({**keys, "policy.agenda.selection": "trust"})
    tables = {name: _joined(name, parts) for name in SCHEMAS if name != "points"}
    rows = [(i, key, str(value)) for i, row in enumerate(factors) for key, value in row.items()]
    columns = list(zip(*rows, strict=True))
    tables["points"] = pa.table([pa.array(c) for c in columns], schema=SCHEMAS["points"])
    return Results(parts[0].manifest, tables)


def renamed_world(results, old, new):
    """Return results in which a world, and so its twin, has another label."""
    manifest = dict(results.manifest)
    manifest["worlds"] = [dict(w, label=w["label"].replace(old, new)) for w in results.worlds]
    runs = results.frame("runs")
    runs["scenario"] = runs["scenario"].str.replace(old, new, regex=False)
    return Results(manifest, dict(results.tables, runs=_table("runs", runs)))


def _table(name, frame):
    return pa.Table.from_pandas(frame, schema=SCHEMAS[name], preserve_index=False)


def _joined(name, parts):
    """Return a table of all points, runs of each with the number of its point."""
    frames = [part.frame(name).assign(**_point(name, i)) for i, part in enumerate(parts)]
    return _table(name, pd.concat(frames, ignore_index=True))


def _point(name, point):
    return {"point": point} if name == "runs" else {}
