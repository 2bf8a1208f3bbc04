"""Line 13: a time is a quarter counted from 0, or a date or year as people write it."""

import pytest

from sim.core.errors import ScenarioError
from sim.scenario import load_scenario
from sim.scenario.calendar import Calendar

PLAN = """
[run]
start_year = 2026
quarters = 24
[[partnership]]
name = "office"
type = "shared-service"
members = ["council-1", "council-2"]
target_saving = 400_000
set_up_cost = 400_000
start = {start}
[[event]]
name = "flood"
kind = "crisis"
quarter = {quarter}
[[event]]
name = "relief"
kind = "one-off-grant"
year = {year}
amount = 1_000_000
"""


@pytest.fixture
def plan(tmp_path):
    def plan(start="0", quarter="0", year="0", *sets):
        path = tmp_path / "plan.toml"
        path.write_text(PLAN.format(start=start, quarter=quarter, year=year), "utf-8")
        return load_scenario(str(path), sets)

    return plan


@pytest.mark.parametrize(
    ("written", "quarter"),
    [
        ("5", 5),
        ('"2027-28 Q2"', 5),
        ('"2027/28, q2"', 5),
        ('"2027-2028 Q2"', 5),
        ('"July 2027"', 5),
        ('"1 Aug 2027"', 5),
        ('"2027-09-30"', 5),
        ("2027-09-30", 5),
        ('"April 2027"', 4),
        ('"2027-28"', 4),
        ('"2027"', 4),
        ("2027", 4),
        ('"March 2027"', 3),
    ],
)
def test_line_13_a_quarter_can_be_written_as_a_time(plan, written, quarter):
    scenario = plan(written, written)
    assert scenario.partnerships[0].start == quarter
    assert scenario.crises[0].quarter == quarter


@pytest.mark.parametrize(
    "written", ["1", '"2027-28"', '"2027"', "2027", '"April 2027"', "2027-04-01"]
)
def test_line_13_a_year_can_be_written_as_a_financial_year(plan, written):
    assert plan(year=written).grants[0].year == 1


def test_line_13_a_time_stays_where_it_is_when_the_start_is_moved(plan):
    moved = plan('"July 2027"', "1", "1", "run.start_year=2025")
    assert moved.partnerships[0].start == 9
    assert moved.with_run(start_year=2027).partnerships[0].start == 1


def test_line_13_a_time_can_be_set_at_the_command_line(plan):
    assert plan("0", "0", "0", "event.flood.quarter=July 2027").crises[0].quarter == 5


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ('"soon"', 'it takes a quarter counted from 0, or a time such as "2027-28 Q2" or "April'),
        ('"2027-29"', "it takes a quarter counted from 0"),
        ('"2027 Q2"', "it takes a quarter counted from 0"),
        ('"Marchember 2027"', "it takes a quarter counted from 0"),
        ('"2027-13-01"', "it takes a quarter counted from 0"),
        ('"April 2020"', "it takes a time from April 2026 on, when the run starts"),
        ('"April 2040"', "quarter 56 is after the end"),
        ("-1", "it may be set from 0 up to 240"),
        ("1.5", "it takes a whole number"),
        ("true", "it takes a whole number"),
    ],
)
def test_line_13_a_time_that_is_none_is_refused(plan, start, said):
    with pytest.raises(ScenarioError) as caught:
        plan(start)
    assert said in str(caught.value)


@pytest.mark.parametrize("year", ['"July 2027"', '"2027-28 Q2"'])
def test_line_13_a_year_does_not_swallow_the_quarter_that_was_written(plan, year):
    with pytest.raises(ScenarioError, match="what happens by the year happens in April"):
        plan(year=year)


def test_a_calendar_counts_quarters_from_april():
    months = ["April 2026", "June 2026", "July 2026", "December 2026", "January 2027", "March 2027"]
    assert [Calendar(2026).quarter(month) for month in months] == [0, 0, 1, 2, 3, 3]
