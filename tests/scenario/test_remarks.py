"""Lines 10 and 12: what is valid and acts on nothing, or is far from usual, is told in one line."""

import numpy as np
import pytest

from sim.mechanisms import parameter_groups
from sim.model import PartnershipModel
from sim.scenario import library_names, load_scenario
from sim.scenario.in_words import in_words
from sim.scenario.remarks import remarks
from tests.build import course, scenario

TWO = """
[[place.council]]
name = "A"
{a}
[[place.council]]
name = "B"
[[partnership]]
name = "office"
type = "shared-service"
members = ["A", "B"]
{p}
[[event]]
name = "relief"
kind = "one-off-grant"
year = 1
amount = {g}
"""
USUAL = 'target_saving = 600_000\nset_up_cost = 600_000\nstart = "July 2011"'


@pytest.fixture
def plan(tmp_path):
    def plan(a="population = 95_000", p=USUAL, g="1_000_000", more=""):
        path = tmp_path / "plan.toml"
        path.write_text(TWO.format(a=a, p=p, g=g) + more, "utf-8")
        return load_scenario(str(path))

    return plan


def said(world):
    return [str(remark) for remark in remarks(world)]


@pytest.mark.parametrize("name", library_names())
def test_nothing_in_the_library_needs_a_remark(name):
    assert said(load_scenario(name)) == []


ODD = {
    "a population in thousands": ({"a": "population = 95"}, "plan.toml:4:1: population of A is 95"),
    "its usual range": ({"a": "population = 95"}, "the usual range is 20,000 to 1,500,000"),
    "a budget in millions": ({"a": "budget = 14"}, "budget of A is £14 a year for 200,000 people"),
    "its range": ({"a": "budget = 14"}, "the usual range is £20m to £300m (write pounds)"),
    "a budget in pence": ({"a": "budget = 2e10"}, "budget of A is £20bn a year"),
    "care above the budget": ({"a": "budget = 2e8\ncare = 3e8"}, "care of A is £300m, more than"),
    "reserves above it": ({"a": "reserves = 3e8"}, "reserves of A is £300m, more than its budget"),
    "a saving in thousands": (
        {"p": "target_saving = 600\nset_up_cost = 600"},
        "target_saving of `office` is £600 a year; the usual range is £10,000 to the £35.4m",
    ),
    "a saving above the service": (
        {"p": "target_saving = 49_000_000\nset_up_cost = 600_000"},
        "target_saving of `office` is £49m a year",
    ),
    "pounds mixed with thousands": (
        {"p": "target_saving = 600_000\nset_up_cost = 600"},
        "set_up_cost of `office` is £600; for such a saving the usual range is £6,000 to",
    ),
    "a grant in thousands": (
        {"g": "500"},
        "amount of `relief` is £500; a grant is usually £10,000",
    ),
}


@pytest.mark.parametrize("case", ODD)
def test_line_12_an_unusual_figure_is_questioned_with_the_usual_range(plan, case):
    values, expected = ODD[case]
    assert any(expected in line for line in said(plan(**values)))


def test_line_10_a_profile_that_takes_cuts_from_a_list_that_is_not_there_is_told():
    (said,) = remarks(load_scenario("region", ["policy.funding.profile=file"]))
    assert "grant is never cut" in said.message


def test_line_12_usual_figures_are_not_questioned(plan):
    assert said(plan()) == []


@pytest.mark.parametrize(("cuts", "odd"), [("[1.0]", "100%"), ("[0.1, -0.2]", "-20%")])
def test_line_12_a_cut_as_there_has_been_none_is_questioned(cuts, odd):
    sets = ["policy.funding.profile=file", f"policy.funding.cuts={cuts}"]
    expected = f"cuts of {odd}; the usual range is -3% (the grant grows) to 12% a year"
    assert said(load_scenario("region", sets)) == [f"--set policy.funding.cuts: {expected}"]


def test_line_11_years_without_a_row_are_told(plan, tmp_path):
    (tmp_path / "cuts.csv").write_text("year,cut\n2013-14,0.1\n2014-15,0.1\n")
    more = '[policy.funding]\nprofile = "file"\ncuts = { file = "cuts.csv", column = "cut" }\n'
    assert [line.partition("cuts.csv: ")[2] for line in said(plan(more=more))] == [
        "no cut before 2013-14, where the table begins",
        "no cut after 2014-15, where the table ends",
    ]


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (
            ["policy.funding.later_cut=0.02"],
            "later_cut has no effect because policy.funding.profile",
        ),
        (
            ["policy.funding.cuts=[0.1]"],
            "cuts has no effect because policy.funding.profile is flat",
        ),
        (
            ["policy.funding.profile=file", "policy.funding.grant_cut=0.1"],
            "grant_cut has no effect because policy.funding.profile is file",
        ),
        (
            ["policy.trust.enabled=false", "uncertainty.trust.gain=0.1"],
            "uncertainty.trust.gain has no effect because policy.trust.enabled is false",
        ),
    ],
)
def test_line_10_a_parameter_that_nothing_reads_is_told_with_the_reason(sets, expected):
    assert any(expected in line for line in said(load_scenario("region", sets)))


def test_line_10_an_event_that_sets_what_nothing_reads_is_told(plan):
    rules = (
        '[[event]]\nname = "new"\nkind = "new-rules"\nquarter = 4\n'
        '[event.set]\n"policy.funding.later_cut" = 0.05\n"policy.funding.grant_cut" = 0.05\n'
    )
    assert [line.split(": ")[1] for line in said(plan(more=rules))] == [
        "policy.funding.later_cut has no effect because policy.funding.profile is flat"
    ]


def test_a_lever_that_an_event_makes_act_is_not_called_without_effect(plan):
    rules = (
        "[uncertainty.review]\nsunset_effect = 1.0\n"
        '[[event]]\nname = "new"\nkind = "new-rules"\nquarter = 4\n'
        '[event.set]\n"policy.review.sunset" = true\n'
    )
    assert said(plan(more=rules)) == []


CONDITIONS = [
    (group, name, *condition)
    for group in parameter_groups().values()
    for name, condition in group.read_if.items()
]


@pytest.mark.parametrize(("group", "name", "other", "values"), CONDITIONS)
def test_what_is_said_to_have_no_effect_has_none(group, name, other, values):
    declared = {d.key.rpartition(".")[2]: d for d in group.declared()}
    controlling = declared[other]
    off = next(v for v in choices_of(controlling) if v not in values)
    low, high = limits_of(declared[name])
    one, two = (
        course(12, {controlling.key: off, declared[name].key: value}) for value in (low, high)
    )
    assert one.recorded.keys() == two.recorded.keys()
    for key, values_of_one in one.recorded.items():
        np.testing.assert_array_equal(values_of_one, two.recorded[key], err_msg=key)


def choices_of(declared):
    from sim.scenario.wording import choices

    return [False, True] if declared.kind is bool else list(choices(declared.kind))


def limits_of(declared):
    evidence = declared.evidence
    return ((0.1,), (0.2,)) if declared.key.endswith(".cuts") else (evidence.low, evidence.high)


def test_line_12_a_scenario_is_said_back_in_words(plan):
    lines = in_words(plan(a="population = 95_000\nbudget = 80_000_000", more="[run]\nquarters = 8"))
    assert lines[:6] == [
        "Runs for 8 quarters from April 2010, into 2011-12; 10 replicates, random seed 1.",
        "2 councils: A, B; 4 housing associations, 10 social enterprises, 4 contractors; "
        "1,000 residents simulated per council.",
        "A has 95,000 people, a budget of £80m a year.",
        "The grant is cut, each year against the year before, by 4% in 2011-12.",
        "`office`: shared-service between A and B; is to save £600,000 a year, costs £600,000 to "
        "set up, is agreed in quarter 5, counted from 0 (2011-12 Q2, from July 2011).",
        "`relief`: one-off-grant in 2011-12 (year 1, counted from 0); "
        "amount £1,000,000 for each council that gets it.",
    ]


@pytest.mark.parametrize("name", library_names())
def test_every_scenario_of_the_library_can_be_said_in_words(name):
    world = load_scenario(name)
    text = "\n".join(in_words(world))
    assert all(partnership.type in text for partnership in world.partnerships)
    assert all(f"`{event.name}`" in text for event in world.events)


def test_what_is_said_of_the_cuts_is_what_a_run_does():
    world = scenario({"policy.funding.profile": "front"}, quarters=12)
    model = PartnershipModel(world)
    council = model.councils[0]
    model.run_all()
    text = next(line for line in in_words(world) if "grant is cut" in line)
    shares = [
        float(part.split("%")[0].split()[-1]) / 100 for part in text.split("by ")[1].split(",")
    ]
    left = 1.0
    for share in shares:
        left *= 1.0 - share
    assert council.grant_left == pytest.approx(left, rel=1e-5)
