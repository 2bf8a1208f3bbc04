"""Index: which runs a study has, found out by reading every shard; nothing else is believed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from sim.core.errors import StoreError
from sim.output.store.shards import COMPLETED, ENDING, FAILED, DamagedShardError, read_shard

SHARDS, QUARANTINE = "shards", "quarantine"
ADDRESS = ["replicate", "point", "scenario"]
COLUMNS = [*ADDRESS, "run_id", "attempt", "status", "error", "digest"]


@dataclass(frozen=True)
class Index:
    """Where every run of a study is: one row each, the newest attempt only."""

    rows: pd.DataFrame
    """``shard`` (a position in shards), ``row`` and the head of each run."""
    shards: tuple[Path, ...]
    damaged: tuple[Path, ...]

    @property
    def completed(self) -> int:
        """Runs that went well."""
        return int((self.rows["status"] == COMPLETED).sum())

    @property
    def failed(self) -> pd.DataFrame:
        """Runs that did not."""
        return self.rows[self.rows["status"] == FAILED]


def index_of(folder: Path, study: str) -> Index:
    """Read every shard of a study; raises StoreError if two say different things of one run."""
    shards: list[Path] = []
    damaged: list[Path] = []
    heads: list[pa.Table] = []
    for path in sorted((folder / SHARDS).glob(f"[!.]*{ENDING}")):
        try:
            heads.append(read_shard(path, study, COLUMNS))
            shards.append(path)
        except DamagedShardError:
            damaged.append(path)
    return Index(newest(located(heads), shards), tuple(shards), tuple(damaged))


def located(heads: Sequence[pa.Table]) -> pd.DataFrame:
    """Return the heads of all shards as one frame that says where each run is."""
    if not heads:
        return pd.DataFrame(columns=[*COLUMNS, "shard", "row"])
    # One frame for all: to make one for every shard would take longer than to read them.
    rows: pd.DataFrame = pa.concat_tables([h.replace_schema_metadata() for h in heads]).to_pandas()
    lengths = [len(head) for head in heads]
    return rows.assign(
        shard=np.repeat(np.arange(len(heads)), lengths),
        row=np.concatenate([np.arange(length) for length in lengths]),
    )


def newest(rows: pd.DataFrame, shards: Sequence[Path]) -> pd.DataFrame:
    """Return one row per run: a completed one before a failed one, then the last attempt.

    Raises StoreError for runs that contradict each other.
    """
    done = rows[rows["status"] == COMPLETED]
    twice = done[done.duplicated(ADDRESS, keep=False)]
    told = twice.groupby(ADDRESS)["digest"].nunique()
    if (told > 1).any():
        address = dict(zip(ADDRESS, told[told > 1].index[0], strict=True))
        again = twice[(twice[ADDRESS] == pd.Series(address)).all(axis=1)]
        files = ", ".join(shards[int(i)].name for i in again["shard"])
        raise StoreError(
            f"{again['run_id'].iloc[0]} was run twice with different results; both are kept: "
            f"{files}"
        )
    ordered = rows.assign(well=rows["status"] == COMPLETED).sort_values(
        ["well", "attempt"], kind="stable"
    )
    return ordered.drop_duplicates(ADDRESS, keep="last").drop(columns="well")


def quarantine(folder: Path, damaged: Sequence[Path]) -> None:
    """Put damaged shards aside, where nobody reads them and somebody can look at them."""
    for path in damaged:
        (folder / QUARANTINE).mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            path.replace(folder / QUARANTINE / path.name)
