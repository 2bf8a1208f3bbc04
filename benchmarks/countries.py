"""A whole country by the command that users give: seconds and peak memory, everything on."""

import subprocess
import sys
import tempfile
import time

import psutil


def run(scenario: str) -> dict[str, float]:
    """Return seconds, processor seconds and peak GiB of ``partnersim run``."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [sys.executable, "-m", "sim", "run", scenario, "--out", f"{folder}/out"]
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
            raise RuntimeError(f"partnersim run {scenario} failed")
        seconds = time.perf_counter() - start
    return {"seconds": seconds, "cpu_seconds": used, "peak_gib": peak / 2**30}


def measure() -> dict[str, dict[str, float]]:
    """Return the best of some runs of England and of a tenth of it."""
    tries = {"england-tenth": 3, "england": 2}
    return {
        name: min((run(name) for _ in range(times)), key=lambda row: row["seconds"])
        for name, times in tries.items()
    }
