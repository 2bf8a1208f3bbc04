"""Trust: how promises are judged, how trust answers, and what joint delivery does to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.trust import TrustParameters, gain_with_effort, promise_kept, updated
from tests.build import SHARED_OFFICE, world

unit = st.floats(0.0, 1.0)


def test_a_promise_is_judged_from_broken_to_kept_in_full():
    assert [promise_kept(r, 0.4) for r in (0.0, 0.2, 0.4, 0.7, 1.0)] == pytest.approx(
        [-1.0, -0.5, 0.0, 0.5, 1.0]
    )


def test_a_broken_promise_weighs_twice_a_kept_one():
    numbers = TrustParameters(confirmation_bias=0.0)
    up = updated(0.5, 1.0, 0.08, numbers) - 0.5
    down = 0.5 - updated(0.5, -1.0, 0.08, numbers)
    assert down == pytest.approx(2.0 * up)


def test_people_see_what_they_expect_to_see():
    numbers = TrustParameters()
    friend, stranger = (updated(t, 0.0, 0.08, numbers) - t for t in (0.9, 0.1))
    assert friend > 0.0 > stranger


def test_effort_at_four_thousand_a_pair_makes_half_as_much_more():
    assert gain_with_effort(0.08, 4.0) == pytest.approx(0.12)
    assert gain_with_effort(0.08, 0.0) == 0.08


@given(unit, st.floats(-1.0, 1.0), st.floats(0.0, 0.15))
def test_trust_stays_between_none_and_full(trust, judgement, gain):
    assert 0.0 <= updated(trust, judgement, gain, TrustParameters(loss_ratio=4.0)) <= 1.0


def steady(**values):
    return {
        **SHARED_OFFICE,
        "policy.observation.transparency": 1.0,
        "uncertainty.leadership.turnover": 0.02,
        "uncertainty.contribution.free_rider_share": 0.0,
        "policy.review.enabled": False,
        **values,
    }


def test_partners_that_keep_their_promises_come_to_trust_each_other():
    model = world(40, steady(**{"uncertainty.friction.fixed": 0.0}))
    a, b = model.partnerships[0].members
    assert model.ties.trust(a, b) > 0.5


def test_with_much_friction_the_same_partners_end_in_mistrust():
    calm, rough = (
        world(40, steady(**{"uncertainty.friction.fixed": friction})).partnerships[0]
        for friction in (0.0, 0.5)
    )
    assert rough.mean_trust < calm.mean_trust - 0.2


def test_strangers_trust_stays_that_of_strangers():
    model = world(
        20, {**steady(), "uncertainty.trust.noise_sd": 0.0, "uncertainty.trust.pre_tie_share": 0.0}
    )
    council, enterprise = model.councils[0], model.organisations[-1]
    assert model.ties.trust(council, enterprise) == pytest.approx(0.3)


def test_joint_work_is_remembered():
    model = world(10, steady())
    a, b = model.partnerships[0].members
    assert model.ties.worked_together(a, b, since=9)
    assert not model.ties.worked_together(a, model.organisations[-1], since=0)
