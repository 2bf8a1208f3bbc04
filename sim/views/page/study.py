"""The background study: many pairs of the two worlds, for an answer that is not one run's luck."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from sim.scenario import Scenario
from sim.study.answers import apart
from sim.study.gather import twin_of, with_counterfactual
from sim.study.simulate import World, simulate
from sim.study.statistics import CONFIDENCE
from sim.study.tables import Cell, difference_row
from sim.views.page.course import path_of

PAIRS, CHUNK = 100, 5
"""Pairs of worlds in a study, and how many one process runs before it says so."""
NEEDS_TWIN = "saving_counterfactual"
"""The measure that no world alone can tell."""

type Values = NDArray[np.float64]


@dataclass(frozen=True)
class Finding:
    """What many pairs of worlds came to in one outcome."""

    row: Mapping[str, Any]
    """As in a question's answer."""

    @property
    def pairs(self) -> int:
        """How many pairs both worlds had a value in."""
        return int(self.row["n"])

    @property
    def outcomes(self) -> tuple[int, int, int]:
        """In how many pairs the second world ended lower, the same, and higher."""
        lower, higher = int(self.row["lower"]), int(self.row["higher"])
        return lower, self.pairs - lower - higher, higher

    @property
    def likely(self) -> tuple[float, float]:
        """Between how many of a hundred pairs the second world ends higher (95 % interval)."""
        found = binomtest(self.row["higher"], self.pairs).proportion_ci(CONFIDENCE, "wilson")
        return 100.0 * float(found.low), 100.0 * float(found.high)


def new_pool() -> ProcessPoolExecutor:
    """Return the processes in which studies run, at low priority, leaving one for the page."""
    workers = max(1, (os.cpu_count() or 2) - 1)
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=stand_back)


def stand_back() -> None:
    """Let the page go first, where the system knows priorities."""
    if hasattr(os, "nice"):
        os.nice(10)


def paths_of(
    scenarios: tuple[Scenario, Scenario], cell: tuple[str, str], replicates: range
) -> tuple[Values, Values]:
    """Return an outcome of both worlds, shape (quarters, replicates); what a process does."""
    first, second = (
        np.column_stack([one_path(scenario, cell, replicate) for replicate in replicates])
        for scenario in scenarios
    )
    return first, second


def one_path(scenario: Scenario, cell: tuple[str, str], replicate: int) -> Values:
    """Return an outcome of one run by quarter, totals added up."""
    world = World(scenario.name, scenario)
    run = simulate(world, replicate)
    if cell[0] == NEEDS_TWIN:
        run = with_counterfactual(run, simulate(twin_of(world), replicate))
    return path_of(run, *cell)


async def study(
    pool: ProcessPoolExecutor, scenarios: tuple[Scenario, Scenario], cell: tuple[str, str]
) -> AsyncIterator[tuple[int, Finding | None]]:
    """Yield how many pairs are done, and with the last of them what they came to."""
    loop = asyncio.get_running_loop()
    first, second = (scenario.with_run(record="series") for scenario in scenarios)
    starts = range(0, PAIRS, CHUNK)
    futures = [
        loop.run_in_executor(pool, paths_of, (first, second), cell, range(start, start + CHUNK))
        for start in starts
    ]
    try:
        for number, future in enumerate(asyncio.as_completed(futures), 1):
            await future
            if number < len(futures):
                yield number * CHUNK, None
        parts = [future.result() for future in futures]
        yield PAIRS, finding_of(parts, cell, scenarios)
    finally:
        for future in futures:
            future.cancel()


def finding_of(
    parts: list[tuple[Values, Values]],
    cell: tuple[str, str],
    scenarios: tuple[Scenario, Scenario],
) -> Finding:
    """Return what all pairs together came to."""
    first, second = (np.hstack([part[side] for part in parts]) for side in (0, 1))
    measure: Cell = (cell[0], "", cell[1])
    names = (scenarios[0].name, scenarios[1].name)
    row = difference_row(*names, measure, first[-1], second[-1])
    more = apart(first, second, cell[0], scenarios[0].run.start_year)
    return Finding({**row, **more})
