"""(e) What it takes to start: help, imports, a first run with and without a warm cache."""

import os
import subprocess
import sys
import tempfile

from benchmarks.timing import Cost, cost_of

SHORT = ["run", "region", "--replicates", "1", "--set", "run.quarters=1"]


def new_process(*arguments: str, cache: str | None = None) -> None:
    """Run Python anew; ``cache`` is where compiled code is kept, where it is not the usual one."""
    env = dict(os.environ)
    if cache:
        env |= {"XDG_CACHE_HOME": cache}
        env.pop("NUMBA_CACHE_DIR", None)
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, capture_output=True, env=env)


def short_run(cache: str | None = None) -> None:
    """Run a world for a quarter."""
    with tempfile.TemporaryDirectory() as folder:
        new_process("-m", "sim", *SHORT, "--out", f"{folder}/out", cache=cache)


def cold_run() -> None:
    """Make a first run on a machine that has compiled nothing yet."""
    with tempfile.TemporaryDirectory() as cache:
        short_run(cache)


def measure() -> dict[str, Cost]:
    """Return what each costs."""
    short_run()
    return {
        "help": cost_of(lambda: new_process("-m", "sim", "--help"), 7),
        "import_model": cost_of(lambda: new_process("-c", "import sim.model"), 5),
        "warm_run": cost_of(short_run, 5),
        "cold_run": cost_of(cold_run, 2),
    }
