"""Residents: time and memory of one quarter of the kernel, by number of residents and threads."""

import time

from sim import kernel
from sim.model import PartnershipModel
from sim.scenario import default_scenario


def per_resident(residents: int, places: int, threads: int) -> tuple[float, float]:
    """Return (nanoseconds per resident and quarter, bytes per resident), all mechanisms on."""
    values = {"place.councils": places, "place.residents_per_council": residents // places}
    model = PartnershipModel(default_scenario().with_values(values), threads=threads)
    model.step()
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        kernel.run(model)
        best = min(best, time.perf_counter() - start)
    people = int(model.residents.people().sum())
    return best / people * 1e9, model.residents.columns.bytes_per_resident
