"""(b) The residents' kernel against the same rules on plain Mesa objects."""

from typing import Any

import numpy as np

from benchmarks.oracle import PlainWorld
from benchmarks.residents import quarter, world
from benchmarks.timing import best_cpu_seconds
from sim import kernel
from sim.kernel import Now
from sim.mechanisms.housing import HousingParameters, resting_shares
from sim.model import PartnershipModel
from sim.population.population import Population
from sim.rules.reference_council import StartingParameters, service_shares
from sim.rules.residents import FIFTHS, ResidentParameters

OBJECTS = 20_000


def plain_world(model: PartnershipModel, seed: int) -> PlainWorld:
    """Return as many plain residents as a model has, in the same places and fifths."""
    shares = service_shares(model.params[StartingParameters])
    return PlainWorld(
        np.diff(model.residents.columns.cell_start).reshape(-1, FIFTHS).tolist(),
        model.params[ResidentParameters],
        shares.tolist(),
        resting_shares(model.params[HousingParameters]),
        seed,
    )


class Listening:
    """A kernel that keeps what places tell their residents."""

    now: Now

    def __call__(self, first: int, last: int, people: Population, now: Now) -> None:
        """Move the residents as usual."""
        self.now = now
        kernel.advance(first, last, people, now)


def measure() -> dict[str, Any]:
    """Return nanoseconds of a resident's quarter both ways; the rules and conditions are equal."""
    model = world(OBJECTS)
    listening = Listening()
    model.residents = Population(model.residents.columns, listening, 0.06)
    kernel.run(model)
    plain = plain_world(model, seed=1)
    plain.hear(listening.now)
    objects = best_cpu_seconds(plain.step, 5) / OBJECTS * 1e9
    found = {"residents": OBJECTS, "plain_ns": objects}
    found |= {f"ns_{size}": quarter(world(size)) for size in (OBJECTS, 1_000_000)}
    return {**found, "ratio": objects / found["ns_1000000"]}
