"""Coverage: the share of need that is met, and the bill for it."""

import numpy as np
import pytest

from sim.core.ledger import Flow
from sim.mechanisms.coverage import coverage_of
from tests.build import QUIET, world


def test_coverage_is_what_is_spent_over_what_is_needed():
    spend, need = np.array([50.0, 20.0]), np.array([100.0, 20.0])
    assert coverage_of(spend, need, 1.0) == pytest.approx([0.5, 1.0])


def test_below_one_the_first_pounds_cut_are_missed_least():
    spend, need = np.array([81.0]), np.array([100.0])
    assert coverage_of(spend, need, 0.5) == pytest.approx([0.9])


def test_where_nothing_is_needed_everything_is_covered():
    assert coverage_of(np.zeros(2), np.zeros(2), 1.0).tolist() == [1.0, 1.0]


def test_nobody_is_covered_more_than_fully():
    assert coverage_of(np.array([120.0]), np.array([100.0]), 1.0).tolist() == [1.0]


def test_services_are_paid_for_in_the_quarter_they_are_given():
    model = world(3, QUIET)
    paid = [e.pence for e in model.ledger.this_quarter if e.flow is Flow.SERVICES]
    due = sorted(round(float(c.spend.sum()) * 100_000) for c in model.councils)
    assert sorted(paid) == due


def test_an_early_saving_does_not_raise_todays_coverage():
    with_one = world(9, {**QUIET, "policy.funding.grant_cut": 0.08})
    assert all(float(c.coverage.max()) <= 1.0 for c in with_one.councils)
