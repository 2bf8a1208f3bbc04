"""The toy rule in Modelly: agents whose attributes live in columns, changed column by column."""

import time

import numpy as np
from modelly import Agent, Column, Model

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


class Resident(Agent):
    """One resident."""

    need_0, need_1, need_2, need_3 = (Column(np.float32) for _ in range(4))
    employed, offence_free, volunteering, isolated, satisfied = (Column(bool) for _ in range(5))
    helped = Column(bool)


class Toy(Model):
    """The toy world."""

    def __init__(self, residents: int, seed: int) -> None:
        super().__init__(rng=seed)
        self.areas, begin = make_areas(residents), make_residents(residents, seed)
        for _ in range(residents):
            Resident(self)
        table = self.columns[Resident]
        needs = [table[f"need_{k}"] for k in range(4)]
        self.people = Residents(needs, [table[name] for name in STATES], table["helped"])
        given = [*begin.need, *begin.state]
        for column, values in zip([*needs, *self.people.state], given, strict=True):
            column[:] = values
        self.residents = residents

    def step(self) -> None:
        """Take everybody through one step."""
        step(self.people, self.areas, self.rng.random((DRAWS, self.residents), np.float32))


def run(residents: int, steps: int, seed: int) -> Outcome:
    """Run the toy world in Modelly."""
    model = Toy(residents, seed)
    began = time.perf_counter()
    for _ in range(steps):
        model.step()
    return outcome(model.people, time.perf_counter() - began)
