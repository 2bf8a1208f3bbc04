"""Streams: the same event has the same luck, whoever asks, in whatever order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.compiled import compiled
from sim.core.streams import Decision, Streams, decision, entity_key, philox, single_uniform, u32

RAIN = decision("tests.rain")
SNOW = decision("tests.snow")
keys = st.integers(0, 2**32 - 1)


@compiled
def block(c0, c1, c2, c3, k0, k1):
    return philox(u32(c0), u32(c1), u32(c2), u32(c3), u32(k0), u32(k1))


@compiled
def luck_of(word):
    return single_uniform(u32(word))


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0,) * 4, (0,) * 2, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_published_known_answers(counter, key, expected):
    assert tuple(int(word) for word in block(*counter, *key)) == expected


def test_one_draw_of_the_model_is_the_one_that_it_always_was():
    """From BLAKE2b for the keys, Philox4x32-10 for the words and 53 bits of the first two."""
    leaves = decision("leadership.link-officer-leaves")
    found = Streams(1, 0).uniform(leaves, 3, entity_key("council-1"), slot=0)
    words = block(0xC6209919, 0, 3 << 16, 0x92DA10B2, 0xD89D9B09, 0x4B355C22)
    high, low = (int(word) for word in words[:2])
    assert found == (((high << 32 | low) >> 11) + 0.5) / 2**53
    assert found == 0.43721209550886647


def test_the_same_event_has_the_same_luck_again_and_in_another_object():
    assert Streams(1, 0).uniform(RAIN, 3, 7) == Streams(1, 0).uniform(RAIN, 3, 7)


@pytest.mark.parametrize(
    "other",
    [
        lambda: Streams(2, 0).uniform(RAIN, 3, 7, 5, 1),
        lambda: Streams(1, 1).uniform(RAIN, 3, 7, 5, 1),
        lambda: Streams(1, 0).uniform(SNOW, 3, 7, 5, 1),
        lambda: Streams(1, 0).uniform(RAIN, 4, 7, 5, 1),
        lambda: Streams(1, 0).uniform(RAIN, 3, 8, 5, 1),
        lambda: Streams(1, 0).uniform(RAIN, 3, 7, 6, 1),
        lambda: Streams(1, 0).uniform(RAIN, 3, 7, 5, 2),
    ],
)
def test_another_seed_replicate_decision_quarter_entity_or_slot_has_other_luck(other):
    assert other() != Streams(1, 0).uniform(RAIN, 3, 7, 5, 1)


@given(keys, keys, st.integers(0, 240), st.integers(0, 65535))
def test_luck_is_strictly_between_0_and_1(entity, other, quarter, slot):
    assert 0.0 < Streams(0, 0).uniform(RAIN, quarter, entity, other, slot) < 1.0


def test_many_at_once_are_the_same_as_one_by_one():
    streams, entities = Streams(5, 2), np.arange(50, dtype=np.uint32)
    others = entities[::-1].copy()
    together = streams.uniforms(RAIN, 9, entities, others, 3)
    alone = [
        streams.uniform(RAIN, 9, int(a), int(b), 3) for a, b in zip(entities, others, strict=True)
    ]
    assert together.tolist() == alone


def test_luck_in_single_precision_is_strictly_between_0_and_1_too_and_not_biased():
    low, high = luck_of(0), luck_of(2**32 - 1)
    assert (low, high) == (2.0**-24, 1.0 - 2.0**-24)
    assert luck_of(2**31) - 2.0**-24 == 0.5


def test_luck_is_evenly_spread_and_unrelated_between_neighbours():
    streams, entities = Streams(11, 0), np.arange(40_000, dtype=np.uint32)
    draws = streams.uniforms(RAIN, 1, entities, entities * 0)
    counts = np.bincount((draws * 20).astype(int), minlength=20)
    chi_squared = float(((counts - 2000.0) ** 2 / 2000.0).sum())
    assert chi_squared < 58.0  # 19 degrees of freedom: exceeded once in 100,000
    assert abs(np.corrcoef(draws[:-1], draws[1:])[0, 1]) < 0.02


def test_normal_luck_has_mean_0_and_spread_1():
    draws = [Streams(3, 0).normal(RAIN, 0, i) for i in range(20_000)]
    assert abs(np.mean(draws)) < 0.03
    assert abs(np.std(draws) - 1.0) < 0.02


def test_two_decisions_with_one_key_are_refused(monkeypatch):
    monkeypatch.setattr("sim.core.streams.entity_key", lambda name: 4)
    decision("tests.first")
    with pytest.raises(ValueError, match="share a key"):
        decision("tests.second")


def test_a_decision_may_be_declared_again_under_its_own_name():
    assert decision("tests.rain") == RAIN == Decision("tests.rain", entity_key("tests.rain"))


def test_seed_0_is_a_seed():
    assert Streams(0, 0).key != Streams(1, 0).key
