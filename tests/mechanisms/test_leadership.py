"""Leadership: elections, changes of control, link officers that leave, and drifting support."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.leadership import LeadershipParameters, chance_of_change
from sim.model import PartnershipModel
from sim.rules.contention import ContentionParameters, closing_contention
from tests.build import QUIET, SHARED_OFFICE, scenario, world


def test_content_residents_keep_their_council_more_often():
    numbers = LeadershipParameters()
    assert chance_of_change(0.60, numbers) == pytest.approx(0.35)
    assert chance_of_change(0.40, numbers) == pytest.approx(0.51)


@given(st.floats(0.0, 1.0))
def test_the_chance_of_a_change_is_a_chance(satisfaction):
    assert 0.0 <= chance_of_change(satisfaction, LeadershipParameters(change_slope=2.0)) <= 1.0


def test_elections_are_staggered_in_may_and_come_round_every_four_years():
    model = world(1, QUIET)
    assert [c.next_election for c in model.councils] == [1, 5, 9, 13, 1, 5]
    model.step()
    assert model.councils[0].next_election == 17


def test_a_change_of_control_brings_another_party_and_forgets_contention():
    always = {
        **QUIET,
        "uncertainty.leadership.change_base": 0.5,
        "uncertainty.leadership.change_slope": 2.0,
    }
    model = world(1, always)
    before = {c.name: c.party for c in model.councils}
    for _ in range(20):
        model.step()
    changed = [e.subject for e in model.events.events if e.kind == "change of control"]
    assert changed
    council = next(c for c in model.councils if changed.count(c.name) == 1)
    assert council.party != before[council.name]


def test_when_control_changes_trust_in_and_of_the_council_is_cut_by_half():
    model = world(1, {**QUIET, "uncertainty.trust.decay": 0.01})
    a, b = model.councils[:2]
    model.ties.set_trust(a, b, 0.9)
    model.ties.set_trust(b, a, 0.9)
    a.trust_lost_outgoing += 1
    a.trust_lost_incoming += 1
    assert model.ties.trust(a, b) == pytest.approx(0.6)
    assert model.ties.trust(b, a) == pytest.approx(0.6)


def test_a_link_officer_takes_only_the_organisations_own_trust_along():
    model = world(1, QUIET)
    a, b = model.councils[:2]
    model.ties.set_trust(a, b, 0.9)
    model.ties.set_trust(b, a, 0.9)
    a.trust_lost_outgoing += 1
    assert model.ties.trust(a, b) == pytest.approx(0.6)
    assert model.ties.trust(b, a) == pytest.approx(0.9)


def test_more_turnover_means_more_officers_leave_and_nobody_else():
    few, many = (
        {
            (e.quarter, e.subject)
            for e in world(20, {**QUIET, "uncertainty.leadership.turnover": rate}).events.events
            if e.kind == "link officer leaves"
        }
        for rate in (0.02, 0.15)
    )
    assert few < many


def test_support_drifts_with_the_evidence_of_reviews():
    model = world(1, SHARED_OFFICE)
    (partnership,) = model.partnerships
    council = partnership.lead
    before = council.leader_support
    partnership.last_review, partnership.last_net = 0, 1.0
    model.step()
    assert council.leader_support == pytest.approx(min(1.0, before + 0.05 * 0.5))


def told(quarters, **event):
    values = {**QUIET, "run.quarters": 20, "event": ({"name": "paper", **event},)}
    return world(quarters, values)


def test_an_unclear_policy_is_unclear_from_its_quarter_on():
    paper = {"kind": "policy-event", "quarter": 2, "clarity": -0.4}
    assert told(2, **paper).policy_clarity == 1.0
    assert told(3, **paper).policy_clarity == pytest.approx(0.6)
    assert told(12, **paper).policy_clarity == pytest.approx(0.6)


def test_an_unclear_policy_blurs_what_partners_see():
    paper = {"name": "paper", "kind": "policy-event", "quarter": 5, "clarity": -1.0}
    clear, unclear = (world(6, {**SHARED_OFFICE, "event": e}) for e in ((), (paper,)))
    errors = [m.partnerships[0].error_of(*m.partnerships[0].members) for m in (clear, unclear)]
    assert errors[1] == pytest.approx(2.0 * errors[0])
    assert errors[0] != 0.0


def test_leaders_think_more_of_partnership_when_an_extra_grant_comes():
    grant = {"kind": "one-off-grant", "year": 1, "amount": 1e6, "council": "council-1"}
    plain, given = world(5, QUIET), told(5, **grant)
    lifted = {
        a.name: b.leader_support - a.leader_support
        for a, b in zip(plain.organisations, given.organisations, strict=True)
    }
    assert lifted.pop("council-1") == pytest.approx(0.05)
    assert not any(lifted.values())


def test_closing_posts_is_contentious_in_proportion_and_honesty_takes_the_edge_off():
    numbers = ContentionParameters()
    assert closing_contention(130.0, 200_000.0, numbers) == pytest.approx(0.5 * 0.065)
    assert closing_contention(9999.0, 200_000.0, numbers) == 0.5
    honest = ContentionParameters(honest_conversation=1.0)
    assert closing_contention(9999.0, 200_000.0, honest) == pytest.approx(0.2)


def test_joined_management_is_contentious_once_and_the_memory_fades():
    joined = {**SHARED_OFFICE["partnership"][0], "type": "management-consolidation"}
    model = world(
        5,
        {
            **SHARED_OFFICE,
            "partnership": (joined,),
            "policy.review.enabled": False,
            "uncertainty.leadership.change_base": 0.0,
            "uncertainty.leadership.change_slope": 0.0,
        },
    )
    fresh = model.councils[0].contention
    model.step()
    assert fresh > 0.0
    assert model.councils[0].contention == pytest.approx(0.8 * fresh)


def test_an_officer_who_is_said_to_leave_leaves_in_that_quarter_and_nobody_else():
    event = {"name": "e", "kind": "officer-leaves", "quarter": 3, "organisation": "council-2"}
    nobody = {**QUIET, "uncertainty.leadership.turnover": 0.02}
    plain, left = (
        [
            (e.quarter, e.subject)
            for e in world(6, values).events.events
            if e.kind == "link officer leaves"
        ]
        for values in (nobody, {**nobody, "event": (event,)})
    )
    assert set(left) - set(plain) == {(3, "council-2")}


def test_an_enterprise_that_closed_has_no_officer_who_leaves():
    model = world(0, {**QUIET, "uncertainty.leadership.turnover": 0.15})
    closed = [o for o in model.organisations if o.kind == "social-enterprise"]
    for enterprise in closed:
        enterprise.alive = False
    model.run_all()
    left = {e.subject for e in model.events.events if e.kind == "link officer leaves"}
    assert left
    assert not left & {enterprise.name for enterprise in closed}


def test_a_poll_out_of_turn_is_known_half_a_year_ahead_and_held():
    event = {"name": "e", "kind": "election", "quarter": 9, "council": "council-2"}
    model = PartnershipModel(scenario({**QUIET, "event": (event,)}))
    for _ in range(7):
        model.step()
    council = next(c for c in model.councils if c.name == "council-2")
    ordinary = council.next_election
    assert ordinary > 9
    model.step()
    assert council.next_election == 9
    assert council.before_election
    model.step()
    model.step()
    usual = PartnershipModel(scenario(QUIET))
    for _ in range(10):
        usual.step()
    polls = {c.name: c.next_election for c in usual.councils}
    assert {c.name: c.next_election for c in model.councils} == {**polls, "council-2": 25}
