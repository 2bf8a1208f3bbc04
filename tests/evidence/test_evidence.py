"""Evidence: every source is a published figure, a seed row or a numbered assumption."""

import pytest

from sim.evidence import assumptions, evidence_range, explain, published
from sim.mechanisms import parameter_groups

USED = {d.evidence.source for group in parameter_groups().values() for d in group.declared()}


@pytest.mark.parametrize("source", ["nobody-said", "seed-row-0", "seed-row-230", "assumption-999"])
def test_a_source_that_does_not_exist_is_not_explained(source):
    assert explain(source) is None


def test_a_published_figure_is_explained_with_value_range_unit_and_year():
    assert explain("fund_annual_grant_cut").startswith("9.2 % a year, real (7.7 to 12)")


def test_a_range_is_given_in_the_unit_of_the_parameter():
    assert evidence_range("fund_annual_grant_cut") == pytest.approx((0.077, 0.12))
    assert evidence_range("assumption-01") is None


def test_every_figure_lies_within_its_own_range():
    assert all(row.low <= row.value <= row.high for row in published().values())


def test_every_assumption_is_used_and_says_why():
    unused = {key for key in assumptions() if key not in USED} - {"assumption-113"}
    assert unused == set()
    assert all(len(why) > 20 for why in assumptions().values())
