"""Councils: what they show of themselves."""

import pytest

from tests.build import QUIET, world


def test_neighbours_on_the_ring_are_within_reach():
    model = world(0, QUIET)
    names = [c.name for c in model.councils[0].councils_in_reach]
    assert names == ["council-2", "council-6"]


def test_an_election_casts_its_shadow_over_two_quarters():
    model = world(0, QUIET)
    council = next(c for c in model.councils if c.next_election == 5)
    seen = []
    for _ in range(6):
        seen.append(council.before_election)
        model.step()
    assert seen == [False, False, False, True, True, False]


def test_ways_of_working_are_between_alike_and_opposite():
    model = world(0, QUIET)
    a, b = model.councils[:2]
    assert a.distance(a) == 0.0
    assert a.distance(b) == b.distance(a)
    a.ways, b.ways = (0.0,) * 3, (1.0,) * 3
    assert a.distance(b) == pytest.approx(1.0)


def test_an_organisation_spends_only_what_it_holds():
    from sim.core.errors import LedgerError
    from sim.core.ledger import Flow

    enterprise = next(o for o in world(0, QUIET).organisations if o.kind == "social-enterprise")
    held = enterprise.balance
    with pytest.raises(LedgerError, match=f"it holds {held}p"):
        enterprise.pay("Suppliers", held + 1, Flow.SERVICES)
    assert enterprise.pay_up_to("Suppliers", 1e9, Flow.SERVICES) == held / 100_000
    assert enterprise.balance == 0
