"""What somebody expects of a model who knows Mesa."""

import pytest

from sim.core.errors import ModelError
from sim.model import PartnershipModel
from tests.build import scenario

QUARTERS = 6


def small(**given):
    return PartnershipModel(scenario(quarters=QUARTERS), **given)


def test_run_model_ends_at_the_horizon():
    model = small()
    assert model.running
    model.run_model()
    assert (model.quarter, model.running) == (QUARTERS, False)


@pytest.mark.parametrize("go_on", [lambda m: m.step(), lambda m: m.run_for(1)])
def test_every_step_after_the_last_quarter_is_refused(go_on):
    model = small()
    model.run_all()
    for _ in range(2):
        with pytest.raises(ModelError, match="the model ends after 6 quarters"):
            go_on(model)
    assert model.quarter == model.time == QUARTERS


def test_running_for_longer_than_there_are_quarters_moves_nothing():
    model = small()
    with pytest.raises(ModelError, match="the model ends after 6 quarters"):
        model.run_for(QUARTERS + 1)
    assert model.quarter == 0


def test_a_model_whose_quarter_failed_does_not_stand_still_in_silence():
    def breaks(_model):
        raise ZeroDivisionError

    model = small(observe=breaks)
    with pytest.raises(ZeroDivisionError):
        model.step()
    with pytest.raises(ModelError, match="quarter 0 failed"):
        model.step()


def test_rng_means_what_seed_means():
    one, other = small(rng=7), small(seed=7)
    assert one.seed_used == other.seed_used == 7
    one.run_all()
    other.run_all()
    assert one.ledger.entries == other.ledger.entries


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seed": 7, "rng": 7}, "either seed or rng, not both"),
        ({"rng": -1}, "whole number from 0 up, not -1"),
        ({"rng": 0.5}, "whole number from 0 up, not 0.5"),
    ],
)
def test_a_seed_that_is_none_is_refused(given, said):
    with pytest.raises(ModelError, match=said):
        small(**given)


def test_what_would_do_nothing_is_refused():
    model = small()
    with pytest.raises(ModelError, match="parameters come from the scenario"):
        model.params = model.plan.params
    with pytest.raises(ModelError, match="come from the seed alone"):
        model.reset_rng(3)
    with pytest.raises(ModelError, match="come from the seed alone"):
        model.reset_randomizer(3)
