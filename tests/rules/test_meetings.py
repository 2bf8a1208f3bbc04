"""Meetings: one a quarter keeps trust, more build a little, ever less."""

import itertools

import pytest

from sim.rules.meetings import MeetingParameters, meeting_gain

NUMBERS = MeetingParameters()


def test_one_meeting_a_quarter_adds_nothing():
    assert meeting_gain(1.0, NUMBERS) == meeting_gain(0.0, NUMBERS) == 0.0


def test_weekly_meetings_add_nearly_all_that_meetings_can():
    assert meeting_gain(13.0, NUMBERS) == pytest.approx(0.02 * 0.9502, abs=1e-5)


def test_each_further_meeting_adds_less():
    gains = [meeting_gain(f, NUMBERS) for f in (1.0, 3.0, 5.0, 7.0)]
    steps = [b - a for a, b in itertools.pairwise(gains)]
    assert steps == sorted(steps, reverse=True)
