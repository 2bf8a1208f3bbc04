"""Auction: who can bid for a lot, at what price, and who wins it.

Lot size decides before any weight does: the turnover test and the cost of bidding shut small
bodies out of large lots, and no award criterion brings them back.

ODD: docs/odd.md, SM21
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from pydantic import model_validator

from sim.core.parameters import Parameters, param

SMALL_LOT = 100.0
"""k£ a year up to which there is no turnover test and bidding is cheap."""
REFERENCE_LOT = 250.0
"""k£ a year at which the cost indices of the kinds of bidder are quoted."""
CONTRACT_YEARS = 4
WEIGHTS = (0.60, 0.35, 0.05)
"""Usual weights of price, quality and social value; the last ranked lowest (seeds row 118)."""


class ProcurementParameters(Parameters):
    """How councils let contracts, and what bidders are like."""

    group = "procurement"
    neutral: ClassVar = {"arises": False, "benefit_clauses": 0.0, "default_hazard": 0.0}

    arises: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-114",
        role="policy",
        why="Whether contracts are let at all.",
    )
    lot_value: float | None = param(
        None,
        unit="£/year",
        low=10_000.0,
        high=50_000_000.0,
        source="seed-row-120",
        role="policy",
        why="Size of the lots that contracts are let in; left out, a contract is one lot.",
    )
    social_value_weight: float = param(
        0.05,
        unit="share of score",
        low=0.0,
        high=1.0,
        source="seed-row-118",
        role="policy",
        why="Weight of social value in the award; given alone, the other two make room.",
    )
    price_weight: float | None = param(
        None,
        unit="share of score",
        low=0.0,
        high=1.0,
        source="seed-row-118",
        role="policy",
        why="Weight of price; .60 of .95 of what social value leaves.",
    )
    quality_weight: float | None = param(
        None,
        unit="share of score",
        low=0.0,
        high=1.0,
        source="seed-row-118",
        role="policy",
        why="Weight of quality; .35 of .95 of what social value leaves.",
    )
    turnover_test: float = param(
        2.0,
        unit="multiple of lot",
        low=0.0,
        high=4.0,
        source="assumption-156",
        role="policy",
        why="rho_T: turnover a bidder must have.",
    )
    bid_limit: float = param(
        0.03,
        unit="share of turnover",
        low=0.0,
        high=0.1,
        source="assumption-157",
        role="uncertainty",
        why="What a bid may cost at most.",
    )
    bid_cost: float = param(
        1.0,
        unit="k£",
        low=0.0,
        high=5.0,
        source="assumption-158",
        role="uncertainty",
        why="Cost of a bid for a small lot.",
    )
    bid_cost_large: float = param(
        14.0,
        unit="k£ at £1m",
        low=0.0,
        high=30.0,
        source="assumption-159",
        role="uncertainty",
        why="What bidding costs more for a lot of a million pounds a year.",
    )
    bid_cost_factor: float = param(
        1.0,
        unit="multiple",
        low=0.0,
        high=5.0,
        source="seed-row-120",
        role="policy",
        why="All bid costs together; a lever on red tape.",
    )
    overhead_recovery: float = param(
        0.08,
        unit="share of price",
        low=0.0,
        high=0.2,
        source="assumption-160",
        role="uncertainty",
        why="Worth of a contract to its holder beyond the margin.",
    )
    benefit_clauses: float = param(
        0.0,
        unit="intensity",
        low=0.0,
        high=1.0,
        source="seed-row-124",
        role="policy",
        why="Community benefit clauses: local subcontracts, training places, at a small premium.",
    )
    clause_premium: float = param(
        0.02,
        unit="share of price",
        low=0.0,
        high=0.1,
        source="assumption-161",
        role="uncertainty",
        why="Premium of contractors at full intensity.",
    )
    clause_share: float = param(
        0.10,
        unit="share of contract",
        low=0.0,
        high=0.3,
        source="assumption-162",
        role="uncertainty",
        why="Part of a contract's value that goes to local enterprises at full intensity.",
    )
    clause_training: float = param(
        0.2,
        unit="places per M£ and year",
        low=0.0,
        high=2.0,
        source="assumption-163",
        role="uncertainty",
        why="Training places at full intensity.",
    )
    clause_compliance: float = param(
        0.8,
        unit="chance per year",
        low=0.0,
        high=1.0,
        source="assumption-164",
        role="uncertainty",
        why="Chance that a contractor keeps its clauses in a year.",
    )
    default_hazard: float = param(
        0.004,
        unit="chance/quarter",
        low=0.0,
        high=0.025,
        source="co_supplier_failure_hazard",
        role="uncertainty",
        why="Chance that a contractor fails.",
    )
    learning: float = param(
        0.2,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption-165",
        role="uncertainty",
        why="How fast bidders learn their chances.",
    )
    value_extraction: float = param(
        0.3,
        unit="share of margin",
        low=0.0,
        high=1.0,
        source="seed-row-71",
        role="uncertainty",
        why="omega: what a contractor takes out of a contract's margin before anything is shared.",
    )

    @model_validator(mode="after")
    def _weights_add_up(self) -> Self:
        total = sum(award_weights(self))
        if abs(total - 1.0) > 1e-9:
            raise ValueError(
                "price_weight, quality_weight and social_value_weight must add up to 1;"
                f" they add up to {total:g}"
            )
        return self


@dataclass(frozen=True)
class Style:
    """What bidders of one kind have in common."""

    cost: float
    """Cost at the reference lot, as a multiple of the council's own."""
    scale: float
    """How fast cost falls with the size of the lot."""
    margin: float
    social_value: float
    """Social value of what they do, 0 to 1."""


STYLES = {
    "contractor": Style(0.95, 0.05, 0.06, 0.30),
    "housing-association": Style(0.98, 0.02, 0.03, 0.50),
    "social-enterprise": Style(0.97, -0.02, 0.02, 0.70),
}
"""By kind of organisation; from the prototype's calibration, no evidence (model SM21)."""


@dataclass(frozen=True)
class Bid:
    """One bidder's offer for one lot."""

    bidder: str
    price: float
    """As a multiple of what the work costs the council itself."""
    quality: float
    social_value: float


def award_weights(numbers: ProcurementParameters) -> tuple[float, float, float]:
    """Return the weights of price, quality and social value; what is not given shares the rest."""
    social, price, quality = (
        numbers.social_value_weight,
        numbers.price_weight,
        numbers.quality_weight,
    )
    left = 1.0 - social
    if price is None and quality is None:
        usual = WEIGHTS[0] / (WEIGHTS[0] + WEIGHTS[1])
        return left * usual, left * (1.0 - usual), social
    if price is None:
        return max(0.0, left - (quality or 0.0)), quality or 0.0, social
    return price, max(0.0, left - price) if quality is None else quality, social


def bid_cost(lot: float, numbers: ProcurementParameters) -> float:
    """Return what a bid for a lot (k£ a year) costs, in k£."""
    large = numbers.bid_cost_large * math.sqrt(lot / 1000.0) if lot > SMALL_LOT else 0.0
    return numbers.bid_cost_factor * (numbers.bid_cost + large)


def eligible(turnover: float, lot: float, numbers: ProcurementParameters) -> bool:
    """Tell whether a bidder of some turnover may bid for a lot (both k£ a year)."""
    large_enough = lot <= SMALL_LOT or turnover >= numbers.turnover_test * lot
    return large_enough and bid_cost(lot, numbers) <= numbers.bid_limit * turnover


def price_of(kind: str, lot: float, luck: float, numbers: ProcurementParameters) -> float:
    """Return the price a kind of bidder asks; ``luck`` is a standard normal draw."""
    style = STYLES[kind]
    cost = style.cost * math.exp(-style.scale * math.log(lot / REFERENCE_LOT) + 0.05 * luck)
    clauses = numbers.clause_premium * numbers.benefit_clauses if kind == "contractor" else 0.0
    return cost * (1.0 + style.margin) * (1.0 + clauses)


def social_value_of(kind: str, numbers: ProcurementParameters) -> float:
    """Return the social value of a bid, raised for contractors by benefit clauses."""
    clauses = 0.35 * numbers.benefit_clauses if kind == "contractor" else 0.0
    return STYLES[kind].social_value + clauses


def worth_bidding(
    kind: str, price: float, lot: float, chance: float, numbers: ProcurementParameters
) -> bool:
    """Tell whether what a contract is worth, times the chance to win it, pays for the bid."""
    gain = (STYLES[kind].margin + numbers.overhead_recovery) * price * lot * CONTRACT_YEARS
    return gain * chance > bid_cost(lot, numbers)


def learnt(chance: float, won: bool, numbers: ProcurementParameters) -> float:
    """Return a bidder's view of its chances after one more tender."""
    moved = (1.0 - numbers.learning) * chance + numbers.learning * won
    return max(0.05, moved)


def scores(bids: Sequence[Bid], numbers: ProcurementParameters) -> list[float]:
    """Return the score of every bid for one lot."""
    cheapest = min(bid.price for bid in bids)
    price, quality, social = award_weights(numbers)
    return [
        price * cheapest / bid.price + quality * bid.quality + social * bid.social_value
        for bid in bids
    ]


def winner(bids: Sequence[Bid], numbers: ProcurementParameters) -> Bid:
    """Return the winning bid; ties go by name."""
    ranked = sorted(
        zip(scores(bids, numbers), bids, strict=True), key=lambda x: (-x[0], x[1].bidder)
    )
    return ranked[0][1]
