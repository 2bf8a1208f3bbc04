"""A whole country by the command that users give: seconds and peak memory, everything on."""

import subprocess
import sys
import tempfile
import time

import psutil

ALONE = """
import sys
from sim.scenario import load_scenario
from sim.study.simulate import World, simulate
simulate(World("alone", load_scenario(sys.argv[1])), 0, threads=2)
"""
"""One world without its twin, from a new process to all that is written down of it."""


def commands(scenario: str, folder: str) -> dict[str, list[str]]:
    """Return what is timed: the command that users give, and one of its two worlds."""
    return {
        scenario: ["-m", "sim", "run", scenario, "--out", f"{folder}/out"],
        f"{scenario}, one world": ["-c", ALONE, scenario],
    }


def run(scenario: str, what: str) -> dict[str, float]:
    """Return seconds, processor seconds and peak GiB of one of the commands for a scenario."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [sys.executable, *commands(scenario, folder)[what]]
        process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        peak, used = 0, 0.0
        while process.poll() is None:
            try:
                with process.oneshot():
                    peak = max(peak, process.memory_info().rss)
                    used = sum(process.cpu_times()[:2])
            except psutil.Error:
                break
            time.sleep(0.02)
        if process.wait():
            raise RuntimeError(f"{what} failed")
        seconds = time.perf_counter() - start
    return {"seconds": seconds, "cpu_seconds": used, "peak_gib": peak / 2**30}


def measure() -> dict[str, dict[str, float]]:
    """Return the best of some runs of England and of a tenth of it."""
    tries = {"england-tenth": 3, "england": 2}
    return {
        what: min((run(name, what) for _ in range(times)), key=lambda row: row["seconds"])
        for name, times in tries.items()
        for what in commands(name, "")
    }
