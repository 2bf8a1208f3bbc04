"""Design: what a study asks: worlds, factors, a method, replicates.

Every mistake of a file is reported at once. Points are made one by one; how many there are is
worked out without making them, so that a design of any size can be asked about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any

from sim.scenario import Scenario
from sim.study.simulate import World
from sim.sweep.constraints import Constraint
from sim.sweep.factors import Factor
from sim.sweep.precision import Precision
from sim.sweep.sampling import SIZES, Point, points_of

MOST_TRIED = 1_000_000
"""Points that are tried against constraints only to count them: some seconds."""


@dataclass(frozen=True)
class Design:
    """A study as somebody asked for it, complete and checked."""

    name: str
    worlds: tuple[World, ...]
    method: str
    factors: tuple[Factor, ...]
    constraints: tuple[Constraint, ...]
    replicates: tuple[int, ...]
    """The numbers of the replicates: which luck is drawn."""
    blocks: tuple[int, ...]
    """Sizes of the samples, one after the other; empty for a method that takes values."""
    seed: int
    texts: dict[str, str] = field(default_factory=dict)
    precision: Precision | None = None

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return self.texts.get("title", self.name)

    def points(self) -> Iterator[tuple[int, Point]]:
        """Yield (number, values) of every point to run; numbers of points left out are missing."""
        every = points_of(self.method, self.factors, self.blocks, self.seed)
        for number, point in enumerate(every):
            if all(constraint.holds(point) for constraint in self.constraints):
                yield number, point

    @property
    def size(self) -> int:
        """Points before constraints leave any of them out."""
        return SIZES[self.method](self.factors, sum(self.blocks))

    @property
    def counts_all(self) -> bool:
        """Whether ``count`` is the most there can be: too many for constraints to be tried."""
        return bool(self.constraints) and self.size > MOST_TRIED

    @cached_property
    def count(self) -> int:
        """Points to run."""
        if not self.constraints or self.counts_all:
            return self.size
        return sum(1 for _ in self.points())

    @property
    def runs(self) -> int:
        """Runs of all worlds, points and replicates; a world's twin counts with it."""
        return self.count * len(self.worlds) * len(self.replicates)

    def first_scenarios(self, number: int) -> list[tuple[str, int, Point, Scenario]]:
        """Return (world, point number, values, scenario) of the first runs."""
        pairs = ((w, n, point) for n, point in self.points() for w in self.worlds)
        return [
            (world.label, n, point, world_at(world, point).scenario)
            for world, n, point in islice(pairs, number)
        ]

    def identity(self) -> dict[str, Any]:
        """Return all that decides what a point and its worlds are; not how many are run."""
        return {
            "method": self.method,
            "seed": self.seed,
            "factors": {factor.key: factor.described() for factor in self.factors},
            "constraints": [
                f"{' + '.join(c.left)} {c.comparison} {c.right}" for c in self.constraints
            ],
            "record": self.worlds[0].scenario.run.record,
            "worlds": {w.label: w.scenario.resolved() for w in self.worlds},
            "seeds": {w.label: w.scenario.run.seed for w in self.worlds},
        }


def world_at(world: World, point: Point) -> World:
    """Return a world with the values of a point; raises ScenarioError if it makes no sense."""
    return replace(world, scenario=world.scenario.with_values(point)) if point else world


def at_point(world: World, number: int) -> World:
    """Return a world whose runs are told from those of the same world at other points."""
    return replace(world, tag=f"{world.tag}-point-{number}") if number else world
