"""Anchors of councils and residents: what happened in England from 2010, within bands."""

from sim.checks.laboratory import Look
from sim.checks.patterns.looks.councils import (
    gap_share,
    prioritising,
    satisfaction,
    seeing_a_barrier,
    spending,
)
from sim.checks.patterns.pattern import Finding, Found, aside, between, pattern, small

BASELINE = "england-2010"
YEARS = 6
APRIL = 4 * YEARS
"""First quarter of the seventh year: six cuts are in force."""


@pattern(
    "Q1",
    "funding demand budget starting",
    "councils' gap grew by about 4 % of spending a year",
    "england-2010, six years, no partnerships",
    {"baseline": small(base=BASELINE)},
    {"gap": Look(gap_share, APRIL)},
)
def gaps_grow(found: Found) -> list[Finding]:
    """Judge the slope of the gap as a share of what full services cost."""
    slope = 100.0 * found["gap", "baseline"] / YEARS
    return [between("points of spending a year (3.3 to 4.7)", slope, 3.3, 4.7)]


@pattern(
    "Q2",
    "funding demand budget starting",
    "care was spared, everything else lost a third",
    "england-2010, six years, no partnerships",
    {
        "baseline": small(base=BASELINE),
        "no spill-over": small({"uncertainty.demand.spill_over": 0.0}, BASELINE),
    },
    {"before": Look(spending, 0), "after": Look(spending, APRIL)},
    "Unmet early help comes back as need for care, which statute makes councils meet; without that,"
    " spending on care falls as it did.",
)
def care_is_spared(found: Found) -> list[Finding]:
    """Judge spending on care and on all else, and the share of care."""
    before, after = found["before", "baseline"], found["after", "baseline"]
    change = 100.0 * (after / before - 1.0)
    without = found["after", "no spill-over"] / found["before", "no spill-over"] - 1.0
    share = after[:, 0] / after.sum(axis=1)
    return [
        between("change in spending on care, % (-6 to 0)", change[:, 0], -6.0, 0.0),
        between("change in all other spending, % (-38 to -28)", change[:, 1], -38.0, -28.0),
        between("share of care at the end (.53 to .57)", share, 0.53, 0.57),
        aside(
            "change in care, %, if unmet early help did not come back as care", 100 * without[:, 0]
        ),
    ]


@pattern(
    "Q5",
    "signing starting",
    "four in five councils make partnership a priority; as many see a lack of capacity",
    "a hundred councils at the start (checks how a world begins, no more)",
    {"start": small({"place.councils": 100, "run.quarters": 1})},
    {"prioritise": Look(prioritising), "barrier": Look(seeing_a_barrier)},
)
def councils_begin(found: Found) -> list[Finding]:
    """Judge the shares of councils with a strong motive and with little faith in communities."""
    return [
        between("share that prioritise (.75 to .85)", found["prioritise", "start"], 0.75, 0.85),
        between("share that see a barrier (.78 to .88)", found["barrier", "start"], 0.78, 0.88),
    ]


@pattern(
    "Q9",
    "indices residents budget funding",
    "satisfaction fell much less than spending",
    "england-2010, seven years, no partnerships",
    {"baseline": small(base=BASELINE)},
    {"before": Look(spending, 0), "after": Look(spending), "satisfied": Look(satisfaction)},
)
def satisfaction_falls_less(found: Found) -> list[Finding]:
    """Judge the fall in satisfaction over the fall in spending."""
    before, after = (found[when, "baseline"].sum(axis=1) for when in ("before", "after"))
    spent = after / before - 1.0
    felt = found["satisfied", "baseline"]
    return [
        between("fall in satisfaction over fall in spending (.3 to .6)", felt / spent, 0.3, 0.6),
        aside("change in satisfaction", felt),
        aside("change in spending, as a share", spent),
    ]
