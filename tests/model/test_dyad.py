"""The model against a second, independent account of two partners."""

import numpy as np
import pytest

from sim.mechanisms.contribution import rides_free
from sim.model import PartnershipModel
from tests.build import SHARED_OFFICE, scenario
from tests.model.dyad import dyad

STEADY = {
    **SHARED_OFFICE,
    "policy.review.enabled": False,
    "uncertainty.leadership.evidence_effect": 0.0,
    "uncertainty.leadership.change_base": 0.0,
    "uncertainty.leadership.change_slope": 0.0,
    "uncertainty.trust.pre_tie_share": 1.0,
}
"""Nobody leaves the partnership and no party loses power; link officers come and go."""

STARTS = 3
"""Quarter in which delivery begins, after two quarters of setting up."""


def pair_of(model):
    a, b = model.councils
    return np.array([model.ties.trust(a, b), model.ties.trust(b, a)])


class Watch:
    """Notes what two partners did, and the luck that they met, at the end of every quarter."""

    def __init__(self):
        self.found, self.errors, self.leavers = [], [], []

    def __call__(self, model):
        (partnership,) = model.partnerships
        a, b = model.councils
        given = np.array([m.contribution for m in partnership.memberships])
        self.found.append((pair_of(model), given, partnership.effective))
        self.errors.append([partnership.error_of(a, b), partnership.error_of(b, a)])
        events = [e for e in model.events.events if e.quarter == model.quarter]
        left = [e.subject for e in events if e.kind == "link officer leaves"]
        self.leavers.append([a.name in left, b.name in left])


@pytest.mark.parametrize("replicate", range(3))
@pytest.mark.parametrize("bonus", [0.0, 0.30])
@pytest.mark.parametrize("friction", [0.0, 0.15])
def test_two_partners_do_what_the_specification_says_quarter_by_quarter(friction, bonus, replicate):
    values = {
        **STEADY,
        "uncertainty.friction.fixed": friction,
        "uncertainty.trust.pre_tie_bonus": bonus,
    }
    watch = Watch()
    model = PartnershipModel(scenario(values, quarters=40), replicate=replicate, observe=watch)
    trust = pair_of(model)
    model.run_all()
    support = [council.leader_support for council in model.councils]
    riders = [rides_free(model, council) for council in model.councils]
    declared, luck = model.partnerships[0].declared, np.array(watch.errors)
    assert np.any(watch.leavers)
    expected = dyad(trust, support, riders, friction, declared, STARTS, luck, watch.leavers)
    for found, wanted in zip(watch.found, expected, strict=True):
        for model_says, specification_says in zip(found, wanted, strict=True):
            assert model_says == pytest.approx(specification_says, abs=1e-12)
