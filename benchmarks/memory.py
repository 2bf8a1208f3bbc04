"""(f) Memory of one worker over 2,000 runs."""

import psutil

from sim.scenario import load_scenario
from sim.study.simulate import World, simulate

RUNS, SETTLED = 2_000, 200
"""After the first of these, whatever is kept for good is there."""
SMALL = {"place.residents_per_council": 100, "run.quarters": 4, "run.record": "summary"}


def measure() -> dict[str, float]:
    """Return MiB in use after some runs and after all, in this one process."""
    world = World("region", load_scenario("region").with_values(SMALL))
    process, found = psutil.Process(), {}
    for run in range(1, RUNS + 1):
        simulate(world, run)
        if run in (SETTLED, RUNS // 2, RUNS):
            found[f"mib_after_{run}"] = process.memory_info().rss / 2**20
    return found
