"""Limit cases: the closed forms that `partnersim verify` checks, and some that need luck."""

import pytest

from sim.checks.verify import CASES
from tests.build import SHARED_OFFICE, world


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.name)
def test_a_closed_form_holds(case):
    assert case.error() <= case.tolerance, case.says


@pytest.mark.parametrize("replicate", range(6))
def test_without_a_motive_noise_or_turnover_honest_partners_are_no_talking_shop(replicate):
    honest = {
        **SHARED_OFFICE,
        "policy.signing.legitimacy_motive": 0.0,
        "policy.observation.transparency": 1.0,
        "policy.leadership.enabled": False,
        "uncertainty.contribution.free_rider_share": 0.0,
        "policy.review.enabled": False,
    }
    (partnership,) = world(16, honest, replicate=replicate).partnerships
    assert partnership.ratio >= 0.4


def test_doubling_everybody_and_every_pound_changes_nothing_per_head():
    flat = {
        "uncertainty.scale.exponent": 0.0,
        "uncertainty.scale.director_post": 0.0,
        "uncertainty.starting.reserves_spread": 0.0,
    }
    flat["policy.agenda.permitted"] = ("shared-service",)
    once, twice = (
        world(
            24,
            {
                **flat,
                "uncertainty.starting.population": 200.0 * size,
                "uncertainty.governance.link_cost": 4.0 * size,
            },
        )
        for size in (1.0, 2.0)
    )
    for a, b in zip(once.councils, twice.councils, strict=True):
        assert b.base_budget == pytest.approx(2.0 * a.base_budget)
        assert b.coverage == pytest.approx(a.coverage, rel=1e-6)
        assert b.gap / b.base_budget == pytest.approx(a.gap / a.base_budget, rel=1e-6)
