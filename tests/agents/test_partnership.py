"""Partnerships: their life cycle, shares, gloss, and what a budget expects of them."""

import pytest

from sim.agents.membership import Membership, lead_of
from sim.agents.partnership_types import TYPES
from sim.agents.phases import LIVE, Phase
from tests.build import SHARED_OFFICE, world


def office(quarters, **values):
    model = world(quarters, {**SHARED_OFFICE, "policy.review.enabled": False, **values})
    return model.partnerships[0]


def test_a_planned_partnership_goes_through_its_phases():
    phases = [office(quarters).phase for quarters in (1, 3, 4)]
    assert phases == [Phase.MOBILISING, Phase.MOBILISING, Phase.DELIVERING]


def test_every_phase_that_is_not_alive_is_an_exit():
    assert set(Phase) - LIVE == {
        Phase.FAILED_NEGOTIATION,
        Phase.UNAFFORDABLE,
        Phase.DISSOLVED,
        Phase.HANDED_BACK,
        Phase.COMPLETED,
    }


def test_the_council_with_the_most_to_save_leads_and_ties_go_by_name():
    small, large = sorted(world(1).councils, key=lambda council: council.name)[:2]
    assert lead_of([Membership(small, 10.0), Membership(large, 20.0)]) is large
    assert lead_of([Membership(large, 10.0), Membership(small, 10.0)]) is small


def test_shares_of_members_add_up_to_one():
    partnership = office(5)
    assert sum(partnership.share_of(m) for m in partnership.members) == pytest.approx(1.0)
    assert partnership.share_of(partnership.model.organisations[-1]) == 0.0


def test_gloss_is_what_was_declared_and_is_not_there():
    partnership = office(5)
    partnership.declared, partnership.effective = 0.8, 0.2
    assert partnership.gloss == pytest.approx(0.75)
    partnership.effective = 0.9
    assert partnership.gloss == 0.0


def test_a_budget_expects_what_is_still_to_be_set_up():
    assert office(1).expected_net_cost(4) > 400.0
    assert office(2).expected_net_cost(4) == pytest.approx(office(1).expected_net_cost(4) - 200.0)


def test_a_budget_expects_savings_at_todays_integration_and_never_as_claimed():
    partnership = office(12)
    savings = [partnership.saving_at(partnership.delivered_quarters + i) for i in range(4)]
    assert partnership.expected_net_cost(4) == pytest.approx(
        4 * partnership.overhead - sum(savings)
    )


def test_every_type_names_the_services_it_can_be_about():
    assert set(TYPES) == {
        "community-takeover",
        "contracting-out",
        "shared-service",
        "management-consolidation",
        "tri-sector-programme",
        "land-and-funding",
    }
    assert all(kind.services for kind in TYPES.values())


def test_an_enterprise_can_be_a_member_and_the_council_pays():
    spec = {
        "type": "community-takeover",
        "members": ("council-1", "social-enterprise-1"),
        "target_saving": 50_000.0,
        "set_up_cost": 20_000.0,
    }
    partnership = office(6, partnership=(spec,))
    assert [m.organisation.kind for m in partnership.memberships] == [
        "council",
        "social-enterprise",
    ]
    assert partnership.share_of(partnership.lead) == 1.0
