"""Columns: the state of every resident, 26 bytes each, sorted by place and deprivation fifth.

Indices are fixed point, 1/65535 of the scale, rounded to the nearest; so a sum over residents is
a sum of whole numbers, exact whatever the order or the number of threads. What makes a resident
differ from the reference is kept beside it in steps of 1/256 and never changes.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.core.streams import Streams, u32, u64
from sim.population.first_residents import LIFE, RESIDENT, Lot, draw_places, own_tables
from sim.population.sharing import share_out
from sim.rules.reference_council import StartingParameters, service_shares
from sim.rules.residents import (
    FIFTHS,
    ResidentParameters,
    fifth_shares,
    largest_remainder,
    residents_of,
)

if TYPE_CHECKING:
    from sim.core.parameters import ParameterSet

STEPS = 65535
"""Steps from 0 to 1 of an index."""
COARSE = 256
"""Steps of an index in one step of a resident's own difference."""


class Index(IntEnum):
    """The six indices; the value is the row in the columns."""

    SATISFACTION = 0
    TRUST = 1
    INFLUENCE = 2
    BELONGING = 3
    CAPABILITY = 4
    RESILIENCE = 5


type Rows = NDArray[np.int64]
"""Numbers of rows, in any order."""


class HasPeople(Protocol):
    """What the columns need to know of a place."""

    population: float
    deprivation: float

    @property
    def code(self) -> int:
        """The key of its luck."""


class Columns(NamedTuple):
    """All residents; n of them in c cells, a cell being one fifth of one place.

    A named tuple, because compiled code takes it whole.
    """

    level: NDArray[np.uint16]
    """Shape (6, n): the indices, in steps of 1/65535."""
    own: NDArray[np.int8]
    """Shape (6, n): how far each stands from the reference, in steps of 1/256."""
    need: NDArray[np.uint8]
    """Shape (5, n): needs by service, relative to each other."""
    age_band: NDArray[np.uint8]
    """Shape (n,): 0 under 25, 1 working age, 2 over 64."""
    hardship: NDArray[np.uint8]
    """Shape (n,): 0 to 255."""
    flags: NDArray[np.uint8]
    """Shape (n,): whether it volunteers, lives insecurely, has no home, works."""
    reference: NDArray[np.int64]
    """Shape (6,): the reference level of each index, in steps of 1/65535."""
    cell_start: NDArray[np.int64]
    """Shape (c + 1,): first row of each cell; cell = 5 x place + fifth - 1."""
    weight: NDArray[np.float64]
    """Shape (places,): people that one resident of a place stands for."""

    @property
    def residents(self) -> int:
        """How many residents there are."""
        return len(self.flags)

    @property
    def places(self) -> int:
        """How many places there are."""
        return len(self.weight)

    def place_of(self, rows: Rows | slice) -> NDArray[np.int64]:
        """Return the index of the place that rows belong to."""
        return self.cell_of(rows) // FIFTHS

    def cell_of(self, rows: Rows | slice) -> NDArray[np.int64]:
        """Return the cell that rows belong to."""
        if isinstance(rows, slice):
            cells = np.arange(len(self.cell_start) - 1)
            return np.repeat(cells, np.diff(self.cell_start))[rows]
        return np.searchsorted(self.cell_start, rows, side="right") - 1

    def again(self) -> "Columns":
        """Return the same residents for another world: what never changes is shared."""
        return self._replace(level=self.level.copy(), flags=self.flags.copy())

    @property
    def bytes_per_resident(self) -> float:
        """Memory that one more resident takes."""
        arrays = (self.level, self.own, self.need, self.age_band, self.hardship, self.flags)
        return sum(array.nbytes for array in arrays) / max(1, self.residents)


def settle(
    places: Sequence[HasPeople],
    residents: int | str,
    params: "ParameterSet",
    streams: Streams,
    resting: NDArray[np.float64],
    threads: int = 1,
) -> Columns:
    """Return the residents of every place at quarter 0, each with its own keyed luck.

    ``residents`` says how many stand for the people of a place (see `residents_of`).
    ``resting``, shape (256, 3), gives for every step of hardship the shares of residents that
    live insecurely, have no home, and work.
    """
    numbers, starting = params[ResidentParameters], params[StartingParameters]
    people = [round(place.population * 1000.0) for place in places]
    counts = [residents_of(living, residents) for living in people]
    cells = [
        largest_remainder(
            count,
            fifth_shares(place.deprivation, starting.deprivation, numbers.deprivation_tilt),
        )
        for place, count in zip(places, counts, strict=True)
    ]
    starts = np.concatenate([[0], np.cumsum(np.concatenate(cells))]).astype(np.int64)
    columns = empty_columns(starts, reference_levels(numbers), np.divide(people, counts))
    lot = Lot(
        own_tables(numbers.spread, columns.reference),
        service_shares(starting).astype(np.float32),
        resting.astype(np.float32),
        np.array([place.code for place in places], np.uint32),
        u32(RESIDENT.code),
        u32(LIFE.code),
        u64(streams.key),
    )
    share_out(lambda first, last: draw_places(first, last, lot, columns), starts, threads)
    return columns


def empty_columns(
    starts: NDArray[np.int64], reference: NDArray[np.int64], weight: NDArray[np.float64]
) -> Columns:
    """Return columns with nothing in them yet."""
    n = int(starts[-1])
    return Columns(
        np.empty((6, n), np.uint16),
        np.empty((6, n), np.int8),
        np.empty((5, n), np.uint8),
        np.empty(n, np.uint8),
        np.empty(n, np.uint8),
        np.empty(n, np.uint8),
        reference,
        starts,
        weight,
    )


def reference_levels(numbers: ResidentParameters) -> NDArray[np.int64]:
    """Return the reference level of each index, in steps."""
    levels = [getattr(numbers, index.name.lower()) for index in Index]
    return np.rint(np.array(levels) * STEPS).astype(np.int64)
