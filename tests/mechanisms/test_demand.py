"""Demand: need grows by service, and neglected early help comes back as care."""

import numpy as np
import pytest

from sim.core.services import Service
from sim.mechanisms.demand import DemandParameters, growth_rates, need_after, unmet_share
from tests.build import QUIET, world

BASE = np.array([400.0, 80.0, 40.0, 160.0, 120.0])


def test_at_the_start_a_quarter_of_the_yearly_budget_covers_everything():
    assert need_after([(DemandParameters(), 0)], BASE, 0.0) == pytest.approx(BASE / 4.0)


def test_after_ten_years_care_has_grown_by_two_per_cent_a_year():
    need = need_after([(DemandParameters(), 40)], BASE, 0.0)
    assert need[Service.CARE] == pytest.approx(100.0 * 1.02**10)
    assert need[Service.BACK_OFFICE] == pytest.approx(30.0)


def test_unmet_early_help_adds_to_care_and_to_nothing_else():
    calm, neglected = (need_after([(DemandParameters(), 0)], BASE, x) for x in (0.0, 0.5))
    assert neglected[Service.CARE] == pytest.approx(1.06 * calm[Service.CARE])
    assert neglected[1:] == pytest.approx(calm[1:])


def test_a_changing_climate_adds_to_neighbourhood_need_only():
    extra = growth_rates(DemandParameters(climate=True)) - growth_rates(DemandParameters())
    assert extra == pytest.approx([0.0, 0.0, 0.0, 0.005, 0.0])


def test_unmet_help_is_weighted_by_what_it_costs():
    coverage = np.array([0.0, 0.5, 1.0, 0.75, 0.0])
    assert unmet_share(BASE, coverage) == pytest.approx((80 * 0.5 + 160 * 0.25) / 280)


def test_a_place_without_early_help_misses_none():
    assert unmet_share(np.array([1.0, 0.0, 0.0, 0.0, 1.0]), np.zeros(5)) == 0.0


def test_the_stock_of_unmet_help_closes_a_fixed_part_of_the_distance_each_quarter():
    model = world(20, {**QUIET, "policy.funding.grant_cut": 0.1})
    council = model.councils[0]
    before = council.unmet_early_help
    model.step()
    missing = unmet_share(council.base_spend, council.coverage)
    assert council.unmet_early_help == pytest.approx(before + 0.12 * (missing - before))


def test_the_year_is_expected_to_cost_what_its_quarters_then_do_if_nothing_is_neglected():
    values = {**QUIET, "uncertainty.demand.spill_over": 0.0}
    model = world(5, values)
    council, total = model.councils[0], np.zeros(5)
    for _ in range(4):
        total += council.need
        model.step()
    assert world(5, values).councils[0].year_need == pytest.approx(total)


def test_a_county_feels_the_early_help_that_its_districts_no_longer_give():
    values = {
        **QUIET,
        "place.council": ({"name": "Shire", "class": "shire-county", "districts": 2},),
        "policy.funding.grant_cut": 0.12,
    }
    model = world(40, values)
    county = next(c for c in model.councils if c.name == "Shire")
    assert county.base_spend[Service.HOUSING] == 0.0
    assert county.unmet_early_help > 0.05
