"""``python -m tests.torture``: kills, and what came of them, as a table."""

import argparse
import tempfile
import time
from pathlib import Path
from random import Random

from tests.torture.store import torture_store
from tests.torture.study import torture_study

REPLICATES = 40


def main() -> None:
    """Print the figures; fail if anything was lost."""
    words = argparse.ArgumentParser()
    words.add_argument("--kills", type=int, default=200)
    words.add_argument("--store-kills", type=int, default=100)
    words.add_argument("--seed", type=int, default=int(time.time()))
    asked = words.parse_args()
    random = Random(asked.seed)
    print(f"seed {asked.seed}")
    with tempfile.TemporaryDirectory() as folder:
        store = torture_store(Path(folder), asked.store_kills, random)
        print(
            f"store: {store.kills} kills, {store.inside} of them inside a write, "
            f"{store.commits:,} commits; lost {store.lost}, corrupt {store.corrupt}",
            flush=True,
        )
    with tempfile.TemporaryDirectory() as folder:
        study = torture_study(Path(folder), asked.kills, REPLICATES, random)
        print(
            f"studies: {study.kills_of_main} kills of the sweep ({study.inside} inside a write), "
            f"{study.kills_of_workers} of workers, {study.studies} studies, "
            f"{study.commits:,} commits; shards lost {study.lost}, corrupt {study.corrupt}, "
            f"runs failed {study.failed}, different content hashes {len(study.hashes)}"
        )
    assert (store.lost, store.corrupt, study.lost, study.corrupt, study.failed) == (0,) * 5
    assert len(study.hashes) == 1


if __name__ == "__main__":
    main()
