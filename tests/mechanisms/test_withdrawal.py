"""Withdrawal: a member gives notice, pays what leaving costs, and is no member any more."""

import pytest

from sim.agents.phases import Phase
from sim.core.errors import ScenarioError
from sim.core.ledger import Flow
from tests.build import QUIET, SHARED_OFFICE, scenario, world

THREE = {
    **QUIET,
    "policy.review.enabled": False,
    "place.councils": 3,
    "partnership": (
        {
            "name": "office",
            "type": "shared-service",
            "members": ("council-1", "council-2", "council-3"),
            "target_saving": 400_000.0,
            "set_up_cost": 100_000.0,
        },
    ),
}


def withdrawal(organisation="council-2", **fields):
    event = {"name": "w", "kind": "member-withdraws", "quarter": 4, "organisation": organisation}
    return {"event": ({**event, **fields},)}


def happened(model, kind):
    return [(e.quarter, e.subject, e.other) for e in model.events.events if e.kind == kind]


def follower(model):
    """Return the name of a member that does not lead."""
    return next(
        m.name for m in model.partnerships[0].members if m is not model.partnerships[0].lead
    )


@pytest.fixture(scope="module")
def name():
    return follower(world(1, THREE))


def test_a_member_stays_for_its_notice_and_is_none_afterwards(name):
    values = {**THREE, **withdrawal(name, notice=3)}
    before, after = world(7, values), world(8, values)
    assert happened(before, "gives notice") == [(4, "office", name)]
    assert name in [m.name for m in before.partnerships[0].members]
    assert name not in [m.name for m in after.partnerships[0].members]
    assert happened(after, "member leaves") == [(7, "office", name)]
    assert after.partnerships[0].live


def test_the_cost_of_leaving_goes_to_those_who_stay_in_equal_parts_and_the_books_close(name):
    model = world(8, {**THREE, **withdrawal(name, notice=3, exit_cost=50_000.01)})
    paid = [e for e in model.ledger.entries if e.flow is Flow.EXIT]
    stayed = {member.account for member in model.partnerships[0].members}
    assert {e.payer for e in paid} == {name}
    assert {e.payee for e in paid} == stayed
    assert sorted(e.pence for e in paid) == [2_500_000, 2_500_001]
    assert {(e.quarter, e.partnership) for e in paid} == {(7, "office")}
    assert sum(map(model.ledger.balance, {a for e in model.ledger.entries for a in e[1:3]})) == 0


def test_who_cannot_pay_all_of_it_pays_what_is_there_and_that_is_said(name):
    model = world(8, {**THREE, **withdrawal(name, notice=3, exit_cost=1e10)})
    paid = sum(e.pence for e in model.ledger.entries if e.flow is Flow.EXIT)
    assert 0 < paid < 1e12
    assert happened(model, "exit cost not paid in full") == [(7, "office", name)]


def test_a_partnership_ends_when_too_few_remain():
    model = world(8, {**SHARED_OFFICE, **withdrawal(notice=2, exit_cost=1_000.0)})
    (partnership,) = model.partnerships
    assert (partnership.phase, partnership.ended) == (Phase.DISSOLVED, 6)
    assert partnership.why_ended == "left by council-2"
    assert sum(e.pence for e in model.ledger.entries if e.flow is Flow.EXIT) == 100_000


def test_a_member_may_leave_one_partnership_and_keep_the_others(name):
    office = THREE["partnership"][0]
    other = {**office, "type": "management-consolidation", "name": "managers"}
    values = {**THREE, "partnership": (office, other)}
    one, both = (
        world(5, {**values, **withdrawal(name, notice=0, **given)})
        for given in ({"partnership": "office"}, {})
    )
    assert happened(one, "member leaves") == [(4, "office", name)]
    assert {subject for _, subject, _ in happened(both, "member leaves")} == {"office", "managers"}


def test_a_withdrawal_from_nothing_is_written_down():
    model = world(5, {**THREE, **withdrawal("contractor-1", notice=0)})
    assert happened(model, "nothing to withdraw from") == [(4, "contractor-1", "")]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"organisation": "council-9"}, "there is no council or organisation `council-9`"),
        ({"partnership": "offices"}, "there is no partnership `offices`; did you mean `office`?"),
        ({"notice": 20}, "the end of the notice, quarter 24, is after the end"),
    ],
)
def test_what_nobody_could_leave_is_refused(fields, said):
    with pytest.raises(ScenarioError, match=said):
        scenario({**THREE, **withdrawal(**fields)}, quarters=12)
