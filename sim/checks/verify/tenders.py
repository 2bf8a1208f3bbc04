"""Tenders: who wins an auction, and what the cost of bidding does to who bids."""

from collections.abc import Iterator
from itertools import combinations, pairwise, product

from sim.checks.verify.case import IDENTITY, case, world
from sim.rules.auction import Bid, ProcurementParameters, scores, winner

PRICE_ONLY = ProcurementParameters(price_weight=1.0, quality_weight=0.0, social_value_weight=0.0)


def tenders() -> Iterator[list[Bid]]:
    """Yield every tender of three bids out of a grid of prices, qualities and social values."""
    grid = product((0.9, 0.97, 1.1), (0.4, 0.8), (0.3, 0.7))
    bids = [Bid(f"bidder {i}", *offer) for i, offer in enumerate(grid)]
    yield from (list(three) for three in combinations(bids, 3))


@case("A14", "by price alone the cheapest wins, at any level of prices; one bidder wins alone", 0.0)
def cheapest_wins() -> float:
    """Return in how many tenders the cheapest does not win, or prices times ten change it."""
    wrong = 0
    for bids in tenders():
        best = winner(bids, PRICE_ONLY)
        wrong += best.price > min(bid.price for bid in bids)
        wrong += winner(bids[:1], ProcurementParameters()) is not bids[0]
        dearer = [Bid(b.bidder, 10.0 * b.price, b.quality, b.social_value) for b in bids]
        again = bids[dearer.index(winner(dearer, ProcurementParameters()))]
        reached = scores(bids, ProcurementParameters())
        wrong += reached[bids.index(again)] < max(reached) - IDENTITY
    return float(wrong)


@case("A14-weight", "more weight on social value never picks a winner that has less of it", 0.0)
def weight_picks_social_value() -> float:
    """Return in how many tenders a larger weight lowers the winner's social value."""
    wrong = 0
    for bids in tenders():
        weights = [ProcurementParameters(social_value_weight=w / 20) for w in range(21)]
        values = [winner(bids, numbers).social_value for numbers in weights]
        wrong += values != sorted(values)
    return float(wrong)


@case(
    "A29-bids",
    "dearer bidding never brings in more social enterprises, with the same random numbers",
    0.0,
)
def dearer_bids() -> float:
    """Return how often enterprises bid for more lots when all bids cost more, in two years."""
    bids = [enterprise_bids(factor) for factor in (0.0, 0.5, 1.0, 2.0, 5.0)]
    return float(sum(more > fewer for fewer, more in pairwise(bids)))


def enterprise_bids(factor: float) -> int:
    """Return how many lots social enterprises bid for in the first tenders of a region."""
    keys = {"policy.procurement.bid_cost_factor": factor, "policy.procurement.lot_value": 2.5e5}
    model = world({**keys, "place.residents_per_council": 50}, quarters=8)
    enterprises = [o for o in model.organisations if o.kind == "social-enterprise"]
    return sum(len(enterprise.lots_bid_for) for enterprise in enterprises)
