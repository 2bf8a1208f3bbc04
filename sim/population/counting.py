"""Counting: what measures need to know of residents, added up by place and deprivation fifth.

All is whole numbers, so the result is the same bits in any order and for any number of threads.
"""

from typing import TYPE_CHECKING

import numpy as np

from sim.compiled import compiled, inlined
from sim.population.columns import BINS
from sim.population.flags import COUNTED

if TYPE_CHECKING:
    from sim.population.population import Population

BLOCK = 256
"""Residents at a time, so that what is read twice is still in the first-level cache."""


def count(first: int, last: int, residents: "Population") -> None:
    """Count the residents of places ``first`` to ``last``."""
    columns = residents.columns
    count_places(
        first,
        last,
        columns.level,
        columns.flags,
        columns.cell_start,
        residents.lonely,
        residents.sums,
        residents.tallies,
        residents.squares,
        residents.worst,
    )


@compiled
def count_rows(first, last, origin, level, flags, lonely, sums, tally, bins, standing):
    """Add rows to the sums and tallies of one cell and to the histogram of its place.

    Notes the bin of each row in ``standing``; returns the sum of squares of belonging.
    """
    for k in range(6):
        total = np.int64(0)
        for i in range(first, last):
            total += level[k, i]
        sums[k] += total
    squares = np.int64(0)
    for i in range(first, last):
        belonging = np.int64(level[3, i])
        squares += belonging * belonging
        tally[0] += belonging < lonely
        for bit in range(1, COUNTED):
            tally[bit] += (flags[i] >> (bit - 1)) & 1
    for i in range(first, last):
        total = np.int64(0)
        for k in range(6):
            total += level[k, i]
        rank = total * BINS // (6 * 65536)
        standing[i - origin] = np.uint8(rank)
        bins[rank] += 1
    return squares


@inlined
def tenth_ends(bins, people):
    """Return the bin in which the worst-off tenth of a place ends."""
    counted = np.int64(0)
    for k in range(BINS):
        counted += bins[k]
        if 10 * counted >= people:
            return k
    return BINS - 1


@compiled
def count_worst(first, last, level, flags, lonely, bins, standing, worst):
    """Count the worst-off tenth of a place, rows ``first`` to ``last``.

    Row 0 of ``worst`` takes those below the bin in which the tenth ends, row 1 those in it: how
    many, the sum of every index, the tally of the lonely and of each flag.
    """
    worst[:, :] = 0
    end = tenth_ends(bins, last - first)
    for i in range(first, last):
        if standing[i - first] <= end:
            part = int(standing[i - first] == end)
            worst[part, 0] += 1
            for k in range(6):
                worst[part, 1 + k] += level[k, i]
            worst[part, 7] += level[3, i] < lonely
            for bit in range(1, COUNTED):
                worst[part, 7 + bit] += (flags[i] >> (bit - 1)) & 1


@compiled
def count_places(first, last, level, flags, cell_start, lonely, sums, tallies, squares, worst):
    """Do the work of `count` on bare arrays."""
    bins = np.empty(BINS, np.int64)
    for place in range(first, last):
        origin, beyond = cell_start[5 * place], cell_start[5 * place + 5]
        standing = np.empty(beyond - origin, np.uint8)
        squares[place] = 0
        bins[:] = 0
        for cell in range(5 * place, 5 * place + 5):
            sums[cell, :] = 0
            tallies[cell, :] = 0
            for block in range(cell_start[cell], cell_start[cell + 1], BLOCK):
                end = min(block + BLOCK, cell_start[cell + 1])
                squares[place] += count_rows(
                    *(block, end, origin, level, flags, lonely),
                    *(sums[cell], tallies[cell], bins, standing),
                )
        count_worst(origin, beyond, level, flags, lonely, bins, standing, worst[place])
