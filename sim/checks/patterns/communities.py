"""Patterns of communities: who knows whom in a crisis, what lost bids leave, what wears out."""

from sim.checks.laboratory import Look
from sim.checks.patterns.looks.communities import (
    LOADS,
    community_capacity,
    organisations_apart,
    partners_cash,
    relational_capital,
    response_weeks,
)
from sim.checks.patterns.looks.partnerships import effective, signed
from sim.checks.patterns.pattern import (
    Finding,
    Found,
    Values,
    along,
    aside,
    between,
    falls,
    pattern,
    rises,
    small,
)

SOON, LATER = 8, 24


@pattern(
    "P9",
    "crisis trust leadership",
    "who already knows each other responds to a crisis sooner",
    "pairs with earlier ties 0, .3, .7",
    along("uncertainty.trust.pre_tie_share", (0.0, 0.3, 0.7), {"run.quarters": LATER + 1}),
    {"soon": Look(response_weeks, SOON), "later": Look(response_weeks, LATER)},
)
def ties_speed_response(found: Found) -> list[Finding]:
    """Judge the weeks of response early on, and that history fades."""
    none, some, many = (found["soon", share] for share in ("0.0", "0.3", "0.7"))
    gap = none - many
    later = found["later", "0.0"] - found["later", "0.7"]
    return [
        falls("weeks of response at quarter 8, ties .3 less 0 (falls)", some - none),
        falls("weeks of response at quarter 8, ties .7 less .3 (falls)", many - some),
        falls("gap between none and .7 at quarter 24 less at 8 (shrinks)", later - gap),
    ]


BID_AT, LOOKED_AT_AFTER = 8, 4
NETWORK = {
    "place.network_body": True,
    "uncertainty.network.win_base": 0.0,
    "policy.network.pledge": 400.0,
    "run.quarters": BID_AT + LOOKED_AT_AFTER + 1,
}


@pattern(
    "P11",
    "network meetings trust",
    "a bid that is lost still builds ties, and costs",
    "a network's bid that is lost, no bid",
    {
        "lost": small({**NETWORK, "policy.network.bid_quarter": BID_AT}),
        "none": small(NETWORK),
    },
    {"capital": Look(relational_capital), "cash": Look(partners_cash)},
)
def lost_bids_build_ties(found: Found) -> list[Finding]:
    """Judge relational capital and cash a year after a bid was lost."""
    ties, cash = (found[what, "lost"] - found[what, "none"] for what in ("capital", "cash"))
    return [
        rises("relational capital a year later, bid lost less none (rises)", ties),
        falls("k£ that organisations hold then (falls)", cash),
    ]


@pattern(
    "P19",
    "capacity",
    "community capacity has a threshold, and where it starts decides where it ends",
    "the rule alone, ten years at £1 a head a quarter; load .3 to .6; capacity .25, .60 at first",
    {"default": small({"place.councils": 1, "run.quarters": 1})},
    {"apart": Look(organisations_apart)},
)
def capacity_has_a_threshold(found: Found) -> list[Finding]:
    """Judge how far apart two communities end that differ only in where they start."""
    apart = found["apart", "default"]
    return [
        between("gap at the end, at the load where it is least (under .1)", apart.min(1), high=0.1),
        between("gap at the load where it is largest (at least .25)", apart.max(1), low=0.25),
        *(aside(f"gap at load {load:g}", apart[:, i]) for i, load in enumerate(LOADS)),
    ]


BROKERS, MEETINGS, INVESTMENTS = (
    (0.0, 1.0, 2.0, 4.0),
    (1.0, 3.0, 6.5, 13.0),
    (0.0, 0.5, 1.0, 2.0, 4.0),
)


@pattern(
    "P24",
    "brokers meetings network capacity volunteering agenda",
    "returns diminish",
    "brokers 0 to 4, meetings 1 to 13 a quarter, £0 to £4 a head and quarter for communities",
    {
        **{f"brokers {n}": small({"policy.brokers.brokers": n}) for n in BROKERS},
        **{
            f"meetings {n}": small({"place.network_body": True, "policy.meetings.meetings": n})
            for n in MEETINGS
        },
        **{f"pounds {n}": small({"policy.capacity.investment": n}) for n in INVESTMENTS},
    },
    {
        "signed": Look(signed),
        "effective": Look(effective),
        "capacity": Look(community_capacity),
    },
)
def returns_diminish(found: Found) -> list[Finding]:
    """Judge three inputs: each does something, and its first step more per unit than its last."""
    return [
        *bends(found, "signed", "brokers", BROKERS, "partnerships signed per council"),
        *bends(found, "effective", "meetings", MEETINGS, "effective integration"),
        *bends(found, "capacity", "pounds", INVESTMENTS, "community capacity"),
    ]


def bends(
    found: Found, what: str, given: str, amounts: tuple[float, ...], words: str
) -> list[Finding]:
    """Judge that something rises along an input, and ever more slowly."""
    at = [found[what, f"{given} {amount}"] for amount in amounts]

    def slope(i: int, j: int) -> Values:
        return (at[j] - at[i]) / (amounts[j] - amounts[i])

    last = len(amounts) - 1
    bend = slope(last - 1, last) - slope(0, 1)
    return [
        rises(f"{words} along {given}, all less nothing (rises)", at[-1] - at[0]),
        falls("its gain per unit, last step less first (falls)", bend),
    ]
