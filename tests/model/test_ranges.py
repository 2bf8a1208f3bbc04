"""Ranges: what is accepted can be run, at both ends of every range and all ranges at once.

The slow part takes about twenty minutes on a core that others use too.
"""

import pytest
from scipy.stats import qmc

from sim.core.errors import ScenarioError
from sim.mechanisms import parameter_groups
from sim.model import PartnershipModel
from tests.build import scenario
from tests.model.tiny import tiny

QUARTERS = 14
RANGED = [
    lever
    for group in parameter_groups().values()
    for lever in group.declared()
    if lever.evidence.low is not None
]
"""Every parameter with a range."""
MERGER = {
    "name": "union",
    "kind": "reorganisation",
    "year": 2,
    "councils": ("council-1", "council-2"),
}
FLOOD = {"name": "flood", "kind": "crisis", "quarter": 5}
WORLDS = {
    "busy": tiny(event=(FLOOD, MERGER)),
    "shire": tiny("shire-county", **{"uncertainty.agenda.arrival": 0.4, "event": (FLOOD,)}),
}
DRAWN = 200
"""Worlds in which all parameters are drawn at once."""
WEIGHTS = ("price_weight", "quality_weight", "social_value_weight")
"""Shares that add up to 1: at its limit none of them can stand beside the others' defaults."""


def of_its_kind(lever, value):
    return round(value) if lever.kind is int else float(value)


def runs_or_is_refused(values):
    """Run a world, and return why if the scenario's checks refuse it."""
    try:
        plan = scenario(values, quarters=QUARTERS)
    except ScenarioError as refused:
        return str(refused)
    model = PartnershipModel(plan)
    model.run_all()
    model.ledger.check()
    for council in model.councils:
        assert council.grant >= 0.0
        assert ((council.coverage >= 0.0) & (council.coverage <= 1.0)).all()
    return ""


def at_the_ends(lever, base):
    return [
        (end, runs_or_is_refused({**base, lever.key: of_its_kind(lever, end)}))
        for end in (lever.evidence.low, lever.evidence.high)
    ]


def told_of(lever):
    """Return what the refusal of an end may say, if it may be refused at all."""
    field = lever.key.rpartition(".")[2]
    if field in WEIGHTS:
        return "must add up to 1"
    return {"areas": "but there are", "quarters": "falls in a pilot"}.get(field, "")


@pytest.mark.slow
@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("lever", RANGED, ids=lambda lever: lever.key)
def test_every_parameter_can_be_at_either_end_of_its_range_or_is_refused(lever, name):
    for end, refused in at_the_ends(lever, WORLDS[name]):
        allowed = told_of(lever)
        assert not refused or (allowed and allowed in refused), (end, refused)


def drawn_together(number):
    """Return every parameter drawn from its range, all at once, weights and pilots left out."""
    free = [lever for lever in RANGED if not told_of(lever)]
    sample = qmc.LatinHypercube(len(free), rng=1).random(DRAWN)[number]
    return {
        lever.key: of_its_kind(lever, low + u * (lever.evidence.high - low))
        for lever, u in zip(free, sample, strict=True)
        for low in [lever.evidence.low]
    }


@pytest.mark.slow
@pytest.mark.parametrize("number", range(DRAWN))
def test_all_parameters_can_be_anywhere_in_their_ranges_at_once(number):
    values = WORLDS["shire" if number % 2 else "busy"]
    assert runs_or_is_refused({**values, **drawn_together(number)}) == ""


EDGES = {
    "no plots": {"policy.land.plots": 0.0},
    "no learning": {"uncertainty.capacity.learning": 0.0},
    "no use": {"uncertainty.capacity.use": 0.0},
    "a cut of more than there is": {
        "policy.funding.grant_cut": 0.12,
        "policy.funding.cut_years": 10,
        "policy.funding.deprivation_tilt": 0.05,
        "uncertainty.starting.deprivation_spread": 1.0,
    },
    "a shock deeper than all there is": {
        "policy.funding.profile": "shock",
        "policy.funding.grant_cut": 0.12,
        "policy.funding.cut_years": 10,
        "policy.funding.grant_share_tilt": 2.0,
    },
}


@pytest.mark.parametrize("values", EDGES.values(), ids=EDGES)
def test_the_edges_at_which_worlds_once_stopped_can_be_run(values):
    for base in WORLDS.values():
        assert runs_or_is_refused({**base, **values}) == ""


def test_a_cut_takes_at_most_all_the_grant_there_is():
    model = PartnershipModel(
        scenario(
            {
                **tiny("metropolitan"),
                "policy.funding.profile": "file",
                "policy.funding.cuts": (0.9,),
                "policy.funding.grant_share_tilt": 2.0,
            },
            quarters=6,
        )
    )
    model.run_all()
    assert min(council.grant_left for council in model.councils) == 0.0
    assert all(council.grant >= 0.0 for council in model.councils)
