"""Merging: whatever order runs came in, the tables are the same."""

import pyarrow.parquet as pq

from sim.output.digest import digest_of
from sim.output.schemas import NOT_CONTENT, SCHEMAS
from sim.output.store.index import index_of
from sim.output.store.merging import Order, content_hash, merged, write_merged
from tests.output.store.rows import STUDY, put, row

ORDER = Order(["region", "twin"], [0, 1])
POINTS = SCHEMAS["points"].empty_table()
RUNS = [row(p, r, w, value=p + r) for r in (0, 1) for p in (0, 1, 2) for w in ("region", "twin")]


def tables(folder, *shards):
    for rows in shards:
        put(folder, *rows)
    return merged(index_of(folder, STUDY), ORDER, STUDY)


def test_runs_stand_in_the_order_of_the_plan(tmp_path):
    runs = tables(tmp_path, RUNS[6:], RUNS[:6][::-1])["runs"].to_pandas()
    assert list(runs["replicate"]) == [0] * 6 + [1] * 6
    assert list(runs["point"]) == [0, 0, 1, 1, 2, 2] * 2
    assert list(runs["scenario"]) == ["region", "twin"] * 6


def test_however_runs_were_packed_the_tables_are_the_same_to_the_bit(tmp_path):
    one = tables(tmp_path / "one", RUNS)
    two = tables(tmp_path / "two", RUNS[::2], RUNS[1::2], RUNS[3:5])
    assert {name: table.to_pylist() for name, table in one.items()} == {
        name: table.to_pylist() for name, table in two.items()
    }


def test_tables_on_the_disk_are_those_in_memory_and_so_is_their_hash(tmp_path):
    there = {**tables(tmp_path, RUNS[:5], RUNS[5:]), "points": POINTS}
    digests = write_merged(tmp_path, index_of(tmp_path, STUDY), ORDER, STUDY, POINTS)
    for name, table in there.items():
        assert pq.read_table(tmp_path / f"{name}.parquet").equals(table.combine_chunks())
    assert content_hash(digests) == digest_of(
        {name: table for name, table in there.items() if name not in NOT_CONTENT}
    )
    assert not list(tmp_path.glob(".*"))
