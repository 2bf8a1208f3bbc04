"""Index: which runs there are, from the shards alone."""

import pytest

from sim.core.errors import StoreError
from sim.output.store.index import index_of, quarantine
from sim.output.store.shards import FAILED
from tests.output.store.rows import STUDY, put, row


def points(index):
    return sorted(index.rows["point"])


def test_a_study_without_shards_has_no_runs(tmp_path):
    index = index_of(tmp_path, STUDY)
    assert (len(index.rows), index.completed, len(index.failed)) == (0, 0, 0)


def test_runs_of_all_shards_are_there_once(tmp_path):
    put(tmp_path, row(0), row(1))
    put(tmp_path, row(1), row(2))
    assert points(index_of(tmp_path, STUDY)) == [0, 1, 2]


def test_a_retried_run_takes_the_place_of_the_one_that_failed(tmp_path):
    put(tmp_path, row(0, status=FAILED, tables={}, error="ValueError: x"))
    put(tmp_path, row(0, attempt=1))
    put(tmp_path, row(1, status=FAILED, tables={}, error="first"))
    put(tmp_path, row(1, status=FAILED, tables={}, error="second", attempt=1))
    index = index_of(tmp_path, STUDY)
    assert (index.completed, list(index.failed["attempt"])) == (1, [1])


def test_two_results_of_one_run_are_never_mixed(tmp_path):
    first, second = put(tmp_path, row(0, value=1.0)), put(tmp_path, row(0, value=2.0))
    with pytest.raises(StoreError, match="with different results") as caught:
        index_of(tmp_path, STUDY)
    assert first.name in str(caught.value)
    assert second.name in str(caught.value)
    assert caught.value.exit_code == 5


def test_a_damaged_shard_costs_its_own_runs_only_and_is_put_aside(tmp_path):
    put(tmp_path, row(0))
    damaged = put(tmp_path, row(1))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    index = index_of(tmp_path, STUDY)
    assert (points(index), index.damaged) == ([0], (damaged,))
    quarantine(tmp_path, index.damaged)
    assert (tmp_path / "quarantine" / damaged.name).exists()
    assert index_of(tmp_path, STUDY).damaged == ()


def test_a_half_written_draft_is_no_shard(tmp_path):
    path = put(tmp_path, row(0))
    path.with_name(f".{path.name}.1-1.draft").write_bytes(b"half")
    path.with_name(".hidden.parquet").write_bytes(b"half")
    assert points(index_of(tmp_path, STUDY)) == [0]
