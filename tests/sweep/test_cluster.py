"""Cluster: the same study on Dask, with a worker that is killed in mid-study."""

import os
import signal
import threading
import time
from pathlib import Path

import psutil
import pytest

from sim.core.errors import SettingsError
from sim.output.store.index import SHARDS
from sim.sweep.running.cluster import Certificates, checked_address
from tests.sweep.program import write_design

distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster():
    """Two workers on this machine's loopback."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster


def kill_one_worker_after_the_first_shard(cluster):
    while not list(Path("s", SHARDS).glob("[!.]*")):
        time.sleep(0.05)
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_comes_to_the_same_tables(program, cluster):
    write_design(replicates=12)
    alone = program("sweep", "study.toml", "--out", "alone", "--jobs", "1", "--json").json
    killer = threading.Thread(target=kill_one_worker_after_the_first_shard, args=[cluster])
    killer.start()
    address = cluster.scheduler_address
    told = program("sweep", "study.toml", "--out", "s", "--cluster", address, "--json").json
    killer.join()
    assert {**told, "results": "alone"} == alone
    listening = psutil.Process().net_connections("tcp")
    assert {c.laddr.ip for c in listening if c.status == "LISTEN"} <= {"127.0.0.1"}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://localhost:8786"])
def test_this_machine_is_used_as_it_is(address):
    assert checked_address(address, Certificates(), trusted=False) == address


@pytest.mark.parametrize("address", ["tcp://10.0.0.7:8786", "tcp://cluster.example:8786"])
def test_another_machine_takes_tls_or_somebody_who_trusts_the_network(address):
    with pytest.raises(SettingsError, match="can run code there"):
        checked_address(address, Certificates(), trusted=False)
    assert checked_address(address, Certificates(), trusted=True) == address
    files = Certificates(Path("ca"), Path("cert"), Path("key"))
    tls = address.replace("tcp", "tls")
    assert checked_address(tls, files, trusted=False) == tls


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--cluster", "tcp://10.0.0.7:8786"), "another machine without TLS"),
        (("--cluster", "here"), "it takes tcp://HOST:PORT"),
        (("--cluster", "tls://127.0.0.1:1"), "tls:// goes with --tls-ca"),
        (("--cluster", "none.json"), "is not a readable scheduler file"),
        (("--cluster", "tcp://127.0.0.1:1", "--run-timeout", "5"), "are for this machine"),
    ],
)
def test_a_cluster_that_cannot_be_used_is_said_before_anything_is_written(program, arguments, said):
    write_design()
    assert said in program("sweep", "study.toml", "--out", "s", *arguments, code=2).err
    assert not Path("s").exists()


def test_a_scheduler_file_gives_the_address(tmp_path):
    path = tmp_path / "scheduler.json"
    path.write_text('{"address": "tcp://127.0.0.1:8786"}')
    assert checked_address(str(path), Certificates(), trusted=False) == "tcp://127.0.0.1:8786"
