"""Streams: event-keyed luck. The same event meets the same draw in every world of a seed.

A uniform is a pure function of (seed, replicate, decision, entities, quarter, slot) by
Philox4x32-10 (Salmon et al. 2011). Nothing is consumed, so no order, recorder, worker or new
mechanism can move another event's luck, and two paired worlds differ by policy alone.

ODD: docs/odd.md, SM29
"""

import hashlib
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import compiled, inlined

u32, u64, i32, f32 = np.uint32, np.uint64, np.int32, np.float32
LOWER, HALF = u64(0xFFFFFFFF), u64(32)
NORMAL = NormalDist()


@dataclass(frozen=True)
class Decision:
    """What is being decided by luck; the last word of a draw's key."""

    name: str
    code: int


_DECISIONS: dict[int, str] = {}


def entity_key(name: str) -> int:
    """Return the 32-bit key of an entity from the name of what caused it."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "little")


def decision(name: str) -> Decision:
    """Declare a decision; two that would share their luck are refused when imported."""
    code = entity_key(name)
    if _DECISIONS.setdefault(code, name) != name:
        raise ValueError(f"decisions {name!r} and {_DECISIONS[code]!r} share a key; rename one")
    return Decision(name, code)


@inlined
def philox(c0, c1, c2, c3, k0, k1):
    """Return the four 32-bit words of one Philox4x32-10 block; all arguments are uint32.

    Words are kept in 64 bits, whose upper half is only dropped where it counts: that is how
    vector units multiply, and it is twice as quick.
    """
    c0, c1, c2, c3 = u64(c0), u64(c1), u64(c2), u64(c3)
    for _ in range(10):
        p0 = u64(0xD2511F53) * (c0 & LOWER)
        p1 = u64(0xCD9E8D57) * (c2 & LOWER)
        c0, c1, c2, c3 = (p1 >> HALF) ^ c1 ^ u64(k0), p1, (p0 >> HALF) ^ c3 ^ u64(k1), p0
        k0 = u32(k0 + u32(0x9E3779B9))
        k1 = u32(k1 + u32(0xBB67AE85))
    return u32(c0), u32(c1), u32(c2), u32(c3)


@inlined
def single_uniform(word):
    """Return the middle of one of 2**23 equal steps of (0, 1) in single precision."""
    return (f32(i32(word >> u32(9))) + f32(0.5)) * f32(2.0**-23)


@inlined
def open_uniform(high, low):
    """Return the middle of one of 2**53 equal steps of (0, 1) from two 32-bit words."""
    word = (u64(high) << u64(32)) | u64(low)
    return (np.float64(word >> u64(11)) + 0.5) * 2.0**-53


@compiled
def uniform_at(entity, other, time, code, key):
    """Return the uniform of one event; ``time`` is quarter << 16 | slot."""
    x0, x1, _, _ = philox(
        u32(entity), u32(other), u32(time), u32(code), u32(key), u32(u64(key) >> u64(32))
    )
    return open_uniform(x0, x1)


@compiled
def uniforms_at(entities, others, time, code, key, out):
    """Fill ``out`` (n,) with the uniforms of n events that differ in their entities."""
    for i in range(out.shape[0]):
        out[i] = uniform_at(entities[i], others[i], time, code, key)


class Streams:
    """All luck of one replicate of one seed."""

    def __init__(self, seed: int, replicate: int) -> None:
        digest = hashlib.blake2b(f"{seed}/{replicate}".encode(), digest_size=8).digest()
        self.key = int.from_bytes(digest, "little")
        self._key = u64(self.key)

    def uniform(
        self, what: Decision, quarter: int, entity: int, other: int = 0, slot: int = 0
    ) -> float:
        """Return the number in the open interval (0, 1) that belongs to one event."""
        return float(uniform_at(entity, other, quarter << 16 | slot, what.code, self._key))

    def normal(
        self, what: Decision, quarter: int, entity: int, other: int = 0, slot: int = 0
    ) -> float:
        """Return the standard normal number that belongs to one event."""
        return NORMAL.inv_cdf(self.uniform(what, quarter, entity, other, slot))

    def uniforms(
        self,
        what: Decision,
        quarter: int,
        entities: NDArray[np.uint32],
        others: NDArray[np.uint32],
        slot: int = 0,
    ) -> NDArray[np.float64]:
        """Return the numbers of n events: the same as `uniform` gives one by one, shape (n,)."""
        out = np.empty(len(entities))
        uniforms_at(entities, others, quarter << 16 | slot, what.code, self._key, out)
        return out
