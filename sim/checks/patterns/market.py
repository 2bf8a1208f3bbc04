"""Patterns of the market: what lot size and award weights do to social enterprises."""

from itertools import pairwise

from sim.analysis.statistics import estimate
from sim.checks.laboratory import Look, World
from sim.checks.patterns.looks.market import enterprises_bid, enterprises_win
from sim.checks.patterns.pattern import (
    Finding,
    Found,
    aside,
    between,
    falls,
    only,
    pattern,
    rises,
    small,
)

LOTS = (50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 10_000_000)

TENDERS = {
    "place.councils": 1,
    "place.social_enterprises": 6,
    "place.housing_associations": 2,
    "place.contractors": 3,
    "uncertainty.starting.population_spread": 0.0,
    **only("contracting"),
    "run.quarters": 16,
}
"""One council of 200,000 people that puts services out to tender, and eleven who could bid."""


def tender(lot: int, social_value: float = 0.05) -> World:
    """Return a world of tenders in lots of some size, £ a year."""
    return small(
        {
            **TENDERS,
            "policy.procurement.lot_value": float(lot),
            "policy.procurement.social_value_weight": social_value,
        }
    )


def pounds(lot: int) -> str:
    """Return a size of lot in words."""
    return f"£{lot // 1000}k" if lot < 1_000_000 else f"£{lot / 1_000_000:g}m"


@pattern(
    "P7",
    "procurement partners",
    "large lots crowd small enterprises out",
    "the same work in lots of £50k to £10m a year",
    {pounds(lot): tender(lot) for lot in LOTS},
    {"bid": Look(enterprises_bid), "win": Look(enterprises_win)},
    "In a first tender enterprises win as many small lots as the rule asks. But a council that lets"
    " the same work in dozens of lots has them bid dozens of times at a thousand pounds or more,"
    " tender after tender, most of which sign nothing (a saving of a few per cent on £100k does not"
    " pay for the meetings): their reserves are spent on bids. Small lots help those who can"
    " afford to bid for many.",
)
def large_lots_crowd_out(found: Found) -> list[Finding]:
    """Judge who bids and who wins as lots grow, over all tenders of four years."""
    sizes = [pounds(lot) for lot in LOTS]
    bids = [found["bid", size] for size in sizes]
    wins, first = ([found["win", size][:, part] for size in sizes] for part in (0, 1))
    steps = {f"{a} to {b}": wins[i + 1] - wins[i] for i, (a, b) in enumerate(pairwise(sizes))}
    worst = max(steps, key=lambda step: estimate(steps[step]).value or 0.0)
    return [
        falls("bids of those possible, £10m less £50k (falls)", bids[-1] - bids[0]),
        falls("share of lots won, £10m less £50k (falls)", wins[-1] - wins[0]),
        between(f"largest step up in that share, {worst} (none)", steps[worst], high=0.0),
        between("share of lots won at £100k (at least .8)", wins[1], low=0.8),
        between("share of lots won at £2.5m (at most .05)", wins[5], high=0.05),
        aside("the same at £100k in the first tender alone", first[1]),
        aside("the same at £2.5m in the first tender alone", first[5]),
    ]


@pattern(
    "P8",
    "procurement partners",
    "award weights help only those who can bid at all",
    "weight of social value .05, .20; lots of £1m, £2.5m",
    {
        f"{pounds(lot)} {weight}": tender(lot, weight)
        for lot in (1_000_000, 2_500_000)
        for weight in (0.05, 0.20)
    },
    {"win": Look(enterprises_win)},
    "At £1m enterprises that could win have spent their reserves on bids after some tenders; those"
    " few that are large enough for £2.5m have not. In the first tender alone the gain at £1m is"
    " just about three times that at £2.5m.",
)
def weights_help_the_eligible(found: Found) -> list[Finding]:
    """Judge what a higher weight of social value wins for enterprises, by size of lot."""
    (one, first_one), (large, first_large) = (
        (found["win", f"{size} 0.2"] - found["win", f"{size} 0.05"]).T for size in ("£1m", "£2.5m")
    )
    return [
        rises("share of lots won at £1m, weight .20 less .05 (rises)", one),
        between("that gain less three times that at £2.5m (not negative)", one - 3 * large, 0.0),
        aside("the gain at £2.5m", large),
        aside("the gain at £1m in the first tender alone", first_one),
        aside("that gain less three times that at £2.5m", first_one - 3 * first_large),
    ]
