"""The toy rule in plain numpy."""

import time

import numpy as np

from benchmarks.peers import Outcome
from benchmarks.peers.rule import DRAWS, make_areas, make_residents, outcome, step


def run(residents: int, steps: int, seed: int) -> Outcome:
    """Run the toy world on arrays."""
    areas, people = make_areas(residents), make_residents(residents, seed)
    rng = np.random.default_rng([seed, 1])
    began = time.perf_counter()
    for _ in range(steps):
        step(people, areas, rng.random((DRAWS, residents), np.float32))
    return outcome(people, time.perf_counter() - began)
