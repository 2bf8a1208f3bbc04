"""Copies of a model: they go on as it does, or they are refused."""

import copy
import pickle

import pytest

from sim.agents.partnership_types import TYPES
from sim.core.errors import ModelError
from sim.model import PartnershipModel
from tests.build import SMALL, scenario

HALF, QUARTERS = 12, 40
COPIES = {"deepcopy": copy.deepcopy, "pickle": lambda model: pickle.loads(pickle.dumps(model))}


def everything(model):
    """Return all that a run leaves behind, residents included."""
    columns, people = model.residents.columns, model.residents.by_place
    return (
        model.ledger.entries,
        model.benefits,
        model.events.events,
        [(p.name, p.phase, p.effective, [m.name for m in p.members]) for p in model.partnerships],
        [people.means.tobytes(), columns.level.tobytes(), columns.flags.tobytes()],
    )


def half_run(values=None, **given):
    model = PartnershipModel(scenario(values, quarters=QUARTERS), **given)
    for _ in range(HALF):
        model.step()
    return model


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize(
    "values", [{"place.network_body": True}, {"policy.pilots.areas": 1}], ids=["region", "pilots"]
)
def test_a_copy_in_mid_run_has_the_future_of_its_original_to_the_last_bit(copied, values):
    original = half_run({**SMALL, **values})
    other = copied(original)
    original.run_all()
    assert other.quarter == HALF  # running one moved nothing in the other
    other.run_all()
    assert everything(other) == everything(original)


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_partnership_types_keep_their_identity_in_copies(copied):
    for kind in TYPES.values():
        assert copied(kind) is kind


def test_a_shallow_copy_that_would_share_the_ledger_is_refused():
    with pytest.raises(ModelError, match="use copy"):
        copy.copy(half_run())
