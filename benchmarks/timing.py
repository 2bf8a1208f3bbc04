"""Timing: on a machine that others use too, the least of several tries is closest to the truth."""

import os
import platform
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple


def best_seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the least wall-clock seconds that a piece of work took."""
    return least(time.perf_counter, work, times)


def best_cpu_seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the least seconds that this process computed for a piece of work, all its threads."""
    return least(time.process_time, work, times)


def least(clock: Callable[[], float], work: Callable[[], object], times: int) -> float:
    """Return the least that a clock went on during a piece of work, of several tries."""
    found = []
    for _ in range(times):
        start = clock()
        work()
        found.append(clock() - start)
    return min(found)


class Cost(NamedTuple):
    """What something cost that other processes did for us."""

    seconds: float
    """By the clock on the wall."""
    cpu_seconds: float
    """That processors worked for it, all processes and threads."""


def cost_of(work: Callable[[], object], times: int = 1) -> Cost:
    """Return the least seconds of both kinds that child processes took for a piece of work."""
    found = []
    for _ in range(times):
        start, before = time.perf_counter(), os.times()
        work()
        after = os.times()
        used = after.children_user + after.children_system
        used -= before.children_user + before.children_system
        found.append(Cost(time.perf_counter() - start, used))
    return Cost(*(min(kind) for kind in zip(*found, strict=True)))


def machine() -> dict[str, str]:
    """Return where and when, and how busy the machine was with other things."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text("utf-8").splitlines()
        name = next(
            (x.partition(":")[2].strip() for x in lines if x.startswith("model name")), name
        )
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return {
        "processor": f"{name}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "load": load,
    }
