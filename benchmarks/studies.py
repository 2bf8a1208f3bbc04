"""(c) Runs per second of the default study, against Mesa's own batch runner on plain objects."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import mesa
from mesa.batchrunner import batch_run
from mesa.datacollection import DataCollector

from benchmarks.oracle import PlainWorld
from benchmarks.plain import plain_world
from benchmarks.sweeps import machinery
from benchmarks.timing import Cost, best_cpu_seconds, cost_of
from sim.kernel import Now
from sim.model import PartnershipModel
from sim.population.population import Population
from sim.scenario import load_scenario
from sim.study.simulate import World, simulate

FEW, MANY = 4, 16
"""Replicates of a short and of a longer study: what they differ by is free of start-up."""
PLAIN_RUNS = 2
DESIGN = """
title = "The default study"
story = "As many runs of the region as tell how quick they are."
scenario = "region"
method = "grid"
replicates = {}

[factors]
"policy.collaboration.enabled" = [true]
"""


class PlainResidents(Population):
    """The population of a model, kept as plain Mesa objects."""

    plain: PlainWorld

    def advance(self, now: Now) -> None:
        """Take everybody through one quarter, and count them."""
        self.plain.hear(now)
        self.plain.step()
        self.plain.copy_to(self.columns)
        self.willing[:] = self.plain.willing()
        super().advance(None)


class PlainRegion(PartnershipModel):
    """The default study as plain Mesa has it: residents are objects, a DataCollector looks on."""

    def __init__(self, rng: int = 1) -> None:
        super().__init__(load_scenario("region"), seed=rng)
        self.residents.__class__ = PlainResidents
        self.residents.plain = plain_world(self, rng)
        self.datacollector = DataCollector(
            {"trust": lambda m: m.residents.plain.agents.agg("trust", lambda x: sum(x) / len(x))}
        )

    def step(self) -> None:
        """Take the world through one quarter."""
        super().step()
        self.datacollector.collect(self)
        self.running = not self.finished


def plain_seconds() -> float:
    """Return processor seconds of one run by Mesa's batch runner, in this process."""
    start = time.process_time()
    seeds = list(range(PLAIN_RUNS))
    batch_run(PlainRegion, {}, number_processes=1, rng=seeds, display_progress=False)
    return (time.process_time() - start) / PLAIN_RUNS


def own_seconds() -> float:
    """Return processor seconds of one run in this process, summary recorded."""
    world = World("region", load_scenario("region").with_run(record="summary"))
    simulate(world, 0)
    return best_cpu_seconds(lambda: simulate(world, 0), 15)


def study(jobs: int, replicates: int, folder: Path) -> None:
    """Run a whole study by the command that users give."""
    design = folder / f"design-{replicates}.toml"
    design.write_text(DESIGN.format(replicates), "utf-8")
    out = folder / f"{jobs}-{replicates}-{time.time_ns()}"
    command = [sys.executable, "-m", "sim", "sweep", str(design)]
    subprocess.run(
        [*command, "--out", str(out), "--jobs", str(jobs)], check=True, capture_output=True
    )


def cost_of_run(jobs: int, times: int = 2) -> Cost:
    """Return what one more run costs a study, its twins counted as runs, start-up left out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        short, longer = (cost_of(lambda n=n: study(jobs, n, folder), times) for n in (FEW, MANY))
    more = 2 * (MANY - FEW)
    return Cost(*((b - a) / more for a, b in zip(short, longer, strict=True)))


def measure() -> dict[str, Any]:
    """Return runs per second on one and two workers, and by Mesa's batch runner."""
    own, plain = own_seconds(), plain_seconds()
    one, two = cost_of_run(1), cost_of_run(2)
    return {
        "mesa": mesa.__version__,
        "own_seconds": own,
        "plain_seconds": plain,
        "ratio": plain / own,
        "study_seconds": one.cpu_seconds,
        "runs_per_second_1": 1.0 / one.seconds,
        "runs_per_second_2": 1.0 / two.seconds,
        "second_worker": one.seconds / two.seconds,
        "machinery_ms": machinery(),
    }
