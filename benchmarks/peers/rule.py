"""The toy rule on numpy arrays: what numpy itself and the array-based frameworks step through."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers import RESIDENTS_PER_AREA, Outcome

f32 = np.float32
DRIFT = f32(13 / 255)
STATES = ("employed", "offence_free", "volunteering", "isolated", "satisfied")
START = (0.7, 0.9, 0.25, 0.1, 0.5)
"""Shares in which residents start in the five states."""
DRAWS = 6


@dataclass
class Areas:
    """What residents share with their neighbours; one entry an area."""

    start: NDArray[np.int64]
    """Shape (areas + 1,): the first resident of each area, and the end."""
    service: NDArray[np.float32]
    capacity: NDArray[np.float32]
    places: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Residents of each area."""
        return np.diff(self.start)


type Column = NDArray[np.float32]
type Flags = NDArray[np.bool_]


@dataclass
class Residents:
    """Residents sorted by area; the arrays may be views of what a framework holds."""

    need: Sequence[Column]
    """Four arrays, changed in place."""
    state: Sequence[Flags]
    """Five arrays, in the order of `STATES`, changed in place."""
    helped: Flags


def make_areas(residents: int) -> Areas:
    """Return areas of even size, with service levels spread evenly from .3 to .7."""
    count = max(1, round(residents / RESIDENTS_PER_AREA))
    start = np.linspace(0, residents, count + 1).astype(np.int64)
    service = np.linspace(0.3, 0.7, count).astype(f32) if count > 1 else np.array([0.5], f32)
    return Areas(start, service, np.full(count, 0.3, f32), (0.06 * np.diff(start)).astype(np.int64))


def make_residents(residents: int, seed: int) -> Residents:
    """Return residents at the start."""
    rng = np.random.default_rng(seed)
    need = rng.random((4, residents), f32)
    state = rng.random((5, residents), f32) < np.array(START, f32)[:, None]
    return Residents(list(need), list(state), np.zeros(residents, bool))


def first_come(asks: NDArray[np.bool_], areas: Areas) -> NDArray[np.bool_]:
    """Return who of those who ask is helped before the places of their area are gone."""
    turn = np.cumsum(asks)
    before = np.concatenate([[0], turn])[areas.start[:-1]]
    return asks & (turn - np.repeat(before, areas.sizes) <= np.repeat(areas.places, areas.sizes))


def step(people: Residents, areas: Areas, draws: Sequence[Column]) -> None:
    """Take residents through one step; ``draws`` are six arrays of uniforms."""
    service = np.repeat(areas.service, areas.sizes)
    capacity = np.repeat(areas.capacity, areas.sizes)
    need, (employed, free, volunteers, isolated, satisfied) = people.need, people.state
    mean = (need[0] + need[1] + need[2] + need[3]) * f32(0.25)
    helped = first_come(draws[0] < f32(0.10) + f32(0.60) * mean, areas)
    second, fourth = need[1].copy(), need[3].copy()
    drift_and_relieve(need, helped, service, draws[1])
    loses = draws[2] < f32(0.02) + f32(0.04) * mean
    finds = draws[2] < f32(0.04) + f32(0.10) * service + f32(0.10) * helped - f32(0.03) * mean
    offends = draws[3] < f32(0.005) + f32(0.03) * second + f32(0.01) * ~employed
    desists = draws[3] < f32(0.08) + f32(0.10) * capacity + f32(0.08) * helped
    starts = draws[4] < (f32(0.01) + f32(0.08) * capacity) * np.where(isolated, f32(0.5), f32(1.0))
    meets = draws[5] < f32(0.05) + f32(0.10) * capacity + f32(0.10) * volunteers
    withdraws = draws[5] < f32(0.01) + f32(0.04) * fourth
    employed[:] = np.where(employed, ~loses, finds)
    free[:] = np.where(free, ~offends, desists)
    volunteers[:] = np.where(volunteers, draws[4] >= f32(0.10), starts)
    isolated[:] = np.where(isolated, ~meets, withdraws)
    satisfied[:] = helped | (mean < service + f32(0.1))
    people.helped[:] = helped
    shares = np.add.reduceat(volunteers.astype(np.int64), areas.start[:-1]) / areas.sizes
    areas.capacity += f32(0.1) * (shares.astype(f32) - areas.capacity)


def drift_and_relieve(need: Sequence[Column], helped: Flags, service: Column, luck: Column) -> None:
    """Let one need of everybody drift, and all needs of those who were helped fall."""
    which = (luck * f32(4.0)).astype(np.int8)
    part = luck * f32(4.0) - which
    drift = np.where(part < f32(0.30), DRIFT, np.where(part >= f32(0.75), -DRIFT, f32(0.0)))
    relief = np.where(helped, np.rint(f32(10.0) + f32(20.0) * service) / f32(255.0), f32(0.0))
    for k in range(4):
        np.clip(need[k] + np.where(which == k, drift, f32(0.0)) - relief, 0.0, 1.0, out=need[k])


def outcome(people: Residents, seconds: float) -> Outcome:
    """Return how a run ended."""
    shares = {name: float(flags.mean()) for name, flags in zip(STATES, people.state, strict=True)}
    mean_need = float(np.mean([need.mean(dtype=np.float64) for need in people.need]))
    return Outcome(seconds, **shares, mean_need=mean_need, helped=float(people.helped.mean()))
