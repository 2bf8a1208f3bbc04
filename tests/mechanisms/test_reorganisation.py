"""Reorganisation: two become one; nothing and nobody is lost on the way (A18, A26)."""

import pytest

from sim.core.ledger import Flow
from sim.core.services import Service
from sim.rules.scale import ScaleParameters, unit_cost
from tests.build import QUIET, scenario, world
from tests.model.test_order import fingerprint

UNION = (
    {"name": "union", "kind": "reorganisation", "year": 3, "councils": ("council-1", "council-2")},
)


def merged(quarters, **values):
    return world(quarters, {"event": UNION, **values})


def test_people_places_and_money_are_all_still_there():
    before, after = world(13, QUIET), merged(13, **QUIET)
    assert len(after.councils) == len(before.councils) - 1
    people = [sum(c.population for c in model.councils) for model in (before, after)]
    assert people[0] == pytest.approx(people[1])
    spend = [sum(c.base_spend.sum() for c in model.councils) for model in (before, after)]
    assert spend[0] == pytest.approx(spend[1])
    assert {c for p in after.places for c in p.responsible} == set(after.councils)
    after.ledger.check()


def test_it_costs_twenty_pounds_a_head_in_two_halves():
    model = merged(16, **QUIET)
    survivor = next(c for c in model.councils if c.merged)
    paid = [e for e in model.ledger.entries if e.flow is Flow.MERGER]
    assert {e.quarter for e in paid} == {10, 12}
    assert sum(e.pence for e in paid) == pytest.approx(2_000_000 * survivor.population, rel=1e-6)


def test_without_dip_or_cost_two_equal_councils_save_what_scale_says():
    figures = {"population": 200_000, "budget": 2e8, "reserves": 2e7, "grant_share": 0.5}
    values = {
        **QUIET,
        "policy.reorganisation.enabled": False,
        "policy.housing.counts": False,
        "place.council": ({"name": "Elm", **figures}, {"name": "Oak", **figures}),
    }
    union = ({"name": "u", "kind": "reorganisation", "year": 3, "councils": ("Elm", "Oak")},)
    apart, joined = world(16, values), world(16, {**values, "event": union})
    scale = ScaleParameters()
    saved = 1.0 - unit_cost(400.0, scale) / unit_cost(200.0, scale)
    office = sum(float(c.need[Service.BACK_OFFICE]) for c in apart.councils)
    assert float(joined.councils[0].need[Service.BACK_OFFICE]) == pytest.approx(
        office * (1.0 - saved), rel=1e-9
    )


def test_coverage_dips_from_a_year_before_to_a_year_after():
    calm = world(0, {**QUIET, "run.quarters": 40})
    upheaval = merged(0, **QUIET, **{"run.quarters": 40})
    ratio = []
    for _ in range(18):
        calm.step()
        upheaval.step()
        name = "council-1"
        here = next(p.responsible[0] for p in upheaval.places if p.name == name)
        there = next(p.responsible[0] for p in calm.places if p.name == name)
        ratio.append(float(here.coverage[0] / here.funded_share[0]))
        assert there.funded_share[0] > 0
    assert ratio[7] == pytest.approx(1.0)
    assert ratio[8:16] == pytest.approx([0.98] * 8, abs=1e-6)
    assert ratio[16] == pytest.approx(1.0)


def test_a_merger_after_the_end_changes_nothing():
    late = ({**UNION[0], "year": 9},)
    plan = scenario({"event": late}, quarters=40)
    from sim.model import PartnershipModel

    model = PartnershipModel(plan)
    for _ in range(20):
        model.step()
    assert fingerprint(model) == fingerprint(world(20))


def test_what_two_shared_is_over_and_other_partnerships_go_on():
    model = merged(40, **{"uncertainty.agenda.arrival": 0.4})
    for partnership in model.live_partnerships:
        assert all(member in model.organisations for member in partnership.members)
