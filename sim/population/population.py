"""Population: all residents of a world, and what measures want to know of them."""

from collections.abc import Callable
from copy import copy
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.population.averages import Averages, averages, of_groups, of_places, of_worst_tenth
from sim.population.columns import STEPS, Columns, Index
from sim.population.counting import SUMS, nobody
from sim.population.sharing import share_out
from sim.rules.residents import FIFTHS, HARDSHIP

type Kernel = Callable[..., None]

PART = 1_000_000
"""Residents at a time, where numpy needs eight bytes for each."""
GREAT_HARDSHIP = 204
"""Hardship (of 255) from which a resident may be cut off from fuel (seeds row 152)."""


class Population:
    """Columns, the kernel that moves them, and the counts of the last quarter.

    The kernel that takes residents through a quarter is handed in, ``move``, since the rules it
    applies belong to mechanisms. It is asked with no quarter at first: then it only counts.
    """

    def __init__(
        self, columns: Columns, move: Kernel, lonely_share: float, threads: int = 1
    ) -> None:
        self.columns = columns
        self._move = move
        self.threads = threads
        """How many threads share the residents; it changes nothing but the time that takes."""
        self.residents = np.diff(columns.cell_start)
        """Residents by cell, shape (cells,)."""
        self.counts = nobody(columns.places)
        self.willing = np.zeros(columns.places, np.int64)
        """Sum of residents' chances to volunteer by place, in steps of 2**-16."""
        self.lonely = lonely_level(columns.level[Index.BELONGING], lonely_share)
        """Level of belonging, in steps, below which a resident counts as isolated."""
        self.mean_hardship = mean_hardship(columns)
        """Expected hardship of residents by place, 0 to 1, shape (places,)."""
        self.at_risk = share_at_risk(columns)
        """Share of residents by place whose fuel may be cut off, shape (places,)."""
        self.advance(None)
        self.start = self.by_place
        """What the residents of places were like at quarter 0."""

    def again(self) -> "Population":
        """Return the same people, as they are now, to live in another world.

        What never changes of them is kept once: half of the memory that they take.
        """
        other = copy(self)
        other.columns, other.counts = self.columns.again(), self.counts.again()
        other.willing = self.willing.copy()
        return other

    def advance(self, now: Any) -> None:
        """Take everybody through one quarter, whose conditions ``now`` holds, and count them.

        Without a ``now`` everybody is only counted.
        """
        share_out(
            lambda first, last: self._move(first, last, self, now),
            self.columns.cell_start,
            self.threads,
        )
        self._look()

    def _look(self) -> None:
        """Work out what mechanisms read until the next quarter; the rest when it is asked for."""
        self.by_place = of_places(self._cells(), self.people)
        for name in ("by_group", "worst_tenth"):
            self.__dict__.pop(name, None)

    @cached_property
    def by_group(self) -> Averages:
        """What the groups of the region's people are like, in the order of `averages.GROUPS`."""
        weight, worst = self.columns.weight, self.worst_tenth
        return of_groups(self._cells(), self.residents, weight, worst)

    @cached_property
    def worst_tenth(self) -> Averages:
        """What the worst-off tenth of every place is like."""
        return of_worst_tenth(self.counts.worst, self.people)

    def by_cell(self) -> Averages:
        """Return what every fifth of every place is like, shape (cells, ...)."""
        return averages(self._cells(), self.residents)

    def _cells(self) -> NDArray[np.int64]:
        """Return all that was counted by cell, shape (cells, 6 + COUNTED)."""
        return self.counts.cells[:, SUMS:]

    def belonging_change(self) -> NDArray[np.float64]:
        """Return how far each place's mean belonging stands from quarter 0, shape (places,)."""
        return self.by_place.means[:, Index.BELONGING] - self.start.means[:, Index.BELONGING]

    def fragmentation(self) -> NDArray[np.float64]:
        """Return the standard deviation of belonging by place, shape (places,)."""
        mean = self.by_place.means[:, Index.BELONGING]
        variance = self.counts.squares / self.people / STEPS**2 - mean**2
        return np.sqrt(np.maximum(variance, 0.0))

    @cached_property
    def people(self) -> NDArray[np.int64]:
        """The number of residents by place, shape (places,)."""
        return np.asarray(self.residents.reshape(-1, FIFTHS).sum(axis=1))

    def people_by_fifth(self) -> NDArray[np.float64]:
        """Return how many people of the region live in each deprivation fifth, shape (5,)."""
        weights = np.repeat(self.columns.weight, FIFTHS)
        return np.asarray((self.residents * weights).reshape(-1, FIFTHS).sum(axis=0))


def mean_hardship(columns: Columns) -> NDArray[np.float64]:
    """Return the hardship to be expected from a place's mix of fifths, 0 to 1, shape (places,)."""
    cells = np.diff(columns.cell_start).reshape(-1, FIFTHS)
    return np.asarray(cells @ np.array(HARDSHIP) / cells.sum(axis=1))


def share_at_risk(columns: Columns) -> NDArray[np.float64]:
    """Return the share of residents in great hardship by place, shape (places,)."""
    first = columns.cell_start[::FIFTHS]
    here = (columns.hardship[a:b] for a, b in pairwise(first))
    return np.array([np.count_nonzero(hard >= GREAT_HARDSHIP) / len(hard) for hard in here])


def lonely_level(belonging: NDArray[np.uint16], share: float) -> int:
    """Return the level of belonging, in steps, below which a share of residents stand."""
    parts = np.array_split(belonging, len(belonging) // PART + 1)
    counts = sum(np.bincount(part, minlength=STEPS + 1) for part in parts)
    return int(np.searchsorted(np.cumsum(counts), share * len(belonging)))
