"""Talking shops: what is announced and not put in."""

from sim.rules.talking_shop import TALKING_SHOP_RATIO, YOUNG_QUARTERS, falls_short, is_grown


def test_less_than_two_fifths_of_what_was_announced_falls_short():
    assert falls_short(0.39 * 0.5, 0.5)
    assert not falls_short(TALKING_SHOP_RATIO * 0.5, 0.5)


def test_a_partnership_is_judged_after_a_year_of_delivery():
    assert not is_grown(YOUNG_QUARTERS - 1)
    assert is_grown(YOUNG_QUARTERS)
