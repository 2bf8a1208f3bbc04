"""A short torture for every commit; ``make torture`` does the long one."""

import os
from random import Random

import pytest

from tests.torture.store import torture_store
from tests.torture.study import torture_study

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9")


def test_what_a_killed_writer_acknowledged_is_there_and_whole(tmp_path):
    found = torture_store(tmp_path, 5, Random(1))
    assert (found.lost, found.corrupt) == (0, 0)
    assert found.commits >= 100


def test_a_study_that_is_killed_again_and_again_comes_to_the_same_tables(tmp_path):
    found = torture_study(tmp_path, 3, 4, Random(2))
    assert found.kills >= 3
    assert (found.lost, found.corrupt, found.failed) == (0, 0, 0)
    assert len(found.hashes) == 1
