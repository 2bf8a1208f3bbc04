"""Residents: time and memory of one quarter of the kernel, by number of residents and threads."""

import time
from dataclasses import dataclass

import numpy as np

from sim.kernel import advance
from sim.mechanisms.indices import AT_REST, Slopes
from sim.population.columns import settle
from sim.population.population import Population
from sim.scenario import default_scenario
from sim.streams import Streams

MOVING = Slopes(*(0.15,) * len(Slopes._fields))


@dataclass
class Spot:
    """A place to settle residents in."""

    code: int
    population: float = 200.0
    deprivation: float = 22.0


def per_resident(residents: int, places: int, threads: int) -> tuple[float, float]:
    """Return (nanoseconds per resident and quarter, bytes per resident)."""
    spots = [Spot(code) for code in range(places)]
    columns = settle(spots, residents // places, default_scenario().params, Streams(1, 0))
    population = Population(columns, advance, AT_REST, 0.06, threads)
    conditions = np.full((places, 12), 0.9)
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        population.advance(conditions, MOVING)
        best = min(best, time.perf_counter() - start)
    return best / len(columns) * 1e9, columns.bytes_per_resident


def main() -> None:
    """Print the table."""
    print("residents  threads  ns per resident-quarter  bytes per resident")
    for residents, places in ((6_000, 6), (100_000, 10), (1_000_000, 20)):
        for threads in (1, 2):
            nanoseconds, size = per_resident(residents, places, threads)
            print(f"{residents:9,}  {threads:7}  {nanoseconds:23.2f}  {size:18.0f}")


if __name__ == "__main__":
    main()
