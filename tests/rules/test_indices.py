"""Resident indices: what pushes them, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.indices import (
    Here,
    IndicesParameters,
    belonging_goal,
    capability_goal,
    influence_goal,
    resilience_goal,
    satisfaction_goal,
    slopes_of,
    trust_goal,
    unmet_share,
)
from sim.rules.residents import STIGMA

SLOPES = slopes_of(IndicesParameters(), 0.22)
CALM = Here(*(0.0,) * 17)


def test_needs_are_unmet_in_proportion_to_how_much_one_needs_each():
    here = CALM._replace(care=0.5, youth=1.0)
    assert unmet_share(2.0, 1.0, 1.0, 0.0, 0.0, here) == pytest.approx((1.0 + 1.0) / 4.0)


def test_in_a_calm_world_nothing_pushes_anybody():
    assert satisfaction_goal(0.0, 0.0, CALM, SLOPES) == 0.0
    assert trust_goal(0.0, 0.0, CALM, SLOPES) == 0.0
    assert influence_goal(CALM, SLOPES) == belonging_goal(CALM, 1.6, SLOPES) == 0.0
    assert capability_goal(0.0, 0.22, SLOPES) == resilience_goal(0.0, 0.0, CALM, SLOPES) == 0.0


def test_satisfaction_by_hand():
    here = CALM._replace(contention=0.5, notice=1.0)
    expected = 0.45 * -0.2 + 0.15 * 0.1 - 0.10 * 0.5 - 0.05
    assert satisfaction_goal(0.2, 0.1, here, SLOPES) == pytest.approx(expected)


def test_trust_by_hand():
    here = CALM._replace(gloss=0.5, undebated=0.2)
    expected = 0.40 * -0.1 + 0.20 * 0.05 - 0.20 * 0.5 - 0.10 * 0.2
    assert trust_goal(-0.1, 0.05, here, SLOPES) == pytest.approx(expected)


def test_those_who_are_looked_down_on_most_belong_least():
    here = CALM._replace(stigma=0.05)
    goals = [belonging_goal(here, felt, SLOPES) for felt in STIGMA]
    assert goals == pytest.approx([-0.08, -0.065, -0.05, -0.035, -0.02])


def test_volunteering_as_much_as_everybody_did_at_quarter_0_builds_capability():
    assert capability_goal(0.0, 0.44, SLOPES) == pytest.approx(0.10)


@given(st.floats(0.0, 1.0))
def test_unmet_need_never_helps_anybody(unmet):
    assert satisfaction_goal(unmet, 0.0, CALM, SLOPES) <= 0.0
    assert capability_goal(unmet, 0.22, SLOPES) <= 0.0
