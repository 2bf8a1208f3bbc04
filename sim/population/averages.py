"""Averages: what sets of residents are like, worked out from what was counted of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.population.columns import STEPS, Index
from sim.rules.residents import FIFTHS

GROUPS = (*(f"fifth-{fifth}" for fifth in range(1, FIFTHS + 1)), "worst-tenth")
"""Groups of the region's people: deprivation fifths, 1 the most deprived; and the tenth of each
place's people whose composite outcome is lowest."""


class Averages(NamedTuple):
    """The mean of every index and the share with every flag, one row for each set of residents."""

    means: NDArray[np.float64]
    """Shape (sets, 6)."""
    shares: NDArray[np.float64]
    """Shape (sets, COUNTED): the lonely, then those with each flag."""

    def share(self, flag: int) -> NDArray[np.float64]:
        """Return the share with a flag (0: the lonely), shape (sets,)."""
        return self.shares[:, flag.bit_length()]


def averages(counted: NDArray[np.number], people: NDArray[np.number]) -> Averages:
    """Return averages from sums of the six indices and tallies, shape (sets, 6 + COUNTED).

    A set of nobody has none: NaN.
    """
    known = people[:, None]
    each = np.full(counted.shape, np.nan)
    np.divide(counted, known, out=each, where=known > 0)
    return Averages(each[:, : len(Index)] / STEPS, each[:, len(Index) :])


def of_places(cells: NDArray[np.int64], people: NDArray[np.int64]) -> Averages:
    """Return the averages of places from what was counted by cell."""
    return averages(cells.reshape(len(people), FIFTHS, -1).sum(axis=1), people)


def of_worst_tenth(worst: NDArray[np.int64], people: NDArray[np.int64]) -> Averages:
    """Return the averages of the worst-off tenth by place.

    The tenth is found to the 192nd part of the scale; of those who tie for its last ranks an
    equal part of each is taken.
    """
    wanted = people / 10.0
    below, tied = worst[:, 0], worst[:, 1]
    part = (wanted - below[:, 0]) / np.maximum(tied[:, 0], 1)
    return averages(below[:, 1:] + part[:, None] * tied[:, 1:], wanted)


def of_groups(
    cells: NDArray[np.int64],
    residents: NDArray[np.int64],
    weight: NDArray[np.float64],
    worst: Averages,
) -> Averages:
    """Return the averages of every group of the region's people, in the order of `GROUPS`.

    ``residents`` are by cell, ``weight`` the people that one resident of a place stands for, and
    ``worst`` the worst-off tenth by place.
    """
    each = np.repeat(weight, FIFTHS)
    counted = (cells * each[:, None]).reshape(len(weight), FIFTHS, -1).sum(axis=0)
    people = (residents * each).reshape(-1, FIFTHS)
    fifths = averages(counted, people.sum(axis=0))
    here = people.sum(axis=1)[:, None] / people.sum()
    tenth = [(part * here).sum(axis=0) for part in worst]
    return Averages(*(np.vstack(rows) for rows in zip(fifths, tenth, strict=True)))
