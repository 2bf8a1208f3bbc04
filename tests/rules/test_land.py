"""Land: starts, nominations, and risk that falls with everybody who bears it."""

import pytest

from sim.rules.land import (
    LandParameters,
    nomination_share,
    overrun_factor,
    risk_premium,
    starts,
    target_saving,
)

NUMBERS = LandParameters()


def test_a_hollow_deal_builds_three_homes_in_ten():
    assert starts(1.0, NUMBERS) == pytest.approx(5.0)
    assert starts(0.0, NUMBERS) == pytest.approx(1.5)


def test_the_scarcer_of_land_and_money_decides():
    poor = LandParameters(fund=1800.0)
    assert starts(1.0, poor) == pytest.approx(2.5)
    assert starts(1.0, LandParameters(plots=4.0)) == pytest.approx(1.0)


def test_nominations_grow_with_what_is_behind_the_deal():
    assert nomination_share(0.0, NUMBERS) == 0.25
    assert nomination_share(1.0, NUMBERS) == 0.75


def test_the_target_by_hand():
    assert target_saving(0.2, NUMBERS) == pytest.approx(20.0 * 0.75 * 0.8 * 8.0)


def test_two_who_share_a_risk_price_it_at_half():
    alone, together = (risk_premium(3600.0, bearers, NUMBERS) for bearers in (1, 2))
    assert together == pytest.approx(alone / 2.0)
    assert alone > 0.0


def test_usual_luck_ends_five_per_cent_above_plan():
    assert overrun_factor(0.0, NUMBERS) == pytest.approx(1.0513, abs=1e-4)
