"""Designs: what a study file may say, its points, and every mistake with its place."""

import pytest

from sim.cli import call
from sim.core.errors import ResultsError, ScenarioError
from sim.core.parameters import ParameterSet
from sim.rules.collaboration import CollaborationParameters
from sim.sweep.design import world_at
from sim.sweep.design_loading import load_design
from sim.sweep.running.folder import created

CUT = "policy.funding.grant_cut"
GAIN = "uncertainty.trust.gain"
HEAD = 'scenario = "region"\nreplicates = 2\n'


@pytest.fixture
def design(tmp_path):
    def design(text, head=HEAD):
        path = tmp_path / "study.toml"
        path.write_text(head + text)
        return load_design(path)

    return design


@pytest.fixture
def mistakes(design):
    def mistakes(text, head=HEAD):
        with pytest.raises(ScenarioError) as caught:
            design(text, head)
        return [str(mistake) for mistake in caught.value.mistakes]

    return mistakes


def values(found):
    return [tuple(point.values()) for _, point in found.points()]


def test_a_grid_is_every_combination_the_last_factor_fastest(design):
    found = design(
        f'[factors]\n"{CUT}" = [0.0, 0.08]\n"policy.collaboration.preset" = ["silo", "genuine"]'
    )
    assert values(found) == [(0.0, "silo"), (0.0, "genuine"), (0.08, "silo"), (0.08, "genuine")]
    assert (found.count, found.runs) == (4, 8)


def test_a_list_takes_values_together(design):
    found = design(
        f'method = "list"\n[factors]\n"{CUT}" = [0.0, 0.02, 0.08]\n"{GAIN}" = [0.05, 0.1, 0.1]'
    )
    assert values(found) == [(0.0, 0.05), (0.02, 0.1), (0.08, 0.1)]


def test_one_at_a_time_begins_with_the_world_as_it_is(design):
    found = design(f'method = "oat"\n[factors]\n"{CUT}" = [0.0, 0.08]\n"{GAIN}" = true')
    points = [point for _, point in found.points()]
    assert points == [{}, {CUT: 0.0}, {CUT: 0.08}, {GAIN: 0.03}, {GAIN: 0.15}]


def test_steps_are_spread_evenly_over_a_range(design):
    found = design(f'[factors]\n"{CUT}" = {{ low = 0.0, high = 0.1, steps = 3 }}')
    assert values(found) == [(0.0,), (0.05,), (0.1,)]


@pytest.mark.parametrize(
    ("method", "size", "points"), [("lhs", 8, 8), ("sobol", 8, 32), ("morris", 5, 15)]
)
def test_samples_fill_their_ranges_and_are_the_same_every_time(design, method, size, points):
    text = (
        f'method = "{method}"\npoints = {size}\n[factors]\n"{CUT}" = [0.02, 0.08]\n"{GAIN}" = true'
    )
    found = values(design(text))
    assert len(found) == points
    assert found == values(design(text))
    assert all(0.02 <= cut <= 0.08 and 0.03 <= gain <= 0.15 for cut, gain in found)
    assert len({cut for cut, _ in found}) > 3


@pytest.mark.parametrize(
    ("method", "more"), [("lhs", (8, 4)), ("sobol", (8, 8)), ("morris", (8, 4))]
)
def test_a_sample_grows_without_moving_the_points_it_has(design, method, more):
    from dataclasses import replace

    found = design(f'method = "{method}"\npoints = 8\n[factors]\n"{CUT}" = true\n"{GAIN}" = true')
    longer = replace(found, blocks=more)
    assert longer.count > found.count
    assert list(longer.points())[: found.count] == list(found.points())


def test_a_latin_hypercube_has_one_point_in_every_slice(design):
    found = design(f'method = "lhs"\npoints = 10\n[factors]\n"{CUT}" = [0.0, 0.1]')
    assert sorted(int(cut * 100) for (cut,) in values(found)) == list(range(10))


def test_choices_and_whole_numbers_are_sampled_as_what_they_are(design):
    found = design(
        'method = "lhs"\npoints = 40\n[factors]\n"policy.collaboration.preset" = ["silo", "genuine"]\n'
        '"policy.review.sunset" = true\nplace.social_enterprises = [1, 4]\n"run.quarters" = { values = [4, 8] }'
    )
    presets, sunsets, enterprises, quarters = (
        set(column) for column in zip(*values(found), strict=True)
    )
    assert presets == {"silo", "genuine"}
    assert sunsets == {False, True}
    assert enterprises == {1, 2, 3, 4}
    assert quarters == {4, 8}
    assert all(type(value) is int for value in enterprises)


def test_true_stands_for_all_choices_of_a_parameter(design):
    found = design('[factors]\n"policy.governance.mode" = true')
    assert ("network-administrative",) in values(found)


def test_a_field_of_an_event_can_be_varied(design):
    head = 'scenario = "crisis-with-ties"\n'
    name = design("", head).worlds[0].scenario.events[0].name
    found = design(f'[factors]\n"event.{name}.intensity" = [0.5, 1.5]', head)
    at = [world_at(found.worlds[0], point).scenario for _, point in found.points()]
    assert [scenario.crises[0].intensity for scenario in at] == [0.5, 1.5]


def test_constraints_leave_points_out_and_the_others_keep_their_numbers(design):
    found = design(
        f'[factors]\n"{CUT}" = [0.0, 0.08]\n"{GAIN}" = [0.05, 0.1]\n[constraints]\n"{CUT}" = "<= {GAIN}"'
    )
    assert [number for number, _ in found.points()] == [0, 1, 3]


def test_a_constraint_may_be_about_a_sum(design):
    found = design(
        f'[factors]\n"{CUT}" = [0.0, 0.08]\n"{GAIN}" = [0.05, 0.1]\n[constraints]\n"{CUT} + {GAIN}" = "< 0.15"'
    )
    assert [number for number, _ in found.points()] == [0, 1, 2]


def test_worlds_are_named_and_have_settings_of_their_own(design):
    found = design(
        'set = { "run.quarters" = 8 }\n[[world]]\nname = "open"\nscenario = "region"\n'
        'set = { "policy.collaboration.preset" = "genuine" }\n[[world]]\nname = "closed"\nscenario = "region"\n',
        "",
    )
    assert [world.label for world in found.worlds] == ["open", "closed"]
    presets = [world.scenario.params[CollaborationParameters].preset for world in found.worlds]
    assert presets == ["genuine", "none"]
    assert {world.scenario.run.quarters for world in found.worlds} == {8}
    assert isinstance(found.worlds[0].scenario.params, ParameterSet)


def test_a_scenario_beside_the_design_is_found_first(design, tmp_path):
    (tmp_path / "region.toml").write_text('title = "Mine"\nextends = "walsall"')
    assert design("").worlds[0].scenario.title == "Mine"


def test_replicates_may_be_named(design):
    assert design("replicates = [3, 17]", 'scenario = "region"\n').replicates == (3, 17)
    assert design("").replicates == (0, 1)
    assert len(design("", 'scenario = "region"\n').replicates) == 10


def test_a_study_keeps_summaries_unless_it_says_otherwise(design):
    assert design("").worlds[0].scenario.run.record == "summary"
    assert design('record = "full"').worlds[0].scenario.run.record == "full"


def test_the_seed_is_that_of_all_worlds_and_of_the_sample(design):
    text = f'method = "lhs"\npoints = 4\nseed = {{}}\n[factors]\n"{CUT}" = true'
    one, two = design(text.format(1)), design(text.format(2))
    assert values(one) != values(two)
    assert two.worlds[0].scenario.run.seed == 2


def test_precision_is_read_as_a_share_or_an_amount(design):
    text = '[precision]\nmeasure = "coverage"\nhalf_width = {}'
    share, amount = (design(text.format(width)).precision for width in ('"5%"', "0.01"))
    assert (share.half_width, share.relative) == (0.05, True)
    assert (amount.half_width, amount.relative) == (0.01, False)


CASES = {
    f'[factors]\n"{CUT}" = [0.0, 0.8]': f"study.toml:4:1: {CUT} is 0.8 share/year, real; it may be set from 0 to 0.12",
    '[factors]\n"policy.fnding.grant_cut" = [0.0]': "did you mean `policy.funding.grant_cut`?",
    '[factors]\n"policy.fnding.grant_cut" = true': "study.toml:4:1: unknown key `policy.fnding.grant_cut`; did you mean",
    f'method = "lhs"\npoints = 4\n[factors]\n"{CUT}" = [0.0, 0.02, 0.04]': "lhs takes a range of two numbers",
    f'[factors]\n"{CUT}" = [0.0, "much"]': "mixes numbers with other values",
    f'[factors]\n"{CUT}" = {{ low = 0.1, high = 0.0 }}': "has no range from 0.1 to 0.0",
    f'[factors]\n"{CUT}" = {{ low = 0.0, hgh = 0.1 }}': "unknown key `hgh`; did you mean `high`?",
    f'[factors]\n"{CUT}" = 0.04': "is 0.04; a factor is a list",
    '[factors]\n"place.councils" = true': "has no evidence range; write [low, high]",
    '[factors]\n"policy.collaboration.preset" = ["sillo"]': "did you mean `silo`?",
    '[factors]\n"run.replicates" = [1, 2]': "write replicates at the top",
    '[factors]\n"event.none.year" = [1]': "there is no event `none`",
    'method = "lsh"': "method is 'lsh'; it takes one of grid, list, oat, lhs, sobol, morris; did you mean `lhs`?",
    f'method = "lhs"\n[factors]\n"{CUT}" = true': "lhs needs points",
    f'method = "sobol"\npoints = 6\n[factors]\n"{CUT}" = true': "sobol takes a power of 2",
    f'points = 6\n[factors]\n"{CUT}" = true': "grid runs every value it is given",
    'method = "morris"\npoints = 6': "morris needs [factors]",
    f'method = "list"\n[factors]\n"{CUT}" = [0.0]\n"{GAIN}" = [0.1, 0.12]': "list takes lists of one length",
    f'method = "list"\n[factors]\n"{CUT}" = true': "is a range; list takes values",
    f'method = "oat"\n[factors]\n"{CUT}" = [0.0]\n[constraints]\n"{CUT}" = "< 1"': "oat needs all of its points",
    f'[factors]\n"{CUT}" = [0.0]\n[constraints]\n"{GAIN}" = "< 1"': f"study.toml:6:1: `{GAIN}` is not a factor of this design",
    f'[factors]\n"{CUT}" = [0.0]\n[constraints]\n"{CUT}" = "about 1"': "a constraint is a comparison",
    f'[factors]\n"{CUT}" = [0.0]\n[constraints]\n"{CUT}" = "< silo"': "cannot be compared with 'silo'",
    f'[factors]\n"{CUT}" = [0.01]\n[constraints]\n"{CUT}" = "< 0.01"': "exclude every point",
    '[precision]\nmeasure = "coverge"\nhalf_width = "5%"': "there is no measure `coverge`; did you mean `coverage`?",
    '[precision]\nmeasure = "coverage"\nhalf_width = "-5%"': "half_width takes a share",
    '[precision]\nmeasure = "coverage"\nhalf_width = "5%"\ndifference = ["region", "x"]': "there is no world `x`; there are region",
    "recrod = 1": "study.toml:3:1: unknown key `recrod`; did you mean `record`?",
    'record = "all"': "record is 'all'; it takes one of summary, series, full",
    'scenarios = ["walsall"]': "the design names scenario and scenarios; it takes one of",
    'set = { "run.quarters" = 0 }': "study.toml:3:1: run.quarters is 0; it may be set from 1",
}


@pytest.mark.parametrize("text", CASES, ids=lambda text: text[:40])
def test_a_mistake_is_named_with_its_place_and_what_would_be_accepted(mistakes, text):
    assert any(CASES[text] in message for message in mistakes(text))


@pytest.mark.parametrize(
    "replicates", ["0", "-1", "1_000_000_000_000", "9" * 400, "[1, 1]", "[]", "true", '"two"']
)
def test_replicates_that_are_none_are_refused(mistakes, replicates):
    found = mistakes(f"replicates = {replicates}", 'scenario = "region"\n')
    assert found[0].startswith("study.toml:2:1: replicates is ")


def test_a_scenario_that_does_not_exist_is_named_where_the_design_names_it(mistakes):
    head = 'title = "x"\nscenario = "regoin"'
    assert mistakes("", head)[0].startswith(
        "study.toml:2:1: there is no such scenario; did you mean `region`?"
    )


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file(mistakes):
    text = f'titel = 1\nrecord = "x"\n[factors]\n"{CUT}" = [9.0]\n[precision]\nmeasure = "x"\nhalf_width = 0\ncelling = 3\n'
    assert [m.split(":")[1] for m in mistakes(text)] == ["3", "4", "6", "8", "9", "10"]


def test_what_a_design_is_does_not_depend_on_how_much_of_it_is_run(design):
    one = design(f'[factors]\n"{CUT}" = [0.0, 0.08]')
    more = design(
        f'replicates = 9\ntitle = "x"\n[factors]\n"{CUT}" = [0.0, 0.08]', 'scenario = "region"\n'
    )
    other = design(f'[factors]\n"{CUT}" = [0.0, 0.07]')
    assert one.identity() == more.identity() != other.identity()


OFFICE = """title = "Office"
[[partnership]]
name = "Back office"
type = "shared-service"
members = ["council-1", "council-2"]
target_saving = 400_000
set_up_cost = 400_000
[[event]]
name = "No. 1"
kind = "crisis"
quarter = 1
[run]
quarters = 4
[place]
residents_per_council = 20
"""
NAMED = {
    '"partnership.Back office.target_saving" = [500000, 600000]': "target_saving",
    'partnership."Back office".target_saving = [500000, 600000]': "target_saving",
    '"partnership.\\"Back office\\".target_saving" = [500000, 600000]': "target_saving",
    'event."No. 1".intensity = [0.5, 1.5]': "intensity",
    '"event.\\"No. 1\\".quarter" = [1, 2]': "quarter",
    '"event.\\"No. 1\\".quarter" = ["2010-11 Q2", "October 2010"]': "quarter",
    '"run.start_year" = [2010, 2011]': "start_year",
    '"place.councils" = [2, 3]': "councils",
}


@pytest.mark.parametrize("factor", NAMED)
def test_line_10_a_factor_with_a_name_passes_the_dry_run_and_the_sweep(tmp_path, factor):
    (tmp_path / "office.toml").write_text(OFFICE)
    path = tmp_path / "study.toml"
    path.write_text(f'scenario = "office"\nreplicates = 1\n[factors]\n{factor}\n')
    assert call(["sweep", str(path), "--dry-run"]) == 0
    assert call(["sweep", str(path), "--jobs", "1", "--out", str(tmp_path / "out")]) == 0


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        ('"partnership.target_saving" = [1, 2]', "write partnership.NAME.target_saving"),
        ('"partnership.Back office.nonsense" = [1, 2]', "unknown key `partnership"),
        ('"event" = [1, 2]', "event"),
        ('"partnership" = [1, 2]', "partnership"),
        ('"place" = [1, 2]', "place is 1; it is a table, [place]"),
        ('"event.No. 1.quarter" = [1, 2]', "a name that holds a dot needs quotes"),
        ('"extends" = ["region", "walsall"]', "extends belongs in a scenario file"),
    ],
)
@pytest.mark.parametrize("options", [["--dry-run"], ["--jobs", "1", "--out", "out"]])
def test_line_10_a_factor_that_no_world_reads_is_refused_and_leaves_nothing(
    tmp_path, monkeypatch, capsys, factor, said, options
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "office.toml").write_text(OFFICE)
    (tmp_path / "study.toml").write_text(f'scenario = "office"\n[factors]\n{factor}\n')
    assert call(["sweep", "study.toml", *options]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_line_10_a_mistake_of_a_world_is_shown_at_the_factor_that_makes_it(mistakes, tmp_path):
    (tmp_path / "office.toml").write_text(OFFICE)
    text = f'[factors]\n"{GAIN}" = [0.05, 0.1]\n"partnership.Back office.declared" = [0.5, 7.0]\n'
    found = mistakes(text, 'scenario = "office"\n')
    assert found[0].startswith('study.toml:4:1: partnership."Back office".declared is 7.0')


def test_a_start_that_fails_leaves_no_folder_in_the_way(tmp_path, design, monkeypatch):
    plan = design("")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ResultsError):
        created(tmp_path / "out", plan, tmp_path / "no-design.toml", "test", False)
    assert not (tmp_path / "out").exists()


LATER = "policy.funding.later_cut"
PROFILE = '"policy.funding.profile" = ["flat", "two-phase"]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f'[factors]\n"{LATER}" = [0.0, 0.1]',
            f"{LATER} has no effect because policy.funding.profile is",
        ),
        (f'[factors]\n"{LATER}" = [0.0, 0.1]\n{PROFILE}', ""),
        (f'[factors]\n{PROFILE}\n[set]\n"{LATER}" = 0.1', ""),
        (
            f'[set]\n"{LATER}" = 0.1',
            f"{LATER} has no effect because policy.funding.profile is flat",
        ),
        (
            f'[factors]\n"{GAIN}" = [0.05, 0.1]\n[set]\n"policy.trust.enabled" = false',
            f"{GAIN} has no effect because policy.trust.enabled is false",
        ),
        (f'[factors]\n"{GAIN}" = [0.05, 0.1]\n"policy.trust.enabled" = [false, true]', ""),
    ],
)
def test_line_10_a_dry_run_tells_a_factor_that_nothing_reads(
    design, tmp_path, capsys, text, expected
):
    text += '\n"run.quarters" = 4' if "[set]" in text else '\n[set]\n"run.quarters" = 4'
    design(text)
    assert call(["sweep", str(tmp_path / "study.toml"), "--dry-run", "--jobs", "1"]) == 0
    warned = capsys.readouterr().err
    assert (expected in warned) if expected else (warned == "")
