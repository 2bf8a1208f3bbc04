"""Opportunity: how often ideas arise, of what type, and who appeals."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.opportunity import (
    AgendaParameters,
    Appeal,
    appeal_score,
    idea_promise,
    live_chance,
    mix,
)

PLAIN = Appeal(0.5, 0.0, adjacent=False, distance=0.0, same_party=False, price_rank=0.0)


def test_pressure_fills_the_agenda_up_to_a_point():
    numbers = AgendaParameters()
    assert live_chance(0.0, 0.0, 0.15, numbers) == pytest.approx(0.16)
    assert live_chance(1.0, 0.0, 0.15, numbers) == pytest.approx(0.288)
    assert live_chance(1.5, 0.0, 0.15, numbers) == pytest.approx(0.288)


def test_brokers_fill_it_too():
    numbers = AgendaParameters()
    assert live_chance(0.0, 2.0, 0.15, numbers) == pytest.approx(0.16 * 1.3)


def test_types_come_in_proportion_to_their_weights_and_exploration_flattens_them():
    assert mix([0.2, 0.05], 0.0) == pytest.approx([0.8, 0.2])
    assert mix([0.2, 0.05], 1.0) == pytest.approx([0.5, 0.5])


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=7), st.floats(0.0, 1.0))
def test_the_mix_is_a_distribution(weights, exploration):
    chances = mix(weights, exploration)
    assert sum(chances) == pytest.approx(1.0)
    assert min(chances) >= 0.0


@pytest.mark.parametrize(
    ("selection", "better"),
    [
        ("trust", Appeal(0.9, 0.0, adjacent=False, distance=0.0, same_party=False, price_rank=1.0)),
        (
            "price",
            Appeal(0.1, 0.0, adjacent=False, distance=0.0, same_party=False, price_rank=-1.0),
        ),
        (
            "homophily",
            Appeal(0.1, 0.0, adjacent=False, distance=0.0, same_party=True, price_rank=1.0),
        ),
    ],
)
def test_each_rule_of_selection_looks_at_its_own_thing(selection, better):
    assert appeal_score(better, selection) > appeal_score(PLAIN, selection)


def test_under_homophily_trust_does_not_count():
    trusted = Appeal(1.0, 0.0, adjacent=False, distance=0.0, same_party=False, price_rank=0.0)
    assert appeal_score(trusted, "homophily") == appeal_score(PLAIN, "homophily")


@given(st.floats(-3.0, 3.0), st.integers(2, 40))
def test_partners_who_pool_what_they_know_misjudge_an_idea_less(luck, members):
    alone = idea_promise(luck, members, False, AgendaParameters())
    pooled = idea_promise(luck, members, False, AgendaParameters(pooled_information=1.0))
    assert math.log(pooled) == pytest.approx(math.log(alone) / math.sqrt(members))


def test_ideas_shared_with_partners_outside_the_public_sector_can_have_more_promise():
    numbers = AgendaParameters(outside_promise=0.2)
    assert idea_promise(0.0, 2, False, numbers) == 1.0
    assert idea_promise(0.0, 2, True, numbers) == pytest.approx(math.exp(0.2))
    assert idea_promise(0.0, 2, True, AgendaParameters()) == 1.0


def test_a_broker_who_vouches_for_a_candidate_adds_a_twentieth_under_its_own_rule_alone():
    vouched = replace(PLAIN, brokers=2.0)
    assert appeal_score(PLAIN, "trust-and-broker") == pytest.approx(0.5)
    assert appeal_score(vouched, "trust-and-broker") == pytest.approx(0.6)
    for selection in ("trust", "price", "homophily"):
        assert appeal_score(vouched, selection) == appeal_score(PLAIN, selection)


def test_the_appeal_of_a_candidate_by_hand():
    near = Appeal(0.5, 1.0, adjacent=True, distance=0.4, same_party=True, price_rank=0.2)
    assert appeal_score(near, "trust") == pytest.approx(0.15 + 0.30 + 0.5 - 0.10 + 0.10)
    assert appeal_score(near, "price") == pytest.approx(0.15 + 0.30 - 0.2 - 0.10 + 0.10)
    assert appeal_score(near, "homophily") == pytest.approx(0.15 + 0.30 - 0.20 + 0.30)
