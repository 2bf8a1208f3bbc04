"""Plan: what a study has to run, in an order in which whatever is finished is a fair sample."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.sweep.design import Design
from sim.sweep.sampling import Point

type Address = tuple[int, int, str]
"""(replicate, point, label of a world)."""


@dataclass(frozen=True)
class Task:
    """One world at one point with one luck, to be run with its twin."""

    world: int
    """Position in the design."""
    label: str
    point: int
    values: Point
    replicate: int

    @property
    def address(self) -> Address:
        """What tells it from every other task of the study."""
        return self.replicate, self.point, self.label


def tasks_of(design: Design) -> Iterator[Task]:
    """Yield all tasks, replicate by replicate; points are made as they are needed."""
    for replicate in design.replicates:
        yield from tasks_at(design, design.points(), [replicate])


def tasks_at(
    design: Design, points: Iterable[tuple[int, Point]], replicates: Iterable[int]
) -> Iterator[Task]:
    """Yield the tasks of some points, replicate by replicate."""
    for replicate in replicates:
        for number, point in points:
            for i, world in enumerate(design.worlds):
                yield Task(i, world.label, number, point, replicate)
