"""The kernel: one quarter of every resident, in one pass over the columns.

It applies the rules of the mechanisms that are about residents, compiled as they stand there
(`sim/mechanisms/indices.py`), and counts what measures need while the data is at hand. Rows are
taken by place, so places can be shared out among threads, and what is counted is whole numbers,
so the result is the same bits for any number of them.
"""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled, inlined
from sim.mechanisms import indices
from sim.mechanisms.indices import Here, Slopes
from sim.population.columns import BINS, Columns
from sim.population.population import Population

f32 = np.float32
BLOCK = 256
"""Residents at a time: what is worked out in between stays in the first-level cache."""

met_share = inlined(indices.met_share)
satisfaction_goal = inlined(indices.satisfaction_goal)
trust_goal = inlined(indices.trust_goal)
influence_goal = inlined(indices.influence_goal)
belonging_goal = inlined(indices.belonging_goal)
capability_goal = inlined(indices.capability_goal)
resilience_goal = inlined(indices.resilience_goal)


@inlined
def moved(level, own, goal, speed):
    """Return an index, in steps, after a quarter's move towards its goal.

    ``own`` is the resident's level at quarter 0 in steps; the goal is a deviation from it.
    """
    deviation = (f32(level) - f32(own)) * f32(1.0 / 65535.0)
    step = own + (deviation + f32(speed) * (f32(goal) - deviation)) * f32(65535.0)
    return np.uint16(min(f32(65535.0), max(f32(0.0), step)) + f32(0.5))


@inlined
def deviation(level, own):
    """Return how far an index stands from its level at quarter 0."""
    return (f32(level) - f32(own)) * f32(1.0 / 65535.0)


@compiled
def advance_rows(first, last, level, own, need, reference, here, slopes):
    """Move the six indices of rows ``first`` to ``last`` by a quarter."""
    speed = slopes.speed
    influence_to = f32(influence_goal(here, slopes))
    belonging_to = f32(belonging_goal(here, slopes))
    r0, r1, r2 = f32(reference[0]), f32(reference[1]), f32(reference[2])
    r3, r4, r5 = f32(reference[3]), f32(reference[4]), f32(reference[5])
    for i in range(first, last):
        o0 = r0 + f32(256.0) * f32(own[0, i])
        o1 = r1 + f32(256.0) * f32(own[1, i])
        o2 = r2 + f32(256.0) * f32(own[2, i])
        o3 = r3 + f32(256.0) * f32(own[3, i])
        o4 = r4 + f32(256.0) * f32(own[4, i])
        o5 = r5 + f32(256.0) * f32(own[5, i])
        satisfaction = deviation(level[0, i], o0)
        influence = deviation(level[2, i], o2)
        belonging = deviation(level[3, i], o3)
        capability = deviation(level[4, i], o4)
        met = f32(
            met_share(
                f32(need[0, i]),
                f32(need[1, i]),
                f32(need[2, i]),
                f32(need[3, i]),
                f32(need[4, i]),
                here,
            )
        )
        level[0, i] = moved(level[0, i], o0, satisfaction_goal(met, influence, here, slopes), speed)
        level[1, i] = moved(
            level[1, i], o1, trust_goal(satisfaction, influence, here, slopes), speed
        )
        level[2, i] = moved(level[2, i], o2, influence_to, speed)
        level[3, i] = moved(level[3, i], o3, belonging_to, speed)
        level[4, i] = moved(level[4, i], o4, capability_goal(met, slopes), speed)
        level[5, i] = moved(level[5, i], o5, resilience_goal(capability, belonging, slopes), speed)


@compiled
def count_rows(first, last, level, lonely, sums, bins):
    """Add rows to the sums of one cell and to the histogram of its place.

    Returns (sum of squares of belonging, how many are below the cut-off of isolation).
    """
    for k in range(6):
        total = np.int64(0)
        for i in range(first, last):
            total += level[k, i]
        sums[k] += total
    squares, isolated = np.int64(0), np.int64(0)
    for i in range(first, last):
        belonging = np.int64(level[3, i])
        squares += belonging * belonging
        isolated += belonging < lonely
    for i in range(first, last):
        total = np.int64(0)
        for k in range(6):
            total += level[k, i]
        bins[total * BINS // (6 * 65536)] += 1
    return squares, isolated


def advance(
    first: int,
    last: int,
    columns: Columns,
    conditions: NDArray[np.float64],
    slopes: Slopes,
    lonely: int,
    counts: Population,
) -> None:
    """Take the residents of places ``first`` to ``last`` through one quarter and count them."""
    advance_places(
        first,
        last,
        columns.level,
        columns.own,
        columns.need,
        columns.reference,
        columns.cell_start,
        conditions,
        slopes,
        lonely,
        counts.sums,
        counts.squares,
        counts.bins,
        counts.isolated,
    )


@compiled
def advance_places(
    first,
    last,
    level,
    own,
    need,
    reference,
    cell_start,
    conditions,
    slopes,
    lonely,
    sums,
    squares,
    bins,
    isolated,
):
    """Do the work of `advance` on bare arrays."""
    for place in range(first, last):
        c = conditions[place]
        here = Here(
            f32(c[0]),
            f32(c[1]),
            f32(c[2]),
            f32(c[3]),
            f32(c[4]),
            f32(c[5]),
            f32(c[6]),
            f32(c[7]),
            f32(c[8]),
            f32(c[9]),
            f32(c[10]),
            f32(c[11]),
        )
        squares[place], isolated[place] = 0, 0
        bins[place, :] = 0
        for cell in range(5 * place, 5 * place + 5):
            sums[cell, :] = 0
            for block in range(cell_start[cell], cell_start[cell + 1], BLOCK):
                end = min(block + BLOCK, cell_start[cell + 1])
                advance_rows(block, end, level, own, need, reference, here, slopes)
                square, alone = count_rows(block, end, level, lonely, sums[cell], bins[place])
                squares[place] += square
                isolated[place] += alone
