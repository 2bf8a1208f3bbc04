"""The toy rule in the way of partnersim's own kernel: columns by area, blocks, keyed luck."""

import time
from typing import NamedTuple

import numpy as np

from benchmarks.peers import Outcome
from benchmarks.peers.rule import Residents, make_areas, make_residents, outcome
from sim.core.compiled import compiled, inlined
from sim.core.streams import philox

f32, u32, u64 = np.float32, np.uint32, np.uint64
BLOCK = 256
ZERO, ONE, DRIFT = f32(0.0), f32(1.0), f32(13 / 255)
EMPLOYED, FREE, VOLUNTEERS, ISOLATED, SATISFIED, HELPED = (1 << bit for bit in range(6))


@inlined
def low(word):
    """Return a uniform from the lower half of a word."""
    return (f32(np.int32(word & u32(0xFFFF))) + f32(0.5)) * f32(2.0**-16)


@inlined
def high(word):
    """Return a uniform from the upper half of a word."""
    return (f32(np.int32(word >> u32(16))) + f32(0.5)) * f32(2.0**-16)


class Area(NamedTuple):
    """What an area is like for its residents in this step."""

    easing: np.float32
    """How much of each need help takes away."""
    finding: np.float32
    desisting: np.float32
    beginning: np.float32
    meeting: np.float32
    contented: np.float32
    """Mean need below which a resident is satisfied without help."""


@inlined
def area_at(service, capacity):
    """Return what an area with such services and capacity is like."""
    s, c = f32(service), f32(capacity)
    return Area(
        f32(round(10.0 + 20.0 * service) / 255.0),
        f32(0.04) + f32(0.10) * s,
        f32(0.08) + f32(0.10) * c,
        f32(0.01) + f32(0.08) * c,
        f32(0.05) + f32(0.10) * c,
        s + f32(0.1),
    )


@inlined
def draw_block(first, m, time, key, draws):
    """Fill the first three rows of ``draws`` with a block's luck."""
    k0, k1 = u32(key), u32(u64(key) >> u64(32))
    for j in range(m):
        i = u64(first + j)
        x = philox(u32(i), u32(i >> u64(32)), u32(time), u32(0), k0, k1)
        draws[0, j], draws[1, j], draws[2, j] = x[0], x[1], x[2]


@inlined
def ask_block(m, needs, luck, mean, asks):
    """Work out the mean need of a block, and who asks for help."""
    n0, n1, n2, n3 = needs
    for j in range(m):
        mean[j] = (n0[j] + n1[j] + n2[j] + n3[j]) * f32(0.25)
        asks[j] = u32(low(luck[j]) < f32(0.10) + f32(0.60) * mean[j])


@inlined
def ration(asks, count, left):
    """Take help away from those of a block who ask when no place is left; return places left."""
    if left == 0:
        asks[:count] = u32(0)
        return left
    asking = np.int64(0)
    for j in range(count):
        asking += asks[j]
    if asking <= left:
        return left - asking
    for j in range(count):
        given = asks[j] & u32(left > 0)
        asks[j] = given
        left -= given
    return left


@inlined
def live_block(m, law_need, lonely_need, mean, draws, flags, area):
    """Move a block between work and none and so on; return how many volunteered before."""
    count = u32(0)
    for j in range(m):
        x1, x2, helped, f = draws[1, j], draws[2, j], draws[3, j], u32(flags[j])
        e, o = f & u32(1), (f >> u32(1)) & u32(1)
        v, g = (f >> u32(2)) & u32(1), (f >> u32(3)) & u32(1)
        finds = area.finding + (f32(0.10) if helped else ZERO) - f32(0.03) * mean[j]
        works = f32(0.02) + f32(0.04) * mean[j] if e else finds
        offends = f32(0.005) + f32(0.03) * law_need[j] + (ZERO if e else f32(0.01))
        law = offends if o else area.desisting + (f32(0.08) if helped else ZERO)
        gives = f32(0.10) if v else (area.beginning * f32(0.5) if g else area.beginning)
        withdraws = f32(0.01) + f32(0.04) * lonely_need[j]
        meets = area.meeting + (f32(0.10) if v else ZERO) if g else withdraws
        e ^= u32(low(x1) < works)
        o ^= u32(high(x1) < law)
        v ^= u32(low(x2) < gives)
        g ^= u32(high(x2) < meets)
        content = helped | u32(mean[j] < area.contented)
        ways = e | (o << u32(1)) | (v << u32(2)) | (g << u32(3))
        flags[j] = np.uint8(ways | (content << u32(4)) | (helped << u32(5)))
        count += v
    return count


@inlined
def move_need(m, need, which, draws, easing):
    """Let one need of a block drift, if it is the one drawn, and ease it for the helped."""
    for j in range(m):
        part = (draws[0, j] >> u32(16)) & u32(0x3FFF)
        move = DRIFT if part < u32(4915) else (-DRIFT if part >= u32(12288) else ZERO)
        drifted = need[j] + (move if draws[0, j] >> u32(30) == u32(which) else ZERO)
        need[j] = max(ZERO, min(ONE, drifted - (easing if draws[3, j] else ZERO)))


@compiled
def step_area(first, last, need, state, area, places, time, key):
    """Take the residents of one area through a step; return how many volunteer."""
    draws, mean = np.empty((4, BLOCK), np.uint32), np.empty(BLOCK, np.float32)
    left, volunteering = np.int64(places), np.int64(0)
    for b in range(first, last, BLOCK):
        m = min(BLOCK, last - b)
        n0, n1, n2, n3 = (need[0, b:], need[1, b:], need[2, b:], need[3, b:])
        draw_block(b, m, time, key, draws)
        ask_block(m, (n0, n1, n2, n3), draws[0], mean, draws[3])
        left = ration(draws[3], m, left)
        volunteering += np.int64(live_block(m, n1, n3, mean, draws, state[b:], area))
        move_need(m, n0, 0, draws, area.easing)
        move_need(m, n1, 1, draws, area.easing)
        move_need(m, n2, 2, draws, area.easing)
        move_need(m, n3, 3, draws, area.easing)
    return volunteering


@compiled
def step_areas(start, need, state, service, capacity, places, time, key):
    """Take every area through one step."""
    for a in range(len(service)):
        area = area_at(service[a], capacity[a])
        volunteers = step_area(start[a], start[a + 1], need, state, area, places[a], time, key)
        share = f32(volunteers / (start[a + 1] - start[a]))
        capacity[a] += f32(0.1) * (share - capacity[a])


def run(residents: int, steps: int, seed: int) -> Outcome:
    """Run the toy world in compiled blocks."""
    areas, people = make_areas(residents), make_residents(residents, seed)
    state = np.packbits(np.stack(people.state), axis=0, bitorder="little")[0]
    need = np.stack(people.need)
    columns = (areas.start, need, state, areas.service, areas.capacity, areas.places)
    step_areas(
        areas.start[:1], *columns[1:3], *(column[:0] for column in columns[3:]), 0, u64(seed)
    )
    began = time.perf_counter()
    for t in range(steps):
        step_areas(*columns, t, u64(seed))
    return finished(need, state, time.perf_counter() - began)


def finished(need: np.ndarray, state: np.ndarray, seconds: float) -> Outcome:
    """Return how a run ended whose states are bits of one byte."""
    bits = np.array([(state >> bit) & 1 for bit in range(6)], bool)
    return outcome(Residents(list(need), list(bits[:5]), bits[5]), seconds)
