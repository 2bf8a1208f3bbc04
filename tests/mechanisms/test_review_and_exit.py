"""Review: who leaves, what ends, what is renewed, and what it does to trust."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.agents.phases import Phase
from sim.mechanisms.review_and_exit import (
    EXITS,
    RENEWS,
    ReviewParameters,
    end_of_term,
    exit_log_odds,
    learn_from,
    leaves,
    net_benefit,
)
from sim.model import PartnershipModel
from sim.rules.aggregation import logistic
from tests.build import SHARED_OFFICE, scenario, world


def test_net_benefit_is_relative_to_the_larger_side():
    assert net_benefit(10.0, 5.0) == 0.5
    assert net_benefit(5.0, 10.0) == -0.5
    assert net_benefit(0.0, 0.0) == 0.0


@given(st.floats(-1e6, 1e6), st.floats(0.0, 1e6))
def test_net_benefit_is_between_all_loss_and_all_gain(saving, overhead):
    assert -2.0 <= net_benefit(saving, overhead) <= 1.0


def test_the_odds_of_leaving_by_hand():
    odds = exit_log_odds(0.5, 0.6, 4, ReviewParameters())
    assert odds == pytest.approx(-2.6 - 0.6 - 0.4 + 0.3)


def test_streamlining_takes_the_pressure_of_interdependence_away():
    simple = ReviewParameters(streamlining=1.0)
    assert exit_log_odds(0.0, 0.4, 10, simple) == pytest.approx(-2.6)


def test_the_first_review_comes_after_a_year_of_delivery():
    model = world(7, SHARED_OFFICE)
    assert model.partnerships[0].last_review == -1
    model.step()
    assert model.partnerships[0].last_review == 7


@pytest.mark.parametrize("replicate", range(12))
def test_a_change_of_leader_before_signing_is_no_reason_to_leave(replicate):
    later = {**SHARED_OFFICE["partnership"][0], "start": 3}
    values = {
        **SHARED_OFFICE,
        "partnership": (later,),
        "policy.leadership.enabled": False,
        "uncertainty.review.base": -1.0,
        "uncertainty.review.leader_effect": 2.0,
    }
    calm, changed = (PartnershipModel(scenario(values), replicate=replicate) for _ in range(2))
    for council in changed.councils:
        council.leader_changed = 2
    for _ in range(12):
        calm.step()
        changed.step()
    assert calm.partnerships[0].last_review == changed.partnerships[0].last_review > 0
    assert calm.partnerships[0].phase is changed.partnerships[0].phase


def test_when_one_of_two_members_leaves_it_is_dissolved_and_trust_suffers():
    model = world(
        7,
        {
            **SHARED_OFFICE,
            "uncertainty.review.base": 0.0,
            "uncertainty.review.trust_effect": 0.0,
            "uncertainty.review.dissolution_loss": 0.2,
        },
    )
    gentle = world(
        7,
        {
            **SHARED_OFFICE,
            "uncertainty.review.base": 0.0,
            "uncertainty.review.trust_effect": 0.0,
            "uncertainty.review.dissolution_loss": 0.0,
        },
    )
    for _ in range(20):
        model.step()
        gentle.step()
        if model.partnerships[0].phase is Phase.DISSOLVED:
            break
    assert model.partnerships[0].phase is gentle.partnerships[0].phase is Phase.DISSOLVED
    assert model.ties.trust(*model.councils) < gentle.ties.trust(*gentle.councils)


def three_members():
    spec = SHARED_OFFICE["partnership"][0]
    return {
        **SHARED_OFFICE,
        "place.councils": 3,
        "partnership": ({**spec, "members": ("council-1", "council-2", "council-3")},),
    }


def test_of_three_members_one_may_leave_and_takes_its_saving_along():
    values = {**three_members(), "uncertainty.review.base": -1.0}
    for replicate in range(30):
        model = world(8, values, replicate=replicate)
        (partnership,) = model.partnerships
        if partnership.live and len(partnership.members) == 2:
            assert partnership.target_saving < 400.0
            return
    raise AssertionError("nobody ever left alone")


def test_at_its_term_a_partnership_is_renewed_at_no_second_set_up_cost_or_completed():
    short = {**SHARED_OFFICE["partnership"][0], "term_quarters": 4}
    values = {
        **SHARED_OFFICE,
        "partnership": (short,),
        "uncertainty.review.base": -50.0,
        "uncertainty.review.renewal": 50.0,
    }
    model = world(16, values)
    assert model.events.count("renewed") == 3
    assert model.partnerships[0].set_up_paid == pytest.approx(400.0)
    ended = world(
        16, {**values, "uncertainty.review.renewal": -3.0, "uncertainty.review.net_effect": 0.0}
    )
    assert ended.partnerships[0].phase in (Phase.COMPLETED, Phase.DELIVERING)


def test_a_sunset_rule_closes_more_talking_shops_with_the_same_luck():
    shop = {
        **SHARED_OFFICE,
        "uncertainty.friction.fixed": 0.4,
        "uncertainty.review.sunset_effect": 3.0,
    }
    ended = [
        sum(
            world(40, {**shop, "policy.review.sunset": rule}, replicate=r).partnerships[0].phase
            is Phase.DISSOLVED
            for r in range(12)
        )
        for rule in (False, True)
    ]
    assert ended[0] <= ended[1]
    assert ended[1] > 0


def test_the_dissolved_never_act_again():
    model = world(60, {"uncertainty.review.base": 0.0, "uncertainty.agenda.arrival": 0.4})
    # Homes that a land deal has built are let and yield rent long after it.
    ended = {p.name: p.ended for p in model.partnerships if not p.live and not p.homes.started}
    assert ended
    for entry in model.ledger.entries:
        if entry.partnership in ended:
            assert entry.quarter <= ended[entry.partnership]


def test_a_partnership_that_is_closed_down_ends_on_the_day_with_its_costs_kept():
    office = {**SHARED_OFFICE["partnership"][0], "name": "office"}
    closing = {"name": "e", "kind": "closure", "quarter": 6, "partnership": "office"}
    model = world(8, {**SHARED_OFFICE, "partnership": (office,), "event": (closing,)})
    (partnership,) = model.partnerships
    assert (partnership.phase, partnership.ended) == (Phase.DISSOLVED, 6)
    assert partnership.why_ended == "closed down"
    assert partnership.set_up_paid == 400.0


def test_a_takeover_corrects_what_its_council_believes_of_its_communities():
    takeover = {**SHARED_OFFICE["partnership"][0], "type": "community-takeover"}
    takeover["members"] = ("council-1", "social-enterprise-1")
    model = world(8, {**SHARED_OFFICE, "partnership": (takeover,)})
    partnership = model.partnerships[0]
    council = partnership.lead
    council.perceived_capacity = 0.0
    learn_from(model, partnership)
    assert council.perceived_capacity == pytest.approx(0.2 * council.capacity)


def delivering(**values):
    """Return a partnership that has delivered for a year, with nobody allowed to leave before."""
    model = world(8, {**SHARED_OFFICE, "uncertainty.review.base": -50.0, **values})
    return model, model.partnerships[0]


def test_a_notice_and_a_new_leader_raise_the_odds_of_leaving_by_their_effects():
    model = world(7, SHARED_OFFICE)
    (partnership,) = model.partnerships
    member, numbers = partnership.members[0], model.params[ReviewParameters]
    trust = model.ties.mean_trust(member, partnership.partners_of(member))
    plain = exit_log_odds(partnership.last_net, trust, 2, numbers)
    asked = {
        "calm": plain,
        "notice": plain + numbers.notice_effect,
        "both": plain + numbers.notice_effect + numbers.leader_effect,
    }
    draws, answers = [], {name: [] for name in asked}
    for quarter in range(1000, 1400):
        model.quarter = quarter
        draws.append(model.streams.uniform(EXITS, quarter, member.code, partnership.code))
        for name in asked:
            member.section_114_left = 3 * (name != "calm")
            member.leader_changed = partnership.signed + (name == "both")
            answers[name].append(leaves(model, partnership, member))
    for name, odds in asked.items():
        assert answers[name] == [draw < logistic(odds) for draw in draws]
    assert 0 < sum(answers["calm"]) < sum(answers["notice"]) < sum(answers["both"])


@pytest.mark.parametrize("net", [-1.0, 0.0, 1.0])
def test_net_benefit_and_trust_move_the_odds_of_renewal_by_their_effects(net):
    model, partnership = delivering()
    numbers = model.params[ReviewParameters]
    partnership.last_net = net
    odds = numbers.renewal + numbers.net_effect * net
    odds += numbers.renewal_trust_effect * (partnership.mean_trust - 0.4)
    renewed, drawn = [], []
    for quarter in range(1000, 1100):
        model.quarter, partnership.phase = quarter, Phase.DELIVERING
        end_of_term(model, partnership)
        renewed.append(partnership.phase is Phase.DELIVERING)
        draw = model.streams.uniform(RENEWS, quarter, partnership.code)
        drawn.append(draw < logistic(odds))
    assert renewed == drawn
    assert len(set(renewed)) == 2


def test_the_second_term_is_as_long_as_the_first():
    short = {**SHARED_OFFICE["partnership"][0], "term_quarters": 8}
    values = {**SHARED_OFFICE, "partnership": (short,), "uncertainty.review.base": -50.0}
    model = world(28, {**values, "uncertainty.review.renewal": 50.0})
    renewals = [e.quarter for e in model.events.events if e.kind == "renewed"]
    begun = next(e.quarter for e in model.events.events if e.kind == "delivering")
    assert renewals == [begun + 8, begun + 16, begun + 24]
    assert model.partnerships[0].term_started == 24
