"""Network: members, fees, meetings, projects; without money it shrinks."""

import pytest

from sim.core.ledger import Flow
from sim.rules.network import THEMES
from tests.build import QUIET, world

BODY = {**QUIET, "place.network_body": True}


def body_after(quarters, **values):
    model = world(quarters, {**BODY, **values})
    return model, model.bodies[0]


def test_fees_come_in_and_are_spent():
    model, body = body_after(4)
    assert body.members
    paid = sum(e.pence for e in model.ledger.entries if e.flow is Flow.NETWORK_FEE)
    full = 4 * 3.0 * len(body.members) * 100_000
    # A small enterprise may not have the fee.
    assert 0.9 * full < paid <= full
    assert paid == model.ledger.total(Flow.NETWORK) + body.balance


def test_an_underfunded_body_shrinks_by_a_quarter_a_year():
    _, body = body_after(5, **{"uncertainty.network.fee": 0.0})
    assert body.activity == pytest.approx(0.75 ** (5 / 4), rel=1e-6)


def test_core_funding_keeps_it_going():
    _, body = body_after(5, **{"uncertainty.network.fee": 0.0, "policy.network.funding": 200.0})
    assert body.activity == 1.0


def test_frequent_meetings_build_trust_and_none_let_it_fade():
    def trust(meetings):
        model, body = body_after(16, **{"policy.meetings.meetings": meetings})
        return model.ties.trust_among(body.neighbours)

    assert trust(0.0) < trust(1.0) < trust(13.0)


def test_directors_who_meet_think_more_of_partnership():
    plain, met = (
        body_after(8, **{"policy.network.director_meetings": on})[0] for on in (False, True)
    )
    before = {o.name: o.leader_support for o in plain.organisations}
    raised = [o for o in met.organisations if o.leader_support > before[o.name] + 0.05]
    assert len(raised) >= len(met.bodies[0].members) // 2


def test_projects_cost_the_body_and_build_trust():
    model, body = body_after(
        24, **{"policy.meetings.meetings": 13.0, "policy.network.funding": 50.0}
    )
    assert body.projects_done > 0
    assert model.events.count("network project") == body.projects_done


def test_without_a_body_how_often_it_would_meet_changes_nothing():
    rare, often = (
        world(12, {**QUIET, "policy.meetings.meetings": f}).ledger.entries for f in (1.0, 13.0)
    )
    assert rare == often


def test_contractors_are_not_members():
    _, body = body_after(1)
    assert all(member.kind != "contractor" for member in body.members)


def test_every_project_has_a_theme_which_changes_nothing_else():
    model, _ = body_after(24, **{"policy.meetings.meetings": 13.0, "policy.network.funding": 50.0})
    told = [e.reason for e in model.events.events if e.kind == "network project"]
    assert told
    assert {reason.removeprefix("about ") for reason in told} <= set(THEMES)


def test_a_network_that_evaluates_promises_less():
    def optimism(body):
        values = {**QUIET, "place.network_body": body, "policy.network.evaluation_share": 1.0}
        return world(0, values).optimism

    assert optimism(False) == pytest.approx(0.30)
    assert optimism(True) == pytest.approx(0.15)
