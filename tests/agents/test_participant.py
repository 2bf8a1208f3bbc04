"""Participants: people of their own, in no mean of residents."""

import mesa
import pytest

from sim.agents.participant import Cohort, Participant
from tests.build import QUIET, world

NOTHING = dict.fromkeys(["care", "homeless", "learning_needs", "low_attainment", "record"], False)


@pytest.fixture
def model():
    return world(0, QUIET)


def test_a_participant_is_an_agent_and_no_resident(model):
    residents = model.residents.columns.residents
    person = Participant(model, "p", Cohort(None, 0), NOTHING)
    assert isinstance(person, mesa.Agent)
    assert person in model.agents_by_type[Participant]
    assert model.residents.columns.residents == residents


def test_risk_adds_up_and_lowers_what_one_believes_one_can_do(model):
    calm = Participant(model, "a", Cohort(None, 0), NOTHING)
    burdened = Participant(model, "b", Cohort(None, 0), dict.fromkeys(NOTHING, True))
    assert (calm.risk, burdened.risk) == (0.0, pytest.approx(1.0))
    assert burdened.capability < calm.capability


def test_a_year_of_full_help_raises_capability_by_a_fifth(model):
    person = Participant(model, "a", Cohort(None, 0), dict.fromkeys(NOTHING, True))
    before = person.capability
    for _ in range(4):
        person.gain_capability(1.0)
    assert person.capability == pytest.approx(before + 0.20)
