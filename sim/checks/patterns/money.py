"""Patterns of money: when savings come, what they replace, and whose they are."""

from sim.checks.laboratory import Look
from sim.checks.patterns.looks.money import (
    coverage,
    payback_when_sound,
    realised_share,
    shared_services_save,
    wave,
    wrong_pocket,
)
from sim.checks.patterns.looks.partnerships import programmes_signed
from sim.checks.patterns.pattern import (
    Finding,
    Found,
    along,
    aside,
    between,
    falls,
    only,
    pattern,
    rises,
    small,
)

ONE_WAVE = {
    "event": (
        {
            "name": "no more",
            "kind": "new-rules",
            "quarter": 4,
            "set": {"policy.agenda.proposals": False},
        },
    )
}


@pattern(
    "P3",
    "benefits governance friction funding scale agenda negotiation",
    "savings come late: first a trough, then break-even, for some never",
    "partnerships of the first year only, 40 quarters",
    {
        "wave": small(ONE_WAVE),
        "no cuts": small({**ONE_WAVE, "policy.funding.grant_cut": 0.0}),
    },
    {"path": Look(wave)},
    "Partners put in a fifth or so of what full integration would take, where about half is needed"
    " to make up for set-up and the dip within seven years; cuts lower it further, but without any"
    " fewer than half would have broken even by then, too.",
)
def savings_come_late(found: Found) -> list[Finding]:
    """Judge the cumulative net saving of one wave of partnerships, council by council."""
    trough, depth, early, in_time, never = found["path", "wave"].T
    uncut = found["path", "no cuts"][:, 3]
    return [
        between("quarter of the trough (6 to 12)", trough, 6, 12),
        aside("depth of the trough, share of a year's budget", depth),
        between("councils that broke even before quarter 16 (under half)", early, high=0.5),
        between("councils that broke even by quarter 28 (half at least)", in_time, low=0.5),
        rises("councils that never do in ten years (some)", never),
        aside(
            "councils that broke even by quarter 28, had there been no cuts",
            uncut,
        ),
    ]


@pattern(
    "P17",
    "funding budget demand benefits scale agenda",
    "partnership cannot replace funding",
    "with and without partnerships, cut .04",
    {
        "with": small(),
        "without": small({"policy.collaboration.enabled": False}),
    },
    {"coverage": Look(coverage)},
)
def no_substitute(found: Found) -> list[Finding]:
    """Judge the share of the gap in coverage that partnerships close."""
    there, here = found["coverage", "without"], found["coverage", "with"]
    closed = (here - there) / (1.0 - there)
    return [between("share of the gap in coverage closed (under .25)", closed, high=0.25)]


@pattern(
    "P18",
    "benefits signing contribution friction",
    "more is claimed than is realised",
    "default world",
    {"default": small()},
    {"real": Look(realised_share)},
)
def claims_exceed(found: Found) -> list[Finding]:
    """Judge realisation over claims, which is defined where nothing is realised."""
    real = found["real", "default"]
    return [between("realised over claimed (under 1/1.5)", real, high=1.0 / 1.5)]


@pattern(
    "P21",
    "sharing programme signing",
    "who pays and does not gain signs less; sharing benefits puts that right",
    "youth programmes only, benefits shared 0, .5",
    along("policy.sharing.benefit_share", (0.0, 0.5), only("programme")),
    {"signed": Look(programmes_signed), "pocket": Look(wrong_pocket)},
)
def wrong_pockets(found: Found) -> list[Finding]:
    """Judge youth programmes with and without repayment by those who gain."""
    more, apart = (found[what, "0.5"] - found[what, "0.0"] for what in ("signed", "pocket"))
    return [
        rises("youth programmes signed per council, shared less not (rises)", more),
        falls("wrong-pocket index, shared less not (falls)", apart),
        aside("wrong-pocket index, not shared", found["pocket", "0.0"]),
    ]


@pattern(
    "Q7",
    "scale benefits governance",
    "a well-planned shared service has paid for itself in two years or so; without economies of"
    " scale it saves nothing on average",
    "integration .8; exponent of scale .3, 0",
    {
        "scale": small(only("shared_service")),
        "no scale": small({**only("shared_service"), "uncertainty.scale.exponent": 0.0}),
    },
    {"payback": Look(payback_when_sound), "saved": Look(shared_services_save)},
)
def shared_services_pay(found: Found) -> list[Finding]:
    """Judge the payback of shared services at sound integration, and their saving without scale."""
    saved = found["saved", "no scale"]
    none = aside("k£ saved per council without economies of scale, where none is signed (0)", saved)
    low, high = none.estimate.low, none.estimate.high
    nothing = low is not None and high is not None and low <= 0.0 <= high
    return [
        between(
            "payback in quarters at integration .8 (8 to 20)", found["payback", "scale"], 8, 20
        ),
        Finding(none.metric, none.estimate, nothing, saved),
        aside("k£ saved per council with them, as things go", found["saved", "scale"]),
    ]
