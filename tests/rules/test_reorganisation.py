"""Reorganisation: off, it disturbs nobody and costs nothing."""

from sim.rules.reorganisation import ReorganisationParameters


def test_off_a_merger_neither_disturbs_nor_costs():
    off = ReorganisationParameters(enabled=False).effective()
    assert off.dip == off.cost_per_head == 0.0


def test_by_default_it_costs_twenty_pounds_a_head_and_two_per_cent_of_coverage():
    usual = ReorganisationParameters()
    assert (usual.cost_per_head, usual.dip) == (20.0, 0.02)
