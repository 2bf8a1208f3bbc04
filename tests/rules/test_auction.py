"""Auction: lot size first, then price, quality and social value (A14, A29, P7, P8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sim.rules.auction import (
    Bid,
    ProcurementParameters,
    award_weights,
    bid_cost,
    eligible,
    learnt,
    price_of,
    social_value_of,
    winner,
    worth_bidding,
)

NUMBERS = ProcurementParameters()
price = st.floats(0.5, 1.5)
share = st.floats(0.0, 1.0)


@st.composite
def fields(draw):
    offers = draw(st.lists(st.tuples(price, share, share), min_size=1, max_size=6))
    return [Bid(f"bidder-{i}", *offer) for i, offer in enumerate(offers)]


def test_a_bid_by_hand():
    assert bid_cost(100.0, NUMBERS) == 1.0
    assert bid_cost(1000.0, NUMBERS) == pytest.approx(15.0)
    assert price_of("contractor", 250.0, 0.0, NUMBERS) == pytest.approx(0.95 * 1.06)
    assert price_of("social-enterprise", 250.0, 0.0, NUMBERS) == pytest.approx(0.97 * 1.02)


@given(fields())
def test_on_price_alone_the_cheapest_wins(bids):
    only_price = ProcurementParameters(social_value_weight=0.0, price_weight=1.0)
    assert winner(bids, only_price).price == min(bid.price for bid in bids)


@given(fields(), st.floats(0.1, 10.0))
def test_scaling_every_price_changes_no_winner(bids, factor):
    scaled = [Bid(b.bidder, b.price * factor, b.quality, b.social_value) for b in bids]
    best, again = winner(bids, NUMBERS), winner(scaled, NUMBERS)
    assert (again.quality, again.social_value) == (best.quality, best.social_value)


def test_a_single_bidder_wins():
    only = Bid("only", 1.4, 0.1, 0.0)
    assert winner([only], NUMBERS) is only


@given(fields(), st.floats(0.0, 0.9), st.floats(0.01, 0.1))
def test_more_weight_on_social_value_never_lowers_the_winners(bids, weight, more):
    low = winner(bids, ProcurementParameters(social_value_weight=weight))
    high = winner(bids, ProcurementParameters(social_value_weight=weight + more))
    assert high.social_value >= low.social_value - 1e-12


def test_ties_go_by_name():
    assert winner([Bid("b", 1.0, 0.5, 0.5), Bid("a", 1.0, 0.5, 0.5)], NUMBERS).bidder == "a"


def test_weights_that_are_not_given_share_what_is_left():
    assert award_weights(NUMBERS) == pytest.approx((0.60, 0.35, 0.05))
    raised = award_weights(ProcurementParameters(social_value_weight=0.24))
    assert raised == pytest.approx((0.48, 0.28, 0.24))


def test_weights_that_do_not_add_up_are_refused():
    with pytest.raises(ValidationError, match=r"add up to 1; they add up to 1\.05"):
        ProcurementParameters(price_weight=0.5, quality_weight=0.5)


def test_large_lots_shut_small_bodies_out():
    assert eligible(700.0, 100.0, NUMBERS)
    assert not eligible(700.0, 1000.0, NUMBERS)
    assert eligible(20_000.0, 1000.0, NUMBERS)


@given(st.floats(50.0, 5000.0), share, st.floats(1.0, 5.0))
def test_dearer_bids_never_bring_more_bidders(lot, chance, factor):
    dear = ProcurementParameters(bid_cost_factor=factor)
    bids_cheap = worth_bidding("social-enterprise", 1.0, lot, chance, NUMBERS)
    assert worth_bidding("social-enterprise", 1.0, lot, chance, dear) <= bids_cheap


def test_who_loses_thinks_less_of_its_chances_but_never_despairs():
    assert learnt(0.2, False, NUMBERS) == pytest.approx(0.16)
    assert learnt(0.2, True, NUMBERS) == pytest.approx(0.36)
    assert learnt(0.05, False, NUMBERS) == 0.05


def test_clauses_make_contractors_dearer_and_their_bids_more_social():
    clauses = ProcurementParameters(benefit_clauses=1.0)
    assert price_of("contractor", 250.0, 0.0, clauses) == pytest.approx(0.95 * 1.06 * 1.02)
    assert social_value_of("contractor", clauses) == pytest.approx(0.65)
    assert social_value_of("social-enterprise", clauses) == 0.70
