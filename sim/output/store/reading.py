"""Reading: what the manifest of a study tells those who read its shards."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from sim.output.store.index import index_of
from sim.output.store.merging import Order, merged

type Manifest = Mapping[str, Any]


def is_unfinished(manifest: Manifest) -> bool:
    """Tell whether results are a study whose tables do not hold all of its runs yet."""
    return "study" in manifest and manifest["status"] != "completed"


def unfinished(folder: Path, manifest: Manifest) -> dict[str, pa.Table]:
    """Return the tables (but points) of the runs that a study has so far; it may be running."""
    study = digest_of_study(manifest)
    return merged(index_of(folder, study), order_of(manifest), study)


def digest_of_study(manifest: Manifest) -> str:
    """Return what tells the shards of a study from those of any other."""
    parts = {"identity": manifest["study"]["identity"], "code": manifest["code"]}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def order_of(manifest: Manifest) -> Order:
    """Return the order of the runs in the tables of a study."""
    return Order([w["label"] for w in manifest["worlds"]], manifest["study"]["replicates"])
