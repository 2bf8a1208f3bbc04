"""Patterns of partnerships: what stands behind them, and what makes it more or less."""

from sim.checks.laboratory import Look, World
from sim.checks.patterns.looks.money import net_a_year, realised_share
from sim.checks.patterns.looks.partnerships import (
    dyads_in_trust,
    effective,
    effective_by_sector,
    effective_now,
    signed,
    talking_shops,
)
from sim.checks.patterns.pattern import (
    Finding,
    Found,
    along,
    aside,
    between,
    falls,
    pattern,
    rises,
    small,
)

MOTIVE = "policy.signing.legitimacy_motive"
LEAVES_AT = 6
"""Quarter in which the link officer of the scenario ``champion-leaves`` leaves."""


@pattern(
    "P1",
    "signing contribution trust observation friction",
    "declared exceeds effective, and talking shops grow with the wish to be seen in partnership",
    "motive 0, .75, 1.2",
    {
        **along(MOTIVE, (0.0, 0.75, 1.2)),
        "no free riders": small({MOTIVE: 0.0, "uncertainty.contribution.free_rider_share": 0.0}),
    },
    {"shops": Look(talking_shops)},
    "A quarter of organisations put in less than half of what they could, whatever the motive, and"
    " nobody knows beforehand who they are: what is declared is honest on average and too much"
    " for them. Without free riders there are next to no talking shops at motive 0.",
)
def talking_shops_grow(found: Found) -> list[Finding]:
    """Judge three strengths of the legitimacy motive."""
    none, usual, strong = (found["shops", motive] for motive in ("0.0", "0.75", "1.2"))
    return [
        rises("talking-shop share, motive .75 less 0 (rises)", usual - none),
        rises("talking-shop share, motive 1.2 less .75 (rises)", strong - usual),
        between("talking-shop share at motive 0 (at most .05)", none, high=0.05),
        between("talking-shop share at motive 1.2 (at least .3)", strong, low=0.3),
        aside("the same at motive 0 without free riders", found["shops", "no free riders"]),
    ]


DYADS = 6


def dyads(friction: float, bonus: float, people_stay: bool = False) -> World:
    """Return a world of six pairs of councils that each share a service for ten years."""
    return small(
        {
            "place.councils": 2 * DYADS,
            "place.housing_associations": 0,
            "place.social_enterprises": 0,
            "place.contractors": 0,
            "policy.agenda.proposals": False,
            "policy.review.enabled": False,
            "policy.leadership.enabled": not people_stay,
            "uncertainty.friction.fixed": friction,
            "uncertainty.trust.pre_tie_share": 1.0,
            "uncertainty.trust.pre_tie_bonus": bonus,
            "partnership": tuple(
                {
                    "type": "shared-service",
                    "members": (f"council-{2 * i + 1}", f"council-{2 * i + 2}"),
                    "target_saving": 1e6,
                    "set_up_cost": 1e6,
                    "declared": 0.8,
                }
                for i in range(DYADS)
            ),
        }
    )


@pattern(
    "P2",
    "trust friction leadership observation contribution",
    "where trust starts decides where it ends, but only with friction",
    "friction 0, .15; first trust .30, .60",
    {
        "smooth strangers": dyads(0.0, 0.0),
        "smooth friends": dyads(0.0, 0.30),
        "rough strangers": dyads(0.15, 0.0),
        "rough friends": dyads(0.15, 0.30),
        "staying strangers": dyads(0.15, 0.0, people_stay=True),
        "staying friends": dyads(0.15, 0.30, people_stay=True),
    },
    {"high": Look(dyads_in_trust)},
    "Link officers leave and control of councils changes; each time trust falls half-way back to"
    " that of strangers, and with friction it does not come back. So more than half of what"
    " friends are ahead is lost in ten years. Where nobody leaves and nothing is voted on, the"
    " start decides.",
)
def trust_depends_on_its_path(found: Found) -> list[Finding]:
    """Judge dyads that start as strangers and as friends, with and without friction."""
    smooth, rough, stays = (
        found["high", f"{kind} friends"] - found["high", f"{kind} strangers"]
        for kind in ("smooth", "rough", "staying")
    )
    return [
        between(
            "P(trust > .55), friends less strangers, friction 0 (within .1)", smooth, -0.1, 0.1
        ),
        between("the same, friction .15 (at least .3)", rough, low=0.3),
        aside("the same, friction .15, without turnover and elections", stays),
    ]


@pattern(
    "P5",
    "benefits governance contribution friction review",
    "talking shops cost and do not deliver",
    "by what stands behind them, default world",
    {"default": small()},
    {"net": Look(net_a_year)},
    "Outside the talking shops, too, most integration lies far below the half or so that it takes"
    " to make up for set-up and for the dip in the years that a partnership lasts. Those that reach"
    " a half pay.",
)
def talking_shops_cost(found: Found) -> list[Finding]:
    """Judge the yearly net saving of hollow partnerships and of the others."""
    shops, rest, savers, close = found["net", "default"].T
    return [
        falls("k£ net a year of delivery, talking shops (negative)", shops),
        rises("k£ net a year of delivery, the others (positive)", rest),
        aside("the others that are meant to save cash", savers),
        aside("of those, the ones with an effective integration of .5 and more", close),
    ]


OPENNESS = "policy.observation.transparency"
RECIPROCITY = {"policy.contribution.reciprocity": 0.0}


@pattern(
    "P6",
    "observation contribution trust",
    "openness lowers gloss and raises delivery",
    "transparency 0, 1",
    {
        **along(OPENNESS, (0.0, 1.0)),
        "0.0 alone": small({OPENNESS: 0.0, **RECIPROCITY}),
        "1.0 alone": small({OPENNESS: 1.0, **RECIPROCITY}),
    },
    {"shops": Look(talking_shops), "effective": Look(effective)},
    "Openness shows members how little the others put in, and they answer in kind (reciprocity);"
    " that outweighs the trust that it saves from error. If nobody answers what others do, the"
    " pattern holds, by a little.",
)
def openness_helps(found: Found) -> list[Finding]:
    """Judge no openness and full openness."""
    shops, given = (found[what, "1.0"] - found[what, "0.0"] for what in ("shops", "effective"))
    shops_alone, alone = (
        found[what, "1.0 alone"] - found[what, "0.0 alone"] for what in ("shops", "effective")
    )
    return [
        falls("talking-shop share, open less closed (falls)", shops),
        rises("effective integration, open less closed (rises)", given),
        aside("talking-shop share, the same if nobody answers what others do", shops_alone),
        aside("effective integration, the same if nobody answers what others do", alone),
    ]


TURNOVER = "uncertainty.leadership.turnover"


@pattern(
    "P12",
    "leadership trust contribution",
    "turnover of link officers undermines joint work",
    "turnover .02, .06, .15 a quarter; one departure",
    {
        **along(TURNOVER, (0.02, 0.06, 0.15)),
        "leaves": small(base="champion-leaves"),
        "stays": small(base="same-partners"),
    },
    {
        "effective": Look(effective),
        **{str(i): Look(effective_now, LEAVES_AT + i) for i in (1, 2, 3)},
    },
)
def turnover_hurts(found: Found) -> list[Finding]:
    """Judge three rates of turnover, and the three quarters after one departure."""
    slow, usual, fast = (found["effective", rate] for rate in ("0.02", "0.06", "0.15"))
    return [
        falls("effective integration, turnover .15 less .02 (falls)", fast - slow),
        aside("of that, turnover .06 less .02", usual - slow),
        *(
            falls(
                f"effective integration {i} quarters after a departure, less without it (falls)",
                found[str(i), "leaves"] - found[str(i), "stays"],
            )
            for i in (1, 2, 3)
        ),
    ]


@pattern(
    "P16",
    "funding budget agenda friction signing benefits",
    "deeper cuts: more is signed, less is delivered",
    "grant cut 0, .04, .08 a year",
    along("policy.funding.grant_cut", (0.0, 0.04, 0.08)),
    {"signed": Look(signed), "effective": Look(effective), "real": Look(realised_share)},
)
def cuts_sign_more(found: Found) -> list[Finding]:
    """Judge three depths of cuts; realised over claimed, which is defined where nothing is real."""
    ways = {"signed": rises, "effective": falls, "real": falls}
    words = {
        "signed": "signed per council",
        "effective": "effective integration",
        "real": "realised over claimed",
    }
    lines = []
    for what, judge in ways.items():
        none, usual, deep = (found[what, cut] for cut in ("0.0", "0.04", "0.08"))
        lines += [
            judge(f"{words[what]}, cut .08 less 0 ({judge.__name__})", deep - none),
            aside("of that, cut .04 less 0", usual - none),
        ]
    return lines


SECTORS = ("among public bodies", "with non-profits", "with a firm", "with both")


@pattern(
    "X1",
    "",
    "who works together (in 46 government departments, partnership with public bodies went with"
    " better performance, with firms with worse, with non-profits with neither)",
    "by who is at the table, default world",
    {"default": small()},
    {"effective": Look(effective_by_sector)},
)
def sectors_differ(found: Found) -> list[Finding]:
    """Tell the effective integration by sectors."""
    columns = found["effective", "default"].T
    return [
        aside(f"effective integration {name}", column)
        for name, column in zip(SECTORS, columns, strict=True)
    ]
