"""Digest: one number that tells whether two tables hold the same rows, whatever their order."""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

ROWS_AT_ONCE = 1_000_000


def row_hashes(table: pa.Table) -> NDArray[np.uint64]:
    """Return a 64-bit hash of every row; equal rows have equal hashes."""
    if not len(table):
        return np.empty(0, np.uint64)
    hashes = pd.util.hash_pandas_object(table.to_pandas(), index=False)
    return np.asarray(hashes, np.uint64)


class RunningDigest:
    """The digest of a table that comes in parts, in whatever order; its memory does not grow."""

    def __init__(self) -> None:
        self._rows = 0
        self._sums = np.zeros(2, np.uint64)
        """Sums of the hashes and of their squares, modulo 2**64: they know no order."""

    def add(self, part: pa.Table) -> None:
        """Take in some more rows."""
        for start in range(0, len(part), ROWS_AT_ONCE):
            self.add_hashes(row_hashes(part.slice(start, ROWS_AT_ONCE)))

    def add_hashes(self, hashes: NDArray[np.uint64]) -> None:
        """Take in the hashes of some more rows."""
        self._rows += len(hashes)
        self._sums += np.array([hashes.sum(), (hashes * hashes).sum()], np.uint64)

    @property
    def value(self) -> str:
        """The digest of all rows so far."""
        return hashlib.sha256(f"{self._rows} {self._sums.tolist()}".encode()).hexdigest()


def digest_of(tables: Mapping[str, pa.Table]) -> str:
    """Return the SHA-256 over several tables and their names."""
    return joined({name: table_digest(table) for name, table in tables.items()})


def digests_of(many: Sequence[Mapping[str, pa.Table]]) -> list[str]:
    """Return `digest_of` each; rows of many small tables are hashed at once, which is quicker."""
    found: list[dict[str, str]] = [{} for _ in many]
    for name in sorted({name for tables in many for name in tables}):
        having = [i for i, tables in enumerate(many) if name in tables]
        parts = [many[i][name] for i in having]
        ends = np.cumsum([len(part) for part in parts])
        each = np.split(row_hashes(pa.concat_tables(parts)), ends[:-1])
        for i, hashes in zip(having, each, strict=True):
            running = RunningDigest()
            running.add_hashes(hashes)
            found[i][name] = running.value
    return [joined(digests) for digests in found]


def table_digest(table: pa.Table) -> str:
    """Return the digest of one table."""
    running = RunningDigest()
    running.add(table)
    return running.value


def joined(digests: Mapping[str, str]) -> str:
    """Return the SHA-256 over the digests of several tables and their names."""
    text = "".join(f"{name} {digests[name]}\n" for name in sorted(digests))
    return hashlib.sha256(text.encode()).hexdigest()
