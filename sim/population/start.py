"""Start: what residents are like at quarter 0, drawn by place and number within the place.

Sixteen-bit draws are enough here: two Philox blocks give one resident sixteen of them, and a
table turns them into a bell curve.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.compiled import compiled
from sim.population.flags import HOMELESS, INSECURE, WORKS
from sim.rules.residents import FIFTHS, HARDSHIP
from sim.streams import Streams, decision, philox, u32, u64

if TYPE_CHECKING:
    from sim.population.columns import Columns

RESIDENT = decision("population.resident")
LIFE = decision("population.home-and-work")

UNDER_25, OVER_64 = 0.30, 0.182
"""Shares of the population; the second is `de_share_65plus`."""
CARE_BY_AGE = (0.74, 0.74, 2.17)
YOUTH_BY_AGE = (2.50, 0.36, 0.36)
"""Multiples of the mean need; they average 1 over the ages (assumption-113)."""
NORMAL_TABLE = 4096


def own_table(spread: float) -> NDArray[np.int8]:
    """Return a bell curve of own differences in steps of 1/256, one entry per 4096th of luck."""
    z = ndtri((np.arange(NORMAL_TABLE) + 0.5) / NORMAL_TABLE)
    return np.rint(np.clip(z * spread * 256.0, -127, 127)).astype(np.int8)


@compiled
def draw_place(codes, key, place, start, table, reference, shares, own, need, age, hardship):
    """Fill the columns of one place; ``start`` holds the first rows of its six cell borders."""
    lanes = np.empty(16, np.uint32)
    for cell in range(FIFTHS):
        for row in range(start[cell], start[cell + 1]):
            for block in range(2):
                a, b, c, d = philox(
                    u32(place),
                    u32(row - start[0]),
                    u32(block),
                    u32(codes),
                    u32(key),
                    u32(u64(key) >> u64(32)),
                )
                for i, word in enumerate((a, b, c, d)):
                    lanes[8 * block + 2 * i] = word & u32(0xFFFF)
                    lanes[8 * block + 2 * i + 1] = word >> u32(16)
            for k in range(6):
                own[k, row] = fitted(table[lanes[k] >> u32(4)], reference[k])
            fill_needs(lanes, cell, shares, row, need, age, hardship)


@compiled
def fitted(step, reference):
    """Return an own difference that keeps the index between 0 and 1."""
    low, high = -(reference // 256), (65535 - reference) // 256
    return np.int8(min(max(np.int64(step), low), high))


@compiled
def fill_needs(lanes, cell, shares, row, need, age, hardship):
    """Draw age, hardship and the needs that come with them."""
    u = (lanes[6] + 0.5) / 65536.0
    band = 0 if u < UNDER_25 else (2 if u > 1.0 - OVER_64 else 1)
    hard = HARDSHIP[cell] + 0.2 * ((lanes[7] + 0.5) / 65536.0 - 0.5)
    age[row] = band
    hardship[row] = np.uint8(255.0 * hard)
    for s in range(5):
        size = shares[s] * (0.5 + (lanes[8 + s] + 0.5) / 65536.0)
        if s == 0:
            size *= CARE_BY_AGE[band]
        elif s == 1:
            size *= 0.5 + hard
        elif s == 2:
            size *= YOUTH_BY_AGE[band]
        need[s, row] = np.uint8(max(1.0, min(255.0, 140.0 * size)))


def draw_residents(
    columns: "Columns",
    codes: list[int],
    spread: float,
    shares: NDArray[np.float64],
    streams: Streams,
) -> None:
    """Draw every resident of every place."""
    table = own_table(spread)
    for place, code in enumerate(codes):
        draw_place(
            RESIDENT.code,
            u64(streams.key),
            code,
            columns.cell_start[FIFTHS * place : FIFTHS * place + FIFTHS + 1],
            table,
            columns.reference,
            shares,
            columns.own,
            columns.need,
            columns.age_band,
            columns.hardship,
        )


@compiled
def draw_place_lives(code, key, place, first, last, hardship, resting, flags):
    """Fill the flags of one place: who starts without a secure home, and who works."""
    for row in range(first, last):
        a, b, _, _ = philox(
            u32(place), u32(row - first), u32(0), u32(code), u32(key), u32(u64(key) >> u64(32))
        )
        home, work = (np.float64(a) + 0.5) * 2.0**-32, (np.float64(b) + 0.5) * 2.0**-32
        insecure, homeless, works = resting[hardship[row]]
        flags[row] = np.uint8(
            (home < insecure) * INSECURE
            + (home >= insecure and home < insecure + homeless) * HOMELESS
            + (work < works) * WORKS
        )


def draw_lives(
    columns: "Columns", codes: list[int], resting: NDArray[np.float64], streams: Streams
) -> None:
    """Draw where every resident lives and whether it works, at the shares that stay as they are."""
    for place, code in enumerate(codes):
        draw_place_lives(
            LIFE.code,
            u64(streams.key),
            code,
            columns.cell_start[FIFTHS * place],
            columns.cell_start[FIFTHS * place + FIFTHS],
            columns.hardship,
            resting,
            columns.flags,
        )
