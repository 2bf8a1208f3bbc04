"""Network: discounts, reach and chances that grow ever more slowly with size."""

import pytest

from sim.rules.network import (
    NetworkParameters,
    convening_weeks,
    discount_of,
    practice_reach,
    project_chance,
    voucher_reach,
    win_chance,
)

NUMBERS = NetworkParameters()


def test_twenty_members_get_two_thirds_of_the_discount():
    assert discount_of(0, NUMBERS) == 0.0
    assert discount_of(20, NUMBERS) == pytest.approx(0.15 * 0.632, abs=1e-3)
    assert discount_of(39, NUMBERS) == pytest.approx(0.13, abs=0.002)


def test_vouchers_reach_more_through_more_members_up_to_what_targeting_allows():
    reach = [voucher_reach(n, NUMBERS) for n in (0, 2, 10, 100)]
    assert reach == sorted(reach)
    assert reach[0] == 0.0
    assert reach[-1] == pytest.approx(0.7, abs=1e-3)


def test_projects_need_meetings_and_trust():
    assert project_chance(0.0, 0.9, NUMBERS) == project_chance(13.0, 0.0, NUMBERS) == 0.05
    assert project_chance(13.0, 0.5, NUMBERS) > 0.15


def test_evaluated_practice_spreads_faster():
    evaluated = NetworkParameters(evaluation_share=1.0)
    assert practice_reach(4.0, evaluated) == pytest.approx(2.0 * practice_reach(4.0, NUMBERS))


def test_a_bid_of_close_partners_is_a_little_likelier_to_win():
    assert win_chance(0.5, NUMBERS) == 0.5
    assert win_chance(1.0, NUMBERS) == pytest.approx(0.55)


def test_a_body_at_full_strength_halves_the_weeks_and_a_spent_one_helps_nobody():
    assert convening_weeks(4.0, 1.0, NUMBERS) == pytest.approx(2.0)
    assert convening_weeks(4.0, 0.0, NUMBERS) == 4.0
