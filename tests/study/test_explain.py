"""Explain: stories come from the tables of a run, in order, and names are looked up."""

import pytest

from sim.core.errors import ResultsError
from sim.study import run
from sim.study.explain import (
    overview,
    story_of_agent,
    story_of_partnership,
    story_of_place,
    tables_of,
)
from tests.build import SHARED_OFFICE, scenario

NAME = "council-1 shared-service 0.0"


@pytest.fixture(scope="module")
def told():
    return tables_of(run(scenario(SHARED_OFFICE, quarters=20), replicates=1), None)


def test_a_partnership_is_told_from_signature_to_money(told):
    story = "\n".join(story_of_partnership(told, NAME))
    steps = ["signed", "mobilising", "delivering", "effective integration", "Paid in its name"]
    assert [story.index(step) for step in steps] == sorted(story.index(step) for step in steps)
    assert "set-up £400,000" in story
    assert "Claimed (non-cash): council-1" in story


def test_quarters_come_in_order(told):
    years = [line[2:9] for line in story_of_partnership(told, NAME) if line[2:4] == "20"]
    assert years == sorted(years)


def test_an_agent_is_told_with_its_money_in_and_out(told):
    story = list(story_of_agent(told, "council-2"))
    assert any("signed" in line for line in story)
    assert any(line.startswith("  Money in: council tax") for line in story)
    assert any("services" in line for line in story if line.startswith("  Money out"))


def test_a_place_is_told_by_its_measures(told):
    assert any("coverage" in line for line in story_of_place(told, "council-1"))


def test_alone_it_lists_the_partnerships(told):
    assert [line.partition(":")[0] for line in overview(told)] == [NAME]


def test_a_name_that_nobody_has_is_answered_with_the_nearest(told):
    with pytest.raises(ResultsError, match="did you mean `council-1`"):
        list(story_of_agent(told, "counsil-1"))
    with pytest.raises(ResultsError, match="no partnership"):
        list(story_of_partnership(told, "nothing"))


def test_a_run_of_which_little_was_recorded_cannot_be_told():
    short = run(scenario({"run.record": "summary"}, quarters=4), replicates=1)
    with pytest.raises(ResultsError, match="only the measures of this run were recorded"):
        tables_of(short, None)
