"""(a) The residents' kernel: time and memory of a quarter, beside what memory alone would take."""

from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np

from benchmarks.timing import best_cpu_seconds, best_seconds
from sim import kernel
from sim.model import PartnershipModel
from sim.scenario import default_scenario

SIZES = (6_000, 100_000, 1_000_000, 10_000_000)
PLACES = 20
TRAFFIC = 12 + 12 + 6 + 5 + 1 + 1 + 1
"""Bytes that a quarter must read and write of each resident at least: indices read and written, own
differences, needs, hardship, flags read and written."""
LARGE = 100_000_000


def world(residents: int, places: int = PLACES, threads: int = 1) -> PartnershipModel:
    """Return the default world with so many residents in all, a quarter old."""
    values = {"place.councils": places, "place.residents_per_council": residents // places}
    model = PartnershipModel(default_scenario().with_values(values), threads=threads)
    model.step()
    return model


def quarter(model: PartnershipModel, times: int = 15, threads: int = 1) -> float:
    """Return nanoseconds that a quarter takes per resident, all mechanisms of residents on.

    With one thread it is the processor's time, which others on the machine disturb less.
    """
    clock = best_cpu_seconds if threads == 1 else best_seconds
    return clock(lambda: kernel.run(model), times) / model.residents.columns.residents * 1e9


@numba.njit(nogil=True)
def raise_all(column, first, last):
    """Read and write a column once."""
    part = column[first:last]
    for i in range(len(part)):
        part[i] += np.uint16(1)


def bandwidth(threads: int) -> float:
    """Return bytes that memory takes and gives in a nanosecond, read and written by turns."""
    column = np.zeros(LARGE, np.uint16)
    cuts = np.linspace(0, LARGE, threads + 1).astype(np.int64).tolist()
    raise_all(column, 0, 1)

    def work() -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(raise_all, [column] * threads, cuts, cuts[1:]))

    clock = best_cpu_seconds if threads == 1 else best_seconds
    return 2 * column.nbytes / clock(work, 10) / 1e9


def measure() -> list[dict[str, float]]:
    """Return one row per size and number of threads."""
    rows = []
    for threads in (1, 2):
        rate = bandwidth(threads)
        for residents in SIZES:
            model = world(residents, threads=threads)
            row = {
                "residents": residents,
                "threads": threads,
                "ns": quarter(model, threads=threads),
                "bytes": model.residents.columns.bytes_per_resident,
                "gb_per_second": rate,
                "memory_ns": TRAFFIC / rate,
            }
            rows.append(row)
    return rows
