"""Housing and work: the chain rests where it began, and what moves it costs or helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.services import Service
from sim.mechanisms.housing import (
    CALM,
    HousingParameters,
    becomes_homeless,
    is_homeless_next,
    is_insecure_next,
    is_rehoused,
    leaves_security,
    moved_homes,
    rates_of,
    resting_homes,
    works_next,
)
from sim.population.flags import WORKS
from tests.build import QUIET, world

NUMBERS = HousingParameters()
RATES = rates_of(NUMBERS)
share = st.floats(0.0, 1.0)


@given(share)
def test_at_rest_as_many_lose_their_homes_as_find_one(hardship):
    insecure, homeless = resting_homes(hardship, NUMBERS)
    assert moved_homes(insecure, homeless, hardship, CALM, RATES) == pytest.approx(
        (insecure, homeless), abs=1e-12
    )
    assert 0.0 < homeless < insecure < 0.2


@given(share, share)
def test_hardship_and_missing_advice_never_help(hardship, coverage):
    market = CALM._replace(coverage=coverage)
    assert leaves_security(hardship, market, RATES) >= leaves_security(0.0, market, RATES)
    assert becomes_homeless(market, RATES) >= becomes_homeless(CALM, RATES)
    assert is_rehoused(market, RATES) <= is_rehoused(CALM, RATES)


@pytest.mark.parametrize(
    ("insecure", "homeless", "luck", "later"),
    [
        (False, False, 0.005, (True, False)),
        (False, False, 0.015, (False, False)),
        (True, False, 0.02, (False, True)),
        (True, False, 0.05, (False, False)),
        (True, False, 0.14, (True, False)),
        (False, True, 0.05, (False, False)),
        (False, True, 0.15, (False, True)),
    ],
)
def test_one_draw_decides_which_home_a_resident_has_next(insecure, homeless, luck, later):
    falls, goes, housed = 0.03, 0.13, 0.10
    assert later == (
        is_insecure_next(insecure, homeless, luck, 0.01, goes),
        is_homeless_next(insecure, homeless, luck, falls, housed),
    )


def test_one_draw_decides_who_loses_and_who_finds_work():
    assert [works_next(True, luck, 0.01, 0.1) for luck in (0.005, 0.05)] == [False, True]
    assert [works_next(False, luck, 0.01, 0.1) for luck in (0.05, 0.5)] == [True, False]


def test_cuts_to_housing_advice_come_back_as_housing_need():
    free, counted = (
        world(40, {**QUIET, "policy.funding.grant_cut": 0.06, "policy.housing.counts": on})
        for on in (False, True)
    )
    for a, b in zip(free.councils, counted.councils, strict=True):
        assert b.need[Service.HOUSING] > a.need[Service.HOUSING]
        assert b.extra_need[Service.CARE] == 0.0


def test_a_stricter_standard_adds_to_housing_need():
    plain, strict = (
        world(3, {**QUIET, "policy.housing.decent_standard": s}).councils[0].need
        for s in (0.0, 0.1)
    )
    assert strict[Service.HOUSING] > 1.05 * plain[Service.HOUSING]


def test_unpaid_repairs_leave_fewer_decent_homes():
    model = world(40, {**QUIET, "policy.funding.grant_cut": 0.06})
    assert all(place.decent < 1.0 for place in model.places)


def test_a_recession_costs_work():
    usual, slump = (
        world(16, {**QUIET, "place.residents_per_council": 2000, "policy.housing.recession": r})
        for r in (0.0, 1.0)
    )
    assert (
        slump.residents.by_place.share(WORKS).mean()
        < usual.residents.by_place.share(WORKS).mean() - 0.03
    )
