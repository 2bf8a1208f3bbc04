"""Consortium: buying, handing out and bidding together (A17, P11)."""

import pytest

from sim.agents.ties import near_each_other
from sim.core.ledger import COMMUNITY, Flow
from tests.build import QUIET, world

BODY = {**QUIET, "place.network_body": True}


def test_members_who_buy_together_pay_less():
    model = world(1, {**BODY, "policy.network.collective_purchase": True})
    members = model.bodies[0].members
    for council in model.councils:
        assert (council.purchase_cost < 1.0) == (council in members)


def bid(quarters=8, replicate=0, **values):
    bidding = {**BODY, "policy.network.bid_quarter": 4, **values}
    return world(quarters, bidding, replicate=replicate)


def test_won_the_pledge_is_matched_and_lost_only_the_pledge_is_spent():
    won = bid(**{"uncertainty.network.win_base": 1.0})
    lost = bid(**{"uncertainty.network.win_base": 0.0})
    pledged = lost.ledger.total(Flow.PLEDGE)
    assert pledged > 0
    assert lost.ledger.total(Flow.MATCH) == 0
    assert won.ledger.total(Flow.MATCH) == won.ledger.total(Flow.PLEDGE) == pledged
    assert lost.ledger.balance(COMMUNITY) == pledged


@pytest.mark.parametrize("replicate", range(4))
def test_a_lost_bid_costs_money_and_leaves_bidders_closer(replicate):
    without = world(8, BODY, replicate=replicate)
    lost = bid(replicate=replicate, **{"uncertainty.network.win_base": 0.0})
    members = lost.bodies[0].members
    same = [o for o in without.organisations if o.name in {m.name for m in members}]
    after, before = near_each_other(members), near_each_other(same)
    assert lost.ties.trust_among(after) > without.ties.trust_among(before)
    assert sum(o.balance for o in members) < sum(o.balance for o in same)


def test_vouchers_reach_those_at_risk_through_local_members():
    model = world(2, {**BODY, "policy.network.vouchers": 500.0})
    reached = sum(place.people_reached for place in model.places)
    at_risk = sum(model.residents.at_risk[p.index] * p.population for p in model.places)
    assert 0.0 < reached < 0.7 * at_risk
    assert 0 < model.ledger.total(Flow.VOUCHER) < 2 * 500 * 100_000


def test_members_who_trust_each_other_come_together_within_two_weeks():
    def weeks(share):
        model = bid(**{"uncertainty.trust.pre_tie_share": share})
        return model.bodies[0].convening_weeks

    assert 0.0 < weeks(1.0) <= 2.0 < weeks(0.0)
