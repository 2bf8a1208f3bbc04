"""End values: one rule, and everything that reads them off results follows it."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis.answers import value_by_run
from sim.measures import MEASURES
from sim.output.ends import end_values_of
from sim.output.recorder import end_values
from sim.study.tables import end_values as of_world
from sim.study.tables import summary
from sim.sweep.running.watched_measure import end_value
from sim.views.drawing import so_far
from sim.views.report.study import headline
from tests.output.handmade import handmade

STATE, TOTAL = "talking_shop_share", "saving_claimed"
RUN = (0, 0)
course = st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=6)


def one_run(measure, by_quarter):
    return handmade({"a": {RUN: {measure: by_quarter}}})


def readings(measure, by_quarter):
    """Return the end value as every part of the program reads it."""
    results = one_run(measure, by_quarter)
    series, values = results.tables["series"], np.array(by_quarter, float)
    watched = end_value(series, (measure, "", ""))
    (shown,) = summary(results, "a")
    found = [
        MEASURES[measure].end_value(values),
        MEASURES[measure].so_far(values)[-1],
        end_values([(measure, "", "")], values[:, None])[0],
        end_values_of(series)["value"].iloc[0],
        of_world(results, "a").of(measure)[0],
        value_by_run(results, "a", measure)["a-0-0"],
        so_far(results, "a", measure).iloc[-1, 0],
        *(math.nan if v is None else v for v in (watched, shown["value"])),
        math.nan if (v := headline(results, "a", measure).value) is None else v,
    ]
    return np.array(found)


def test_a_state_without_a_value_in_the_last_quarter_has_no_end_value_anywhere():
    assert np.isnan(readings(STATE, [0.1, 0.217, None])).all()


def test_a_state_ends_as_it_is_in_the_last_quarter_everywhere():
    assert set(readings(STATE, [0.9, None, 0.109])) == {0.109}


def test_a_total_is_the_sum_of_the_quarters_that_have_a_value_everywhere():
    assert set(readings(TOTAL, [None, 2.0, None, 3.0, None])) == {5.0}


def test_a_total_of_no_quarter_is_not_defined_anywhere():
    assert np.isnan(readings(TOTAL, [None, None])).all()


@settings(deadline=None, max_examples=15)
@given(by_quarter=course, measure=st.sampled_from([STATE, TOTAL]))
def test_every_reader_of_results_finds_the_same_end_value(by_quarter, measure):
    found = readings(measure, by_quarter)
    assert found == pytest.approx(np.full(len(found), found[0]), nan_ok=True, rel=1e-12, abs=1e-9)


def test_runs_of_different_lengths_each_end_with_their_own_last_quarter():
    results = handmade({"a": {(0, 0): {STATE: [0.1, 0.2]}, (1, 0): {STATE: [0.1, 0.2, 0.3]}}})
    assert list(of_world(results, "a").of(STATE)) == [0.2, 0.3]


def test_a_mean_over_runs_says_how_many_runs_have_an_end_value():
    results = handmade({"a": {(0, i): {STATE: [0.5, v]} for i, v in enumerate([0.2, None, 0.4])}})
    (row,) = summary(results, "a")
    assert (row["value"], row["n"]) == (pytest.approx(0.3), 2)
    assert headline(results, "a", STATE).runs == 2
