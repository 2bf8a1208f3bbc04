"""Ties: trust that nobody touched is worked out when looked at, and comes to the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.agents.ties import near, near_each_other
from sim.mechanisms.trust import TrustParameters
from tests.build import QUIET, world

NUMBERS = TrustParameters()


@given(st.lists(st.sampled_from(["fade", "leave", "overturn"]), max_size=25), st.floats(0.0, 1.0))
@settings(max_examples=40, deadline=None)
def test_looking_late_gives_what_looking_every_quarter_gives(history, start):
    model = world(0, QUIET)
    a, b = model.councils[:2]
    model.ties.set_trust(a, b, start)
    stepwise = start - NUMBERS.baseline
    for event in history:
        if event == "fade":
            model.ties.rounds += 1
            stepwise *= 1.0 - NUMBERS.decay
        elif event == "leave":
            a.trust_lost_outgoing += 1
            stepwise *= NUMBERS.held_by_institution
        else:
            b.trust_lost_incoming += 1
            stepwise *= NUMBERS.held_by_institution
    assert model.ties.trust(a, b) == pytest.approx(NUMBERS.baseline + stepwise, abs=1e-12)


def test_what_happened_before_a_tie_was_changed_is_not_counted_again():
    model = world(0, QUIET)
    a, b = model.councils[:2]
    a.trust_lost_outgoing, model.ties.rounds = 3, 10
    model.ties.set_trust(a, b, 0.8)
    assert model.ties.trust(a, b) == pytest.approx(0.8)


def test_a_pair_that_nobody_looked_at_before_has_faded_all_the_same():
    early, late = world(0, QUIET), world(0, QUIET)
    a, b = early.councils[:2]
    first = early.ties.trust(a, b) - 0.3
    late.ties.rounds = 10
    assert late.ties.trust(*late.councils[:2]) - 0.3 == pytest.approx(first * 0.97**10)


def test_only_organisations_within_reach_can_know_each_other_before():
    model = world(0, {**QUIET, "uncertainty.trust.pre_tie_share": 1.0})
    ring = {c.name: c for c in model.councils}
    assert model.ties.has_pre_tie(ring["council-1"], ring["council-2"])
    assert not model.ties.has_pre_tie(ring["council-1"], ring["council-4"])
    assert not near(ring["council-1"], ring["council-4"])


def test_pre_ties_are_mutual_and_as_frequent_as_asked():
    model = world(0, {**QUIET, "place.councils": 100, "place.residents_per_council": 1})
    pairs = [(a, b) for a in model.councils for b in a.councils_in_reach]
    known = [model.ties.has_pre_tie(a, b) for a, b in pairs]
    assert known == [model.ties.has_pre_tie(b, a) for a, b in pairs]
    assert 0.2 < sum(known) / len(known) < 0.4


def test_trust_never_leaves_its_scale():
    model = world(0, QUIET)
    a, b = model.councils[:2]
    model.ties.set_trust(a, b, 0.95)
    model.ties.add_trust(a, b, 0.2)
    assert model.ties.trust(a, b) == 1.0
    model.ties.add_trust(a, b, -3.0)
    assert model.ties.trust(a, b) == 0.0


def test_somebody_without_partners_trusts_like_a_stranger():
    model = world(0, QUIET)
    assert model.ties.mean_trust(model.councils[0], []) == 0.30


def test_who_is_near_whom_is_found_without_looking_at_every_pair():
    model = world(0, {**QUIET, "place.councils": 12, "place.network_body": True})
    found = near_each_other(model.organisations)
    for a in model.organisations:
        assert found[a] == [b for b in model.organisations if b is not a and near(a, b)]


def test_a_network_looks_anew_at_who_is_near_once_its_members_change():
    model = world(1, {**QUIET, "place.network_body": True})
    (body,) = model.bodies
    assert set(body.neighbours) == set(body.members)
    body.take(body.members[:2])
    assert set(body.neighbours) == set(body.members[:2])
