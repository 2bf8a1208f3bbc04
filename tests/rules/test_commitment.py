"""Commitment: what a member means to put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.commitment import ContributionParameters, honest_contribution

unit = st.floats(0.0, 1.0)


def test_a_member_with_middling_trust_and_leader_by_hand():
    numbers = ContributionParameters()
    assert honest_contribution(0.4, 0.7, 0.06, 0.08, numbers) == pytest.approx(
        0.2 + 0.32 + 0.06 + 0.08 - 0.06
    )


@given(unit, unit, st.floats(0.0, 0.5))
def test_it_is_a_share(trust, leader, friction):
    assert 0.0 <= honest_contribution(trust, leader, friction, 0.1, ContributionParameters()) <= 1.0


@given(unit, unit, unit)
def test_more_trust_never_means_less(one, other, leader):
    low, high = sorted((one, other))
    numbers = ContributionParameters()
    assert honest_contribution(low, leader, 0.06, 0.0, numbers) <= honest_contribution(
        high, leader, 0.06, 0.0, numbers
    )
