"""The background study: many pairs of the two worlds, for an answer that is not one run's luck."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from sim.analysis.statistics import CONFIDENCE
from sim.scenario import Scenario
from sim.study.answers import apart
from sim.study.gather import twin_of, with_counterfactual
from sim.study.simulate import World, simulate
from sim.study.tables import Cell, difference_row
from sim.views.page.played_world import path_of
from sim.views.page.workers import Workers

PAIRS, CHUNK = 100, 5
"""Pairs of worlds in a study, and how many one process runs before it says so."""
NEEDS_TWIN = "saving_counterfactual"
"""The measure that no world alone can tell."""

type Values = NDArray[np.float64]
type Pair = tuple[Scenario, Scenario]
type Outcome = tuple[str, str]
"""A measure and a group of the region."""


@dataclass(frozen=True)
class Finding:
    """What many pairs of worlds came to in one outcome."""

    row: Mapping[str, Any]
    """As in a question's answer."""
    run: int
    """How many pairs were run; in some of them an outcome may not be defined."""

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
        """The 95 % interval of how often the second world ends higher, in per cent."""
        found = binomtest(self.row["higher"], self.pairs).proportion_ci(CONFIDENCE, "wilson")
        return 100.0 * float(found.low), 100.0 * float(found.high)


def paths_of(scenarios: Pair, cell: Outcome, replicates: range) -> tuple[Values, Values]:
    """Return an outcome of both worlds, shape (quarters, replicates); what a process does."""
    first, second = (
        np.column_stack([one_path(scenario, cell, replicate) for replicate in replicates])
        for scenario in scenarios
    )
    return first, second


def one_path(scenario: Scenario, cell: Outcome, replicate: int) -> Values:
    """Return an outcome of one run by quarter, totals added up."""
    world = World(scenario.name, scenario)
    run = simulate(world, replicate)
    if cell[0] == NEEDS_TWIN:
        run = with_counterfactual(run, simulate(twin_of(world), replicate))
    return path_of(run, *cell)


class Studies:
    """The studies of all sessions; every finished finding is kept."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._found: dict[tuple[str, str, int, Outcome], Finding] = {}

    async def of(self, scenarios: Pair, cell: Outcome) -> AsyncIterator[Finding]:
        """Yield what the pairs that are done came to, more of them each time, all at last.

        Raises PageError if a process is lost on the way.
        """
        first, second = scenarios
        key = (first.fingerprint, second.fingerprint, first.run.seed, cell)
        if key not in self._found:
            async for finding in study(self._workers, scenarios, cell):
                yield finding
            self._found[key] = finding
        yield self._found[key]


async def study(workers: Workers, scenarios: Pair, cell: Outcome) -> AsyncIterator[Finding]:
    """Yield what the pairs that are done came to, after every few."""
    first, second = (scenario.with_run(record="series") for scenario in scenarios)
    tasks = [
        asyncio.create_task(
            workers.do(paths_of, (first, second), cell, range(start, start + CHUNK))
        )
        for start in range(0, PAIRS, CHUNK)
    ]
    try:
        for task in asyncio.as_completed(tasks):
            await task
            parts = [one.result() for one in tasks if one.done()]
            yield finding_of(parts, cell, scenarios)
    finally:
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def finding_of(parts: list[tuple[Values, Values]], cell: Outcome, scenarios: Pair) -> Finding:
    """Return what all pairs together came to."""
    first, second = (np.hstack([part[side] for part in parts]) for side in (0, 1))
    measure: Cell = (cell[0], "", cell[1])
    names = (scenarios[0].name, scenarios[1].name)
    runs = [(0, pair) for pair in range(first.shape[1])]
    row = difference_row(names, measure, (first[-1], second[-1]), runs)
    more = apart(first, second, cell[0], scenarios[0].run.start_year)
    return Finding({**row, **more}, first.shape[1])
