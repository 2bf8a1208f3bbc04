"""Contribution: what members put in, what they answer to, and what it adds up to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.contribution import adjusted
from sim.rules.commitment import ContributionParameters
from tests.build import SHARED_OFFICE, world

unit = st.floats(0.0, 1.0)


def test_a_member_moves_part_of_the_way_to_its_own_mind_and_to_what_it_sees():
    numbers = ContributionParameters()
    goal = 0.65 * 0.8 + 0.35 * 0.2
    assert adjusted(0.5, 0.8, 0.2, numbers) == pytest.approx(0.5 + 0.3 * (goal - 0.5))


@given(unit, unit, unit)
def test_a_contribution_stays_a_share(own, intended, seen):
    assert 0.0 <= adjusted(own, intended, seen, ContributionParameters()) <= 1.0


def steady(**values):
    return {**SHARED_OFFICE, "policy.review.enabled": False, **values}


def test_delivery_starts_with_nothing_and_grows():
    model = world(3, steady())
    (partnership,) = model.partnerships
    seen = []
    for _ in range(8):
        seen.append(partnership.effective)
        model.step()
    assert seen[0] == 0.0
    assert seen == sorted(seen)


def test_free_riders_put_in_less():
    honest, riding = (
        world(20, steady(**{"uncertainty.contribution.free_rider_share": share})).partnerships[0]
        for share in (0.0, 0.6)
    )
    everybody = world(20, steady(**{"uncertainty.contribution.free_rider_share": 0.6}))
    assert riding.effective <= honest.effective
    assert everybody.partnerships[0].declared == pytest.approx(honest.declared)


def test_what_was_declared_plays_no_part_in_what_is_given():
    a, b = (world(3, steady()) for _ in range(2))
    b.partnerships[0].declared = 0.95
    b.ties, keep = a.ties, b.ties
    a.step()
    b.ties = keep
    b.step()
    given = [[m.contribution for m in model.partnerships[0].memberships] for model in (a, b)]
    assert given[0] == given[1]


def test_friction_takes_off_every_contribution():
    smooth, rough = (
        world(20, steady(**{"uncertainty.friction.fixed": friction})).partnerships[0]
        for friction in (0.0, 0.2)
    )
    assert rough.effective < smooth.effective


def test_under_a_lead_the_others_give_a_little_less():
    shared, led = (
        world(
            4, steady(**{"policy.governance.mode": mode, "policy.contribution.reciprocity": 0.0})
        ).partnerships[0]
        for mode in ("shared", "lead")
    )
    follower = shared.partners_of(shared.lead)[0].name
    drop = {
        m.organisation.name: m.contribution - n.contribution
        for m, n in zip(shared.memberships, led.memberships, strict=True)
    }
    assert drop[follower] > 0.0
    assert drop[shared.lead.name] == pytest.approx(0.0, abs=1e-12)


def test_a_partner_that_stops_turning_up_puts_in_nothing_and_takes_all_down():
    away = {"name": "e", "kind": "stops-turning-up", "quarter": 8, "organisation": "council-2"}
    longer = {"run.quarters": 16}
    there, gone = (world(8, steady(**longer, **more)) for more in ({}, {"event": (away,)}))
    assert gone.partnerships[0].effective == there.partnerships[0].effective
    for model in (there, gone):
        for _ in range(8):
            model.step()
    given = {m.organisation.name: m.contribution for m in gone.partnerships[0].memberships}
    assert given["council-2"] == 0.0 < given["council-1"]
    assert gone.partnerships[0].effective < 0.5 * there.partnerships[0].effective
