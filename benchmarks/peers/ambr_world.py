"""The toy rule in AMBER: a table of residents, changed column by column in its vectorised lane."""

import time
from typing import Any

import ambr
import numpy as np

from benchmarks.peers import Outcome
from benchmarks.peers.rule import (
    DRAWS,
    STATES,
    Residents,
    make_areas,
    make_residents,
    outcome,
    step,
)

COLUMNS = (*(f"need_{k}" for k in range(4)), *STATES, "helped")


class Toy(ambr.Model):
    """The toy world."""

    def setup(self) -> None:
        """Make the residents."""
        residents, seed = int(self.p["residents"]), int(self.p["seed"])
        self.areas, begin = make_areas(residents), make_residents(residents, seed)
        given = [*begin.need, *begin.state, begin.helped]
        self.add_agents(residents, **dict(zip(COLUMNS, given, strict=True)))
        self.luck = np.random.default_rng([seed, 1])
        self.began = time.perf_counter()

    def columns(self) -> list[np.ndarray[Any, Any]]:
        """Return what the table holds, as arrays that may be changed."""
        return [getattr(self.agents, name).to_numpy().copy() for name in COLUMNS]

    def people(self, values: list[np.ndarray[Any, Any]]) -> Residents:
        """Return columns as residents."""
        return Residents(values[:4], values[4:9], values[9])

    def step_vectorized(self) -> None:
        """Take everybody through one step."""
        values = self.columns()
        residents = len(values[0])
        step(self.people(values), self.areas, self.luck.random((DRAWS, residents), np.float32))
        self.agents.set(**dict(zip(COLUMNS, values, strict=True)))

    def end(self) -> None:
        """Note when the last step was over."""
        self.ended = time.perf_counter()


def run(residents: int, steps: int, seed: int) -> Outcome:
    """Run the toy world in AMBER."""
    given = {"residents": residents, "steps": steps, "seed": seed, "show_progress": False}
    model = Toy(given).cpu(mode="vectorized")
    model.run()
    return outcome(model.people(model.columns()), model.ended - model.began)
