"""Partners: what organisations come with is drawn by their own names."""

import numpy as np
import pytest

from sim.rules.partners import PartnerParameters
from tests.build import world


def test_turnovers_lie_around_their_medians():
    model = world(0, {"place.social_enterprises": 2000, "place.residents_per_council": 1})
    turnovers = [o.turnover for o in model.organisations if o.kind == "social-enterprise"]
    assert np.median(turnovers) == pytest.approx(PartnerParameters().enterprise_turnover, rel=0.06)


def test_everybody_opens_with_a_tenth_of_its_turnover():
    model = world(0)
    for organisation in model.organisations:
        if organisation.kind != "council":
            assert organisation.cash == pytest.approx(0.10 * organisation.turnover, abs=1e-4)
