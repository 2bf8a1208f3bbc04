"""Counting: what measures need to know of residents, added up by place and deprivation fifth.

All is whole numbers, so the result is the same bits in any order and for any number of threads.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import compiled, inlined
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
SHEETS = 4
"""Tally sheets of the bins: neighbours go to different ones, as a number in memory cannot be raised
twice in a row without waiting."""

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

    def again(self) -> "Counts":
        """Return a copy."""
        return Counts(*(numbers.copy() for numbers in self))


class Desk(NamedTuple):
    """What is noted while a place is being counted."""

    standing: NDArray[np.uint8]
    """In which bin everybody of the place stands."""
    bins: NDArray[np.int64]
    """Shape (SHEETS, BINS): how many stand in each bin."""
    worst: NDArray[np.int64]
    """Shape (BLOCK,): which of a block are among the worst off."""


def nobody(places: int) -> Counts:
    """Return counts of nobody."""
    return Counts(
        np.zeros((FIFTHS * places, TOTALS), np.int64),
        np.zeros((places, 2, TOTALS), np.int64),
        np.zeros(places, np.int64),
    )


@compiled
def sum_block(row, m, level, standing, totals):
    """Add a block's indices to a row of totals and note in which bin everybody stands.

    Returns the sum of squares of belonging, which has a loop of its own: together with the rest
    it would need more registers than there are.
    """
    s, t, i = level[0, row : row + m], level[1, row : row + m], level[2, row : row + m]
    b, c, r = level[3, row : row + m], level[4, row : row + m], level[5, row : row + m]
    satisfied = trusting = heard = belong = able = firm = u32(0)
    for j in range(m):
        first, second, third = u32(s[j]), u32(t[j]), u32(i[j])
        fourth, fifth, sixth = u32(b[j]), u32(c[j]), u32(r[j])
        satisfied, trusting = u32(satisfied + first), u32(trusting + second)
        heard, belong = u32(heard + third), u32(belong + fourth)
        able, firm = u32(able + fifth), u32(firm + sixth)
        whole = u32(first + second + third + fourth + fifth + sixth)
        standing[j] = np.uint8(whole >> u32(BIN_SHIFT))
    squares = u64(0)
    for j in range(m):
        squares += u64(b[j]) * u64(b[j])
    for k, total in enumerate((satisfied, trusting, heard, belong, able, firm)):
        totals[SUMS + k] += np.int64(total)
    return np.int64(squares)


@compiled
def tally_block(row, m, belonging, flags, lonely, totals):
    """Add those of a block who are lonely, and those with each flag, to a row of totals."""
    levels, block = belonging[row : row + m], flags[row : row + m]
    alone = volunteers = insecure = homeless = working = u32(0)
    for j in range(m):
        flag = u32(block[j])
        alone = u32(alone + u32(u32(levels[j]) < u32(lonely)))
        volunteers = u32(volunteers + (flag & u32(VOLUNTEERS)))
        insecure = u32(insecure + (flag & u32(INSECURE)))
        homeless = u32(homeless + (flag & u32(HOMELESS)))
        working = u32(working + (flag & u32(WORKS)))
    totals[COUNT] += m
    totals[TALLIES] += np.int64(alone)
    totals[TALLIES + 1] += np.int64(volunteers // u32(VOLUNTEERS))
    totals[TALLIES + 2] += np.int64(insecure // u32(INSECURE))
    totals[TALLIES + 3] += np.int64(homeless // u32(HOMELESS))
    totals[TALLIES + 4] += np.int64(working // u32(WORKS))


@compiled
def fill_bins(m, standing, bins):
    """Count how many of a block stand in each bin, on four sheets by turns."""
    even = m - m % SHEETS
    for j in range(0, even, SHEETS):
        bins[0, standing[j]] += 1
        bins[1, standing[j + 1]] += 1
        bins[2, standing[j + 2]] += 1
        bins[3, standing[j + 3]] += 1
    for j in range(even, m):
        bins[0, standing[j]] += 1


@inlined
def tenth_ends(bins, people):
    """Return the bin in which the worst-off tenth of a place ends."""
    counted = np.int64(0)
    for k in range(BINS):
        for sheet in range(SHEETS):
            counted += bins[sheet, k]
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
        np.empty((SHEETS, BINS), np.int64),
        np.empty(BLOCK, np.int64),
    )


@inlined
def begin_place(place, counts, desk):
    """Forget what was counted of a place."""
    desk.bins[:, :] = 0
    counts.squares[place] = 0
    counts.worst[place, :, :] = 0
    counts.cells[FIFTHS * place : FIFTHS * place + FIFTHS, :] = 0


@inlined
def count_cell(cell, columns, lonely, counts, desk):
    """Count a cell, while what its residents are is still in the cache."""
    place, totals = cell // FIFTHS, counts.cells[cell]
    origin, end = columns.cell_start[FIFTHS * place], columns.cell_start[cell + 1]
    for row in range(columns.cell_start[cell], end, BLOCK):
        m = min(BLOCK, end - row)
        standing = desk.standing[row - origin :]
        counts.squares[place] += sum_block(row, m, columns.level, standing, totals)
        tally_block(row, m, columns.level[3], columns.flags, lonely, totals)
        fill_bins(m, standing, desk.bins)


@compiled
def end_place(place, columns, lonely, counts, desk):
    """Count the worst-off tenth of a place, now that everybody is ranked."""
    first, last = columns.cell_start[FIFTHS * place], columns.cell_start[FIFTHS * place + FIFTHS]
    end = np.uint8(tenth_ends(desk.bins, last - first))
    for row in range(first, last, BLOCK):
        ranks = desk.standing[row - first : min(row + BLOCK, last) - first]
        found = np.int64(0)
        for j in range(len(ranks)):
            desk.worst[found] = j
            found += np.int64(ranks[j] <= end)
        for k in range(found):
            j = desk.worst[k]
            add_one(row + j, columns, lonely, counts.worst[place, np.int64(ranks[j] == end)])


@inlined
def add_one(row, columns, lonely, totals):
    """Add one resident to a row of totals."""
    level, flag = columns.level, columns.flags[row]
    totals[COUNT] += 1
    for k in range(6):
        totals[SUMS + k] += level[k, row]
    totals[TALLIES] += np.int64(level[3, row] < lonely)
    totals[TALLIES + 1] += np.int64((flag & VOLUNTEERS) != 0)
    totals[TALLIES + 2] += np.int64((flag & INSECURE) != 0)
    totals[TALLIES + 3] += np.int64((flag & HOMELESS) != 0)
    totals[TALLIES + 4] += np.int64((flag & WORKS) != 0)
