"""Shards: what is read is what was written, or it is not read at all."""

import numpy as np
import pytest

from sim.output.digest import digest_of
from sim.output.schemas import SCHEMAS
from sim.output.store.shards import DamagedShardError, read_shard, table_of
from tests.output.store.rows import STUDY, put, row


def test_runs_come_back_as_they_were_kept(tmp_path):
    path = put(tmp_path, row(0, length=3), row(1, value=2.5, length=2), row(2, length=0))
    shard = read_shard(path, STUDY)
    assert shard["point"].to_pylist() == [0, 1, 2]
    series = table_of(shard, "series", shard["run_id"].combine_chunks())
    assert series.schema == SCHEMAS["series"]
    assert series["value"].to_pylist() == [1.0] * 3 + [2.5] * 2
    assert len(set(series["run_id"].to_pylist())) == 2


def test_some_rows_of_a_shard_bring_only_their_own_tables(tmp_path):
    path = put(tmp_path, row(0, length=3), row(1, value=2.5, length=2))
    shard = read_shard(path, STUDY).take([1])
    series = table_of(shard, "series", shard["run_id"].combine_chunks())
    assert series["value"].to_pylist() == [2.5, 2.5]


def test_a_flipped_bit_is_noticed_wherever_it_is(tmp_path):
    path = put(tmp_path, row(0), row(1))
    whole = path.read_bytes()
    for spot in np.linspace(0, 8 * len(whole) - 1, 400).astype(int):
        damaged = bytearray(whole)
        damaged[spot // 8] ^= 1 << (spot % 8)
        path.write_bytes(damaged)
        with pytest.raises(DamagedShardError):
            read_shard(path, STUDY)


@pytest.mark.parametrize("length", [0, 1, 100, -1])
def test_a_shard_that_was_cut_off_is_noticed(tmp_path, length):
    path = put(tmp_path, row())
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DamagedShardError):
        read_shard(path, STUDY)


def test_two_shards_that_changed_names_are_noticed(tmp_path):
    one, two = put(tmp_path, row(0)), put(tmp_path, row(1))
    spare = tmp_path / "spare"
    one.rename(spare)
    two.rename(one)
    spare.rename(two)
    for path in (one, two):
        with pytest.raises(DamagedShardError):
            read_shard(path, STUDY)


def test_a_shard_of_another_study_is_noticed(tmp_path):
    path = put(tmp_path, row(), study="b" * 64)
    with pytest.raises(DamagedShardError, match="belongs to another study"):
        read_shard(path, STUDY)


def test_when_and_where_a_run_was_made_is_no_part_of_its_digest(tmp_path):
    rows = row(seconds=1.0, worker=7), row(), row(value=1.0 + 1e-15)
    first, again, other = read_shard(put(tmp_path, *rows), STUDY)["digest"].to_pylist()
    assert first == again != other


def test_the_digest_of_a_run_is_the_same_whatever_it_is_packed_with(tmp_path):
    runs = [row(0, length=3), row(1, value=2.5, length=2), row(2, length=0)]
    together = read_shard(put(tmp_path, *runs), STUDY)["digest"].to_pylist()
    assert together == [digest_of(run.tables) for run in runs]
