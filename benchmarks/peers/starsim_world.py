"""The toy rule in Starsim: a module whose states are arrays, with its common random numbers."""

import time
from typing import Any

import numpy as np
import starsim

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


class Toy(starsim.Module):
    """The toy rule."""

    def __init__(self, residents: int, seed: int) -> None:
        super().__init__()
        self.areas, self.begin = make_areas(residents), make_residents(residents, seed)
        self.luck = [starsim.random(name=f"luck_{i}") for i in range(DRAWS)]
        self.define_states(
            *(starsim.FloatArr(f"need_{k}", default=0.0) for k in range(4)),
            *(starsim.BoolArr(name, default=False) for name in (*STATES, "helped")),
        )

    def states(self) -> list[Any]:
        """Return every state: four needs, five yes-or-no states, who was helped."""
        return [getattr(self, name) for name in names()]

    def init_post(self) -> None:
        """Give residents what they start with."""
        super().init_post()
        given = [*self.begin.need, *self.begin.state, self.begin.helped]
        for state, values in zip(self.states(), given, strict=True):
            state[:] = values

    def step(self) -> None:
        """Take everybody through one step."""
        uids = self.sim.people.auids
        values = [np.asarray(state.values) for state in self.states()]
        people = Residents(values[:4], values[4:9], values[9])
        step(people, self.areas, [luck.rvs(uids) for luck in self.luck])
        for state, moved in zip(self.states(), values, strict=True):
            state[:] = moved


def names() -> list[str]:
    """Return the names of the states."""
    return [*(f"need_{k}" for k in range(4)), *STATES, "helped"]


def run(residents: int, steps: int, seed: int) -> Outcome:
    """Run the toy world in Starsim."""
    toy = Toy(residents, seed)
    sim = starsim.Sim(
        modules=toy, n_agents=residents, dt=1, start=0, stop=steps - 1, rand_seed=seed, verbose=0
    )
    sim.init()
    toy = next(module for module in sim.modules if isinstance(module, Toy))
    began = time.perf_counter()
    sim.run()
    seconds = time.perf_counter() - began
    values = [np.asarray(state.values) for state in toy.states()]
    return outcome(Residents(values[:4], values[4:9], values[9]), seconds)
