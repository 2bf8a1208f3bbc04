"""Start: what residents are like at quarter 0, drawn by place and number within the place.

Sixteen-bit draws are enough for what people are like: two Philox blocks give one resident sixteen
of them, and a table turns them into a bell curve. A third block says where it lives and whether
it works.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.core.compiled import compiled, inlined
from sim.core.streams import decision, f32, i32, philox, single_uniform, u32, u64
from sim.population.counting import BLOCK
from sim.population.flags import HOMELESS, INSECURE, WORKS
from sim.rules.residents import FIFTHS, HARDSHIP

RESIDENT = decision("population.resident")
LIFE = decision("population.home-and-work")

UNDER_25, OVER_64 = 0.30, 0.182
"""Shares of the population; the second is `de_share_65plus`."""
CARE_BY_AGE = (0.74, 0.74, 2.17)
YOUTH_BY_AGE = (2.50, 0.36, 0.36)
"""Multiples of the mean need; they average 1 over the ages (assumption-113)."""
NORMAL_TABLE = 4096
SCALE = 140.0
"""Steps of a need that is as large as a whole budget."""


class Lot(NamedTuple):
    """What residents are drawn from."""

    own: NDArray[np.int8]
    """Shape (6, NORMAL_TABLE): own differences of each index by luck, in steps of 1/256."""
    shares: NDArray[np.float32]
    """Shape (5,): mean need by service."""
    resting: NDArray[np.float32]
    """Shape (256, 3): shares insecure, homeless and at work by step of hardship."""
    codes: NDArray[np.uint32]
    """Keys of the places' luck."""
    resident: np.uint32
    life: np.uint32
    key: np.uint64


def own_tables(spread: float, reference: NDArray[np.int64]) -> NDArray[np.int8]:
    """Return bell curves of own differences that keep each index between 0 and 1."""
    z = ndtri((np.arange(NORMAL_TABLE) + 0.5) / NORMAL_TABLE)
    steps = np.rint(np.clip(z * spread * 256.0, -127, 127))
    low, high = -(reference // 256), (65535 - reference) // 256
    return np.clip(steps, low[:, None], high[:, None]).astype(np.int8)


@inlined
def lane(words, number, j):
    """Return one of the sixteen 16-bit draws of a resident as a whole number."""
    word = words[number // 2, j]
    return word >> u32(16) if number % 2 else word & u32(0xFFFF)


@inlined
def even(steps):
    """Return the middle of one of 2**16 equal steps of (0, 1) in single precision."""
    return (f32(i32(steps)) + f32(0.5)) * f32(2.0**-16)


@inlined
def draw_words(m, place, number, lot, words):
    """Fill ``words``, shape (10, BLOCK), with the luck of a block of residents."""
    low, high = u32(lot.key), u32(lot.key >> u64(32))
    for j in range(m):
        entity = u32(number + j)
        for block in range(2):
            a, b, c, d = philox(place, entity, u32(block), lot.resident, low, high)
            words[4 * block, j], words[4 * block + 1, j] = a, b
            words[4 * block + 2, j], words[4 * block + 3, j] = c, d
        words[8, j], words[9, j], _, _ = philox(place, entity, u32(0), lot.life, low, high)


@inlined
def draw_indices(row, m, words, lot, columns):
    """Draw how a block of residents differs from the reference, and start it there."""
    for k in range(6):
        own, level = columns.own[k, row : row + m], columns.level[k, row : row + m]
        table, reference = lot.own[k], i32(columns.reference[k])
        for j in range(m):
            own[j] = table[lane(words, k, j) >> u32(4)]
        for j in range(m):
            level[j] = np.uint16(reference + i32(256) * i32(own[j]))


@inlined
def draw_person(row, m, middle, words, columns):
    """Draw age and hardship of a block of residents; ``middle`` is their fifth's hardship."""
    band, hardship = columns.age_band[row : row + m], columns.hardship[row : row + m]
    for j in range(m):
        age = even(lane(words, 6, j))
        band[j] = u32(age >= f32(UNDER_25)) + u32(age > f32(1.0 - OVER_64))
        hard = f32(middle) + f32(0.2) * (even(lane(words, 7, j)) - f32(0.5))
        hardship[j] = np.uint8(i32(f32(255.0) * hard))


@inlined
def draw_needs(row, m, words, lot, columns):
    """Draw the needs of a block of residents, which go with their age and hardship."""
    band, hardship = columns.age_band[row : row + m], columns.hardship[row : row + m]
    young, usual, old = f32(YOUTH_BY_AGE[0]), f32(CARE_BY_AGE[1]), f32(CARE_BY_AGE[2])
    grown = f32(YOUTH_BY_AGE[1])
    for s in range(5):
        need, share = columns.need[s, row : row + m], f32(SCALE) * lot.shares[s]
        for j in range(m):
            times = f32(1.0)
            if s == 0:
                times = old if band[j] == 2 else usual
            elif s == 1:
                times = f32(0.5) + f32(hardship[j]) * f32(1.0 / 255.0)
            elif s == 2:
                times = young if band[j] == 0 else grown
            size = share * times * (f32(0.5) + even(lane(words, 8 + s, j)))
            need[j] = np.uint8(i32(max(f32(1.0), min(f32(255.0), size))))


@inlined
def draw_lives(row, m, words, lot, columns):
    """Draw where a block of residents lives and whether it works, at shares that stay."""
    flags, hardship = columns.flags[row : row + m], columns.hardship[row : row + m]
    for j in range(m):
        home, work = single_uniform(words[8, j]), single_uniform(words[9, j])
        hard = hardship[j]
        insecure, homeless, works = (
            lot.resting[hard, 0],
            lot.resting[hard, 1],
            lot.resting[hard, 2],
        )
        flags[j] = np.uint8(
            u32(home < insecure) * u32(INSECURE)
            + u32((home >= insecure) & (home < insecure + homeless)) * u32(HOMELESS)
            + u32(work < works) * u32(WORKS)
        )


@compiled
def draw_places(first, last, lot, columns):
    """Draw every resident of places ``first`` to ``last``."""
    words = np.empty((10, BLOCK), np.uint32)
    for place in range(first, last):
        origin = columns.cell_start[FIFTHS * place]
        for fifth in range(FIFTHS):
            cell = FIFTHS * place + fifth
            for row in range(columns.cell_start[cell], columns.cell_start[cell + 1], BLOCK):
                m = min(BLOCK, columns.cell_start[cell + 1] - row)
                draw_words(m, lot.codes[place], row - origin, lot, words)
                draw_indices(row, m, words, lot, columns)
                draw_person(row, m, HARDSHIP[fifth], words, columns)
                draw_needs(row, m, words, lot, columns)
                draw_lives(row, m, words, lot, columns)
