"""The toy rule in the way of partnersim's own kernel: columns by area, blocks, keyed luck."""

import time

import numpy as np

from benchmarks.peers import Outcome
from benchmarks.peers.rule import Residents, make_areas, make_residents, outcome
from sim.compiled import compiled, inlined
from sim.streams import philox

f32, u32, u64 = np.float32, np.uint32, np.uint64
BLOCK = 256
EMPLOYED, FREE, VOLUNTEERS, ISOLATED, SATISFIED, HELPED = (1 << bit for bit in range(6))


@inlined
def low(word):
    """Return a uniform from the lower half of a word."""
    return (f32(np.int32(word & u32(0xFFFF))) + f32(0.5)) * f32(2.0**-16)


@inlined
def high(word):
    """Return a uniform from the upper half of a word."""
    return (f32(np.int32(word >> u32(16))) + f32(0.5)) * f32(2.0**-16)


@inlined
def ration(asks, count, left):
    """Take help away from those of a block who ask when no place is left; return places left."""
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


@compiled
def step_area(first, last, need, state, service, capacity, places, time, key):
    """Take the residents of one area through a step; return how many volunteer."""
    draws = np.empty((4, BLOCK), np.uint32)
    k0, k1 = u32(key), u32(u64(key) >> u64(32))
    s, c, left = f32(service), f32(capacity), np.int64(places)
    dec = f32(round(10.0 + 20.0 * service) / 255.0)
    gain, desist = f32(0.04) + f32(0.10) * s, f32(0.08) + f32(0.10) * c
    begin, leave = f32(0.01) + f32(0.08) * c, f32(0.05) + f32(0.10) * c
    zero, one, drift = f32(0.0), f32(1.0), f32(13 / 255)
    volunteering = np.int64(0)
    for b in range(first, last, BLOCK):
        m = min(BLOCK, last - b)
        n0, n1, n2, n3 = (
            need[0, b : b + m],
            need[1, b : b + m],
            need[2, b : b + m],
            need[3, b : b + m],
        )
        flags = state[b : b + m]
        for j in range(m):
            i = u64(b + j)
            x = philox(u32(i), u32(i >> u64(32)), u32(time), u32(0), k0, k1)
            draws[0, j], draws[1, j], draws[2, j] = x[0], x[1], x[2]
        for j in range(m):
            mean = (n0[j] + n1[j] + n2[j] + n3[j]) * f32(0.25)
            draws[3, j] = u32(low(draws[0, j]) < f32(0.10) + f32(0.60) * mean)
        left = ration(draws[3], m, left)
        block = u32(0)
        for j in range(m):
            x0, x1, x2, helped = draws[0, j], draws[1, j], draws[2, j], draws[3, j]
            f = u32(flags[j])
            a0, a1, a2, a3 = n0[j], n1[j], n2[j], n3[j]
            mean = (a0 + a1 + a2 + a3) * f32(0.25)
            which, part = x0 >> u32(30), (x0 >> u32(16)) & u32(0x3FFF)
            move = drift if part < u32(4915) else (-drift if part >= u32(12288) else zero)
            relief = dec if helped else zero
            n0[j] = max(zero, min(one, a0 + (move if which == u32(0) else zero) - relief))
            n1[j] = max(zero, min(one, a1 + (move if which == u32(1) else zero) - relief))
            n2[j] = max(zero, min(one, a2 + (move if which == u32(2) else zero) - relief))
            n3[j] = max(zero, min(one, a3 + (move if which == u32(3) else zero) - relief))
            e, o = f & u32(1), (f >> u32(1)) & u32(1)
            v, g = (f >> u32(2)) & u32(1), (f >> u32(3)) & u32(1)
            more = f32(0.10) if helped else zero
            works = f32(0.02) + f32(0.04) * mean if e else gain + more - f32(0.03) * mean
            law = (
                f32(0.005) + f32(0.03) * a1 + (zero if e else f32(0.01))
                if o
                else desist + (f32(0.08) if helped else zero)
            )
            gives = f32(0.10) if v else (begin * f32(0.5) if g else begin)
            meets = leave + (f32(0.10) if v else zero) if g else f32(0.01) + f32(0.04) * a3
            e ^= u32(low(x1) < works)
            o ^= u32(high(x1) < law)
            v ^= u32(low(x2) < gives)
            g ^= u32(high(x2) < meets)
            content = helped | u32(mean < s + f32(0.1))
            flags[j] = np.uint8(
                e
                | (o << u32(1))
                | (v << u32(2))
                | (g << u32(3))
                | (content << u32(4))
                | (helped << u32(5))
            )
            block += v
        volunteering += np.int64(block)
    return volunteering


@compiled
def step_areas(start, need, state, service, capacity, places, time, key):
    """Take every area through one step."""
    for a in range(len(service)):
        volunteers = step_area(
            start[a], start[a + 1], need, state, service[a], capacity[a], places[a], time, key
        )
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
