"""Cohorts: rates with intervals that fit twenty people, with and without the programme."""

import pytest

from sim.study import run
from sim.study.cohorts import cohort_lines, cost_per_additional, spread
from tests.build import scenario
from tests.mechanisms.test_programme import FULL, WORKING


@pytest.fixture(scope="module")
def found():
    return run(scenario({**WORKING, **FULL}, quarters=20), replicates=6)


def test_six_in_ten_of_a_small_cohort_may_be_four_or_eight():
    share = spread(6000.0, 10_000.0, 25)
    assert (share.low, share.high) == (pytest.approx(0.40), pytest.approx(0.80))


def test_line_1_none_in_one_small_cohort_is_not_never():
    one, many = spread(0.0, 25.0, 25), spread(0.0, 2500.0, 25)
    assert one.mean == one.low == 0.0
    assert one.high >= 0.12 > many.high


def test_there_is_a_line_for_every_cohort_and_help_helps(found):
    lines = cohort_lines(found, "default")
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert all(line.people == 25.0 and line.runs == 6 for line in lines)
    assert sum(line.additional for line in lines) > 0.0
    for line in lines:
        gained = line.destinations.mean - line.destinations_without.mean
        assert gained == pytest.approx(line.additional / 25.0)


def test_what_an_additional_person_costs_counts_all_that_was_paid(found):
    cost = cost_per_additional(found, "default")
    lines = cohort_lines(found, "default")
    assert cost > 9.0 * 25.0 / max(1.0, max(line.additional for line in lines))


def test_a_world_without_programmes_has_no_cohorts():
    quiet = run(scenario({"policy.agenda.proposals": False}, quarters=8), replicates=1)
    assert cohort_lines(quiet, "default") == []
    assert cost_per_additional(quiet, "default") is None
