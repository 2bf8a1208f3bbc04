"""Counting: what measures need to know of residents, added up by place and deprivation fifth.

All is whole numbers, so the result is the same bits in any order and for any number of threads.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled, inlined
from sim.population.flags import COUNTED, HOMELESS, INSECURE, VOLUNTEERS, WORKS
from sim.rules.residents import FIFTHS

BLOCK = 256
"""Residents at a time: what is worked out in between stays in the first-level cache."""
BIN_SHIFT = 11
BINS = 192
"""Bins of the composite outcome: the sum of all six indices over 2**BIN_SHIFT, in a byte."""
COUNT, SUMS, TALLIES = 0, 1, 7
"""Where a row of totals has how many there are, the sums of the indices, and the tallies."""
TOTALS = TALLIES + COUNTED
ALL = np.uint32(0xFFFFFFFF)

u32, u64 = np.uint32, np.uint64


class Counts(NamedTuple):
    """What is counted of all residents."""

    cells: NDArray[np.int64]
    """Shape (cells, TOTALS): how many, sums of the indices in steps, the lonely, those with each
    flag."""
    worst: NDArray[np.int64]
    """Shape (places, 2, TOTALS): the worst-off tenth: the sure ones, then the tied."""
    squares: NDArray[np.int64]
    """Shape (places,): sum of squares of belonging, in squared steps."""


class Desk(NamedTuple):
    """What is noted while a place is being counted."""

    standing: NDArray[np.uint8]
    """In which bin everybody of the place stands."""
    bins: NDArray[np.int64]
    """Shape (BINS,): how many stand in each bin."""
    who: NDArray[np.uint32]
    """Shape (BLOCK,): all bits set for those of a block who are counted."""
    everybody: NDArray[np.uint32]
    """Shape (BLOCK,): all bits set."""


def nobody(places: int) -> Counts:
    """Return counts of nobody."""
    return Counts(
        np.zeros((FIFTHS * places, TOTALS), np.int64),
        np.zeros((places, 2, TOTALS), np.int64),
        np.zeros(places, np.int64),
    )


@compiled
def add_up(row, m, level, flags, who, lonely, totals):
    """Add those of a block with all bits set in ``who`` to a row of totals."""
    found = u32(0)
    for j in range(m):
        found = u32(found + (who[j] & u32(1)))
    totals[COUNT] += np.int64(found)
    for k in range(6):
        index, total = level[k, row : row + m], u32(0)
        for j in range(m):
            total = u32(total + (u32(index[j]) & who[j]))
        totals[SUMS + k] += np.int64(total)
    belonging, block = level[3, row : row + m], flags[row : row + m]
    alone = volunteers = insecure = homeless = working = u32(0)
    for j in range(m):
        flag = u32(block[j]) & who[j]
        alone = u32(alone + (u32(u32(belonging[j]) < lonely) & who[j]))
        volunteers = u32(volunteers + (flag & u32(VOLUNTEERS)))
        insecure = u32(insecure + (flag & u32(INSECURE)))
        homeless = u32(homeless + (flag & u32(HOMELESS)))
        working = u32(working + (flag & u32(WORKS)))
    totals[TALLIES] += np.int64(alone)
    totals[TALLIES + 1] += np.int64(volunteers // u32(VOLUNTEERS))
    totals[TALLIES + 2] += np.int64(insecure // u32(INSECURE))
    totals[TALLIES + 3] += np.int64(homeless // u32(HOMELESS))
    totals[TALLIES + 4] += np.int64(working // u32(WORKS))


@compiled
def rank(row, m, level, standing, bins):
    """Note in which bin each of a block stands, and count the bins; return squares of belonging."""
    s, t, i = level[0, row : row + m], level[1, row : row + m], level[2, row : row + m]
    b, c, r = level[3, row : row + m], level[4, row : row + m], level[5, row : row + m]
    squares = u64(0)
    for j in range(m):
        whole = u32(s[j]) + u32(t[j]) + u32(i[j]) + u32(b[j]) + u32(c[j]) + u32(r[j])
        standing[j] = np.uint8(u32(whole) >> u32(BIN_SHIFT))
        squares += u64(b[j]) * u64(b[j])
    for j in range(m):
        bins[standing[j]] += 1
    return np.int64(squares)


@inlined
def tenth_ends(bins, people):
    """Return the bin in which the worst-off tenth of a place ends."""
    counted = np.int64(0)
    for k in range(BINS):
        counted += bins[k]
        if 10 * counted >= people:
            return k
    return BINS - 1


@inlined
def desk_for(columns):
    """Return a desk that is large enough for any place."""
    most = 0
    for place in range(len(columns.weight)):
        start, end = columns.cell_start[FIFTHS * place], columns.cell_start[FIFTHS * place + FIFTHS]
        most = max(most, end - start)
    return Desk(
        np.empty(most, np.uint8),
        np.empty(BINS, np.int64),
        np.empty(BLOCK, np.uint32),
        np.full(BLOCK, ALL),
    )


@inlined
def begin_place(place, counts, desk):
    """Forget what was counted of a place."""
    desk.bins[:] = 0
    counts.squares[place] = 0
    counts.worst[place, :, :] = 0
    counts.cells[FIFTHS * place : FIFTHS * place + FIFTHS, :] = 0


@inlined
def count_cell(cell, columns, lonely, counts, desk):
    """Count a cell, while what its residents are is still in the cache."""
    place, level, flags = cell // FIFTHS, columns.level, columns.flags
    origin, end = columns.cell_start[FIFTHS * place], columns.cell_start[cell + 1]
    for row in range(columns.cell_start[cell], end, BLOCK):
        m = min(BLOCK, end - row)
        add_up(row, m, level, flags, desk.everybody, lonely, counts.cells[cell])
        counts.squares[place] += rank(row, m, level, desk.standing[row - origin :], desk.bins)


@inlined
def end_place(place, columns, lonely, counts, desk):
    """Count the worst-off tenth of a place, now that everybody is ranked."""
    level, flags = columns.level, columns.flags
    first, last = columns.cell_start[FIFTHS * place], columns.cell_start[FIFTHS * place + FIFTHS]
    end, who = np.uint8(tenth_ends(desk.bins, last - first)), desk.who
    for row in range(first, last, BLOCK):
        m = min(BLOCK, last - row)
        ranks = desk.standing[row - first : row - first + m]
        for j in range(m):
            who[j] = ALL if ranks[j] < end else u32(0)
        add_up(row, m, level, flags, who, lonely, counts.worst[place, 0])
        for j in range(m):
            who[j] = ALL if ranks[j] == end else u32(0)
        add_up(row, m, level, flags, who, lonely, counts.worst[place, 1])


@compiled
def count_places(first, last, columns, lonely, counts):
    """Count the residents of places ``first`` to ``last``."""
    desk = desk_for(columns)
    for place in range(first, last):
        begin_place(place, counts, desk)
        for cell in range(FIFTHS * place, FIFTHS * place + FIFTHS):
            count_cell(cell, columns, lonely, counts, desk)
        end_place(place, columns, lonely, counts, desk)


@compiled
def levels_of(index):
    """Return how many residents stand at each level of an index, shape (65536,)."""
    found = np.zeros(65536, np.int64)
    for level in index:
        found[level] += 1
    return found
