"""Line 10: nothing that is set is ignored, and names may hold spaces, dots, commas and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.cli.run_and_compare import world_argument
from sim.core.errors import ScenarioError
from sim.mechanisms.funding import FundingParameters
from sim.scenario import load_scenario
from sim.scenario.keys import dotted, key_words, read_setting, split_settings
from sim.scenario.positions import locate

OFFICE = """
[[partnership]]
name = "Back office, No. 1 = ours"
type = "shared-service"
members = ["council-1", "council-2"]
target_saving = 400_000
set_up_cost = 400_000

[[event]]
name = "St Mary's flood"
kind = "crisis"
quarter = 3

[[event]]
name = "new"
kind = "new-rules"
quarter = 3
[event.set]
"policy.funding.grant_cut" = 0.05
"""
QUOTED = 'partnership."Back office, No. 1 = ours"'


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(OFFICE, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("partnership.target_saving=600000", "write partnership.NAME.target_saving (there is Back"),
        ("partnership.target_saving=abc", "write partnership.NAME.target_saving"),
        ("partnership.nonsense=1", "names no partnership"),
        (f"{QUOTED}.nonsense=1", "unknown key `partnership"),
        (f"{QUOTED}.target_saving=abc", "it takes a number"),
        ("event.St Mary's flood.intensty=2", "did you mean `intensity`?"),
        ("event.quarter=2", "write event.NAME.quarter (there is St Mary's flood, new)"),
        ("event.a.b.c=2", "is not event.NAME.FIELD"),
        ("event.new.set.x=2", "is not event.NAME.FIELD"),
        ("extends=region", "name the scenario itself here"),
        ("title.short=x", "title.short is 'x'; it takes text in quotes, as `title` itself"),
        ("place=5", "place is 5; it is a table, [place]"),
        ("run=8", "run is 8; it is a table, [run]"),
        ("policy.funding=8", "unknown key `policy.funding`"),
        ("run.quarters=8\nrun.seed = 3", "it takes a whole number"),
    ],
)
def test_line_10_a_setting_that_changes_nothing_is_refused_with_what_it_could_have_been(
    plan, setting, said
):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(plan, [setting])
    assert said in str(caught.value)
    assert "--set" in str(caught.value)


def test_line_10_a_key_that_is_set_twice_is_refused(plan):
    with pytest.raises(ScenarioError, match=r"--set run\.quarters: is given twice"):
        load_scenario(plan, ["run.quarters=8", "run.quarters=9"])


@pytest.mark.parametrize("table", ["event", "partnership"])
def test_line_10_a_table_written_with_single_brackets_is_refused(tmp_path, table):
    path = tmp_path / "plan.toml"
    path.write_text(f'[{table}]\nname = "x"\n', "utf-8")
    with pytest.raises(ScenarioError, match=rf"plan\.toml:2:1: `{table}\.name` names no {table}"):
        load_scenario(str(path))


@pytest.mark.parametrize("value", ["5", '["a"]', '"x"', "[1]"])
def test_line_10_a_list_of_tables_that_is_none_is_refused_even_with_a_setting(tmp_path, value):
    path = tmp_path / "plan.toml"
    path.write_text(f"event = {value}\n", "utf-8")
    with pytest.raises(ScenarioError, match="event"):
        load_scenario(str(path), ["event.flood.quarter=3"])


def test_line_10_names_with_spaces_dots_and_signs_can_be_set(plan):
    scenario = load_scenario(
        plan, [f"{QUOTED}.target_saving=500000.0", "event.St Mary's flood.intensity=0.5"]
    )
    assert scenario.partnerships[0].target_saving == 500_000
    assert scenario.crises[0].intensity == 0.5


def test_line_10_compare_takes_names_and_lists_that_hold_commas(plan):
    text = f"{plan},policy.funding.profile=file,policy.funding.cuts=[0.1,0.2],{QUOTED}.start=3"
    world = world_argument(text, ("run.quarters=8",), (), None)
    assert world.params[FundingParameters].cuts == (0.1, 0.2)
    assert world.partnerships[0].start == 3
    assert world.run.quarters == 8


def test_line_10_a_setting_of_one_world_wins_over_that_of_all(plan):
    assert (
        world_argument(f"{plan},run.quarters=12", ("run.quarters=8",), (), None).run.quarters == 12
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("region", ["region"]),
        ("region,a.b=1,c=2", ["region", "a.b=1", "c=2"]),
        ("region,a=[1,b=2]", ["region", "a=[1,b=2]"]),
        ('region,title="x, y=1",b=2', ["region", 'title="x, y=1"', "b=2"]),
        ("region,title=Roads, schools,b=2", ["region", "title=Roads, schools", "b=2"]),
        ("region,event.St Mary's.x=1,b=2", ["region", "event.St Mary's.x=1", "b=2"]),
        ("a,b.toml,c=1", ["a,b.toml", "c=1"]),
    ],
)
def test_line_10_settings_are_cut_at_commas_before_a_key_only(text, parts):
    assert split_settings(text) == parts


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
def test_a_key_is_read_back_as_it_is_written(words):
    assert key_words(dotted(tuple(words))) == tuple(words)
    assert read_setting(f"{dotted(tuple(words))} = 1") == (tuple(words), "1")


NESTED = """top = 1
[[event]]
name = "a"
[event.set]
"policy.x" = 1
[[event]]
  name = "b"
[event.set]
policy . y = 1  # = here
[[place.council]]
name = 'A "quoted" [name]'
list = [
  1, # a = 1
]
[partnership."Back office"]
text = \"\"\"
a = 1
[b]
\"\"\"
"target saving" = 3
"""


def test_every_key_is_found_where_it_stands():
    positions = locate(NESTED)
    assert positions["event", 0, "set", "policy.x"] == (5, 1)
    assert positions["event", 1, "name"] == (7, 3)
    assert positions["event", 1, "set", "policy", "y"] == (9, 1)
    assert positions["place", "council", 0, "list"] == (12, 1)
    assert positions["partnership", "Back office", "target saving"] == (20, 1)
    assert not any("a" in path or "b" in path for path in positions)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[event]]\nname = "a"\nkind = "crisis"\nquarter = 1\n  colour = 1', "5:3"),
        (OFFICE.replace("declared", "x") + '[[partnership]]\nname = "p"\ncolour = 1', "22:1"),
        ('[[place.council]]\nname = "A"\n[[place.council]]\nname = "B"\ncolour = 1', "5:1"),
        ('[[event]]\nname = "n"\nkind = "new-rules"\nquarter = 1\n[event.set]\n"a.b.c" = 1', "5:1"),
    ],
)
def test_an_unknown_key_in_a_table_of_an_array_is_shown_where_it_stands(tmp_path, text, place):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(str(path))
    assert f"mine.toml:{place}: " in str(caught.value)
