"""Agenda: how often opportunities arise, of what type, with whom, and why they lapse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.agenda import AgendaParameters, Appeal, appeal_score, live_chance, mix
from tests.build import world

PLAIN = Appeal(0.5, 0.0, adjacent=False, distance=0.0, same_party=False, price_rank=0.0)


def test_pressure_fills_the_agenda_up_to_a_point():
    numbers = AgendaParameters()
    assert live_chance(0.0, numbers) == pytest.approx(0.16)
    assert live_chance(1.0, numbers) == live_chance(1.5, numbers) == pytest.approx(0.288)


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


def test_a_silo_proposes_nothing():
    assert world(20, {"policy.collaboration.preset": "silo"}).partnerships == []


def test_without_collaboration_nothing_is_proposed():
    model = world(20, {"policy.collaboration.enabled": False})
    assert model.partnerships == []
    assert model.events.count("opportunity lapses") == 0


@pytest.mark.parametrize("replicate", range(5))
def test_no_service_is_covered_more_than_once_over(replicate):
    model = world(0, {"uncertainty.agenda.arrival": 0.4}, replicate=replicate)
    for _ in range(40):
        model.step()
        for council in model.councils:
            live = [p for p in council.live_partnerships]
            assert sum(p.kind.scope for p in live) <= 1.0


def test_partners_are_councils_of_the_same_or_of_neighbouring_places():
    model = world(40, {"uncertainty.agenda.arrival": 0.4})
    assert model.partnerships
    for partnership in model.partnerships:
        lead, *others = partnership.councils or [partnership.lead]
        assert all(other in lead.councils_in_reach for other in others)


def test_a_council_under_notice_neither_proposes_nor_is_asked():
    model = world(1)
    for council in model.councils:
        council.section_114_left = 99
    for _ in range(10):
        model.step()
    assert model.partnerships == [] or all(p.signed == 0 for p in model.partnerships)


def test_a_lapsed_opportunity_says_why():
    model = world(20)
    reasons = {e.reason for e in model.events.events if e.kind == "opportunity lapses"}
    assert reasons <= {
        "no partner in reach",
        "service already covered",
        "partner already committed",
    }
    assert reasons


def test_an_assigned_partner_is_drawn_whatever_the_trust():
    model = world(40, {"policy.agenda.selection": "assigned"})
    assert model.events.count("signed") == len(model.partnerships) > 0
