"""Overhead: who coordinates, what a link costs, and which mode can act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.overhead import GovernanceParameters, links_cost, mode_in_force, overhead


def test_three_modes_for_five_members_by_hand():
    numbers = GovernanceParameters()
    modes = ("shared", "lead", "network-administrative")
    assert [links_cost(5, mode, numbers) for mode in modes] == [40.0, 16.0, 35.0]


def test_overhead_grows_with_what_was_declared_and_with_distance():
    numbers = GovernanceParameters()
    assert overhead(2, 0.7, 0.0, "shared", numbers) == 4.0
    assert overhead(2, 0.35, 0.5, "shared", numbers) == pytest.approx(3.0)


def test_relational_effort_is_paid_per_pair():
    numbers = GovernanceParameters(relational_effort=10.0)
    assert overhead(3, 0.7, 0.0, "shared", numbers) == pytest.approx(12.0 + 30.0)


@given(st.integers(2, 60))
def test_a_lead_is_never_dearer_than_everybody_with_everybody(members):
    numbers = GovernanceParameters()
    assert links_cost(members, "lead", numbers) <= links_cost(members, "shared", numbers)


def test_an_office_needs_somebody_to_host_it():
    numbers = GovernanceParameters(mode="network-administrative")
    assert mode_in_force(numbers, network_body=True) == "network-administrative"
    assert mode_in_force(numbers, network_body=False) == "shared"
