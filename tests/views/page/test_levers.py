"""Levers: each is a rule of the model, and says so where it can do nothing."""

import numpy as np
import pytest

from sim.scenario import load_scenario
from sim.scenario.validation import known_keys
from sim.study.simulate import World, simulate
from sim.views.page.changes import Change, change_from, with_changes
from sim.views.page.lever_kinds import Slider
from sim.views.page.levers import HAPPENINGS, LEVERS
from sim.views.page.stories import trainer_stories
from tests.views.small import small_region


def positions(lever):
    """Return how a lever can stand: its ends, or all its choices."""
    if isinstance(lever, Slider):
        return [lever.low, lever.high]
    return [value for value, _ in lever.options]


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_is_a_rule_of_the_model_and_may_stand_wherever_it_goes(name):
    lever = LEVERS[name]
    assert lever.key in known_keys()
    for value in positions(lever):
        world = with_changes(small_region(4), [Change(0, name, value)])
        assert lever.value_in(world, 0) == value
        assert change_from(Change(0, name, value).text) == Change(0, name, value)
        if not lever.from_start:
            later = with_changes(small_region(4), [Change(2, name, value)])
            assert lever.value_in(later, 2) == value


@pytest.mark.parametrize("name", HAPPENINGS)
def test_what_can_be_made_to_happen_happens(name):
    world = load_scenario("same-partners").with_values({"run.quarters": 8})
    whom = {"organisation": "Open Doors", "partnership": "homes", "": ""}
    subject = whom[HAPPENINGS[name].whom]
    assert subject in HAPPENINGS[name].subjects(world, ["Open Doors"])
    changed = with_changes(world, [Change(3, name, subject)])
    assert not np.array_equal(matrix(world), matrix(changed), equal_nan=True)


def matrix(scenario):
    return simulate(World("w", scenario), 0).matrix


def moves(world, lever):
    """Tell whether a lever changes anything in a world."""
    before, now = matrix(world), lever.value_in(world, 0)
    return any(
        not np.array_equal(before, matrix(world.with_values({lever.key: value})), equal_nan=True)
        for value in positions(lever)
        if value != now
    )


def greyed(stories):
    """Return every lever that is greyed in the first two worlds of some stories."""
    return [
        pytest.param(world, lever, id=f"{story.name}-{world.name}-{lever.name}")
        for story in stories
        for world in story.worlds[:2]
        for lever in LEVERS.values()
        if lever.cannot(world)
    ]


STORIES = trainer_stories()


@pytest.mark.parametrize(("world", "lever"), greyed(STORIES[2:3]))
def test_a_lever_that_is_greyed_does_nothing(world, lever):
    assert not moves(world, lever)


@pytest.mark.slow
@pytest.mark.parametrize(("world", "lever"), greyed(STORIES))
def test_a_lever_that_is_greyed_does_nothing_in_any_story(world, lever):
    assert not moves(world, lever)


@pytest.mark.parametrize("name", ["cut", "preset", "open", "reciprocity", "relationship", "motive"])
def test_a_lever_that_is_not_greyed_does_something(name):
    world = small_region(16)
    assert not LEVERS[name].cannot(world)
    assert moves(world, LEVERS[name])


def test_a_world_in_which_nobody_works_together_greys_the_rules_of_working_together():
    world = load_scenario("fire-saving")
    assert "there are no partnerships" in LEVERS["open"].cannot(world)
    assert not LEVERS["cut"].cannot(world)


def test_a_world_that_a_room_changed_can_be_changed_again():
    cut, crisis = Change(4, "cut", 0.08), Change(8, "crisis", "")
    once = with_changes(small_region(), (cut, crisis))
    again = with_changes(once, (Change(4, "open", 0.1), crisis))
    assert len({event.name for event in again.events}) == len(again.events) == 4
