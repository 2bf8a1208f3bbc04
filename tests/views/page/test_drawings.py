"""Drawings and words: names stay text, scales stand still, and every event has a sentence."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from sim.core.events import Event
from sim.measures.measure import SCORE
from sim.views.documents.questions import amount
from sim.views.page.bars import MONEY, Row, groups_chart, money_chart, said_of
from sim.views.page.cards import card, subjects
from sim.views.page.charts import difference_chart, outcome_chart, savings_chart, tick_words
from sim.views.page.network import key, network
from sim.views.page.room import Room, Shelf
from sim.views.page.stories import own_story, trainer_stories
from sim.views.page.svg import element
from sim.views.page.telling import latest, partnership_name, told
from sim.views.page.ticker import ticker
from sim.views.page.words import outcome_words
from sim.views.words import MINUS
from tests.views.small import small_region

HOSTILE = "<b onclick=alert(1)>Ann & Co</b>"


@pytest.fixture(scope="module")
def shelf():
    values = {"place.organisation": [{"name": HOSTILE, "kind": "contractor"}]}
    return Shelf([own_story([small_region(12, **values)]), trainer_stories()[0]])


@pytest.fixture(scope="module", params=[0, 1])
def played(shelf, request):
    room = Room(shelf.stories[request.param])
    return room.at(room.quarters), shelf.course_pair(room)


def drawings(room, pair):
    cell, names, at = room.shown, room.names, room.played
    return [
        network(pair[0], at, names[0]),
        outcome_chart(pair, names, cell, at),
        difference_chart(pair, names, cell, at),
        savings_chart(pair, 1, at),
        *(money_chart(pair, look, at) for look in MONEY),
        groups_chart(pair, "outcome", at),
        key(["council", "contractor"]),
    ]


def test_every_drawing_is_well_formed_at_every_moment(played):
    room, pair = played
    for at in (0, 1, room.quarters):
        for drawn in drawings(room.at(at), pair):
            ElementTree.fromstring(str(drawn))


def test_a_world_in_which_partnerships_save_nothing_says_so():
    story = next(story for story in trainer_stories() if "fire" in story.name)
    room, shelf = Room(story), Shelf([story])
    pair = shelf.course_pair(room)
    assert "no saving so far" in savings_chart(pair, 0, 8)
    assert "no saving" not in savings_chart(pair, 0, 0)


def test_outcomes_have_their_unit_once_and_whole_things_are_counted():
    assert outcome_words("response_weeks", "") == "Response weeks"
    assert outcome_words("saving_net", "") == "Saving net (£ so far)"
    assert (amount(4.0, "count"), amount(-12.0, "count", True), amount(4.5, "count")) == (
        "4",
        f"{MINUS}12",
        "4.5",
    )


def test_every_drawing_says_what_it_shows(played):
    for drawn in drawings(*played)[:-1]:
        root = ElementTree.fromstring(str(drawn))
        assert root.get("role") == "img"
        assert len(root.get("aria-label")) > 20


def test_a_name_that_looks_like_code_stays_text(shelf):
    room = Room(shelf.stories[0]).at(4)
    drawn = network(shelf.course_pair(room)[0], 4, HOSTILE)
    assert "<b" not in drawn
    assert ElementTree.fromstring(str(drawn)).get("aria-label").startswith(HOSTILE)


def test_an_attribute_cannot_be_left():
    assert element("g", data_card='"><script>') == '<g data-card="&#34;&gt;&lt;script&gt;"></g>'


def test_organisations_stand_still(played):
    room, pair = played

    def places(at):
        drawn = ElementTree.fromstring(str(network(pair[0], at, "A")))
        return [
            (g.get("data-card"), g.get("transform")) for g in drawn.iter("g") if g.get("transform")
        ]

    assert places(0) == places(room.quarters)


def test_scales_stand_still(played):
    room, pair = played

    def ticks(at):
        return re.findall(r'class="tick">([^<]*)<', outcome_chart(pair, "ab", room.shown, at))

    assert ticks(1) == ticks(room.quarters)


def test_a_hollow_partnership_is_dashed_and_talks_are_thin():
    story = trainer_stories()[0]
    room = Room(story)
    first, second = Shelf([story]).course_pair(room)
    hollow = [bond.hollow for bond in first.moments[16].bonds]
    assert network(first, 16, "A").count('dasharray="7 5"') == 2 * sum(hollow) > 0
    assert not any(bond.hollow for bond in second.moments[16].bonds)
    assert 'dasharray="1.5 4"' in network(first, 1, "A")


def test_there_is_a_card_for_everything_that_can_be_chosen(played):
    room, pair = played
    for about, _ in subjects(room, pair):
        found = card(room, pair, about)
        assert found is not None
        assert all(len(row) == 3 for row in found.rows)
    assert card(room, pair, "o:Nobody") is card(room, pair, "g:sixth") is None


def test_events_are_told_in_words_latest_first(shelf):
    assert told(Event(6, "link officer leaves", "Walsall", "", "")) == (
        "Walsall's champion left; its trust in partners fell"
    )
    assert partnership_name("Walsall contracting-out 4.1 lot 0") == (
        "Walsall's contracting out (lot 1)"
    )
    course = shelf.course_pair(Room(shelf.stories[1]))[0]
    quarters = [quarter for quarter, _ in latest(course, 20, 5)]
    assert len(quarters) == 5
    assert quarters == sorted(quarters, reverse=True)


@pytest.mark.parametrize(
    ("ticks", "unit", "words"),
    [
        ([0.498, 0.5, 0.502], "index 0-1", ["0.498", "0.500", "0.502"]),
        ([-500.0, 0.0, 500.0], "k£", ["\N{MINUS SIGN}£500k", "£0", "£500k"]),
        ([0.0, 500.0, 1000.0], "k£", ["£0", "£0.5m", "£1.0m"]),
        ([0.0, 0.2, 0.4], "share", ["0", "20 %", "40 %"]),
        ([0.0, 2.0], "weeks", ["0", "2"]),
    ],
)
def test_ticks_have_the_digits_that_tell_them_apart(ticks, unit, words):
    assert tick_words(np.array(ticks), unit) == words


def test_names_by_number_and_thousands_of_pounds_are_told_as_people_write_them():
    assert told(Event(2, "proposed", "council-4", "housing-association-1, contractor-2", "")) == (
        "Council 4 was put to housing association 1, contractor 2"
    )
    assert told(Event(2, "posts closed", "Southside", "", "£10,000 a quarter")) == (
        "Southside closed posts: £10,000 a quarter"
    )


def test_before_the_first_quarter_the_ticker_says_so(played):
    room, pair = played
    assert "Nothing has happened yet" in ticker(pair[0], room.at(0), 3)
    assert "Nothing has happened yet" not in ticker(pair[0], room, 3)


def test_bars_give_an_index_three_places_and_money_few_letters():
    assert said_of(Row("g:x", "x", (-0.041, -0.0051)), SCORE) == (
        "A \N{MINUS SIGN}0.041, B \N{MINUS SIGN}0.005"
    )
    assert said_of(Row("a:x", "x", (140.0, 1_200.0)), "k£") == "A £140k, B £1.2m"
    assert said_of(Row("a:x", "x", (140.0,)), "k£") == "+£140k"
    assert said_of(Row("a:x", "x", (0.0, 0.0)), "k£") == "A £0, B £0"


def test_a_sentence_begins_with_a_capital_and_a_tender_is_open_to_all():
    assert told(Event(2, "lot won", "Southside", "contractor-1", "4 bids")) == (
        "Contractor 1 won Southside: 4 bids"
    )
    assert told(Event(2, "proposed", "Southside", "by tender", "")) == (
        "Southside was put out to tender"
    )
