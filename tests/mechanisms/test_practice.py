"""Practice: learnt from the better along trusted ties, and forgotten again."""

import pytest

from tests.build import QUIET, SHARED_OFFICE, world


def test_who_learns_nothing_stays_what_it_was():
    model = world(20, QUIET)
    assert all(o.practice == o.practice_at_start for o in model.organisations)
    assert all(council.practice_cost == 1.0 for council in model.councils)


def test_the_worse_of_two_partners_learns_and_its_services_get_cheaper():
    model = world(24, SHARED_OFFICE)
    worse, better = sorted(model.councils, key=lambda council: council.practice_at_start)
    assert worse.practice > worse.practice_at_start
    assert worse.practice_cost < 1.0
    assert better.practice == pytest.approx(better.practice_at_start)


def test_a_network_spreads_practice_the_more_often_it_meets():
    def spread(meetings):
        values = {**QUIET, "place.network_body": True, "policy.meetings.meetings": meetings}
        return sum(o.practice for o in world(24, values).organisations)

    assert spread(0.0) < spread(1.0) < spread(13.0)


def test_switched_off_nobody_learns():
    model = world(24, {**SHARED_OFFICE, "policy.network.enabled": False})
    assert all(o.practice == o.practice_at_start for o in model.organisations)
