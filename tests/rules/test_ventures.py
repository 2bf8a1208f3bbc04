"""Ventures: the terms of a deal, and that homes are what deals are about unless somebody asks."""

import pytest

from sim.rules.land import LandParameters, starts, target_saving
from sim.rules.ventures import VentureParameters, terms, venture_saving

LAND = LandParameters()
ENERGY = VentureParameters(purpose="energy")


def test_unless_somebody_asks_a_deal_is_about_homes():
    assert terms(LAND, VentureParameters()) is LAND
    assert venture_saving(0.2, LAND, VentureParameters()) == target_saving(0.2, LAND)


def test_connections_are_started_by_the_equation_of_homes():
    energy = terms(LAND, ENERGY)
    assert starts(1.0, energy) == pytest.approx(min(200.0, 3600.0 / 20.0) / 4.0)
    assert starts(0.0, energy) == pytest.approx(0.3 * starts(1.0, energy))


def test_the_council_counts_on_half_of_what_a_years_connections_save():
    assert venture_saving(0.9, LAND, ENERGY) == pytest.approx(0.5 * 4.0 * 0.12 * 200.0)


def test_a_heat_network_gives_the_council_nobody_to_name():
    energy = terms(LAND, ENERGY)
    assert energy.base_nominations == energy.nominations_effect == energy.avoided_cost == 0.0
