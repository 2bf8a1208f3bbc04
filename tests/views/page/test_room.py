"""Rooms: levers act from where one stands, the past stays, and a link is the whole room."""

from urllib.parse import parse_qs

import numpy as np
import pytest

from sim.core.errors import ScenarioError, SimError
from sim.study import compare
from sim.study.answers import course_of
from sim.views.page.room import Room, Shelf
from sim.views.page.stories import own_story, trainer_stories
from tests.views.small import small_region


@pytest.fixture(scope="module")
def shelf():
    return Shelf([own_story([small_region(12), small_region(12)]), *trainer_stories()])


@pytest.fixture
def room(shelf):
    return Room(shelf.stories[0])


def matrices(shelf, room):
    return [course.run.matrix for course in shelf.course_pair(room)]


def test_there_is_a_story_for_every_question_of_trainers(shelf):
    assert len(shelf.stories) == 11
    assert all(len(story.worlds) >= 2 and story.introduction for story in shelf.stories[1:])


def test_a_world_on_the_page_is_the_world_of_every_command(shelf, room):
    (course, _) = shelf.course_pair(room)
    results = compare([room.scenarios[0]], replicates=1)
    for measure in ("outcome", "saving_counterfactual", "cash_by_account"):
        group = "councils" if measure == "cash_by_account" else ""
        told = course_of(results, room.scenarios[0].name, (measure, group))[:, 0]
        assert np.array_equal(course.path(measure, group), told)


def test_a_lever_that_is_moved_on_the_way_leaves_the_past_alone(shelf, room):
    before, after = matrices(shelf, room.at(4).changed(1, "cut", 0.12))
    assert np.array_equal(before[:4], after[:4], equal_nan=True)
    assert not np.array_equal(before[4:], after[4:], equal_nan=True)


def test_a_lever_that_acts_from_the_start_goes_back_to_it(shelf, room):
    moved = room.at(4).changed(1, "profile", "front")
    assert moved.played == 0
    assert moved.sides[1].changes[0].quarter == 0
    assert moved.at(12).changed(1, "profile", "front") == moved


def test_the_same_lever_in_the_same_quarter_is_moved_once(room):
    moved = room.at(4).changed(1, "cut", 0.12).changed(1, "cut", 0.05)
    assert [change.value for change in moved.sides[1].changes] == [0.05]


def test_both_futures_of_a_branch_come_from_one_history(shelf, room):
    branch = room.changed(1, "cut", 0.12).at(6).changed(1, "crisis", "").branched(1)
    assert [change.name for change in branch.sides[0].changes] == ["cut"]
    first, second = matrices(shelf, branch.changed(1, "crisis", ""))
    assert np.array_equal(first[:6], second[:6], equal_nan=True)
    assert not np.array_equal(first[6:], second[6:], equal_nan=True)


def test_a_branch_at_the_very_start_keeps_what_was_set_there(room):
    branch = room.changed(1, "cut", 0.12).branched(1)
    assert [change.value for change in branch.sides[0].changes] == [0.12]


def test_what_was_done_can_be_undone(room):
    moved = room.changed(1, "cut", 0.12)
    side = moved.sides[1]
    assert moved.with_side(1, side.without(side.changes[0])) == room == moved.undone()


def test_a_link_is_the_whole_room(shelf, room):
    name = shelf.course_pair(room)[0].moments[0].nodes[0].name
    room = room.at(5).changed(0, "open", 0.2).changed(1, "champion", name).on_luck(7)
    room = room.looking_at(("cash_by_account", "councils")).at(9)
    assert shelf.room_from(parse_qs(room.link, keep_blank_values=True)) == room


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("story=nowhere", "no story 'nowhere'"),
        ("story=own&worlds=0,9", "two worlds"),
        ("story=own&B=3,gravity,1", "no lever 'gravity'"),
        ("story=own&B=3,cut,7", "Cut in grant, a year: from 0 to 0.12"),
        ("story=own&B=3,cut,nan", "Cut in grant"),
        ("story=own&B=3,preset,bliss", "Rules of collaboration: one of none"),
        ("story=own&B=3,champion,Nobody", "Nobody"),
        ("story=own&B=400,crisis,", "quarter"),
        ("story=own&seed=x", "incomplete"),
        ("story=own&seed=-1", "seed"),
        ("at=3", "incomplete"),
        ("story=own&show=bliss", "there is no outcome 'bliss'"),
        ("story=own&B=" + "9" * 5000, "too long"),
    ],
)
def test_a_link_that_makes_no_sense_says_why(shelf, query, why):
    with pytest.raises(SimError) as error:
        shelf.room_from(parse_qs(query, keep_blank_values=True))
    assert why in str(error.value)


def test_worlds_of_different_lengths_do_not_stand_side_by_side():
    short = own_story([small_region(4), small_region(8)])
    with pytest.raises(SimError, match="same number of quarters"):
        Shelf([short]).course_pair(Room(short))


def test_what_makes_no_sense_is_refused_and_changes_nothing(room):
    with pytest.raises(ScenarioError):
        room.changed(1, "absence", "Nobody")
